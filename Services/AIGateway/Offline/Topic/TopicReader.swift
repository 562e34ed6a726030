/// Finds what a newsletter is about in the words that ask for it.
///
/// A prompt is anything from "tea" to a page of instructions. Its sentences are tried in turn; one that says "about" or
/// "on" after words that ask for a newsletter is better than one that does not, and remarks about form are the last
/// resort.
struct TopicReader {
    /// How sure it is that a sentence tells the topic.
    private enum Strength: Int {
        case remark
        case role
        case plain
        case marked
    }

    private struct Finding {
        var words: [Word]
        var opensSentence: Bool
        var style: Casing.Style
        var audience: [String]?
        var aspects: [String]
        var strength: Strength
        var isVerbal: Bool
    }

    /// The topic of a prompt, else of the job's name; `nil` when neither has a word in it.
    static func topic(prompt: String, jobName: String) -> Topic? {
        let sentences = PromptText.sentences(of: prompt).map { $0.map(Word.init).filter { !$0.text.isEmpty } }
        let nameWords = PromptText.sentences(of: jobName).flatMap { $0.map(Word.init) }.filter { !$0.text.isEmpty }
        var topic = self.topic(sentences)
        if topic == nil, let named = self.topic([nameWords]) {
            topic = named
            let audience = sentences.lazy.compactMap { self.finding($0).audience }.first
            topic?.audience = named.audience ?? audience.flatMap { $0.isEmpty ? nil : $0.joined(separator: " ") }
        }
        topic = topic ?? self.leftover(sentences + [nameWords]) ?? self.symbols(prompt) ?? self.symbols(jobName)
        topic?.manner = sentences.lazy.compactMap { self.manner($0) }.first
        topic?.otherWords = (sentences.joined() + nameWords).map(\.key).filter { !FrameWords.isFrame($0) }
        return topic
    }

    private static func topic(_ sentences: [[Word]]) -> Topic? {
        if let first = sentences.first, Foreign.isForeign(first) { return self.foreign(first) }
        var best: Finding?
        var audience: [String]?
        for sentence in sentences {
            let finding = self.finding(sentence)
            audience = audience ?? finding.audience
            guard !finding.words.isEmpty else { continue }
            if finding.strength.rawValue > best?.strength.rawValue ?? -1 { best = finding }
        }
        if var finding = best {
            finding.audience = finding.audience ?? audience
            return self.topic(of: finding)
        }
        // Only an audience: its pursuit is the topic.
        guard let audience, let head = audience.last, !audience.isEmpty else { return nil }
        // "For people living with dementia" names it after all.
        let activity = audience.indices.dropFirst().first { audience[$0].hasSuffix("ing") && audience[$0].count > 4 }
        let pursuit = activity.map { audience[$0...].joined(separator: " ") } ?? People.pursuit(of: head.lowercased())
        var topic = Topic(phrase: pursuit ?? "everyday life", short: pursuit ?? "everyday life")
        topic.audience = audience.joined(separator: " ")
        topic.words = topic.phrase.split(separator: " ").map(String.init) + audience.map { $0.lowercased() }
        topic.isActivity = TopicPhrase.isActivity(topic.phrase.split(separator: " ").map(String.init))
        return topic
    }

    // MARK: One sentence

    private static func finding(_ sentence: [Word]) -> Finding {
        var words = sentence
        var strength = Strength.plain
        let style = Casing.Style(sentence)
        if let first = sentence.first, FrameWords.constraints.contains(first.key) { strength = .remark }
        if let rest = PromptFrame.afterLabel(words) {
            (words, strength) = (rest, .marked)
        } else if let rest = PromptFrame.afterRole(words) {
            (words, strength) = (rest, .role)
        }
        let (withoutAudience, audienceWords) = AudienceReader.split(words)
        var (rest, isMarked, isVerbal, helped) = PromptFrame.strip(withoutAudience)
        let audience = (audienceWords ?? helped).map { Casing.inside($0, style: style, opensSentence: false) }
        let (head, aspectWords) = PromptFrame.cutTail(rest)
        // "How to write better e-mails" is about e-mails.
        rest = isVerbal ? head : PromptFrame.stripEnd(head)
        if isMarked, strength == .plain || strength == .remark { strength = .marked }
        let aspects = aspectWords.map { Casing.inside($0, style: style, opensSentence: false).joined(separator: " ") }
        let opensSentence = !rest.isEmpty && rest.first == sentence.first
        return Finding(
            words: rest,
            opensSentence: opensSentence,
            style: style,
            audience: audience,
            aspects: aspects,
            strength: strength,
            isVerbal: isVerbal
        )
    }

