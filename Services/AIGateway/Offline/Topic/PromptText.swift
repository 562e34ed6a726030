/// A prompt as plain words: markup, placeholders, addresses and decoration are gone.
enum PromptText {
    /// What of a prompt is read at all. The topic stands in the first sentences; the bound keeps a pasted book cheap.
    static let limit = 4000

    /// The sentences of a prompt, each as its words with their punctuation.
    static func sentences(of prompt: String) -> [[String]] {
        let plain = self.withoutMarkup(String(prompt.prefix(self.limit)))
        return plain.split(whereSeparator: \.isNewline).flatMap { line in self.split(CleanText.line(String(line))) }
    }

    private static func split(_ line: String) -> [[String]] {
        var sentences: [[String]] = [[]]
        for word in line.split(separator: " ").map(String.init) where !self.isAddress(word) {
            guard word.contains(where: { $0.isLetter || $0.isNumber }) || self.isConnector(word) else { continue }
            sentences[sentences.count - 1].append(word)
            if let last = word.last, self.endsSentence(last), !self.abbreviations.contains(word.lowercased()) {
                sentences.append([])
            }
        }
        return sentences.filter { !$0.isEmpty }
    }

    /// Emphasis and headings of Markdown, quotation marks and emoji become spaces. What looks like "C#" or "C++" stays.
    private static func withoutMarkup(_ text: String) -> String {
        var output = ""
        for character in self.withoutBrackets(Array(text)) {
            switch character {
            case "’", "‘": output.append("'")
            case "(": output.append(" (")
            case ")": output.append(") ")
            case "–", "—": output.append(" - ")
            case "…": output.append(". ")
            default:
                if character.isNewline {
                    output.append("\n")
                } else {
                    output.append(self.isDecoration(character) ? " " : character)
                }
            }
        }
        return output
    }

    /// Without placeholders (`{{date}}`, `{name}`) and tags (`<b>`). A bracket without its partner swallows nothing.
    private static func withoutBrackets(_ text: [Character]) -> [Character] {
        var output: [Character] = []
        var index = 0
        while index < text.count {
            if let end = self.endOfBracket(text, at: index) {
                output.append(" ")
                index = end
            } else {
                output.append(text[index])
                index += 1
            }
        }
        return output
    }

    /// Where the placeholder or tag that begins at `index` ends; `nil` when none does. They are looked for within 200
    /// characters, which keeps a text of nothing but brackets cheap.
    private static func endOfBracket(_ text: [Character], at index: Int) -> Int? {
        let near = index + 1..<min(index + 200, text.count)
        switch text[index] {
        case "{":
            guard let close = text[near].firstIndex(of: "}") else { return nil }
            return close + 1 < text.count && text[close + 1] == "}" ? close + 2 : close + 1
        case "<":
            // "tea < coffee" is no tag.
            guard let next = text[near].first, next.isLetter || next == "/" || next == "!" else { return nil }
            return text[near].firstIndex(of: ">").map { $0 + 1 }
        default: return nil
        }
    }

    private static func isDecoration(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first else { return false }
        if scalar.isASCII { return self.marks.contains(character) }
        switch scalar.properties.generalCategory {
        case .otherSymbol, .mathSymbol, .modifierSymbol, .privateUse, .unassigned, .initialPunctuation,
            .finalPunctuation:
            return true
        default: return "„「」『』•‣◦".contains(character)
        }
    }

    private static let marks: Set<Character> = [
        "\"", "`", "*", "_", "|", "\\", "[", "]", "{", "}", "<", ">", "~", "^", "=",
    ]

    private static func isAddress(_ word: String) -> Bool {
        word.contains("://") || word.lowercased().hasPrefix("www.") || (word.contains("@") && word.contains("."))
    }

    private static func isConnector(_ word: String) -> Bool { ["&", "+", "-", "/"].contains(word) }

    private static func endsSentence(_ character: Character) -> Bool { ".!?;。！？；".contains(character) }

    private static let abbreviations: Set<String> = Set(words: "e.g. i.e. vs. etc. no. dr. st. mr. mrs. u.s.")
}
