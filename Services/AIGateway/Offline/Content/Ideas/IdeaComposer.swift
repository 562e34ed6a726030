public import Values

/// Finds things to write about for a cluster of keywords, without a model.
///
/// The first idea is about the cluster as a whole. The others take the keywords for what their writers want to know (a
/// way to do something, a comparison, a reason), and forms for the whole cluster fill up what is left. Every keyword is
/// covered by an idea.
public enum IdeaComposer {
    /// - Throws: ``FieldError`` for `count` outside 1 to 20, and when neither name nor keywords have a word.
    public static func compose(_ request: IdeaRequest) throws(FieldError) -> IdeaSet {
        guard (1...20).contains(request.count) else {
            throw FieldError(pointer: "/count", message: "must be from 1 to 20")
        }
        guard IdeaSet.Limit.words.contains(request.targetWords) else {
            throw FieldError(pointer: "/targetWords", message: "must be from 100 to 10000")
        }
        guard let subject = ClusterSubject(name: request.name, keywords: request.keywords) else {
            throw FieldError(pointer: "/name", message: "must say what the cluster is about")
        }
        var writer = IdeaWriter(request, subject)
        return IdeaSet(ideas: writer.ideas())
    }
}

/// What a cluster is about, from its name.
struct ClusterSubject: Hashable, Sendable {
    let phrase: KeywordPhrase
    /// A noun phrase for the middle of a sentence.
    let subject: String

    init?(name: String, keywords: [String]) {
        var name = KeywordText(name).text
        for frame in ["More on ", "Further "] where name.hasPrefix(frame) { name = String(name.dropFirst(frame.count)) }
        for frame in [" Basics", " Essentials", " Know-How", " Notes", " Topics"] where name.hasSuffix(frame) {
            name = String(name.dropLast(frame.count))
        }
        let written = Set(keywords.prefix(50).flatMap { KeywordText($0).tokens.map(\.surface) })
        let inside = name.split(separator: " ").map { word in
            let isName = ProperNames.spelling(of: Word(String(word)), isTitle: false) != nil
            let isMixed = word.dropFirst().contains(where: \.isUppercase) && word.contains(where: \.isLowercase)
            return isName || isMixed || written.contains(String(word)) ? String(word) : word.lowercased()
        }
        let candidates = [inside.joined(separator: " ")] + keywords
        guard let phrase = candidates.lazy.compactMap({ KeywordPhrase($0) }).first else { return nil }
        self.phrase = phrase
        self.subject = phrase.subject ?? phrase.text
    }
}

private struct IdeaWriter {
    private struct Draft {
        let title: String
        let shape: IdeaShape
        /// What it is about, as it stands inside a sentence.
        let subject: String
        var keywords: [Int]
    }

    private let request: IdeaRequest
    private let subject: ClusterSubject
    private var random: SeededGenerator
    /// Each keyword once, with what it asks for.
    private let phrases: [(text: String, phrase: KeywordPhrase, words: Set<String>)]
    private var taken: Set<String>
    private var usedTitles: Set<String> = []
    private var drafts: [Draft] = []

    init(_ request: IdeaRequest, _ subject: ClusterSubject) {
        self.request = request
        self.subject = subject
        self.random = SeededGenerator("ideas", subject.subject, "\(request.takenTitles.count)")
        self.taken = Set(request.takenTitles.map(IdeaSet.key))
        var seen: Set<[String]> = []
        self.phrases = request.keywords.prefix(100).compactMap { keyword in
            let text = KeywordText(keyword)
            guard let phrase = KeywordPhrase(keyword), seen.insert(text.tokens.map(\.stem)).inserted else { return nil }
            return (text.text, phrase, Set(text.content.map(\.stem)))
        }
    }

    mutating func ideas() -> [Idea] {
        let wanted = self.request.count
        var forms = [IdeaShape.cluster[0]] + self.random.shuffle(IdeaShape.cluster.dropFirst())
        forms.reverse()
        if let lead = forms.popLast() { self.add(lead, self.subject.subject, []) }
        // Half of the rest for keywords at least, more when there are many.
        let asking = self.phrases.indices.sorted { one, other in
            let (a, b) = (self.rank(one), self.rank(other))
            return a != b ? a < b : one < other
        }
        let main = Set(KeywordText(self.subject.subject).content.map(\.stem))
        var things = self.random.shuffle(IdeaShape.subject)
        for index in asking where self.drafts.count < max(2, wanted - 2) {
            let keyword = self.phrases[index]
            // The whole cluster has its article already.
            if keyword.words == main, keyword.phrase.intent == .subject { continue }
            guard keyword.phrase.intent == .subject else {
                for shape in IdeaShape.of(keyword.phrase.intent) {
                    self.add(shape, self.words(keyword.phrase), [index], inside: keyword.phrase.subject)
                }
                continue
            }
            if things.isEmpty { things = self.random.shuffle(IdeaShape.subject) }
            // "Making over extracted coffee work for you" would be odd.
            if keyword.text.hasPrefix("over ") || keyword.text.hasPrefix("under ") {
                self.add(IdeaShape.subject[0], self.words(keyword.phrase), [index])
                continue
            }
            if let shape = things.popLast() { self.add(shape, self.words(keyword.phrase), [index]) }
        }
        while self.drafts.count < wanted, let form = forms.popLast() { self.add(form, self.subject.subject, []) }
        var round = 0
        // More than there are forms for: other titles of the same ones.
        while self.drafts.count < wanted, round < 20 {
            for shape in IdeaShape.cluster where self.drafts.count < wanted {
                self.add(shape, self.subject.subject, [])
            }
            for index in self.phrases.indices where self.drafts.count < wanted {
                let shapes = self.phrases[index].phrase.intent == .subject ? IdeaShape.subject : IdeaShape.cluster
                let words = self.phrases[index].phrase.subject ?? self.subject.subject
                self.add(shapes[round % shapes.count], words, [index])
            }
            round += 1
        }
        self.drafts = Array(self.drafts.prefix(wanted))
        self.cover()
        return self.drafts.map { self.idea($0) }
    }

