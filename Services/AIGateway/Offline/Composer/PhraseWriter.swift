import Values

/// Puts one issue's words into phrases.
struct PhraseWriter {
    private let topic: Topic
    private let register: Register
    private let vocabulary: Vocabulary
    private let date: CivilDate
    /// The part that ``Slot/aspect`` stands for in the item being written.
    var aspect: String?
    /// What ``Slot/contents`` stands for.
    var contents = ""
    private var isMentioned = false
    private var measures: [String]
    private var tasks: [String]
    private var slips: [String]

    init(
        topic: Topic,
        register: Register,
        vocabulary: Vocabulary,
        date: CivilDate,
        random: inout SeededGenerator
    ) {
        self.topic = topic
        self.register = register
        self.vocabulary = vocabulary
        self.date = date
        self.measures = random.shuffle(vocabulary.measures)
        self.tasks = random.shuffle(vocabulary.tasks)
        self.slips = random.shuffle(vocabulary.slips)
    }

    /// A whole sentence, a heading or a point.
    mutating func sentence(_ phrase: Phrase) -> String { Casing.capitalized(self.plain(phrase)) }

    /// Words inside a sentence.
    mutating func plain(_ phrase: Phrase) -> String {
        var text = ""
        for part in phrase.parts {
            switch part {
            case .text(let words): text += self.register.contracts ? Contraction.applied(to: words) : words
            case .slot(let slot): text += self.words(for: slot)
            }
        }
        return text
    }

    /// A long topic, or one in quotes, is said once and then referred to; one that means people always is, because an
    /// "ordinary day with women in tech" would be odd.
    private mutating func mention() -> String {
        defer { self.isMentioned = true }
        let isHeavy = self.topic.short.count > 28 || self.topic.isForeign || self.topic.short.contains(", ")
        guard self.topic.isPeople || (isHeavy && self.isMentioned) else { return self.topic.short }
        return self.topic.short.contains(", ") ? "these subjects" : "this subject"
    }

    private mutating func practice() -> String {
        if self.topic.isActivity, self.topic.short.count <= 28 || !self.isMentioned {
            self.isMentioned = true
            return self.topic.short
        }
        // "Working on women in tech" would be odd.
        return "\(self.topic.isPeople ? "thinking about" : self.vocabulary.verb) \(self.mention())"
    }

    private mutating func words(for slot: Slot) -> String {
        switch slot {
        case .topic: self.topic.phrase
        case .short: self.mention()
        case .practice:
            self.practice()
        case .audience: self.topic.audience ?? "its readers"
        case .setting: self.topic.setting ?? ""
        case .place: self.topic.place ?? ""
        case .aspect: self.aspect ?? self.topic.short
        case .session: self.vocabulary.session
        case .aSession: "\(self.vocabulary.article) \(self.vocabulary.session)"
        case .peer: self.vocabulary.peer
        case .people: self.vocabulary.people
        case .scene: self.vocabulary.scene
        case .notebook: self.vocabulary.notebook
        case .materials: self.vocabulary.materials
        case .measure: self.measures.popLast() ?? "how often you do what you had planned to do"
        case .task: self.tasks.popLast() ?? "clear the table that you work at"
        case .slip: self.slips.popLast() ?? "keeping everything in your head"
        case .weekday: DateWords.weekday(of: self.date)
        case .contents: self.contents
        }
    }
}

/// Short forms for the registers that speak.
enum Contraction {
    static func applied(to text: String) -> String {
        var words = text.split(separator: " ", omittingEmptySubsequences: false)
        var index = 0
        // The last word may belong to what follows the text.
        while index + 1 < words.count {
            // "You will not" is "you won't".
            let isNegated = words[index + 1] == "will" && index + 2 < words.count && words[index + 2] == "not"
            if !isNegated, let short = self.pairs["\(words[index]) \(words[index + 1])"], index + 2 < words.count {
                words[index] = short[...]
                words.remove(at: index + 1)
            } else if words[index] == "cannot" {
                words[index] = "can't"
            }
            index += 1
        }
        return words.joined(separator: " ")
    }

    /// Only such as are right wherever they stand; "it is", say, is not at the end of a clause.
    private static let pairs = [
        "do not": "don't", "Do not": "Don't", "does not": "doesn't", "did not": "didn't", "is not": "isn't",
        "are not": "aren't", "was not": "wasn't", "were not": "weren't", "will not": "won't", "would not": "wouldn't",
        "has not": "hasn't", "have not": "haven't", "You will": "You'll", "you will": "you'll", "\"Do not": "\"Don't",
        "\"do not": "\"don't",
    ]
}
