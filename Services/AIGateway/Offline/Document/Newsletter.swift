/// One issue of a newsletter, whoever wrote it: the offline composer, or a model whose JSON was read into it.
///
/// All texts are plain. ``html`` and ``text`` are what goes into a mail.
public struct Newsletter: Hashable, Sendable, Codable {
    /// One entry under a heading of its own.
    public struct Item: Hashable, Sendable, Codable {
        public var heading: String
        /// May be empty when there is a list.
        public var paragraphs: [String]
        /// Points that follow the paragraphs; `nil` for none.
        public var list: [String]?

        public init(heading: String, paragraphs: [String], list: [String]? = nil) {
            self.heading = heading
            self.paragraphs = paragraphs
            self.list = list
        }
    }

    /// A suggestion: the job's subject template decides.
    public var subject: String
    /// What mail readers show beside the subject; may be empty.
    public var preheader: String
    public var title: String
    /// What it is about, in a few words, for the job's subject template.
    public var topic: String?
    /// A line above the title, for example the job's name and the date.
    public var dateline: String?
    /// The language of the text (BCP 47), for screen readers. Default `en`.
    public var language: String
    public var intro: String
    public var items: [Item]
    /// May be empty.
    public var closing: String
    /// Says how the issue was made; the last line of both renderings.
    public var label: String?

    enum CodingKeys: String, CodingKey {
        case subject
        case preheader
        case title
        case topic
        case dateline
        case language
        case intro
        case items
        case closing
        case label
    }

    public init(
        subject: String,
        preheader: String = "",
        title: String,
        topic: String? = nil,
        dateline: String? = nil,
        language: String = "en",
        intro: String,
        items: [Item],
        closing: String = "",
        label: String? = nil
    ) {
        self.subject = subject
        self.preheader = preheader
        self.title = title
        self.topic = topic
        self.dateline = dateline
        self.language = language
        self.intro = intro
        self.items = items
        self.closing = closing
        self.label = label
    }
}

extension Newsletter {
    /// The words a reader reads (``TextMeasure/words(in:)``): everything but subject and preheader.
    public var wordCount: Int { self.visibleTexts.reduce(0) { $0 + TextMeasure.words(in: $1) } }

    /// About how many tokens a model would have written for it, for usage figures.
    public var estimatedTokens: Int {
        TextMeasure.estimatedTokens(in: ([self.subject, self.preheader] + self.visibleTexts).joined(separator: "\n"))
    }

    private var visibleTexts: [String] {
        [self.dateline ?? "", self.title, self.intro]
            + self.items.flatMap { [$0.heading] + $0.paragraphs + ($0.list ?? []) }
            + [self.closing, self.label ?? ""]
    }
}
