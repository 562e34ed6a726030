/// A part of life that a topic belongs to: it lends the sentences their concrete words, and has advice of its own.
struct Field: Sendable {
    enum Name: Hashable, Sendable, CaseIterable {
        case cooking
        case gardening
        case software
        case product
        case work
        case money
        case movement
        case learning
        case making
        case home
        case outdoors
        case following
        case community
        case animals
    }

    let name: Name
    /// Words by which it is recognized; a topic's word counts when it equals one of them, in the singular or the plural.
    let words: Set<String>
    let vocabulary: Vocabulary
    let archetypes: [Archetype]

    init(_ name: Name, words: String, vocabulary: Vocabulary, archetypes: [Archetype]) {
        self.name = name
        self.words = Set(words: words)
        self.vocabulary = vocabulary
        self.archetypes = archetypes
    }

    /// All fields; the earlier one wins a tie.
    static let all: [Field] = [
        .cooking, .gardening, .software, .product, .work, .money, .movement, .learning, .making, .home, .outdoors,
        .following, .community, .animals,
    ]

    /// The field of a topic: the one that knows most of its words. The rest of the prompt only decides between
    /// fields that know something of the phrase. `nil` when none does.
    static func of(_ topic: Topic) -> Field? {
        // Advice for a hobby or a profession has no place there.
        if topic.isGrave { return nil }
        var best: (field: Field, score: Int)?
        for field in self.all {
            let preposition = topic.isVerbal ? nil : topic.words.firstIndex { TopicPhrase.prepositions.contains($0) }
            let split = preposition ?? topic.words.count
            var score = topic.words[..<split].reduce(0) { $0 + (field.has($1) ? (self.weak.contains($1) ? 6 : 10) : 0) }
            score += topic.words[split...].reduce(0) { $0 + (field.has($1) ? 4 : 0) }
            // "Machine learning" is not learning.
            score += zip(topic.words, topic.words.dropFirst()).reduce(0) {
                $0 + (field.words.contains("\($1.0)-\($1.1)") ? 20 : 0)
            }
            // "Women in tech" is not about technology.
            guard score >= 6 else { continue }
            // The last word of a phrase says most about what it is: "garden photography" is photography.
            if let last = topic.words[..<split].last, field.has(last) { score += 2 }
            if let first = topic.words.first, field.has(first) { score += 1 }
            score += Set(topic.otherWords).reduce(0) { $0 + (field.has($1) ? 2 : 0) }
            score += (topic.audience ?? "").lowercased().split(separator: " ").reduce(0) {
                $0 + (field.has(String($1)) ? 3 : 0)
            }
            if score > best?.score ?? 0 { best = (field, score) }
        }
        return best?.field
    }

    /// Words that say little about the field when a better one stands beside them: "local history", "cat care".
    private static let weak: Set<String> = Set(
        words: """
            local world research society space series business market content store user city family house home
            planning strategy working project culture technology tech computer community member members data
            platform health healthy exercise memory class course college student students news event events town
            village living simple women art video network performance nature water park europe library creative
            craft club
            """
    )

    /// Whether any field knows the word.
    static func knows(_ word: String) -> Bool { self.all.contains { $0.has(word) } }

    private func has(_ word: String) -> Bool {
        if self.words.contains(word) { return true }
        if word.hasSuffix("ies"), self.words.contains(word.dropLast(3) + "y") { return true }
        if word.hasSuffix("es"), self.words.contains(String(word.dropLast(2))) { return true }
        if word.hasSuffix("s"), self.words.contains(String(word.dropLast())) { return true }
        if word.contains("-") { return word.split(separator: "-").contains { self.words.contains(String($0)) } }
        return false
    }
}

/// The words of a ``Field``; ``Slot`` says how each is used.
struct Vocabulary: Hashable, Sendable {
    /// In the "-ing" form, before a topic that is not an activity itself: "growing".
    let verb: String
    let session: String
    let article: String
    let peer: String
    let people: String
    let scene: String
    let notebook: String
    let materials: String
    let measures: [String]
    let tasks: [String]
    let slips: [String]

    init(
        verb: String,
        session: String,
        article: String = "a",
        peer: String,
        people: String,
        scene: String,
        notebook: String,
        materials: String,
        measures: [String],
        tasks: [String],
        slips: [String]
    ) {
        self.verb = verb
        self.session = session
        self.article = article
        self.peer = peer
        self.people = people
        self.scene = scene
        self.notebook = notebook
        self.materials = materials
        self.measures = measures
        self.tasks = tasks
        self.slips = slips
    }

    /// For topics that no field knows.
    static let general = Vocabulary(
        verb: "spending time on",
        session: "session",
        peer: "someone whose judgement you trust",
        people: "the people around you",
        scene: "notes",
        notebook: "notebook",
        materials: "tools and notes",
        measures: [
            "how often you do what you had planned",
            "how many open questions you have settled",
            "how long it takes you to begin",
        ],
        tasks: [
            "write down one open question",
            "clear the table that you work at",
            "put one fixed half hour into the calendar",
        ],
        slips: [
            "changing two things at once",
            "starting without knowing what the end should look like",
            "keeping everything in your head",
        ]
    )
}
