/// Everything of an article that is not its text.
enum ArticleHead {
    static func article(_ task: ArticleTask, _ subject: ArticleSubject) -> Article {
        let title = self.title(task.title, subject)
        let keywords = self.keywords(task.keywords)
        let parts = subject.aspects.map(\.words).prefix(3)
        let name = Casing.capitalized(subject.topic.phrase)
        let more = parts.isEmpty ? "what matters, how to begin and what to avoid" : Enumeration.joined(Array(parts))
        let metas =
            subject.topic.isGrave
            ? ["\(name): small things that can help on ordinary days."]
            : [
                "\(name) in practice: \(more). Plain advice for readers who want to try it themselves.",
                "\(name) in practice: \(more).", "\(name) in practice: what matters, how to begin and what to avoid.",
            ]
        return Article(
            title: title,
            introduction: [],
            sections: [],
            metaTitle: ShortText.title(title, limit: Article.Limit.metaTitle),
            metaDescription: metas.first { $0.count <= Article.Limit.metaDescription }
                ?? ShortText.cut(metas[metas.count - 1], limit: Article.Limit.metaDescription),
            primaryKeyword: keywords.first ?? subject.topic.phrase,
            secondaryKeywords: Array(keywords.dropFirst().prefix(20)),
            label: ArticleComposer.label + (subject.topic.isForeign ? " " + NewsletterComposer.foreignNote : "")
        )
    }

    private static func title(_ title: String, _ subject: ArticleSubject) -> String {
        let clean = CleanText.line(String(String.UnicodeScalarView(title.unicodeScalars.prefix(2000))))
        let text = clean.isEmpty ? Casing.capitalized(subject.topic.phrase) : clean
        return ShortText.cut(text, limit: Article.Limit.title)
    }

    /// The task's keywords, each once.
    private static func keywords(_ keywords: [String]) -> [String] {
        var seen: Set<String> = []
        return keywords.prefix(50).map { KeywordText($0).text }.filter {
            !$0.isEmpty && seen.insert($0.lowercased()).inserted
        }
    }
}
