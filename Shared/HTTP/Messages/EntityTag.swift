/// Comparison of entity tags (RFC 9110, sections 8.8.3 and 13.1).
public enum EntityTag {
    /// Whether a list as in `If-None-Match` names `tag`, by the weak comparison: `W/` counts for nothing.
    ///
    /// - Parameters:
    ///   - list: The field's value: tags with commas between, or `*`.
    ///   - tag: With its quotes.
    public static func list(_ list: String, contains tag: String) -> Bool {
        if list.utf8.trimmingBlanks.elementsEqual("*".utf8) { return true }
        let wanted = self.opaque(tag.utf8[...])
        // A tag may hold commas, so the quotes are what separates.
        var rest = list.utf8[...]
        while let open = rest.firstIndex(of: UInt8(ascii: "\"")) {
            guard let close = rest[rest.index(after: open)...].firstIndex(of: UInt8(ascii: "\"")) else { return false }
            if rest[open...close].elementsEqual(wanted) { return true }
            rest = rest[rest.index(after: close)...]
        }
        return false
    }

    private static func opaque(_ tag: Substring.UTF8View) -> Substring.UTF8View {
        tag.starts(with: "W/".utf8) ? tag.dropFirst(2) : tag
    }
}
