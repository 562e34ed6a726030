/// Takes the words that ask for a newsletter off the words of its topic.
enum PromptFrame {
    /// What follows "Topic:" or "Newsletter about:"; `nil` without such a label.
    static func afterLabel(_ words: [Word]) -> [Word]? {
        guard let colon = words.prefix(5).firstIndex(where: { $0.mark == ":" || $0.mark == "：" }),
            words[...colon].allSatisfy({ FrameWords.isFrame($0.key) || $0.key == "prompt" || $0.key == "title" }),
            colon + 1 < words.count
        else { return nil }
        return Array(words[(colon + 1)...])
    }

    /// What follows "You are an expert in"; `nil` for other sentences.
    static func afterRole(_ words: [Word]) -> [Word]? {
        let keys = words.map(\.key)
        let openings = [["you", "are"], ["you're"], ["act", "as"], ["imagine", "you", "are"], ["as"]]
        guard let opening = openings.first(where: { keys.starts(with: $0) && keys.count > $0.count }) else {
            return nil
        }
        var rest = words.dropFirst(opening.count)
        if opening == ["as"], !["a", "an"].contains(rest.first?.key) { return nil }
        while let first = rest.first, FrameWords.isFrame(first.key) { rest = rest.dropFirst() }
        if let index = rest.firstIndex(where: { ["in", "on", "about", "for"].contains($0.key) }),
            rest[..<index].allSatisfy({ self.roles.contains($0.key) || FrameWords.isFrame($0.key) })
        {
            rest = rest[(index + 1)...]
        }
        while let last = rest.last, self.roles.contains(last.key) || FrameWords.formats.contains(last.key) {
            rest = rest.dropLast()
        }
        return Array(rest)
    }

    /// The words after those that ask for a newsletter.
    ///
    /// - Returns: `isMarked`: a word like "about" stood between them. `isVerbal`: what follows was introduced by "how to".
    ///   `audience`: who is to be helped.
    static func strip(_ words: [Word]) -> (rest: [Word], isMarked: Bool, isVerbal: Bool, audience: [Word]?) {
        var rest = words[...]
        var isMarked = false
        var isVerbal = false
        while true {
            let frame = rest.prefix { FrameWords.isFrame($0.key) || $0.key == "how" || $0.key == "ways" }
            if let help = self.afterHelp(frame, rest) { return (help.rest, true, true, help.audience) }
            guard let marker = self.lastMarker(in: frame) else { break }
            isVerbal = rest[marker].key == "to" && ["how", "ways"].contains(rest[marker - 1].key)
            rest = rest[(marker + 1)...]
            isMarked = true
            if isVerbal { break }
        }
        if let first = rest.first, ["whatever", "anything", "something"].contains(first.key) {
            return ([], false, false, nil)
        }
        while let first = rest.first, rest.count > 1, ["&", "+", "-", "/", "and", "or"].contains(first.key) {
            rest = rest.dropFirst()
        }
        if !isVerbal { rest = self.withoutOpening(rest, isMarked: isMarked) }
        if rest.allSatisfy({ FrameWords.isFrame($0.key) }), !isMarked { return ([], false, false, nil) }
        return (Array(rest), isMarked, isVerbal, nil)
    }

    /// The last word like "about" among the first words, all of which only ask for a newsletter.
    private static func lastMarker(in frame: ArraySlice<Word>) -> Int? {
        frame.indices.last { index in
            let key = frame[index].key
            let before = frame[..<index]
            if ["is", "are"].contains(key) {
                return before.contains { ["topic", "subject", "theme"].contains($0.key) }
            }
            guard let previous = before.last else {
                return FrameWords.markers.contains(key) && key != "for" && key != "of"
            }
            if ["the", "a", "an"].contains(previous.key) { return false }
            if key == "to" {
                return ["how", "ways"].contains(previous.key) || FrameWords.formats.contains(previous.key)
                    || previous.key == "related"
            }
            guard FrameWords.markers.contains(key) || (key == "from" && FrameWords.formats.contains(previous.key))
            else {
                return false
            }
            return before.contains { FrameWords.formats.contains($0.key) || self.pointers.contains($0.key) }
        }
    }

