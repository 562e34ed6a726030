/// Which sections an article has, in their order.
struct ArticlePlan: Sendable {
    struct Entry: Sendable {
        enum Content: Hashable, Sendable {
            case kind(SectionKind)
            /// The keywords' questions, and others.
            case questions
            /// Gentle advice only, for grave subjects.
            case quiet
        }

        let content: Content
        var aspect: String?
    }

    let entries: [Entry]

    init(_ subject: ArticleSubject, _ structure: ContentStructure, targetWords: Int) {
        // 4 for 500 words, 7 from 1,850 on: sections of 120 to 350 words.
        let count = min(7, max(4, 4 + (targetWords - 500) / 450))
        let hasQuestions = !subject.questions.isEmpty || structure == .faq
        if subject.topic.isGrave {
            self.entries = Array(repeating: Entry(content: .quiet), count: count)
            return
        }
        let kinds = SectionKind.plan(structure).prefix(hasQuestions ? count - 1 : count)
        var entries = kinds.map { Entry(content: .kind($0)) }
        // The first section is about the subject as a whole.
        for (words, intent) in subject.aspects.prefix(entries.count - 1) {
            let wanted = Self.kind(for: intent).map { Entry.Content.kind($0) }
            let free = entries.indices.dropFirst().filter { entries[$0].aspect == nil }
            guard let first = free.first, let last = free.last else { break }
            if let wanted, let index = free.first(where: { entries[$0].content == wanted }) {
                entries[index].aspect = words
            } else if let wanted, !entries.contains(where: { $0.content == wanted }) {
                entries[last] = Entry(content: wanted, aspect: words)
            } else {
                entries[first].aspect = words
            }
        }
        if hasQuestions { entries.append(Entry(content: .questions)) }
        self.entries = entries
    }

    /// The section in which a keyword with that wish finds its answer.
    private static func kind(for intent: KeywordPhrase.Intent) -> SectionKind? {
        switch intent {
        case .howTo: .steps
        case .best: .choosing
        case .versus: .comparing
        case .why: .trouble
        case .what: .basics
        case .question, .subject: nil
        }
    }
}
