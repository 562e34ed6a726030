import Values

/// Writes one issue.
struct IssueWriter {
    private let topic: Topic
    private let settings: NewsletterSettings
    private let register: Register
    private let plan: IssuePlan
    private var writer: PhraseWriter
    private var random: SeededGenerator
    private var asides: [Phrase]

    init(topic: Topic, settings: NewsletterSettings) {
        let date = settings.date
        let field = Field.of(topic)
        let asked = settings.tone.map { Register(tone: $0) } ?? Register(tone: topic.manner)
        let register = topic.isGrave ? .neutral : asked
        let job = SeededGenerator(topic.phrase, settings.jobName)
        var random = SeededGenerator(topic.phrase, settings.jobName, "\(date.year)-\(date.month)-\(date.day)")
        self.topic = topic
        self.settings = settings
        self.register = register
        self.plan = IssuePlan.plan(
            topic,
            field,
            count: settings.maxItems,
            date: date,
            job: job,
            issue: &random
        )
        self.writer = PhraseWriter(
            topic: topic,
            register: register,
            vocabulary: field?.vocabulary ?? .general,
            date: date,
            random: &random
        )
        self.random = random
        // Last, since the registers have different numbers of them and should differ in nothing else.
        self.asides = random.shuffle(Asides.all(register))
    }

    consuming func issue() -> Newsletter {
        var issue = self
        let seed = issue.random.next()
        let lines = issue.plan.lines.map { issue.writer.plain($0) }
        let contents = issue.contents
        issue.writer.contents = contents
        let intro = issue.intro()
        // A generator for each item: a longer aside in one changes nothing in the next.
        let items = issue.plan.entries.enumerated().map { index, entry in
            issue.item(entry, SeededGenerator(seed: seed &+ UInt64(index)))
        }
        let closing = issue.sentences(issue.topic.isGrave ? Theme.careClosing : Greetings.closing(issue.register))
            .joined(separator: " ")
        let preheader = issue.topic.audience.map { "for \($0): \(contents)." } ?? "\(contents)."
        let name = issue.topic.phrase.count <= 40 ? issue.topic.title : Casing.capitalized(issue.topic.short)
        return Newsletter(
            subject: "\(name): \(lines[1])",
            preheader: Casing.capitalized(preheader),
            title: "\(issue.topic.title): \(lines[0])",
            topic: issue.topic.title,
            dateline: issue.dateline,
            intro: intro,
            items: items,
            closing: closing,
            label: NewsletterComposer.label + (issue.topic.isForeign ? " " + NewsletterComposer.foreignNote : "")
        )
    }

    /// "Daily Product Digest · 21 November 2026".
    private var dateline: String {
        let date = DateWords.written(self.settings.date)
        let name = CleanText.line(self.settings.jobName).prefix(100)
        return name.isEmpty ? date : "\(name) · \(date)"
    }

    /// "a question to ask, a checklist and three more notes".
    private var contents: String {
        var kinds: [String] = []
        for entry in self.plan.entries where !kinds.contains(entry.archetype.kind) && kinds.count < 3 {
            kinds.append(entry.archetype.kind)
        }
        let rest = self.plan.entries.count - kinds.count
        if rest > 0 { kinds.append("\(DateWords.number(rest)) more \(rest == 1 ? "note" : "notes")") }
        return Enumeration.joined(kinds)
    }

    private mutating func intro() -> String {
        var phrases = [self.random.pick(Greetings.opening(self.register))].compactMap { $0 }
        let opening = self.plan.theme.opening.compactMap { self.random.pick($0) }
        phrases += opening.prefix(self.register == .formal || self.register == .concise ? 1 : 2)
        if self.topic.audience != nil, self.register != .concise, let phrase = self.random.pick(Greetings.audience) {
            phrases.append(phrase)
        }
        if let phrase = self.random.pick(Greetings.contents(self.register)) { phrases.append(phrase) }
        return phrases.map { self.writer.sentence($0) }.joined(separator: " ")
    }

    private mutating func item(_ entry: IssuePlan.Entry, _ random: SeededGenerator) -> Newsletter.Item {
        self.random = random
        let archetype = entry.archetype
        self.writer.aspect = entry.aspect
        let heading = self.random.pick(archetype.headings).map { self.writer.sentence($0) } ?? archetype.kind
        var rows = archetype.rows
        if self.register == .concise { rows = Array(rows.prefix(2)) }
        var sentences = self.sentences(rows)
        if archetype.list == nil, let aside = self.aside(archetype) { sentences.append(self.writer.sentence(aside)) }
        let list = archetype.list.map { list in
            let shown = self.random.shuffle(list.points.indices).prefix(list.shown).sorted()
            return shown.map { self.writer.sentence(list.points[$0]) }
        }
        return Newsletter.Item(heading: heading, paragraphs: [sentences.joined(separator: " ")], list: list)
    }

    /// A remark in the issue's register, not on every item: a manner that never lets go is tiring.
    private mutating func aside(_ archetype: Archetype) -> Phrase? {
        let isSpoken = self.random.next(below: 5) > 1
        guard isSpoken, !archetype.isSerious, self.register == .friendly || self.register == .playful else {
            return nil
        }
        return (self.register == .friendly ? archetype.friendly : archetype.playful) ?? self.asides.popLast()
    }

    private mutating func sentences(_ rows: [[Phrase]]) -> [String] {
        rows.compactMap { self.random.pick($0) }.map { self.writer.sentence($0) }
    }
}
