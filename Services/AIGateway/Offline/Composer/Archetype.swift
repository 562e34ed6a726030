/// One thing that an item can say, in several wordings.
///
/// The sentences of an item are one of each row, in order. Any of a row goes with any of the others, no phrase stands in
/// two archetypes, and so no sentence comes twice in an issue, which uses an archetype at most once.
struct Archetype: Hashable, Sendable {
    /// What it is, for the line that announces it: "a question to ask". The first of a theme's archetypes leads its issue.
    let kind: String
    let headings: [Phrase]
    let rows: [[Phrase]]
    /// Said in addition in a friendly or a playful issue.
    var friendly: Phrase?
    var playful: Phrase?
    var list: PointList?
    /// Only for topics with a word that begins like one of these; empty for any.
    var only: [String] = []
    /// Not for topics with a word that begins like one of these.
    var unless: [String] = []
    /// Whether light remarks would be out of place: matters of health and safety.
    var isSerious = false
    /// Fields in which it would sound out of place.
    var not: Set<Field.Name> = []

    init(
        _ kind: String,
        _ headings: [Phrase],
        _ rows: [[Phrase]],
        friendly: Phrase? = nil,
        playful: Phrase? = nil,
        list: PointList? = nil,
        only: String = "",
        unless: String = "",
        not: Set<Field.Name> = [],
        isSerious: Bool = false
    ) {
        self.kind = kind
        self.headings = headings
        self.rows = rows
        self.friendly = friendly
        self.playful = playful
        self.list = list
        self.only = only.split(separator: " ").map(String.init)
        self.unless = unless.split(separator: " ").map(String.init)
        self.not = not
        self.isSerious = isSerious
    }
}

/// Points of which an issue shows some, in their order.
struct PointList: Hashable, Sendable {
    let points: [Phrase]
    let shown: Int

    init(_ shown: Int, of points: [Phrase]) {
        self.points = points
        self.shown = shown
    }
}
