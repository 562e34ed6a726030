extension UInt8 {
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    var isAlphanumeric: Bool {
        self.isDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self.lowercased)
    }

    /// Of A to Z; every other byte stays as it is.
    var lowercased: UInt8 { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self }

    /// `atext` of RFC 5322, section 3.2.3.
    var isAtomText: Bool { self.isAlphanumeric || "!#$%&'*+-/=?^_`{|}~".utf8.contains(self) }

    /// `0` to `F`.
    static func hexadecimal(_ digit: UInt8) -> UInt8 {
        digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") - 10 + digit
    }
}
