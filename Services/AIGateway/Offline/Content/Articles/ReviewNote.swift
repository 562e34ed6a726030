/// What a reviewer's note asks of the next version, as far as its words can be followed.
struct ReviewNote: Hashable, Sendable {
    /// A manner of writing that it names.
    var register: Register?
    /// How much longer or shorter the text should be, in percent.
    var percent = 100
    /// Whether every section should have a list.
    var wantsLists = false
    /// What it wants to have mentioned.
    var mentions: [String] = []

    init(_ note: String) {
        let clean = CleanText.line(String(String.UnicodeScalarView(note.unicodeScalars.prefix(2000))))
        let words = clean.lowercased().split { !$0.isLetter && $0 != "-" }.map(String.init)
        self.register = words.first(where: Register.knows).map { Register(tone: $0) }
        let pairs = zip(words, words.dropFirst()).map { "\($0) \($1)" }
        let isShorter = !Self.shorter.isDisjoint(with: words) || pairs.contains("too long")
        let isLonger =
            !Self.longer.isDisjoint(with: words) || pairs.contains { ["too short", "more detail"].contains($0) }
        if isShorter != isLonger { self.percent = isShorter ? 75 : 125 }
        // "Brief" and "short" are about the length as much as about the manner.
        if isShorter, self.register == .concise { self.register = nil }
        self.wantsLists = !Self.lists.isDisjoint(with: words)
        self.mentions = Array(Self.mentions(clean).prefix(3))
    }

    /// What stands behind "mention", "cover", "about", up to the end of the clause.
    private static func mentions(_ note: String) -> [String] {
        var found: [String] = []
        for clause in note.split(whereSeparator: { ".,;:!?()".contains($0) }) {
            let words = clause.split(separator: " ").map { Word(String($0)) }.filter { !$0.text.isEmpty }
            guard let mark = words.firstIndex(where: { self.marks.contains($0.key) }) else { continue }
            var rest = words[(mark + 1)...]
            while let first = rest.first, self.fillers.contains(first.key) || self.marks.contains(first.key) {
                rest = rest.dropFirst()
            }
            if let end = rest.firstIndex(where: { ["and", "or", "because", "so", "instead", "too"].contains($0.key) }) {
                rest = rest[..<end]
            }
            let isAboutForm = rest.contains { word in
                self.lists.contains(word.key) || Register.knows(word.key) || self.form.contains(word.key)
            }
            guard (1...5).contains(rest.count), !isAboutForm else { continue }
            if let subject = KeywordPhrase(rest.text)?.subject, !found.contains(subject) { found.append(subject) }
        }
        return found
    }

    private static let marks = Set(
        words: "mention cover include add discuss explain describe about on address missing lacks"
    )
    private static let fillers = Set(
        words: "a an the some something more section paragraph part chapter words sentence also please how to of is"
    )
    private static let lists = Set(words: "list lists bullet bullets bulleted checklist checklists steps")
    private static let shorter = Set(words: "shorter shorten trim tighten long-winded cut condense")
    private static let longer = Set(words: "longer expand lengthen in-depth deeper thin")
    private static let form = Set(
        words: "example examples detail details tone style it this that title headline text article"
    )
}
