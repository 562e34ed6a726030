/// Texts of unknown origin, for reports.
enum ReportText {
    /// On one line, cleaned and cut. One character may be a letter with thousands of marks, so these are bounded as well.
    ///
    /// - Parameter limit: In characters.
    static func line(_ text: String, limit: Int) -> String {
        // Cleaning may take away most of it: what is looked at is bounded first.
        let head = String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit * 8)))
        let clean = CleanText.line(head)
        let isCut = clean.count > limit || text.unicodeScalars.count > limit * 8
        let short = isCut ? String(clean.prefix(max(limit - 1, 1))) + "…" : clean
        guard short.unicodeScalars.count > limit * 4 else { return short }
        // Cut once more, it may end with a space.
        return CleanText.line(String(String.UnicodeScalarView(short.unicodeScalars.prefix(limit * 4))))
    }
}
