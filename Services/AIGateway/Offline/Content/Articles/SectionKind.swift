/// What a section of an article does for its reader.
///
/// The opening sentences are one of each row, in order. Paragraphs of the themes follow them, so a section says something
/// about its own question first and then gives advice that fits it.
struct SectionKind: Hashable, Sendable {
    /// What a brief says of it: "how to choose".
    let brief: String
    /// For a section about a part of the subject; each has a place for it.
    let aspectHeadings: [Phrase]
    /// For a section about the subject as a whole.
    let plainHeadings: [Phrase]
    let rows: [[Phrase]]
    let points: [Point]
    /// Whether the points are steps.
    let isOrdered: Bool
    /// Where its further paragraphs come from.
    let themes: [Theme]

    /// A list point: what stands in bold, and what it means.
    struct Point: Hashable, Sendable {
        let term: String
        let text: Phrase

        init(_ term: String, _ text: Phrase) {
            self.term = term
            self.text = text
        }
    }

    init(
        _ brief: String,
        aspect: [Phrase],
        plain: [Phrase],
        _ rows: [[Phrase]],
        points: [Point],
        isOrdered: Bool = false,
        themes: [Theme]
    ) {
        self.brief = brief
        self.aspectHeadings = aspect
        self.plainHeadings = plain
        self.rows = rows
        self.points = points
        self.isOrdered = isOrdered
        self.themes = themes
    }

    static let all: [SectionKind] = [
        .basics, .reasons, .choosing, .comparing, .beginning, .preparing, .steps, .trouble, .mistakes, .routine,
        .measuring, .keeping, .trying, .people,
    ]

    /// The sections of a structure, the most important first.
    static func plan(_ structure: ContentStructure) -> [SectionKind] {
        switch structure {
        case .guide: [.basics, .choosing, .beginning, .mistakes, .routine, .measuring, .keeping, .people]
        case .howTo: [.preparing, .steps, .mistakes, .trouble, .keeping, .measuring, .trying, .people]
        case .explainer: [.basics, .reasons, .comparing, .beginning, .mistakes, .trying, .measuring, .people]
        case .comparison: [.comparing, .choosing, .trying, .reasons, .mistakes, .people, .measuring, .keeping]
        case .buyingGuide: [.choosing, .comparing, .reasons, .mistakes, .trying, .keeping, .preparing, .people]
        case .listicle: [.beginning, .routine, .trying, .keeping, .people, .measuring, .preparing, .reasons]
        case .checklist: [.preparing, .steps, .mistakes, .measuring, .routine, .keeping, .people, .choosing]
        case .faq: [.basics, .reasons, .choosing, .trouble, .measuring, .people, .trying, .mistakes]
        case .troubleshooting: [.trouble, .mistakes, .measuring, .preparing, .trying, .keeping, .routine, .people]
        }
    }
}
