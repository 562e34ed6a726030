/// What an issue turns around: it names the issue, opens it, and gives its first item.
struct Theme: Hashable, Sendable {
    /// Behind the topic and a colon, in subject and title; two different ones are used.
    let lines: [Phrase]
    /// The sentences of the opening paragraph: one of each row.
    let opening: [[Phrase]]
    let archetypes: [Archetype]
    /// Fields to which it does not speak.
    var not: Set<Field.Name> = []

    static let all: [Theme] = [
        .begin, .ask, .observe, .measure, .mistakes, .choose, .simplify, .rhythm, .share, .prepare, .experiment, .keep,
    ]
}
