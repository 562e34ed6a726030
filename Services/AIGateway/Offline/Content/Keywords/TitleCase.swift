/// Words as a heading has them.
enum TitleCase {
    /// "pour over vs french press" is "Pour Over vs French Press". A word with capitals of its own keeps them, unless the
    /// whole text is in capitals.
    static func applied(to text: String) -> String {
        let words = text.split(separator: " ").map(String.init)
        let isShouting = words.count > 1 && !text.contains(where: \.isLowercase)
        return words.indices.map { index in
            let word = words[index]
            let isFirst = index == 0 || [":", "?", "!"].contains { words[index - 1].hasSuffix($0) }
            return self.word(word, isEdge: isFirst || index == words.count - 1, isShouting: isShouting)
        }.joined(separator: " ")
    }

    private static func word(_ word: String, isEdge: Bool, isShouting: Bool) -> String {
        if let known = ProperNames.spelling(of: Word(word), isTitle: false), Word(word).text == word { return known }
        if !isShouting, word.contains(where: \.isUppercase) { return word }
        let lower = isShouting ? word.lowercased() : word
        let plain = lower.filter { $0.isLetter }
        if !isEdge, self.small.contains(plain) { return lower }
        // "Step-by-step" has capitals at both ends only.
        let parts = lower.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        return parts.indices.map { index in
            index > 0 && self.small.contains(parts[index]) ? parts[index] : self.capitalized(parts[index])
        }.joined(separator: "-")
    }

    private static func capitalized(_ word: String) -> String {
        let first = word.firstIndex { $0.isLetter || $0.isNumber }
        guard let index = first, word[index].isLetter else { return word }
        // "2nd", "v60": a letter before digits is a model's name.
        return word[..<index] + word[index].uppercased() + word[word.index(after: index)...]
    }

    private static let small = Set(
        words: "a an the and or but nor of for in on at to by from with without as vs versus per via into than"
    )
}
