import Values

/// Writes the parts of one article. No sentence comes twice in it.
struct SectionWriter: Sendable {
    private let subject: ArticleSubject
    private let note: ReviewNote
    private var writer: PhraseWriter
    private var random: SeededGenerator
    private var used: Set<Phrase> = []
    private var headings: Set<String> = []
    private var own: [Archetype]
    private var general: [Archetype]
    private var byAspect: [Archetype]
    private var sections = 0

    init(_ subject: ArticleSubject, _ note: ReviewNote, seed: [String]) {
        let topic = subject.topic
        var random = SeededGenerator("article", topic.phrase, seed[0], seed[1])
        let register = topic.isGrave ? .neutral : note.register ?? .neutral
        self.subject = subject
        self.note = note
        self.writer = PhraseWriter(
            topic: topic,
            register: register,
            vocabulary: subject.field?.vocabulary ?? .general,
            // No sentence used here names a day.
            date: CivilDate(year: 2001, month: 1, day: 1),
            random: &random
        )
        self.own = random.shuffle(subject.advice)
        if topic.isGrave {
            let quiet = [Theme.share, .rhythm, .keep, .ask, .observe, .simplify].flatMap(\.archetypes)
            self.general = random.shuffle(Theme.care.archetypes) + random.shuffle(quiet)
        } else {
            let fitting = Theme.all.flatMap(\.archetypes).filter { $0.fits(subject.field) }
            let others = Theme.all.flatMap(\.archetypes).filter { !$0.fits(subject.field) }
            self.general = random.shuffle(fitting) + random.shuffle(others)
        }
        self.byAspect = random.shuffle(topic.isGrave ? [] : Archetype.aspects)
        self.random = random
    }

    // MARK: Parts

    mutating func introduction(isLong: Bool) -> [String] {
        let opening = self.subject.topic.isGrave ? ArticleFrame.quietOpening : ArticleFrame.opening
        var paragraphs = opening.prefix(isLong ? 2 : 1).map { self.paragraph($0) }
        if self.subject.topic.audience != nil, let sentence = self.sentence(of: ArticleFrame.audience) {
            paragraphs[0] += " " + sentence
        }
        return paragraphs
    }

    mutating func conclusion() -> (heading: String, paragraphs: [String]) {
        self.writer.aspect = nil
        let heading = self.heading(ArticleFrame.closingHeadings) ?? "Conclusion"
        let closing = self.subject.topic.isGrave ? ArticleFrame.quietClosing : ArticleFrame.closing
        return (heading, closing.map { self.paragraph($0) })
    }

    mutating func section(_ entry: ArticlePlan.Entry, words: Int) -> Article.Section {
        self.writer.aspect = entry.aspect
        self.sections += 1
        self.hasAspectAdvice = false
        let kind: SectionKind
        switch entry.content {
        case .kind(let wanted): kind = wanted
        case .questions: return self.questions(words)
        case .quiet: return self.quiet(words)
        }
        let plain = kind.plainHeadings
        let heading = self.heading(entry.aspect == nil ? plain : kind.aspectHeadings + plain) ?? kind.brief
        var section = Article.Section(heading: heading, paragraphs: [self.paragraph(kind.rows)])
        let hasList = kind.isOrdered || self.note.wantsLists || self.sections % 2 == 0
        if hasList, words - section.wordCount > 70 { section.list = self.list(kind, isLong: words > 220) }
        let isLong = words >= 240
        var count = 0
        while section.wordCount + 26 < words, let archetype = self.archetype(kind, entry.aspect) {
            let text = self.paragraph(archetype.rows)
            guard !text.isEmpty else { continue }
            count += 1
            let last = section.subsections.count - 1
            // Long sections are parted; two pieces of advice share a heading. One with a list has its own.
            if archetype.list == nil, !isLong || count == 1 {
                section.paragraphs.append(text)
            } else if archetype.list == nil, count % 2 == 1, last >= 0, section.subsections[last].list == nil {
                section.subsections[last].paragraphs.append(text)
            } else {
                section.subsections.append(self.subsection(archetype, text))
            }
        }
        return section
    }

    /// One piece of advice gives the heading, the others follow it.
    private mutating func quiet(_ words: Int) -> Article.Section {
        guard let lead = Self.take(from: &self.general, where: { $0.list == nil }) else {
            return Article.Section(heading: "One thing at a time", paragraphs: ["It is enough to begin with one."])
        }
        let heading = self.heading(lead.headings) ?? Casing.capitalized(lead.kind)
        var section = Article.Section(heading: heading, paragraphs: [self.paragraph(lead.rows)])
        while section.wordCount + 26 < words, let next = Self.take(from: &self.general, where: { $0.list == nil }) {
            let text = self.paragraph(next.rows)
            if section.paragraphs.count < 2 {
                section.paragraphs.append(text)
            } else {
                section.subsections.append(self.subsection(next, text))
            }
        }
        return section
    }

