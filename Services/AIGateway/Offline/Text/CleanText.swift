/// Text that is safe to show anywhere: one line, nothing invisible that could change how its neighbours look.
public enum CleanText {
    /// The text on one line, trimmed, each run of white space a single space, and without
    /// - control characters and characters that are no characters (XML 1.0, section 2.2, allows them nowhere),
    /// - bidirectional embeddings, overrides and isolates (UAX #9, section 2), which could turn around what follows,
    /// - invisible tags, and the marks that only the start of a file may have.
    ///
    /// Joiners stay: Persian, the Indic scripts and emoji need them.
    public static func line(_ text: String) -> String {
        if self.isClean(text.utf8) { return text }
        var output = String.UnicodeScalarView()
        var needsSpace = false
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace {
                needsSpace = true
            } else if !self.isDropped(scalar) {
                if needsSpace, !output.isEmpty { output.append(" ") }
                needsSpace = false
                output.append(scalar)
            }
        }
        return String(output)
    }

    /// The lines of a text, each as ``line(_:)`` has it, without those that are empty then.
    public static func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { self.line(String($0)) }.filter { !$0.isEmpty }
    }

    /// Whether it is plain ASCII with nothing to do, as nearly all text is.
    private static func isClean(_ text: String.UTF8View) -> Bool {
        var before = UInt8(ascii: " ")
        for byte in text {
            if byte < 0x20 || byte >= 0x7F || (byte == 0x20 && before == 0x20) { return false }
            before = byte
        }
        return before != 0x20
    }

    private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x206F, 0x200B, 0x2060...0x2065, 0xFEFF, 0xFFF9...0xFFFB,
            0xE0000...0xE007F, 0xFDD0...0xFDEF:
            true
        case let value: value & 0xFFFE == 0xFFFE
        }
    }
}
