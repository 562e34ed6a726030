/// Finds for whom a newsletter is.
enum AudienceReader {
    /// The words without "for home bakers", and "home bakers". The audience is empty when it is the readers themselves
    /// ("for our subscribers"), `nil` when none is named.
    static func split(_ words: [Word]) -> (rest: [Word], audience: [Word]?) {
        for index in words.indices.reversed() {
            guard let start = self.start(words, at: index) else { continue }
            let end = self.end(words, from: start)
            let segment = Array(words[start..<end])
            guard let head = self.head(of: segment), People.isPeople(head.key) else { continue }
            let first = segment[0].key
            let isReaders =
                People.readers.contains(head.key)
                && (segment.count == 1 || ["our", "my", "your", "the", "all"].contains(first))
            let isOwn = ["my", "our", "your", "its", "their"].contains(first)
            let rest = Array(words[..<self.opening(words, index)] + words[end...])
            return (rest, isReaders || isOwn ? [] : self.bounded(segment))
        }
        return (words, nil)
    }

    /// Where the audience begins when `index` introduces one.
    private static func start(_ words: [Word], at index: Int) -> Int? {
        guard index + 1 < words.count, !words[index].hasComma || words[index].key == "for" else { return nil }
        switch words[index].key {
        case "for", "towards", "toward": return index + 1
        case "at", "to":
            return index > 0 && self.aims.contains(words[index - 1].key) ? index + 1 : nil
        case "targeting": return index + 1
        default: return nil
        }
    }

    /// The words that introduce the audience go with it: "aimed at", "written for".
    private static func opening(_ words: [Word], _ index: Int) -> Int {
        index > 0 && self.aims.contains(words[index - 1].key) ? index - 1 : index
    }

    private static func end(_ words: [Word], from start: Int) -> Int {
        var index = start
        var isExtended = false
        var isClause = false
        while index < words.count, index - start < 10 {
            let key = words[index].key
            if index > start {
                let isBorder = isClause ? self.clauseBorders.contains(key) : self.borders.contains(key)
                if self.relatives.contains(key) { isClause = true }
                if isBorder || FrameWords.tails.contains(key) && !self.relatives.contains(key) { break }
                if ["and", "or", "&"].contains(key), index + 1 < words.count,
                    FrameWords.constraints.contains(words[index + 1].key)
                {
                    break
                }
                if self.relatives.contains(key) || self.places.contains(key) { isExtended = true }
                if !isExtended, FrameWords.trailingFormats.contains(key) { break }
            }
            index += 1
            if words[index - 1].mark != nil { break }
        }
        return index
    }

    /// The noun of the segment: the last word before "who", "in" or "and".
    private static func head(of segment: [Word]) -> Word? {
        let core = segment.prefix { word in
            !self.relatives.contains(word.key) && !self.places.contains(word.key)
                && !["and", "or", "&"].contains(word.key)
        }
        // "People living with cancer" are people.
        if let index = core.indices.dropFirst().first(where: {
            core[$0].key.hasSuffix("ing") && People.isPeople(core[$0 - 1].key)
        }) {
            return core[index - 1]
        }
        return core.last
    }

    private static func bounded(_ segment: [Word]) -> [Word] {
        var segment = Array(segment.prefix(8))
        while segment.text.count > 60, segment.count > 1 { segment.removeLast() }
        while let last = segment.last, segment.count > 1,
            self.places.contains(last.key) || ["and", "or", "&", "the", "a", "who"].contains(last.key)
        {
            segment.removeLast()
        }
        return segment
    }

    private static let aims: Set<String> = Set(
        words: "aimed targeted geared tailored addressed written intended meant made suitable"
    )
    private static let borders: Set<String> = Set(
        words: "about on regarding covering including such by using to explaining featuring every focusing focused -"
    )
    private static let clauseBorders: Set<String> = Set(words: "about regarding covering including such featuring -")
    private static let relatives: Set<String> = ["who", "that", "whose", "which"]
    private static let places: Set<String> = Set(
        words: "in at of with over without under from between aged during after before"
    )
}
