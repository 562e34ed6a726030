/// The words of a topic on their way to a phrase that fits into sentences.
struct TopicPhrase {
    private var words: [String]
    private let marks: [Bool]
    private let keys: [String]
    private var isVerbal = false
    var aspects: [String] = []

    init(_ words: [Word], style: Casing.Style, opensSentence: Bool) {
        // "Tea tea tea" is about tea; "Bora Bora" stays.
        var words = words
        if words.count > 2 {
            words = words.indices.filter { $0 == 0 || words[$0].key != words[$0 - 1].key }.map { words[$0] }
        }
        self.words = Casing.inside(words, style: style, opensSentence: opensSentence)
        self.marks = words.map(\.hasComma)
        self.keys = words.map(\.key)
    }

    /// Turns verbs into nouns, folds lists, and keeps the phrase short enough to be said in one breath.
    mutating func settle(isVerbal: Bool) {
        self.bound(listed: self.foldList())
        let first = self.words.first?.lowercased() ?? ""
        let isCommand = Gerund.opening.contains(first) && self.words.count > 1
        if isVerbal || isCommand, let gerund = Gerund.of(first) {
            self.words[0] = gerund
            self.isVerbal = true
        }
        self.words = Countable.settled(self.words)
    }

    var topic: Topic {
        var phrase = self.words.joined(separator: " ")
        for name in ProperNames.phrases where phrase.lowercased().contains(name.lowercased()) {
            phrase = Self.respelled(phrase, with: name)
        }
        var topic = Topic(phrase: phrase, short: phrase)
        topic.aspects = self.aspects.filter { $0.lowercased() != phrase.lowercased() }
        topic.words = self.keys
        topic.isVerbal = self.isVerbal
        topic.isActivity = self.isVerbal || Self.isActivity(self.words)
        let nouns = self.words.prefix { !Self.prepositions.contains($0) && $0 != "of" }
        topic.isPeople = nouns.last.map { People.isPeople($0.lowercased()) } ?? false
        if let preposition = self.words.indices.dropFirst().first(where: { Self.prepositions.contains(self.words[$0]) })
        {
            let head = Array(self.words[..<preposition])
            let isWhole =
                (head.count > 1
                    || Field.knows(head[0].lowercased()) && Self.isActivity(head) && head[0] != "working")
                && !head.contains { ["and", "or"].contains($0) }
            let tail = self.words[preposition...]
            if isWhole, !self.isVerbal, head.count <= 4, self.words[preposition] != "of" {
                topic.short = head.joined(separator: " ")
                let isPlace =
                    Self.places.contains(self.words[preposition]) && (2...5).contains(tail.count)
                    && !Self.transitive.contains(head[head.count - 1])
                if isPlace, !tail.contains("and"), !tail.contains(where: { $0.hasSuffix("ing") }) {
                    topic.setting = tail.joined(separator: " ")
                }
            }
        }
        return topic
    }

    /// The phrase with a name of several words in its own spelling.
    private static func respelled(_ phrase: String, with name: String) -> String {
        var words = phrase.split(separator: " ").map(String.init)
        let spelled = name.split(separator: " ").map(String.init)
        for start in words.indices where start + spelled.count <= words.count {
            let range = start..<(start + spelled.count)
            if words[range].elementsEqual(spelled, by: { $0.lowercased() == $1.lowercased() }) {
                words.replaceSubrange(range, with: spelled)
            }
        }
        return words.joined(separator: " ")
    }

    /// Whether a phrase names something one does: its noun, or its first word, ends in "-ing".
    static func isActivity(_ words: [String]) -> Bool {
        let end =
            words.indices.dropFirst().first { self.prepositions.contains(words[$0]) || words[$0] == "of" }
            ?? words.count
        guard let head = words[..<end].last?.lowercased(), let first = words.first?.lowercased() else { return false }
        if words[..<end].contains("and") || words[..<end].contains("or") { return false }
        return [head, first].contains { $0.hasSuffix("ing") && $0.count > 4 && !self.things.contains($0) }
    }

