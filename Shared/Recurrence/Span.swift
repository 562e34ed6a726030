/// A stretch of time in which a zone's offset from UTC stays the same.
struct Span: Hashable, Sendable {
    /// The first instant, in seconds from 1970; `.min` when it has no beginning.
    var start: Int64
    /// The first instant after it; `.max` when it has no end.
    var end: Int64
    /// Seconds east of UTC.
    var offset: Int64
}