    /// "… to help small shops sell online": the words from the verb on.
    private static func afterHelp(
        _ frame: ArraySlice<Word>,
        _ rest: ArraySlice<Word>
    ) -> (rest: [Word], audience: [Word])? {
        guard
            let help = frame.firstIndex(where: { ["help", "helping", "helps", "teach", "teaching"].contains($0.key) }),
            help == rest.startIndex || frame[..<help].contains(where: { FrameWords.formats.contains($0.key) })
        else { return nil }
        let near = rest[(help + 1)...].prefix(6)
        guard let verb = near.indices.dropFirst().first(where: { Gerund.of(rest[$0].key) != nil }),
            rest[..<verb].suffix(from: help + 1).contains(where: { People.isPeople($0.key) })
        else { return nil }
        let isReaders = People.readers.contains(rest[verb - 1].key) || ["my", "our"].contains(rest[help + 1].key)
        var audience = isReaders ? [] : Array(rest[(help + 1)..<verb])
        if audience.last?.key == "to" { audience.removeLast() }
        return (Array(rest[verb...]), audience)
    }

    /// Without a marker: "Create a weekly product design digest", "Daily product discovery".
    private static func withoutOpening(_ words: ArraySlice<Word>, isMarked: Bool) -> ArraySlice<Word> {
        var rest = words
        var isRequest = false
        while let first = rest.first, rest.count > 1, FrameWords.politeness.contains(first.key), !isMarked,
            !["our", "your", "my", "will", "must"].contains(first.key)
        {
            rest = rest.dropFirst()
        }
        if let first = rest.first, rest.count > 1, self.writing.contains(first.key), !isMarked {
            rest = rest.dropFirst()
            isRequest = true
        }
        if isRequest {
            while let first = rest.first,
                ["me", "us", "out", "up", "my", "our", "readers", "subscribers"].contains(first.key)
            {
                rest = rest.dropFirst()
            }
        }
        while let first = rest.first, rest.count > 1 {
            let isArticle = isRequest && ["a", "an", "the", "some"].contains(first.key)
            let isRegular = self.regular.contains(first.key)
            let isCount =
                FrameWords.isNumber(first.key) && rest.last.map { FrameWords.formats.contains($0.key) } == true
            let isManner =
                self.textManners.contains(first.key)
                && rest.last.map { FrameWords.trailingFormats.contains($0.key) } == true
            let isTop =
                ["top", "best"].contains(first.key)
                && (rest.dropFirst().first.map { FrameWords.isNumber($0.key) } == true)
            guard isArticle || isTop || isRegular || isCount || isManner else { break }
            rest = rest.dropFirst()
        }
        return rest
    }

    /// The words before remarks ("… with links"), and the parts that were listed there ("… including soil and light").
    static func cutTail(_ words: [Word]) -> (head: [Word], aspects: [[Word]]) {
        var end = words.count
        var listing: Int?
        for index in words.indices {
            if index > 0, let start = self.tailStart(words, at: index) {
                end = index
                listing = start
                break
            }
            if words[index].endsThought || words[index].mark == ":" {
                end = index + 1
                if words[index].mark == ":" { listing = end }
                break
            }
        }
        let aspects = listing.map { self.parts(of: words[min($0, words.count)...]) } ?? []
        return (Array(words[..<end]), aspects)
    }

    /// Where the listed parts begin when a remark begins at `index`; past the end when it lists nothing.
    private static func tailStart(_ words: [Word], at index: Int) -> Int? {
        let key = words[index].key
        let next = index + 1 < words.count ? words[index + 1].key : ""
        let nothing = words.count
        if FrameWords.listings.contains(key) { return index + 1 }
        if key == "such", next == "as" { return index + 2 }
        if ["focusing", "focused", "focussing", "focussed"].contains(key), next == "on" { return index + 2 }
        if key == "with", next == "a", index + 3 < words.count, words[index + 2].key == "focus" { return index + 4 }
        if words[index].isAside { return index }
        if FrameWords.tails.contains(key) || key == "-" { return nothing }
        if key == "with", self.remarks.contains(next) { return nothing }
        if key == "in", self.styles.contains(next) || FrameWords.isNumber(next) { return nothing }
        if ["every", "each", "this", "per"].contains(key), self.spans.contains(next) { return nothing }
        if ["today", "tomorrow", "please"].contains(key) { return nothing }
        if key == "and", self.orders.contains(next) { return nothing }
        guard words[index - 1].hasComma else { return nil }
        let isRemark =
            FrameWords.constraints.contains(key)
            || ["with", "written", "and", "in", "focusing", "like", "for"].contains(key)
                && (key != "and" || FrameWords.constraints.contains(next))
        return isRemark ? (key == "like" ? index + 1 : nothing) : nil
    }

