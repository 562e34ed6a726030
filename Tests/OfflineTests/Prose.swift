@testable import Offline

/// Looks for what no reader should see. Works on bytes, because it reads some hundred thousand paragraphs.
enum Prose {
    /// The sentences of a paragraph. Made for the composer's prose: a full stop ends a sentence when a space and a capital
    /// or a quotation mark follow.
    static func sentences(_ paragraph: String) -> [Substring] {
        let bytes = Array(paragraph.utf8)
        var sentences: [Substring] = []
        var start = 0
        func cut(_ end: Int) {
            let range =
                paragraph.utf8.index(
                    paragraph.startIndex,
                    offsetBy: start
                )..<paragraph.utf8.index(
                    paragraph.startIndex,
                    offsetBy: end
                )
            sentences.append(paragraph[range])
        }
        for index in bytes.indices where index + 2 < bytes.count && bytes[index + 1] == UInt8(ascii: " ") {
            guard [UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!")].contains(bytes[index]) else { continue }
            let next = bytes[index + 2]
            let isStart =
                (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(next) || next == UInt8(ascii: "\"") || next >= 0x80
            if isStart {
                cut(index + 1)
                start = index + 2
            }
        }
        if start < bytes.count { cut(bytes.count) }
        return sentences
    }

    /// What is wrong with a text, in words; `nil` when nothing is.
    static func fault(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        if bytes.first == UInt8(ascii: " ") || bytes.last == UInt8(ascii: " ") { return "space at an end" }
        for index in bytes.indices {
            let byte = bytes[index]
            if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") || byte < 0x20 {
                return "template mark or control"
            }
            guard index + 1 < bytes.count else { break }
            let next = bytes[index + 1]
            let isEnd = index + 2 == bytes.count || bytes[index + 2] == UInt8(ascii: " ")
            if byte == UInt8(ascii: " ") {
                if next == UInt8(ascii: " ") { return "double space" }
                // ".NET" is a word.
                if [UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ";"), UInt8(ascii: ":")].contains(next), isEnd {
                    return "space before a mark"
                }
            }
            if byte == next, byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") { return "double mark" }
        }
        return self.wordFault(text)
    }

    private static func wordFault(_ text: String) -> String? {
        let words = text.lowercased().split(separator: " ")
        for index in words.indices.dropFirst() {
            let before = words[index - 1]
            let word = words[index]
            let first = word.utf8.first ?? 0
            let isVowel = "aeiou".utf8.contains(first)
            if word == before { return "\(before) \(word)" }
            if before == "a", isVowel, !self.consonantSound.contains(where: word.hasPrefix) { return "a \(word)" }
            if before == "an", !isVowel, !["hour", "honest", "honour"].contains(where: word.hasPrefix) {
                return "an \(word)"
            }
        }
        return nil
    }

    private static let consonantSound = ["one", "unit", "use", "university", "european"]
}
