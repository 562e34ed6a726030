/// Forms of verbs that no list knows.
enum VerbForm {
    /// "Descale" is "descaling", "grind" is "grinding", "chop" is "chopping".
    static func gerund(_ verb: String) -> String {
        let lower = verb.lowercased()
        if let known = Gerund.of(lower) { return known }
        guard lower.utf8.count > 1, lower.allSatisfy(\.isLetter) else { return lower + "ing" }
        if lower.hasSuffix("ie") { return lower.dropLast(2) + "ying" }
        if lower.hasSuffix("e"), !["ee", "oe", "ye"].contains(where: lower.hasSuffix) {
            return lower.dropLast() + "ing"
        }
        return lower + (self.doubles(lower) ? String(lower.suffix(1)) : "") + "ing"
    }

    /// One syllable that ends in one vowel and one consonant.
    private static func doubles(_ verb: String) -> Bool {
        let letters = Array(verb)
        guard letters.count >= 3 else { return false }
        func isVowel(_ letter: Character) -> Bool { "aeiou".contains(letter) }
        let end = letters.count - 1
        let (last, middle, before) = (letters[end], letters[end - 1], letters[end - 2])
        guard !isVowel(last), !"wxy".contains(last), isVowel(middle), !isVowel(before) else { return false }
        return letters.dropLast(3).allSatisfy { !isVowel($0) }
    }
}

/// Nouns of keywords, which are written in the singular more often than a sentence can bear: "with burr grinder" is no
/// English, "with burr grinders" is.
enum KeywordNoun {
    /// The words with their last noun in the plural where it needs that.
    static func settled(_ words: [String]) -> [String] {
        if let and = words.firstIndex(of: "and"), and > 0, and < words.count - 1 {
            return self.settled(Array(words[..<and])) + ["and"] + self.settled(Array(words[(and + 1)...]))
        }
        let split = words.indices.dropFirst().first { TopicPhrase.prepositions.contains(words[$0].lowercased()) }
        guard let split else { return self.head(words) }
        return self.head(Array(words[..<split])) + words[split...]
    }

    private static func head(_ words: [String]) -> [String] {
        let settled = Countable.settled(words)
        guard settled == words, let last = words.last, last.allSatisfy(\.isLetter) else { return settled }
        let determiners: Set<String> = ["a", "an", "the", "my", "your", "one", "each", "every", "this", "that"]
        if words.dropLast().contains(where: { determiners.contains($0.lowercased()) }) { return words }
        let key = last.lowercased()
        let isDevice = ["er", "or", "ette"].contains { key.hasSuffix($0) && key.count > $0.count + 2 }
        guard self.countable.contains(key) || (isDevice && !self.mass.contains(key)) else { return words }
        return words.dropLast() + [last + (["s", "x", "ch", "sh", "ato"].contains { key.hasSuffix($0) } ? "es" : "s")]
    }

    /// Words in "-er" and "-or" that have no plural, or seldom one.
    private static let mass = Set(
        words: """
            water butter paper leather weather power copper silver powder timber rubber ginger pepper sugar summer winter
            after over under never ever better later lower higher faster cheaper easier stronger proper outdoor indoor
            flavor color colour labor labour humor humour honor honour odor vinegar fiber silicon together newer older
            hyper super inner outer upper laser career cancer order october november december september number matter
            consumer another whether decor motor minor major senior junior exterior interior superior
            """
    )

    private static let countable = Set(
        words: """
            kettle cup mug pot bean machine scale pan lamp light tent boot shoe glove jacket backpack bag bottle knife brush
            board table chair desk shelf wall floor window door mattress pillow blanket curtain candle mirror clock rug seed
            bulb herb pest pump valve pipe wire switch cable battery panel sensor camera lens tripod battery guitar drum violin flute key chord scale pedal card game app tool template spreadsheet checklist form letter contract
            invoice loan fund account goal plan method technique mistake problem question recipe ratio temperature size kit shot tomato
            potato seedling loan score shrub
            """
    )
}
