import Contracts
import Offline
import Values

/// The AI function `generate_content`: writes the article of a task.
struct ContentTask: AIFunction, Hashable {
    static let name = Functions.generateContent
    static let promptVersion = "content/1"
    static let noun = "an article"
    static let saving = "Storing the content"
    static let mediaType = "text/html; charset=utf-8"

    /// How long an article can be. What is asked for beyond that becomes the nearest of these: a model writes hardly more
    /// than 4,000 words in one answer.
    static let length = 500...4000
    /// Of the attribute `introduction`, in characters.
    private static let introductionLimit = 1000

    var model: String?
    /// What the settings say of the house's style.
    var wishes: [String]
    var title: String
    var description: String
    var contentType: String
    /// A word of `ContentStructure`; empty: what the title suggests.
    var structure: String
    var keywords: [String]
    /// The name of the cluster that it belongs to; may be empty.
    var cluster: String
    /// What a reviewer asked for when the last version was sent back.
    var note: [String]
    /// How many words it is to have.
    var words: Int

    /// An article that can be used.
    struct Output: Sendable {
        var article: Article
        var html: String
        var words: Int
    }

    var requestedModel: String? { self.model }

    /// How many words it must have: fewer than half of what was asked for is another article.
    var leastWords: Int { max(ContentTask.length.lowerBound, self.words / 2) }

    init(_ work: Work) throws(FieldError) {
        let settings = try Members(settings: work)
        self.model = try settings.model()
        self.wishes = try settings.lines("prompt")
        let most = try settings.integer("words", in: IdeaSet.Limit.words) ?? 2500
        try work.require(1...1, of: "task")
        let task = try Members(item: 0, of: work)
        self.title = try task.someLine("title", limit: Article.Limit.title)
        self.description = try task.line("description", limit: IdeaSet.Limit.description)
        self.contentType = try task.line("content_type", limit: IdeaSet.Limit.word)
        self.structure = try task.line("content_structure", limit: IdeaSet.Limit.word)
        self.keywords = try task.list("target_keywords", most: IdeaSet.Limit.keywords)
        self.cluster = try task.line("cluster", limit: 200)
        self.note = try task.lines("note")
        let wanted = try task.integer("estimated_word_count", in: 0...1_000_000) ?? most
        let range = ContentTask.length
        self.words = min(max(min(wanted, most), range.lowerBound), range.upperBound)
    }

    /// Takes nothing but an article that is long enough.
    func parse(_ text: String) throws(OutputFaults) -> Output {
        let json = try JSONExtraction.json(in: text)
        let article: Article
        do throws(FieldError) {
            article = try Article(json: json)
        } catch {
            throw OutputFaults(error)
        }
        let words = article.wordCount
        if words < self.leastWords {
            let message =
                "the article has \(words) words and must have at least \(self.leastWords), better \(self.words): "
                + "write more, and longer, sections"
            throw OutputFaults(FieldError(pointer: "/sections", message: message))
        }
        return Output(article: article, html: article.html, words: words)
    }

    func progress(_ text: String) -> WritingProgress? {
        let fraction = min(Double(TextMeasure.words(in: text)) / Double(self.words), 0.99)
        let sentence =
            if text.contains(#""conclusion""#) {
                "Writing the conclusion"
            } else if text.contains(#""sections""#) {
                "Writing sections"
            } else {
                "Writing the introduction"
            }
        return WritingProgress(fraction: fraction, sentence: sentence)
    }

    func yield(_ output: Output, of work: Work) throws(ProviderError) -> BatchYield {
        let article = output.article
        let artifact = BatchYield.Artifact(
            mediaType: ContentTask.mediaType,
            title: article.title,
            bytes: Array(output.html.utf8)
        )
        let introduction = ShortText.cut(article.introduction.first ?? "", limit: ContentTask.introductionLimit)
        var attributes: JSON = [
            "title": .string(article.title), "word_count": .integer(Int64(output.words)),
            "content_ref": .string("\(artifact.id)"), "meta_title": .string(article.metaTitle),
            "meta_description": .string(article.metaDescription), "excerpt": .string(article.excerpt),
            "introduction": .string(introduction),
            "headings": .array(article.sections.map { .string($0.heading) }), "language": .string(article.language),
        ]
        if !article.primaryKeyword.isEmpty { attributes["primary_keyword"] = .string(article.primaryKeyword) }
        if let label = article.label, !label.isEmpty { attributes["label"] = .string(label) }
        if !article.secondaryKeywords.isEmpty {
            attributes["secondary_keywords"] = .array(article.secondaryKeywords.map { .string($0) })
        }
        return BatchYield(
            items: work.items.map { .init(id: $0.id, status: "completed") },
            created: [
                .init(kind: "content", status: "draft", parent: work.items.first?.id, attributes: attributes)
            ],
            result: ["total_words": output.words],
            artifacts: [artifact],
            sentence: "Content created (\(output.words) words)"
        )
    }
}
