public import Values

/// Writes articles without a model: from sentences that were written beforehand, chosen and filled in by the task.
///
/// The advice is general and lasting: it names no facts, figures, events or people, since there is nobody here who could
/// know any. The same task always gives the same article.
public enum ArticleComposer {
    /// Says how the article was made; it is a member of the article and no part of its text.
    public static let label = "Composed offline from this task's title, brief and keywords, without a language model."

    /// How long an article can be. A shorter or a longer one that is asked for becomes the nearest of these.
    public static let words = 400...4000

    /// How long one on a grave subject can be, for which fewer sentences are fit.
    static let quietWords = 400...2400

    /// The whole article, its length within 15 % of what was asked for, as far as ``words`` reaches.
    ///
    /// - Parameter progress: Told of each part when it has been written.
    /// - Throws: ``FieldError`` as ``ArticleComposition/init(_:)`` does.
    public static func compose(
        _ task: ArticleTask,
        progress: (ArticlePart) -> Void = { _ in }
    ) throws(FieldError) -> Article {
        var composition = try ArticleComposition(task)
        while let part = composition.next() { progress(part) }
        return composition.article
    }
}

/// A part of an article that has just been written.
public struct ArticlePart: Hashable, Sendable {
    /// "Introduction", the section's heading, or the conclusion's.
    public let name: String
    /// The part as HTML.
    public let html: String
    /// Words of the article so far.
    public let wordsSoFar: Int
    /// Which part it is, from 1.
    public let number: Int
    /// How many there are: introduction, sections and conclusion.
    public let total: Int

    /// How much of the article is written, 0 to 100.
    public var percent: Int { self.number * 100 / self.total }
}

/// An article that is written part by part, so that whoever waits for it can be told how far it is.
public struct ArticleComposition: Sendable {
    /// What has been written so far; complete when ``next()`` gives nothing more.
    public private(set) var article: Article
    /// How many parts there are.
    public let total: Int
    private var done = 0
    private let entries: [ArticlePlan.Entry]
    private let targetWords: Int
    private var writer: SectionWriter

    /// - Throws: ``FieldError`` for `targetWords` outside ``IdeaSet/Limit/words``, and for a task without a word in
    ///   title and keywords.
    public init(_ task: ArticleTask) throws(FieldError) {
        guard IdeaSet.Limit.words.contains(task.targetWords) else {
            let (least, most) = (IdeaSet.Limit.words.lowerBound, IdeaSet.Limit.words.upperBound)
            throw FieldError(pointer: "/targetWords", message: "must be from \(least) to \(most)")
        }
        let note = ReviewNote(task.note ?? "")
        let mentions = note.mentions + ReviewNote(task.brief).mentions.prefix(2)
        guard let subject = ArticleSubject(task, mentions: mentions) else {
            throw FieldError(pointer: "/title", message: "must say what the article is about")
        }
        let structure = ContentStructure(task)
        let asked = task.targetWords * note.percent / 100
        let range = subject.topic.isGrave ? ArticleComposer.quietWords : ArticleComposer.words
        self.targetWords = min(max(asked, range.lowerBound), range.upperBound)
        self.entries = ArticlePlan(subject, structure, targetWords: self.targetWords).entries
        self.total = self.entries.count + 2
        self.writer = SectionWriter(subject, note, seed: [task.title, task.note ?? ""])
        self.article = ArticleHead.article(task, subject)
    }

    /// Writes the next part; `nil` when all are written.
    public mutating func next() -> ArticlePart? {
        guard self.done < self.total else { return nil }
        let name: String
        let html: String
        if self.done == 0 {
            self.article.introduction = self.writer.introduction(isLong: self.targetWords >= 800)
            self.article.excerpt = ShortText.cut(self.article.introduction[0], limit: 300)
            name = "Introduction"
            html = self.article.html
        } else if self.done <= self.entries.count {
            // What one section has too much, the next ones have less.
            let left = self.targetWords - self.article.wordCount - 85
            let quota = left / (self.entries.count + 1 - self.done)
            let section = self.writer.section(self.entries[self.done - 1], words: max(60, quota))
            self.article.sections.append(section)
            (name, html) = (section.heading, section.html)
        } else {
            let before = self.article.html
            (self.article.conclusionHeading, self.article.conclusion) = self.writer.conclusion()
            name = self.article.conclusionHeading
            html = String(self.article.html.dropFirst(before.count))
        }
        self.done += 1
        return ArticlePart(
            name: name,
            html: html,
            wordsSoFar: self.article.wordCount,
            number: self.done,
            total: self.total
        )
    }
}

extension ContentStructure {
    /// The structure that a task names, or that its title suggests.
    init(_ task: ArticleTask) {
        if let word = task.structure, !word.isEmpty {
            self.init(word: word)
            return
        }
        let title = task.title.lowercased()
        let signs: [(String, ContentStructure)] = [
            (" vs ", .comparison), ("compar", .comparison), ("which ", .comparison), ("how to choose", .buyingGuide),
            ("best ", .buyingGuide), ("mistake", .troubleshooting), ("troubleshoot", .troubleshooting),
            ("wrong", .troubleshooting), ("checklist", .checklist), ("question", .faq), ("faq", .faq),
            ("how to", .howTo), ("step by step", .howTo), ("ways to", .listicle), ("tips", .listicle),
            ("explained", .explainer), ("understanding", .explainer), ("what is", .explainer), ("why ", .explainer),
        ]
        self = signs.first { title.contains($0.0) }?.1 ?? .guide
    }
}