    /// "AI, startups, venture capital" becomes "AI, startups and venture capital"; a comma before anything else ends the
    /// phrase.
    ///
    /// - Returns: The members of the list.
    private mutating func foldList() -> [String] {
        guard self.marks.dropLast().contains(true) else {
            self.words = self.words.map { $0 == "&" ? "and" : $0 }
            return []
        }
        var parts: [[String]] = [[]]
        for (index, word) in self.words.enumerated() {
            if ["and", "&", "or"].contains(word), parts[parts.count - 1].isEmpty { continue }
            if ["and", "&"].contains(word), parts.count > 1 {
                parts.append([])
                continue
            }
            parts[parts.count - 1].append(word)
            if self.marks[index] { parts.append([]) }
        }
        parts.removeAll { $0.isEmpty }
        let members = parts.map { $0.joined(separator: " ") }
        guard parts.count > 1, parts.allSatisfy({ $0.count <= 4 }) else {
            self.words = parts.first ?? self.words
            return []
        }
        if self.aspects.isEmpty { self.aspects = Array(members.prefix(6)) }
        let joined = Enumeration.joined(members)
        self.words = (joined.count <= 60 ? joined : Enumeration.joined(Array(members.prefix(2)))).split(separator: " ")
            .map(String.init)
        return members
    }

    private mutating func bound(listed: [String]) {
        // "… and how to save money" is a second thought.
        let clauses: Set<String> = ["how", "what", "why", "when", "where", "whether"]
        if let cut = self.words.indices.dropFirst(2).first(where: {
            clauses.contains(self.words[$0]) && ["and", "or"].contains(self.words[$0 - 1])
        }) {
            self.words = Array(self.words[..<(cut - 1)])
        }
        func fits(_ words: some Collection<String>) -> Bool {
            words.count <= 9 && words.joined(separator: " ").count <= 60
        }
        if !fits(self.words) {
            let breaks = self.words.indices.dropFirst(1).filter { index in
                Self.prepositions.contains(self.words[index])
                    || ["and", "or", "that", "of", "to", "as", "&"].contains(self.words[index])
            }
            if let cut = breaks.last(where: { fits(self.words[..<$0]) }) {
                self.words = Array(self.words[..<cut])
            } else {
                while self.words.count > 1, !fits(self.words) { self.words.removeLast() }
            }
        }
        while let last = self.words.last, self.words.count > 1, Self.loose.contains(last.lowercased()) {
            self.words.removeLast()
        }
        if self.words.count == 1, self.words[0].count > 60 { self.words[0] = self.words[0].prefix(59) + "…" }
    }

    static let prepositions: Set<String> = Set(
        words: """
            on in at with without under near during over after before from for to through by as across between among
            around against beyond into within when while
            """
    )
    private static let places: Set<String> = Set(words: "on in at with without under near during over after before")
    /// "Investing in index funds": the preposition belongs to the verb.
    private static let transitive: Set<String> = Set(
        words: "investing trading specializing believing dealing coping working living"
    )
    private static let loose: Set<String> = Set(
        words: "and or the a an of for in on with to at by from as & - / + that is are our your my very how what why"
    )
    private static let things: Set<String> = Set(
        words: """
            thing things king ring string wedding building sibling evening morning wing being spring during ceiling
            offering anything everything something nothing existing emerging leading changing growing interesting
            amazing upcoming ongoing
            """
    )
}

/// Lists in sentences.
enum Enumeration {
    /// "soil", "soil and light", "soil, light and water".
    static func joined(_ members: [String], with conjunction: String = "and") -> String {
        guard let last = members.last, members.count > 1 else { return members.first ?? "" }
        return members.dropLast().joined(separator: ", ") + " \(conjunction) " + last
    }
}
