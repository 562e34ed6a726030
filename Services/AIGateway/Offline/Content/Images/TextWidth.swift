/// How wide a text is in a bold sans-serif face, in thousandths of its size. On the generous side, since the face that a
/// reader's machine chooses is not known.
enum TextWidth {
    static func of(_ character: Character) -> Int {
        if Columns.width(of: character) == 2 { return 1050 }
        guard let ascii = character.asciiValue else { return Columns.width(of: character) == 0 ? 0 : 700 }
        switch Character(UnicodeScalar(ascii)) {
        case "i", "l", "j", "I", ".", ",", ";", ":", "'", "|", "!": return 340
        case " ", "f", "t", "r", "(", ")", "[", "]", "-", "/", "\\", "\"": return 420
        case "m", "w", "M", "W", "@", "%": return 980
        case "A"..."Z", "&": return 780
        default: return 640
        }
    }

    static func of(_ text: some StringProtocol) -> Int { text.reduce(0) { $0 + self.of($1) } }

    /// The text in lines of at most `limit`, broken at spaces, and inside a word only when the word alone is too wide.
    static func wrap(_ text: String, limit: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var width = 0
        for word in text.split(separator: " ") {
            for piece in self.pieces(word, limit: limit) {
                let pieceWidth = self.of(piece.text)
                let space = line.isEmpty || !piece.isWordStart ? 0 : self.of(" ")
                if !line.isEmpty, width + space + pieceWidth > limit {
                    lines.append(line)
                    (line, width) = (piece.text, pieceWidth)
                } else {
                    line += space > 0 ? " " + piece.text : piece.text
                    width += space + pieceWidth
                }
            }
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }

    private static func pieces(_ word: Substring, limit: Int) -> [(text: String, isWordStart: Bool)] {
        // Ideographs may be parted anywhere.
        let breaks = word.contains { Columns.width(of: $0) == 2 }
        guard breaks || self.of(word) > limit else { return [(String(word), true)] }
        var pieces: [(text: String, isWordStart: Bool)] = []
        var piece = ""
        var width = 0
        for character in word {
            let own = self.of(character)
            if !piece.isEmpty, breaks || width + own > limit {
                pieces.append((piece, pieces.isEmpty))
                (piece, width) = ("", 0)
            }
            piece.append(character)
            width += own
        }
        pieces.append((piece, pieces.isEmpty))
        return pieces
    }
}
