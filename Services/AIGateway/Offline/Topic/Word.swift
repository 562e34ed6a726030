/// One word of a prompt.
struct Word: Hashable, Sendable {
    /// As it was written, without the punctuation around it.
    let text: String
    /// In lower case, for look-ups.
    let key: String
    /// The punctuation behind it: a comma, a colon, …
    let mark: Character?
    /// Whether it stood behind an opening bracket.
    let isAside: Bool

    init(_ written: String) {
        var text = Substring(written)
        self.isAside = text.first == "("
        // A full stop in front belongs to the word: ".NET".
        while let first = text.first, "('¿¡-,;:)/#@".contains(first), text.count > 1 || !first.isLetter {
            text = text.dropFirst()
        }
        var mark: Character?
        while let last = text.last, ".,;:!?)'/…。、，！？；：".contains(last), !Self.keepsStop(text) {
            mark = "'".contains(last) ? mark : last
            text = text.dropLast()
        }
        if text.isEmpty, ["&", "+", "-", "/"].contains(written) { text = Substring(written) }
        self.text = String(text)
        self.key = self.text.lowercased()
        self.mark = mark
    }

    /// "U.S." and the like keep their last full stop.
    private static func keepsStop(_ text: Substring) -> Bool {
        text.last == "." && text.dropLast().contains(".") && text.count <= 5 && text.first?.isUppercase == true
    }

    /// Nothing of the same thought comes behind it.
    var endsThought: Bool { self.mark.map { ";:)".contains($0) } ?? false }
    var hasComma: Bool { self.mark.map { ",、，".contains($0) } ?? false }
}

extension Sequence<Word> {
    var text: String { self.map(\.text).joined(separator: " ") }
}
