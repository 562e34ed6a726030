/// Which names of zones are taken.
///
/// `Region/City`, where the region is a continent or an ocean (tz database, `theory.html`, "Timezone identifiers"),
/// and `UTC`. What else lies in the directory is left out on purpose: `EST`, `GMT+5` and `Etc/GMT+5` know no clock
/// changes (and the last two mean opposite signs to most readers), `US/Eastern` and its like are old links that newer
/// systems no longer install, `posix/` and `right/` are other editions of the same zones.
enum ZoneName {
    private static let regions: Set<String> = [
        "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific",
    ]

    static let rule = "must be an IANA time zone of the form Region/City, like Europe/Berlin, or UTC"

    /// Looks at bytes: to Swift the string "K" equals the Kelvin sign.
    static func isAllowed(_ name: String) -> Bool {
        if name.utf8.elementsEqual("UTC".utf8) { return true }
        // The longest on record has 32 bytes (America/Argentina/ComodRivadavia).
        guard name.utf8.count <= 64 else { return false }
        let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts.allSatisfy({ self.isWord($0) }) else { return false }
        return self.regions.contains(String(Substring(parts[0])))
    }

    /// ASCII letters, and after the first one `_` and `-` as well.
    private static func isWord(_ part: Substring.UTF8View) -> Bool {
        part.first.map(self.isLetter) == true
            && part.allSatisfy { self.isLetter($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