    private static func topic(of finding: Finding) -> Topic? {
        guard !finding.words.isEmpty else { return nil }
        var phrase = TopicPhrase(finding.words, style: finding.style, opensSentence: finding.opensSentence)
        phrase.aspects = finding.aspects
        phrase.settle(isVerbal: finding.isVerbal)
        var topic = phrase.topic
        topic.audience = finding.audience.map { $0.joined(separator: " ") }.flatMap { $0.isEmpty ? nil : $0 }
        return topic
    }

    /// A word for the manner of writing: "a friendly newsletter", "tone: formal", "keep it short".
    private static func manner(_ words: [Word]) -> String? {
        for (index, word) in words.enumerated() where Register.knows(word.key) {
            let before = words[..<index].suffix(2).map(\.key)
            if before.contains("tone") || before.contains("style") || before == ["keep", "it"]
                || before == ["make", "it"]
            {
                return word.key
            }
            let after = words[(index + 1)...].prefix(4).map(\.key)
            let frame = after.prefix { FrameWords.isFrame($0) || Register.knows($0) || $0 == "but" }
            if frame.contains(where: self.described.contains) { return word.key }
        }
        return nil
    }

    // MARK: Last resorts

    private static func foreign(_ words: [Word]) -> Topic {
        let phrase = Foreign.phrase(words)
        var topic = Topic(phrase: "“\(phrase)”", short: "“\(Foreign.short(phrase))”")
        topic.words = words.map(\.key)
        topic.isForeign = true
        return topic
    }

    /// "Short stories" is a topic although both words could ask for a newsletter.
    private static func leftover(_ sentences: [[Word]]) -> Topic? {
        for sentence in sentences {
            var words = sentence.filter { word in
                !self.requested.contains(word.key) && !FrameWords.frequencies.contains(word.key)
                    && !FrameWords.politeness.contains(word.key) && !FrameWords.isNumber(word.key)
            }
            while let last = words.last, FrameWords.glue.contains(last.key) { words.removeLast() }
            while let first = words.first, FrameWords.glue.contains(first.key) { words.removeFirst() }
            guard words.contains(where: { !FrameWords.manners.contains($0.key) && !FrameWords.glue.contains($0.key) })
            else { continue }
            let opensSentence = words.first == sentence.first
            var phrase = TopicPhrase(words, style: Casing.Style(sentence), opensSentence: opensSentence)
            phrase.settle(isVerbal: false)
            return phrase.topic
        }
        // "Monday morning" and "24": any word is better than none.
        let empty = self.requested.union(FrameWords.glue).union(FrameWords.politeness).union(FrameWords.requests)
        guard let words = sentences.first(where: { $0.contains { !empty.contains($0.key) } }) else { return nil }
        var phrase = TopicPhrase(
            words.filter { !empty.contains($0.key) },
            style: Casing.Style(words),
            opensSentence: false
        )
        phrase.settle(isVerbal: false)
        return phrase.topic
    }

    /// A prompt of emoji or other symbols, in quotes.
    private static func symbols(_ text: String) -> Topic? {
        let visible = CleanText.line(text).filter { !"{}<>\"“”".contains($0) && !$0.isWhitespace }
        guard visible.contains(where: { $0.unicodeScalars.first?.properties.generalCategory == .otherSymbol }) else {
            return nil
        }
        let phrase = "“\(visible.prefix(12))”"
        return Topic(phrase: phrase, short: phrase)
    }

    /// What an adjective of manner can stand before.
    private static let described = Set(
        words:
            "newsletter digest email e-mail briefing roundup update bulletin letter issue tone voice style way manner"
    )
    /// Words that never make a topic alone.
    private static let requested = Set(
        words: """
            newsletter newsletters digest email emails e-mail roundup briefing bulletin update updates edition issue write
            create generate please make send
            """
    )
}
