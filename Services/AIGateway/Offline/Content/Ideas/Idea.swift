public import Values

/// What a cluster's ideas are made from.
public struct IdeaRequest: Hashable, Sendable {
    /// The cluster's name.
    public var name: String
    public var description: String
    public var keywords: [String]
    /// How many ideas, 1 to 20. Default 7.
    public var count: Int
    /// How long a long article should be; the ideas' own lengths follow from it. Default 2,500 words.
    public var targetWords: Int
    /// Titles that the site has already; none of them comes again.
    public var takenTitles: [String]

    public init(
        name: String,
        description: String = "",
        keywords: [String],
        count: Int = 7,
        targetWords: Int = 2500,
        takenTitles: [String] = []
    ) {
        self.name = name
        self.description = description
        self.keywords = keywords
        self.count = count
        self.targetWords = targetWords
        self.takenTitles = takenTitles
    }
}

/// How an article is built. Texts of models may name others; those are treated as ``guide``.
public enum ContentStructure: String, Hashable, Sendable, Codable, CaseIterable {
    case guide
    case howTo = "how_to"
    case explainer
    case comparison
    case buyingGuide = "buying_guide"
    case listicle
    case checklist
    case faq
    case troubleshooting

    /// The structure that a word names, in any case and with any separator; ``guide`` for others.
    public init(word: String) {
        let key = String(word.lowercased().map { $0.isLetter ? $0 : "_" })
        self = Self(rawValue: key) ?? .guide
    }
}

/// One thing to write about.
///
/// JSON: `idea_title`, `description`, `content_type`, `content_structure`, `target_keywords` and
/// `estimated_word_count`; all but title and description may be missing.
public struct Idea: Hashable, Sendable, Codable {
    public var title: String
    /// The brief: for whom, and what the article covers.
    public var description: String
    /// The kind of page, `post` unless a model says otherwise.
    public var contentType: String
    /// A word of ``ContentStructure``.
    public var contentStructure: String
    /// The cluster's keywords that it covers, the main one first.
    public var keywords: [String]
    public var estimatedWords: Int

    enum CodingKeys: String, CodingKey {
        case title = "idea_title"
        case description
        case contentType = "content_type"
        case contentStructure = "content_structure"
        case keywords = "target_keywords"
        case estimatedWords = "estimated_word_count"
    }

    public init(
        title: String,
        description: String,
        contentType: String = "post",
        contentStructure: String = ContentStructure.guide.rawValue,
        keywords: [String] = [],
        estimatedWords: Int = 2500
    ) {
        self.title = title
        self.description = description
        self.contentType = contentType
        self.contentStructure = contentStructure
        self.keywords = keywords
        self.estimatedWords = estimatedWords
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            title: CleanText.line(try container.decode(String.self, forKey: .title)),
            description: CleanText.line(try container.decode(String.self, forKey: .description)),
            contentType: CleanText.line(try container.decodeIfPresent(String.self, forKey: .contentType) ?? "post"),
            contentStructure: CleanText.line(
                try container.decodeIfPresent(String.self, forKey: .contentStructure) ?? "guide"
            ),
            keywords: try container.decodeIfPresent([String].self, forKey: .keywords)?.map(CleanText.line) ?? [],
            estimatedWords: try container.decodeIfPresent(Int.self, forKey: .estimatedWords) ?? 2500
        )
    }
}

/// The ideas for one cluster. JSON: `{"ideas":[…]}`. Reading refuses what has ``faults()``, as a ``FieldError``.
public struct IdeaSet: Hashable, Sendable, Codable {
    /// Upper limits, in characters unless said otherwise.
    public enum Limit {
        public static let title = 200
        public static let description = 3000
        public static let word = 50
        public static let keyword = 300
        /// Per idea.
        public static let keywords = 50
        public static let ideas = 50
        public static let words = 100...10_000
    }

    public var ideas: [Idea]

    public init(ideas: [Idea]) { self.ideas = ideas }

    public init(from decoder: any Decoder) throws {
        enum Keys: String, CodingKey { case ideas }
        let container = try decoder.container(keyedBy: Keys.self)
        self.ideas = try container.decode([Idea].self, forKey: .ideas)
        if let fault = self.faults().first { throw fault }
    }

    /// Everything that keeps the ideas from being used, each with the member it concerns.
    public func faults() -> [FieldError] {
        var faults = Faults()
        var titles: Set<String> = []
        faults.check(count: self.ideas.count, "/ideas", least: 1, limit: Limit.ideas, of: "ideas")
        for (index, idea) in self.ideas.enumerated() {
            let pointer = "/ideas/\(index)"
            faults.check(idea.title, pointer + "/idea_title", limit: Limit.title)
            if !titles.insert(Self.key(idea.title)).inserted {
                faults.add(pointer + "/idea_title", "must differ from the other titles")
            }
            faults.check(idea.description, pointer + "/description", limit: Limit.description)
            faults.check(idea.contentType, pointer + "/content_type", limit: Limit.word)
            faults.check(idea.contentStructure, pointer + "/content_structure", limit: Limit.word)
            faults.check(
                count: idea.keywords.count,
                pointer + "/target_keywords",
                limit: Limit.keywords,
                of: "keywords"
            )
            for (place, keyword) in idea.keywords.enumerated() {
                faults.check(keyword, "\(pointer)/target_keywords/\(place)", limit: Limit.keyword)
            }
            if !Limit.words.contains(idea.estimatedWords) {
                let (least, most) = (Limit.words.lowerBound, Limit.words.upperBound)
                faults.add(pointer + "/estimated_word_count", "must be from \(least) to \(most)")
            }
        }
        return faults.found
    }

    /// Titles with the same key look the same to a reader.
    public static func key(_ title: String) -> String {
        let letters = String(String.UnicodeScalarView(title.lowercased().unicodeScalars.filter(\.isWordPart)))
        // Of nothing but signs.
        return letters.isEmpty ? title : letters
    }
}
