/// Plain text in columns of a terminal or a mail reader.
enum Columns {
    /// How many columns a character takes: 2 for ideographs, kana, Hangul and emoji (UAX #11, wide), 0 for what only
    /// marks its neighbour, else 1.
    static func width(of character: Character) -> Int {
        if let ascii = character.asciiValue { return ascii < 0x20 ? 0 : 1 }
        guard let first = character.unicodeScalars.first else { return 0 }
        if first.properties.isEmojiPresentation || character.unicodeScalars.contains("\u{FE0F}") { return 2 }
        switch first.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            return 2
        default: break
        }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return 1
        }
    }

    static func width(of text: some StringProtocol) -> Int {
        let bytes = text.utf8
        if bytes.allSatisfy({ (0x20..<0x7F).contains($0) }) { return bytes.count }
        return text.reduce(0) { $0 + self.width(of: $1) }
    }

    /// Breaks a line at spaces, and between wide characters. A single word that is longer stays whole: an address that
    /// is cut leads nowhere.
    ///
    /// - Parameters:
    ///   - first: What the first line begins with, for example a number.
    ///   - indent: What the others begin with.
    static func wrap(_ text: String, to limit: Int, first: String = "", indent: String = "") -> [String] {
        var lines: [String] = []
        var line = first
        var width = self.width(of: first)
        var isEmpty = true
        for piece in self.pieces(text) {
            let space = piece.needsSpace && !isEmpty ? 1 : 0
            let pieceWidth = self.width(of: piece.text)
            if !isEmpty, width + space + pieceWidth > limit {
                lines.append(line)
                line = indent + piece.text
                width = self.width(of: indent) + pieceWidth
            } else {
                line += space == 1 ? " " + piece.text : piece.text
                width += space + pieceWidth
            }
            isEmpty = false
        }
        lines.append(line)
        return lines
    }

    /// What may not be broken; wide characters are pieces of their own, unless they may not begin a line.
    private static func pieces(_ text: String) -> [(text: String, needsSpace: Bool)] {
        var pieces: [(text: String, needsSpace: Bool)] = []
        for word in text.split(separator: " ") {
            if word.utf8.allSatisfy({ $0 < 0x80 }) {
                pieces.append((String(word), true))
                continue
            }
            var isFirst = true
            var lastIsWide = false
            for character in word {
                let isWide = self.width(of: character) == 2
                if isFirst || ((isWide || lastIsWide) && !self.neverFirst.contains(character)) {
                    pieces.append((String(character), isFirst))
                } else {
                    pieces[pieces.count - 1].text.append(character)
                }
                isFirst = false
                lastIsWide = isWide
            }
        }
        return pieces
    }

    private static let neverFirst: Set<Character> = [
        "、", "。", "，", "．", "・", "：", "；", "？", "！", "）", "」", "』", "】", "〉", "》", "”", "’", ".", ",", ":", ";", "?",
        "!", ")",
        "\"", "'", "ー", "っ", "ッ",
    ]
}
