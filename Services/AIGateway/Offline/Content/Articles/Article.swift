/// An article, whoever wrote it: the offline composer, or a model whose JSON was read into it. All texts are plain;
/// ``html`` and ``text`` are made from them.
public struct Article: Hashable, Sendable, Codable {
    /// A list of points.
    public struct List: Hashable, Sendable, Codable {
        public struct Point: Hashable, Sendable, Codable {
            /// In bold before the text; `nil` for none.
            public var term: String?
            public var text: String

            enum CodingKeys: String, CodingKey {
                case term
                case text
            }

            public init(term: String? = nil, text: String) {
                self.term = term
                self.text = text
            }
        }

        /// Whether the points are numbered.
        public var isOrdered: Bool
        public var points: [Point]

        enum CodingKeys: String, CodingKey {
            case isOrdered = "ordered"
            case points
        }

        public init(isOrdered: Bool = false, points: [Point]) {
            self.isOrdered = isOrdered
            self.points = points
        }
    }

    /// A part of a section under a heading of the third level.
    public struct Subsection: Hashable, Sendable, Codable {
        public var heading: String
        public var paragraphs: [String]
        public var list: List?

        enum CodingKeys: String, CodingKey {
            case heading
            case paragraphs
            case list
        }

        public init(heading: String, paragraphs: [String], list: List? = nil) {
            self.heading = heading
            self.paragraphs = paragraphs
            self.list = list
        }
    }

    /// What stands under a heading of the second level.
    public struct Section: Hashable, Sendable, Codable {
        public var heading: String
        public var paragraphs: [String]
        public var list: List?
        public var subsections: [Subsection]

        enum CodingKeys: String, CodingKey {
            case heading
            case paragraphs
            case list
            case subsections
        }

        public init(heading: String, paragraphs: [String], list: List? = nil, subsections: [Subsection] = []) {
            self.heading = heading
            self.paragraphs = paragraphs
            self.list = list
            self.subsections = subsections
        }
    }

    public var title: String
    /// Paragraphs before the first heading.
    public var introduction: [String]
    public var sections: [Section]
    /// The heading of the conclusion.
    public var conclusionHeading: String
    public var conclusion: [String]
    /// For the head of a page, at most 60 characters.
    public var metaTitle: String
    /// For search results, at most 160 characters.
    public var metaDescription: String
    /// For lists of articles.
    public var excerpt: String
    public var primaryKeyword: String
    public var secondaryKeywords: [String]
    /// The language of the text (BCP 47). Default `en`.
    public var language: String
    /// How the article was made, where that must be said; no part of the text.
    public var label: String?

    enum CodingKeys: String, CodingKey {
        case title
        case introduction
        case sections
        case conclusionHeading = "conclusion_heading"
        case conclusion
        case metaTitle = "meta_title"
        case metaDescription = "meta_description"
        case excerpt
        case primaryKeyword = "primary_keyword"
        case secondaryKeywords = "secondary_keywords"
        case language
        case label
    }

    public init(
        title: String,
        introduction: [String],
        sections: [Section],
        conclusionHeading: String = "Conclusion",
        conclusion: [String] = [],
        metaTitle: String? = nil,
        metaDescription: String? = nil,
        excerpt: String? = nil,
        primaryKeyword: String = "",
        secondaryKeywords: [String] = [],
        language: String = "en",
        label: String? = nil
    ) {
        let opening = introduction.first ?? title
        self.title = title
        self.introduction = introduction
        self.sections = sections
        self.conclusionHeading = conclusionHeading
        self.conclusion = conclusion
        self.metaTitle = metaTitle ?? ShortText.title(title, limit: Limit.metaTitle)
        self.metaDescription = metaDescription ?? ShortText.cut(opening, limit: Limit.metaDescription)
        self.excerpt = excerpt ?? ShortText.cut(opening, limit: 300)
        self.primaryKeyword = primaryKeyword
        self.secondaryKeywords = secondaryKeywords
        self.language = language
        self.label = label
    }
}

extension Article {
    /// The words of the text (``TextMeasure/words(in:)``), headings included, the title not.
    public var wordCount: Int { self.visibleTexts.reduce(0) { $0 + TextMeasure.words(in: $1) } }

    /// About how many tokens a model would have written for it, for usage figures.
    public var estimatedTokens: Int {
        let frame = [self.title, self.metaTitle, self.metaDescription, self.excerpt]
        return TextMeasure.estimatedTokens(in: (frame + self.visibleTexts).joined(separator: "\n"))
    }

    private var visibleTexts: [String] {
        self.introduction + self.sections.flatMap(\.visibleTexts)
            + (self.conclusion.isEmpty ? [] : [self.conclusionHeading] + self.conclusion)
    }
}

extension Article.Section {
    /// The words of the section, its headings included.
    public var wordCount: Int { self.visibleTexts.reduce(0) { $0 + TextMeasure.words(in: $1) } }

    fileprivate var visibleTexts: [String] {
        [self.heading] + self.paragraphs + (self.list?.visibleTexts ?? [])
            + self.subsections.flatMap { [$0.heading] + $0.paragraphs + ($0.list?.visibleTexts ?? []) }
    }
}

extension Article.List {
    fileprivate var visibleTexts: [String] { self.points.flatMap { [$0.term ?? "", $0.text] } }
}
