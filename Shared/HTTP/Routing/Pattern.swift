/// A route's path: literal segments and placeholders, `/api/v1/jobs/{id}/run`.
struct Pattern: Sendable {
    enum Segment: Hashable {
        case literal(String)
        case placeholder
    }

    let text: String
    let segments: [Segment]
    /// The names of the placeholders, in order.
    let names: [String]

    /// - Parameter text: In decoded form. `/` at the end counts: `/jobs/` and `/jobs` are two patterns.
    init(_ text: String) {
        precondition(text.utf8.first == UInt8(ascii: "/"), "a pattern starts with a slash: \(text)")
        self.text = text
        var segments: [Segment] = []
        var names: [String] = []
        let parts = text == "/" ? [] : text.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if part.hasPrefix("{") {
                precondition(part.hasSuffix("}") && part.count > 2, "not a placeholder: \(part) in \(text)")
                let name = String(part.dropFirst().dropLast())
                precondition(!names.contains(name), "two placeholders of one name: \(text)")
                names.append(name)
                segments.append(.placeholder)
            } else {
                precondition(!part.isEmpty || index == parts.count - 1, "an empty segment inside: \(text)")
                precondition(!part.contains("{") && !part.contains("}"), "a placeholder is a whole segment: \(text)")
                segments.append(.literal(String(part)))
            }
        }
        self.segments = segments
        self.names = names
    }
}
