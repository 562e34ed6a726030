/// Capital letters of a phrase that moves from a prompt, or from the head of one, into the middle of a sentence.
enum Casing {
    /// The phrase with a capital first letter, unless its first word has its own spelling ("iPhone", "npm" stays too).
    static func capitalized(_ phrase: String) -> String {
        guard let index = phrase.firstIndex(where: { $0.isLetter || $0.isNumber }), phrase[index].isLowercase else {
            return phrase
        }
        let word = phrase[index...].prefix { !$0.isWhitespace }
        if word.dropFirst().contains(where: \.isUppercase) { return phrase }
        return phrase[..<index] + phrase[index].uppercased() + phrase[phrase.index(after: index)...]
    }

    /// How the words of a sentence are capitalized, which tells what a capital means in it.
    enum Style {
        case sentence
        case title
        case shouting

        init(_ words: [Word]) {
            let lettered = words.filter { $0.text.contains(where: \.isLetter) }
            if lettered.count > 1 || (lettered.first?.text.count ?? 0) > 5,
                lettered.allSatisfy({ !$0.text.contains(where: \.isLowercase) }),
                lettered.contains(where: { $0.text.contains(where: \.isUppercase) })
            {
                self = .shouting
                return
            }
            let long = lettered.dropFirst().filter { $0.text.count >= 4 }
            self = !long.isEmpty && long.allSatisfy { $0.text.first?.isUppercase == true } ? .title : .sentence
        }
    }

    /// The words as they stand inside a sentence.
    ///
    /// - Parameter opensSentence: Whether the first of them was the first of its sentence, where a capital says nothing.
    static func inside(_ words: [Word], style: Style, opensSentence: Bool) -> [String] {
        // "Premier League": a title of unknown words is a name.
        let isName =
            style == .title && words.count <= 3 && !words.contains { ProperNames.isCommon($0.key) }
            && words.allSatisfy { $0.text.first?.isUppercase == true }
        return words.enumerated().map { index, word in
            if let known = ProperNames.spelling(of: word, isTitle: style == .title) { return known }
            let text = word.text
            if style == .shouting { return text.lowercased() }
            guard let first = text.first, first.isUppercase, !text.dropFirst().contains(where: \.isUppercase) else {
                return text
            }
            let isPlain = text.allSatisfy { $0.isLetter || $0 == "'" || $0 == "-" }
            if isName || !isPlain || (text.count == 1 && text != "A") { return text }
            if style == .title { return text.lowercased() }
            guard index == 0, opensSentence else { return text }
            if ProperNames.isCommon(word.key) { return text.lowercased() }
            // A lone unknown word keeps what its writer gave it, and so does the first of two capitalized ones.
            if words.count == 1 { return text }
            return words[1].text.first?.isUppercase == true ? text : text.lowercased()
        }
    }
}
