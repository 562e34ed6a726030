/// Brings English words of one family to one form: "grinders", "grinding" and "grind". Light on purpose: what is taken
/// off too eagerly joins words that have nothing to do with each other.
enum Stemmer {
    /// - Parameter word: In lower case.
    static func stem(_ word: String) -> String {
        guard word.utf8.count > 3, word.utf8.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
        else { return word }
        var stem = self.irregular[word] ?? self.singular(word)
        for ending in ["ing", "ed"] where stem.hasSuffix(ending) && self.irregular[word] == nil {
            let base = String(stem.dropLast(ending.count))
            guard base.utf8.count >= 3, base.contains(where: { "aeiouy".contains($0) }) else { continue }
            stem = self.undoubled(base)
            break
        }
        // "Bake", "baking": the silent letter goes from both.
        if stem.utf8.count > 3, stem.hasSuffix("e"), !stem.hasSuffix("ee") {
            stem = String(stem.dropLast())
        }
        return stem
    }

    /// What a word may come from, as candidates only: "grinder" from "grind", "extraction" from "extract", but "water"
    /// and "nation" from nothing.
    static func roots(of stem: String) -> [String] {
        guard stem.utf8.count >= 6 else { return [] }
        for ending in ["ation", "ion", "er", "or"] where stem.hasSuffix(ending) {
            let base = String(stem.dropLast(ending.count))
            return ending == "ation" ? [base, String(stem.dropLast(3))] : [base, self.undoubled(base)]
        }
        return []
    }

    private static func singular(_ word: String) -> String {
        if word.hasSuffix("ies"), word.utf8.count > 4 { return word.dropLast(3) + "y" }
        if ["sses", "shes", "ches", "xes", "zes"].contains(where: word.hasSuffix) { return String(word.dropLast(2)) }
        if word.hasSuffix("s"), !["ss", "us", "is"].contains(where: word.hasSuffix) { return String(word.dropLast()) }
        return word
    }

    private static func undoubled(_ base: String) -> String {
        let last = base.suffix(2)
        guard last.count == 2, last.first == last.last, let letter = last.last, !"aeiouls".contains(letter) else {
            return base
        }
        return String(base.dropLast())
    }

    private static let irregular: [String: String] = [
        "men": "man", "women": "woman", "children": "child", "people": "person", "feet": "foot", "teeth": "tooth",
        "mice": "mouse", "knives": "knife", "leaves": "leaf", "shelves": "shelf", "thing": "thing", "string": "string",
        "spring": "spring", "during": "during", "seed": "seed", "weed": "weed", "feed": "feed", "need": "need",
        "wedding": "wedding", "building": "build", "speed": "speed", "bring": "bring", "species": "species",
        "better": "good", "ground": "grind",
    ]
}