    /// The members of "soil, light and water": at most six short ones.
    private static func parts(of words: ArraySlice<Word>) -> [[Word]] {
        var parts: [[Word]] = [[]]
        for word in words {
            if ["and", "or", "&"].contains(word.key) {
                parts.append([])
            } else if FrameWords.tails.contains(word.key) || FrameWords.constraints.contains(word.key) {
                break
            } else {
                parts[parts.count - 1].append(word)
                if word.hasComma { parts.append([]) }
                if word.endsThought || word.mark == "." { break }
            }
        }
        let short = parts.filter { part in
            (1...4).contains(part.count) && part.text.count <= 40 && !part.allSatisfy { FrameWords.isFrame($0.key) }
        }
        return Array(short.prefix(6))
    }

    /// "product discovery" of "product discovery tips & trends".
    static func stripEnd(_ words: [Word]) -> [Word] {
        var rest = words[...]
        while let last = rest.last, rest.count > 1 {
            let isFormat =
                FrameWords.trailingFormats.contains(last.key) || last.key.allSatisfy { $0.isASCII && $0.isNumber }
            if last.key == "practices", rest.count > 2, rest[rest.endIndex - 2].key == "best" {
                rest = rest.dropLast(2)
            } else if isFormat, !(rest.count == 2 && self.bound.contains(rest[rest.startIndex].key)) {
                rest = rest.dropLast()
            } else if [
                "and", "&", "or", "+", "-", "/", "for", "with", "of", "on", "about", "in", "the", "a", "to", "plus",
            ]
            .contains(last.key) {
                rest = rest.dropLast()
            } else {
                break
            }
        }
        return rest.allSatisfy { self.edges.contains($0.key) } ? [] : Array(rest)
    }

    private static let orders: Set<String> = Set(
        words: """
            explain summarize summarise include keep make write suggest give use add avoid end send please mention
            provide
            """
    )
    private static let edges: Set<String> = Set(words: "and & or the a an of for to - + /")
    private static let bound: Set<String> = Set(words: "fake good bad local back field sticky love fun")
    private static let pointers: Set<String> = Set(
        words: """
            everything anything all latest world happening new talk write tell focus inform explain update covers
            covering is topic subject theme what's learn week day month
            """
    )
    private static let writing: Set<String> = Set(
        words: """
            write create generate compose draft produce prepare summarize summarise curate compile send give provide
            suggest recommend explain describe discuss cover present publish share deliver craft make
            """
    )
    private static let regular: Set<String> = Set(
        words: "daily weekly biweekly bi-weekly fortnightly monthly bimonthly quarterly today's latest"
    )
    private static let textManners: Set<String> = Set(
        words: """
            friendly short brief engaging funny fun concise formal informative casual curated witty playful humorous
            conversational light-hearted useful practical helpful actionable interesting inspiring professional warm
            """
    )
    private static let remarks: Set<String> = Set(
        words: """
            a an links examples images emojis emoji short bullet clear no practical tips concrete actionable at some
            pictures humor humour one two three five jokes
            """
    )
    private static let styles: Set<String> = Set(
        words: "a an under less plain simple short english bullet about no fewer at"
    )
    private static let spans: Set<String> = Set(
        words: """
            day week month year morning evening weekday weekend quarter monday tuesday wednesday thursday friday
            saturday sunday
            """
    )
    private static let roles: Set<String> = Set(
        words: """
            expert experts editor writer assistant specialist journalist copywriter author coach professional
            curator consultant bot agent ai blogger columnist reporter enthusiast
            """
    )
}