    // MARK: Titles

    /// What deserves an article of its own first.
    private func rank(_ index: Int) -> Int {
        switch self.phrases[index].phrase.intent {
        case .versus: 0
        case .howTo: 1
        case .why: 2
        case .best: 3
        case .question: 4
        case .what: 5
        case .subject: 6
        }
    }

    /// What stands for the subject of a shape.
    private func words(_ phrase: KeywordPhrase) -> String {
        switch phrase.intent {
        case .howTo: phrase.command ?? phrase.text
        case .why, .question: phrase.text
        case .versus: phrase.sides.joined(separator: " vs ")
        case .subject, .best, .what: phrase.subject ?? phrase.text
        }
    }

    private mutating func add(_ shape: IdeaShape, _ subject: String, _ keywords: [Int], inside: String? = nil) {
        // "Getting pruning right" would be clumsy.
        let isActivity = subject.prefix { $0 != " " }.hasSuffix("ing")
        let words = TitleCase.applied(to: Casing.capitalized(subject))
        for title in self.random.shuffle(shape.titles) {
            let written = Self.filled(title, with: words)
            if isActivity, ["Getting %", "Making %"].contains(where: title.hasPrefix) { continue }
            guard written.count <= IdeaSet.Limit.title, !self.taken.contains(IdeaSet.key(written)),
                self.usedTitles.insert(IdeaSet.key(written)).inserted
            else { continue }
            self.drafts.append(Draft(title: written, shape: shape, subject: inside ?? subject, keywords: keywords))
            return
        }
    }

    /// The template with its mark replaced once; a mark in the subject stays what it is.
    static func filled(_ template: String, with words: String) -> String {
        guard let mark = template.firstIndex(of: "%") else { return template }
        return template[..<mark] + words + template[template.index(after: mark)...]
    }

    // MARK: Keywords

    /// Gives each keyword that has no idea yet to the one nearest to it, and to each idea without one those nearest to
    /// its subject.
    private mutating func cover() {
        let covered = Set(self.drafts.flatMap(\.keywords))
        for index in self.phrases.indices where !covered.contains(index) {
            var best = (draft: 0, score: -1.0)
            for (number, draft) in self.drafts.enumerated() {
                let score = self.closeness(index, draft) - 0.02 * Double(draft.keywords.count)
                if score > best.score { best = (number, score) }
            }
            self.drafts[best.draft].keywords.append(index)
        }
        for number in self.drafts.indices where self.drafts[number].keywords.isEmpty {
            let draft = self.drafts[number]
            let sorted = self.phrases.indices.sorted { one, other in
                let (a, b) = (self.closeness(one, draft), self.closeness(other, draft))
                return a != b ? a > b : one < other
            }
            self.drafts[number].keywords = Array(sorted.prefix(2))
        }
    }

    private func closeness(_ index: Int, _ draft: Draft) -> Double {
        let own = self.phrases[index].words
        let words = Set(KeywordText(draft.title).content.map(\.stem))
        guard !own.isEmpty else { return 0 }
        return Double(own.intersection(words).count) / Double(own.union(words).count)
    }

    // MARK: Briefs

    private func idea(_ draft: Draft) -> Idea {
        let keywords = draft.keywords.map { self.phrases[$0].text }
        let covered = draft.keywords.compactMap { self.phrases[$0].phrase.subject }.filter { $0 != draft.subject }
        var sentences = [Self.filled(draft.shape.purpose, with: draft.subject)]
        let plan = SectionKind.plan(draft.shape.structure).prefix(5).map(\.brief)
        sentences.append("It covers \(Enumeration.joined(Array(plan))).")
        if !covered.isEmpty {
            sentences.append("Particular attention goes to \(Enumeration.joined(Array(covered.prefix(4)))).")
        }
        if !keywords.isEmpty {
            sentences.append("Keywords: \(keywords.prefix(6).joined(separator: ", ")).")
        }
        return Idea(
            title: draft.title,
            description: sentences.joined(separator: " "),
            contentStructure: draft.shape.structure.rawValue,
            keywords: keywords.isEmpty ? [self.subject.phrase.text] : keywords,
            estimatedWords: self.length(draft.shape.structure)
        )
    }

    /// A share of the longest, in hundreds.
    private func length(_ structure: ContentStructure) -> Int {
        let percent =
            switch structure {
            case .guide: 100
            case .howTo, .buyingGuide, .comparison: 80
            case .explainer, .troubleshooting, .listicle: 72
            case .faq, .checklist: 60
            }
        let hundreds = self.request.targetWords * percent / 10_000
        return max(IdeaSet.Limit.words.lowerBound, hundreds * 100)
    }
}
