public import Values

/// When the weekly task of retention is due: Mondays at 03:00 in UTC.
public enum RetentionTime {
    private static let week: Int64 = 7 * 86_400_000_000
    /// 1970-01-05, a Monday, at 03:00.
    private static let first: Int64 = (4 * 24 + 3) * 3_600_000_000

    /// The last time it was due, `now` included.
    public static func last(at now: Timestamp) -> Timestamp {
        let weeks = (now.microseconds - self.first).floorDivided(by: self.week)
        return Timestamp(microseconds: self.first + weeks * self.week)
    }

    /// The next time it is due.
    public static func next(after now: Timestamp) -> Timestamp {
        Timestamp(microseconds: self.last(at: now).microseconds + self.week)
    }
}
