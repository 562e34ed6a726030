import Values

/// Which archetypes an issue uses, in their order.
struct IssuePlan {
    struct Entry {
        let archetype: Archetype
        /// For archetypes about a part of the topic.
        var aspect: String?
    }

    let theme: Theme
    /// The theme's lines; the first is for the title, the second for the subject.
    let lines: [Phrase]
    let entries: [Entry]

    /// The plan for a topic; a grave one has a quiet plan.
    static func plan(
        _ topic: Topic,
        _ field: Field?,
        count: Int,
        date: CivilDate,
        job: SeededGenerator,
        issue: inout SeededGenerator
    ) -> IssuePlan {
        topic.isGrave
            ? IssuePlan(quietly: count, date: date, job: job)
            : IssuePlan(topic: topic, field: field, count: count, date: date, job: job, issue: &issue)
    }

    /// - Parameters:
    ///   - job: Seeded by topic and job alone: the order of the cards, which stays the same from issue to issue.
    ///   - issue: Seeded by the date as well.
    init(topic: Topic, field: Field?, count: Int, date: CivilDate, job: SeededGenerator, issue: inout SeededGenerator) {
        var job = job
        let rotation = Rotation(day: Int(date.daysSince1970) + job.next(below: 5000))
        let themes = job.shuffle(Theme.all.filter { theme in field.map { !theme.not.contains($0.name) } ?? true })
        let leadOffset = job.next(below: 6)
        let general = job.shuffle(themes.flatMap(\.archetypes).filter { $0.fits(field) })

        // A cycle brings each theme once; in the next one each leads with another of its archetypes.
        func lead(inDays days: Int) -> (theme: Theme, archetype: Archetype) {
            let turn = rotation.turn(of: themes.count * 60, offset: days)
            let theme = themes[turn % themes.count]
            let leads = theme.archetypes.filter { $0.fits(field) }
            return (theme, leads[(turn / themes.count + leadOffset) % leads.count])
        }
        let today = lead(inDays: 0)
        // What leads a neighbouring issue, of a daily or a weekly job, is not in this one as well.
        let taken = [0, -1, 1, -7, 7].map { lead(inDays: $0).archetype }

        // With a generator of its own: on some days it draws more numbers, and the other cards must keep their order.
        let special = SeededGenerator(seed: job.next())
        var others = Self.special(topic, count: count, date: date, rotation: rotation, job: special)
        // The number of decks is the same every day, or neighbouring issues could show the same card from different ones.
        let own = Self.own(topic, field, count: (count * 3 + 1) / 5, rotation, &job)
        others += own.prefix(count - 1 - others.count)
        let dealt = rotation.deal(max(count - 1 - own.count, 0) + taken.count, from: general).filter {
            !taken.contains($0)
        }
        others += dealt.prefix(count - 1 - others.count).map { Entry(archetype: $0) }
        if others.count < count - 1 {
            let used = Set(others.map(\.archetype)).union([today.archetype])
            let rest = general + Theme.all.flatMap(\.archetypes).filter { !$0.fits(field) }
            others += rest.filter { !used.contains($0) }.prefix(count - 1 - others.count).map { Entry(archetype: $0) }
        }
        self.theme = today.theme
        self.lines = issue.shuffle(today.theme.lines)
        self.entries = [Entry(archetype: today.archetype)] + issue.shuffle(others)
    }

    /// Only from what is written for such subjects, as long as that lasts: one block of the cards after the other.
    init(quietly count: Int, date: CivilDate, job: SeededGenerator) {
        var job = job
        let rotation = Rotation(day: Int(date.daysSince1970) + job.next(below: 5000))
        let cards = job.shuffle(Theme.care.archetypes)
        let blocks = max(1, cards.count / count)
        // A weekly job would meet the same one of seven blocks every time.
        let block = rotation.turn(of: blocks == 7 ? 6 : blocks) * count
        let others = job.shuffle([Theme.share, .rhythm, .keep, .ask, .observe, .simplify].flatMap(\.archetypes))
        let first = rotation.turn(of: Theme.care.lines.count)
        self.theme = Theme.care
        self.lines = Array(Theme.care.lines[first...] + Theme.care.lines[..<first])
        self.entries = (cards[block...] + others).prefix(count).map { Entry(archetype: $0) }
    }

    /// The field's own advice; up to half of it for this very topic, as far as that does not mean the same every day.
    private static func own(
        _ topic: Topic,
        _ field: Field?,
        count: Int,
        _ rotation: Rotation,
        _ job: inout SeededGenerator
    ) -> [Entry] {
        guard let field, count > 0 else { return [] }
        let fitting = job.shuffle(field.archetypes.filter { $0.fits(topic) })
        // In a short issue never so many that a daily job would show the same ones every other day.
        let count = count <= 9 ? min(count, max(1, fitting.count / 3)) : min(count, fitting.count)
        let special = fitting.filter { !$0.only.isEmpty }
        let broad = fitting.filter(\.only.isEmpty)
        let half = max(count - broad.count, min((count + 1) / 2, (special.count + 1) / 4))
        let cards =
            half > 0
            ? rotation.deal(half, from: special) + rotation.deal(count - half, from: broad)
            : rotation.deal(count, from: fitting)
        return cards.map { Entry(archetype: $0) }
    }

    /// What the prompt or the month call for: parts of the topic, its audience, its setting, the time of the year.
    private static func special(
        _ topic: Topic,
        count: Int,
        date: CivilDate,
        rotation: Rotation,
        job: SeededGenerator
    ) -> [Entry] {
        var job = job
        guard count >= 3 else { return [] }
        var entries: [Entry] = []
        if !topic.aspects.isEmpty {
            let archetypes = job.shuffle(Archetype.aspects)
            let start = rotation.turn(of: topic.aspects.count)
            for index in 0..<min(topic.aspects.count, max(1, count / 5)) {
                let archetype = archetypes[(rotation.turn(of: archetypes.count) + index) % archetypes.count]
                entries.append(
                    Entry(archetype: archetype, aspect: topic.aspects[(start + index) % topic.aspects.count])
                )
            }
        }
        let isLong = count >= 12
        if topic.audience != nil, isLong || rotation.turn(of: 4) == 0 {
            entries += rotation.deal(isLong ? 3 : 1, from: job.shuffle(Archetype.audience)).map { Entry(archetype: $0) }
        }
        if topic.setting != nil, isLong || rotation.turn(of: 5) == 1 {
            entries += rotation.deal(isLong ? 2 : 1, from: job.shuffle(Archetype.settings)).map { Entry(archetype: $0) }
        }
        if isLong || rotation.turn(of: 9) == 4 {
            entries.append(Entry(archetype: Archetype.months[Int(date.month) - 1]))
        }
        return Array(entries.prefix(count - 2))
    }
}

extension Archetype {
    /// Whether its advice is for this topic.
    func fits(_ topic: Topic) -> Bool {
        func hasWord(_ stems: [String]) -> Bool {
            topic.words.contains { word in stems.contains { word.hasPrefix($0) } }
        }
        return (self.only.isEmpty || hasWord(self.only)) && !hasWord(self.unless)
    }

    /// Whether it sounds right in a field; any does where no field is known.
    func fits(_ field: Field?) -> Bool { field.map { !self.not.contains($0.name) } ?? true }
}
