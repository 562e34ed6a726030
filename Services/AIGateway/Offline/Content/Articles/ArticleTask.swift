/// What an article is to be.
public struct ArticleTask: Hashable, Sendable {
    public var title: String
    /// What the article covers and for whom; may be empty.
    public var brief: String
    /// The main one first; may be empty.
    public var keywords: [String]
    /// 100 to 10,000; ``ArticleComposer/words`` says what can be had. Default 2,500.
    public var targetWords: Int
    /// A word of ``ContentStructure``; `nil`: what the title suggests.
    public var structure: String?
    /// What a reviewer asked for when the last version was sent back. A tone, a length and a wish for lists are
    /// followed, what it wants mentioned gets a section, and the text is another one in any case.
    public var note: String?

    public init(
        title: String,
        brief: String = "",
        keywords: [String] = [],
        targetWords: Int = 2500,
        structure: String? = nil,
        note: String? = nil
    ) {
        self.title = title
        self.brief = brief
        self.keywords = keywords
        self.targetWords = targetWords
        self.structure = structure
        self.note = note
    }
}