    private mutating func subsection(_ archetype: Archetype, _ text: String) -> Article.Subsection {
        let heading = self.heading(archetype.headings) ?? Casing.capitalized(archetype.kind)
        let list = archetype.list.map { list in
            let shown = self.random.shuffle(list.points.indices).prefix(list.shown).sorted()
            return Article.List(points: shown.map { Article.List.Point(text: self.writer.sentence(list.points[$0])) })
        }
        return Article.Subsection(heading: heading, paragraphs: [text], list: list)
    }

    /// The keywords' questions first, then such as suit any subject.
    private mutating func questions(_ words: Int) -> Article.Section {
        let heading = self.heading(ArticleFrame.questionHeadings) ?? "Questions and answers"
        let opening = self.sentence(of: ArticleFrame.questionOpenings) ?? ""
        var section = Article.Section(heading: heading, paragraphs: [opening])
        for question in self.subject.questions.prefix(4) where section.wordCount + 20 < words {
            let asked = Casing.capitalized(question) + (question.hasSuffix("?") ? "" : "?")
            guard self.headings.insert(asked.lowercased()).inserted else { continue }
            let answer = self.paragraph(ArticleFrame.answers(to: question))
            guard !answer.isEmpty else { continue }
            section.subsections.append(Article.Subsection(heading: asked, paragraphs: [answer]))
        }
        for (question, answer) in self.random.shuffle(ArticleFrame.questions) where section.wordCount + 20 < words {
            guard let heading = self.heading([question]) else { continue }
            section.subsections.append(Article.Subsection(heading: heading, paragraphs: [self.paragraph(answer)]))
        }
        // More room than questions: advice after the last of them.
        while section.wordCount + 26 < words, let archetype = self.archetype(.basics, nil) {
            let text = self.paragraph(archetype.rows)
            if !text.isEmpty { section.subsections.append(self.subsection(archetype, text)) }
        }
        return section
    }

    private mutating func list(_ kind: SectionKind, isLong: Bool) -> Article.List? {
        let free = kind.points.indices.filter { !self.used.contains(kind.points[$0].text) }
        let chosen = kind.isOrdered ? free : self.random.shuffle(free).prefix(isLong ? 5 : 4).sorted()
        guard chosen.count > 1 else { return nil }
        let points = chosen.map { index in
            let point = kind.points[index]
            self.used.insert(point.text)
            return Article.List.Point(term: point.term, text: self.writer.plain(point.text))
        }
        return Article.List(isOrdered: kind.isOrdered, points: points)
    }

    // MARK: Advice

    /// The next piece of advice: about the section's own part first, then by turns of the field and of the themes that
    /// suit the section, and at last whatever is left.
    private mutating func archetype(_ kind: SectionKind, _ aspect: String?) -> Archetype? {
        if aspect != nil, let index = self.byAspect.firstIndex(where: { !self.isUsed($0) }), self.writer.aspect != nil,
            !self.hasAspectAdvice
        {
            self.hasAspectAdvice = true
            return self.byAspect.remove(at: index)
        }
        self.turn += 1
        if self.turn % 2 == 0, let archetype = Self.take(from: &self.own, where: { !$0.rows.isEmpty }) {
            return archetype
        }
        let fitting = Set(kind.themes.flatMap(\.archetypes))
        return Self.take(from: &self.general, where: fitting.contains) ?? Self.take(from: &self.own) { _ in true }
            ?? Self.take(from: &self.general) { _ in true }
    }

    private var hasAspectAdvice = false
    private var turn = 0

    private static func take(from pool: inout [Archetype], where fits: (Archetype) -> Bool) -> Archetype? {
        guard let index = pool.firstIndex(where: fits) else { return nil }
        return pool.remove(at: index)
    }

    private func isUsed(_ archetype: Archetype) -> Bool {
        archetype.rows.contains { $0.allSatisfy(self.used.contains) }
    }

    // MARK: Sentences

    /// One sentence of each row that has not been used; rows without any are left out.
    private mutating func paragraph(_ rows: [[Phrase]]) -> String {
        rows.compactMap { self.sentence(of: $0) }.joined(separator: " ")
    }

    private mutating func sentence(of row: [Phrase]) -> String? {
        guard let phrase = self.random.pick(row.filter { !self.used.contains($0) }) else { return nil }
        self.used.insert(phrase)
        return self.writer.sentence(phrase)
    }

    /// The first of the headings, in any order, that is not in the article yet.
    private mutating func heading(_ phrases: [Phrase]) -> String? {
        let isPart = self.writer.aspect != nil
        // Those with the part in them come first.
        let shuffled = self.random.shuffle(phrases)
        let sorted = isPart ? shuffled.filter(\.hasAspect) + shuffled.filter { !$0.hasAspect } : shuffled
        for phrase in sorted {
            let heading = self.writer.sentence(phrase)
            if self.headings.insert(heading.lowercased()).inserted { return heading }
        }
        return nil
    }
}

extension Phrase {
    /// Whether it names the part of the subject that it is about.
    fileprivate var hasAspect: Bool {
        self.parts.contains { if case .slot(.aspect) = $0 { true } else { false } }
    }
}
