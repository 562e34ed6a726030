/// What somebody who types a keyword wants to know, and the words of it that fit into sentences.
struct KeywordPhrase: Hashable, Sendable {
    enum Intent: Hashable, Sendable {
        /// "cold brew ratio"
        case subject
        /// "how to clean a grinder"
        case howTo
        /// "what is cold brew"
        case what
        /// "why is my coffee sour"
        case why
        /// Any other question: "is decaf healthy", "how much coffee per cup"
        case question
        /// "best burr grinder"
        case best
        /// "v60 vs chemex"
        case versus
    }

    let intent: Intent
    /// A noun phrase for the middle of a sentence: "burr grinders", "cleaning a grinder". `nil` where the keyword has
    /// none, as most questions.
    let subject: String?
    /// The keyword's own words, as they stand inside a sentence.
    let text: String
    /// What follows "how to".
    var command: String?
    /// The two sides of a comparison.
    var sides: [String] = []

    /// `nil` for a keyword without a letter or a digit.
    init?(_ keyword: String) {
        let clean = KeywordText(keyword).text
        let words = clean.split(separator: " ").map { Word(String($0)) }.filter { !$0.text.isEmpty }
        guard words.contains(where: { $0.text.contains { $0.isLetter || $0.isNumber } }) else { return nil }
        if Foreign.isForeign(words) {
            let quoted = "“\(Self.bounded(words.map(\.text)).joined(separator: " "))”"
            (self.intent, self.subject, self.text) = (.subject, quoted, quoted)
            return
        }
        let style = Casing.Style(words)
        // "V60 vs Chemex" compares names more often than not.
        let isComparison = style != .shouting && words.contains { ["vs", "versus"].contains($0.key) }
        let plain = isComparison ? words.map(\.text) : Casing.inside(words, style: style, opensSentence: true)
        let inside = plain.map(Self.spelled)
        let cased = Self.bounded(inside, limit: 80)
        let keys = cased.map { $0.lowercased() }
        self.text = cased.joined(separator: " ")
        if let split = keys.firstIndex(where: { ["vs", "versus"].contains($0) }), split > 0, split < keys.count - 1 {
            let sides = [cased[..<split], cased[(split + 1)...]].compactMap { Self.core(Array($0), isSide: true) }
            if sides.count == 2 {
                self.intent = .versus
                self.sides = sides
                self.subject = sides.joined(separator: " and ")
                return
            }
        }
        if keys.first == "difference" || keys.first == "differences", let sides = Self.between(cased, keys) {
            self.intent = .versus
            self.sides = sides
            self.subject = sides.joined(separator: " and ")
            return
        }
        if keys.starts(with: ["how", "to"]), keys.count > 2 {
            let command = Self.bounded(Array(cased.dropFirst(2)))
            self.intent = .howTo
            self.command = command.joined(separator: " ")
            // "Results with using a press" is clumsy; with other verbs the verb matters.
            let object = command.dropFirst().drop { ["a", "an", "the", "your", "my"].contains($0.lowercased()) }
            if command[0].lowercased() == "use", !object.isEmpty {
                self.subject = KeywordNoun.settled(Array(object)).joined(separator: " ")
                return
            }
            self.subject = ([VerbForm.gerund(command[0])] + command.dropFirst()).joined(separator: " ")
            return
        }
        if keys.count > 2, keys[0] == "what", ["is", "are"].contains(keys[1]), keys.count <= 7 {
            self.intent = .what
            self.subject = Self.core(Array(cased.dropFirst(2)))
            return
        }
        if let first = keys.first, Self.questions.contains(first), keys.count > 2 {
            self.intent = first == "why" ? .why : .question
            self.subject = nil
            return
        }
        let isBest = keys.contains { ["best", "top", "cheapest", "recommended"].contains($0) }
        self.intent = isBest ? .best : .subject
        self.subject = Self.core(cased)
    }

    /// A letter before digits is the name of a model: "v60" is "V60".
    private static func spelled(_ word: String) -> String {
        guard (2...6).contains(word.utf8.count), word.first?.isLetter == true, word.dropFirst().allSatisfy(\.isNumber)
        else { return word }
        return word.uppercased()
    }

    /// What the keyword is about without the words around it that say what is wanted; `nil` when nothing is left.
    ///
    /// - Parameter isSide: Whether it is one side of a comparison, which stays as it is.
    private static func core(_ words: [String], isSide: Bool = false) -> String? {
        var rest = words[...]
        func isFrame(_ word: String) -> Bool {
            let key = word.lowercased()
            // "Watering can vs hose".
            return self.frame.contains(key) || (KeywordText.stops.contains(key) && key != "can")
                || (key.count == 4 && Int(key) != nil && (key.hasPrefix("19") || key.hasPrefix("20")))
        }
        while rest.count > 1, let first = rest.first, isFrame(first) { rest = rest.dropFirst() }
        while rest.count > 1, let last = rest.last, isFrame(last) { rest = rest.dropLast() }
        let kept = rest.filter { !["best", "top", "cheapest"].contains($0.lowercased()) }
        let bounded = self.bounded(kept.isEmpty ? Array(rest) : Array(kept))
        if bounded.isEmpty { return nil }
        return (isSide ? bounded : KeywordNoun.settled(bounded)).joined(separator: " ")
    }

    private static func between(_ words: [String], _ keys: [String]) -> [String]? {
        guard let start = keys.firstIndex(of: "between"), let split = keys[start...].firstIndex(of: "and"),
            split > start + 1, split < keys.count - 1
        else { return nil }
        let sides = [words[(start + 1)..<split], words[(split + 1)...]].compactMap {
            self.core(Array($0), isSide: true)
        }
        return sides.count == 2 ? sides : nil
    }

    /// Not more words than a title or a heading can take.
    private static func bounded(_ words: [String], limit: Int = 56) -> [String] {
        var bounded: [String] = []
        var length = 0
        for word in words.prefix(14) {
            length += word.count + 1
            if length > limit, !bounded.isEmpty { break }
            bounded.append(word.count > limit ? word.prefix(limit - 1) + "…" : word)
        }
        while bounded.count > 1, let last = bounded.last?.lowercased(), KeywordText.stops.contains(last),
            bounded.count < words.count
        { bounded.removeLast() }
        return bounded
    }

    private static let questions = Set(
        words: """
            how what why when where which who can could do does did is are was should will would has have
            """
    )

    /// At the ends of a keyword: what kind of page is wanted.
    private static let frame = Set(
        words: """
            best top good great cheap cheapest affordable buy buying price prices review reviews rated online guide
            guides tip tips idea ideas ultimate complete definitive free tutorial tutorials list lists explained me near
            recommended recommendations vs versus
            """
    )
}
