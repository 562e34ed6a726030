import Contracts

/// Texts of others as parts of messages: one line, nothing that steers a terminal or turns writing around, cut where
/// there is no more room.
enum PlainText {
    /// - Parameters:
    ///   - limit: In UTF-16 units, as the chat services count, after `escape`.
    ///   - escape: What stands for a character.
    static func line(_ text: String, limit: Int, escape: (Unicode.Scalar) -> String = { String($0) }) -> String {
        var line = ""
        var length = 0
        var isBlank = true
        for scalar in text.unicodeScalars {
            let isSpace = scalar.properties.isWhitespace || !Check.isLine(String(scalar))
            if isSpace, isBlank { continue }
            isBlank = isSpace
            let piece = isSpace ? " " : escape(scalar)
            // An escape is taken whole or not at all.
            if length + piece.utf16.count > limit - 1 {
                while line.hasSuffix(" ") { line.removeLast() }
                return line + "…"
            }
            line += piece
            length += piece.utf16.count
        }
        while line.hasSuffix(" ") { line.removeLast() }
        return line
    }
}
