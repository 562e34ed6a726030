extension Archetype {
    /// Advice for some of a field's topics: a remark, what to do, and what comes of it.
    static func tip(
        _ kind: String,
        _ headings: [Phrase],
        _ remarks: [Phrase],
        _ advice: Phrase,
        _ outcomes: [Phrase],
        only: String,
        isSerious: Bool = false
    ) -> Archetype {
        Archetype(
            kind,
            headings,
            [remarks, [advice], outcomes],
            only: only,
            isSerious: isSerious
        )
    }
}
