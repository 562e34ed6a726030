/// Finds what an article is about, and which of its keywords are parts of that.
struct ArticleSubject: Sendable {
    let topic: Topic
    let field: Field?
    /// The field's advice that fits.
    let advice: [Archetype]
    /// Parts for sections of their own, with what their keywords ask for.
    let aspects: [(words: String, intent: KeywordPhrase.Intent)]
    /// Questions of the keywords, as they were asked.
    let questions: [String]

    /// `nil` when neither title nor keywords have a word.
    init?(_ task: ArticleTask, mentions: [String]) {
        let keywords = task.keywords.prefix(30).map { KeywordText($0).text }
        let phrases = keywords.compactMap { KeywordPhrase($0) }
        let title = KeywordText(task.title).text
        let candidates = [Self.subject(ofTitle: title, keywords)] + phrases.map(\.subject)
        let subject = candidates.compactMap { $0 }.first
        guard
            var topic = TopicReader.topic(prompt: subject ?? title, jobName: title)
                ?? keywords.lazy.compactMap({ TopicReader.topic(prompt: $0, jobName: "") }).first
        else { return nil }
        // The subject is a phrase already; what the reader of prompts would cut off belongs to it.
        if let subject, subject.count <= 60, !topic.isForeign, !subject.hasPrefix("“") {
            topic.phrase = subject
            topic.short = subject
            topic.setting = nil
        }
        topic.audience = topic.audience ?? TopicReader.topic(prompt: task.brief, jobName: "")?.audience
        // "For readers who …" says nothing about them.
        if let audience = topic.audience, audience.count > 60 || audience.hasPrefix("reader") { topic.audience = nil }
        // What all keywords are about says more than the verb in one of them: cleaning a coffee grinder is no housework.
        var wider = topic
        wider.words = ([topic.phrase] + keywords).flatMap { KeywordText($0).content.map(\.key) }
            .filter { !TopicPhrase.prepositions.contains($0) }
        let field = topic.isGrave ? nil : Field.of(wider) ?? Field.of(topic)
        self.field = field
        wider.words += topic.words
        // Of the field's advice, what is for this very subject, and what is for any of the field.
        self.advice = (field?.archetypes ?? []).filter { archetype in
            archetype.fits(wider) && (!archetype.only.isEmpty || archetype.unless.isEmpty)
        }
        let main = Set(KeywordText(topic.phrase).content.map(\.stem))
        var seen: Set<Set<String>> = [main]
        var aspects: [(words: String, intent: KeywordPhrase.Intent)] = []
        let wanted = mentions.map { (words: $0, intent: KeywordPhrase.Intent.subject) }
        let named = phrases.compactMap { phrase in phrase.subject.map { (words: $0, intent: phrase.intent) } }
        for (words, intent) in wanted + named {
            let stems = Set(KeywordText(words).content.map(\.stem))
            guard !stems.isEmpty || words.hasPrefix("“"), words.count <= 60, seen.insert(stems).inserted else {
                continue
            }
            aspects.append((words, intent))
        }
        self.topic = topic
        self.aspects = aspects
        var asked: Set<String> = []
        self.questions = phrases.filter { $0.intent == .why || $0.intent == .question }.map(\.text)
            .filter { asked.insert($0.lowercased()).inserted }
    }

    /// The subject that a title's form was filled with, or what its main keyword says, or what the title is about.
    private static func subject(ofTitle title: String, _ keywords: [String]) -> String? {
        if let (words, isCommand) = self.filling(of: title) {
            let name = isCommand ? "how to " + self.small(words) : words
            if let subject = ClusterSubject(name: name, keywords: keywords)?.phrase.subject { return subject }
        }
        let stems = Set(KeywordText(title).tokens.map(\.stem))
        if let first = keywords.first, let subject = KeywordPhrase(first)?.subject,
            KeywordText(subject).content.allSatisfy({ stems.contains($0.stem) })
        {
            return subject
        }
        return nil
    }

    /// The words in a title of one of the known forms.
    private static func filling(of title: String) -> (words: String, isCommand: Bool)? {
        var best: (words: String, isCommand: Bool, fixed: Int)?
        let commands = IdeaShape.of(.howTo).flatMap(\.titles)
        for template in IdeaShape.all.flatMap(\.titles) {
            guard let mark = template.firstIndex(of: "%") else { continue }
            let (head, tail) = (template[..<mark], template[template.index(after: mark)...])
            let fixed = head.count + tail.count
            guard title.hasPrefix(head), title.hasSuffix(tail), title.count > fixed, fixed > best?.fixed ?? 0 else {
                continue
            }
            let words = String(title.dropFirst(head.count).dropLast(tail.count))
            best = (words, commands.contains(template), fixed)
        }
        return best.map { ($0.words, $0.isCommand) }
    }

    /// A title's words as they stand inside a sentence.
    private static func small(_ words: String) -> String {
        words.split(separator: " ").map { word in
            let isName = ProperNames.spelling(of: Word(String(word)), isTitle: false) != nil
            let isMixed = word.dropFirst().contains(where: \.isUppercase) || word.contains(where: \.isNumber)
            return isName || isMixed ? String(word) : word.lowercased()
        }.joined(separator: " ")
    }
}

extension IdeaShape {
    static let all: [IdeaShape] =
        IdeaShape.cluster + IdeaShape.subject
        + [KeywordPhrase.Intent.howTo, .what, .why, .question, .best, .versus].flatMap(IdeaShape.of)
}
