/// A cron expression: minute, hour, day of the month, month, day of the week.
///
/// Each field is a list of numbers, names (`jan`, `mon`), ranges and steps (`*/15`, `9-17/2`); `L` among the days is the
/// month's last. When neither day field starts with `*`, a day that matches either one counts, else both must match (as
/// in Vixie cron).
public struct CronExpression: Hashable, Sendable {
    /// As it was written.
    public let source: String
    /// Bit 0 is minute 0.
    let minutes: UInt64
    /// Bit 0 is midnight.
    let hours: UInt64
    /// Bit 1 is the 1st.
    let days: UInt64
    /// Whether the last day of the month is among the days.
    let hasLastDay: Bool
    /// Bit 1 is January.
    let months: UInt64
    /// Bit 0 is Sunday, bit 6 Saturday.
    let weekdays: UInt64
    /// Whether a day counts that matches one of the day fields only.
    let takesEitherDay: Bool
    /// Whether the hour field starts with `*`: then it fires whenever the clock, ticking in real time, shows a matching
    /// minute, so at both copies of an hour that comes twice, and not for one that is jumped over.
    public let isElapsed: Bool

    static let everyMinute: UInt64 = (1 << 60) - 1
    static let everyHour: UInt64 = (1 << 24) - 1
    static let everyDay: UInt64 = (1 << 32) - 2
    static let everyMonth: UInt64 = (1 << 13) - 2
    static let everyWeekday: UInt64 = (1 << 7) - 1

    /// Reads an expression, or one of `@hourly`, `@daily`, `@midnight`, `@weekly`, `@monthly`, `@yearly`, `@annually`.
    ///
    /// - Throws: ``CronError`` for one that is malformed, or that can never fire, such as 30 February.
    public init(_ text: String) throws(CronError) {
        var parser = CronParser(text)
        let sets = try parser.parse()
        self.source = text
        self.minutes = sets[.minute].bits
        self.hours = sets[.hour].bits
        self.days = sets[.day].bits
        self.hasLastDay = sets[.day].hasLast
        self.months = sets[.month].bits
        self.weekdays = (sets[.weekday].bits | sets[.weekday].bits >> 7) & CronExpression.everyWeekday
        self.takesEitherDay = !sets[.day].startsWithStar && !sets[.weekday].startsWithStar
        self.isElapsed = sets[.hour].startsWithStar
        if !self.canFire {
            throw CronError(sets[.day].position, "names a day that none of its months has: it would never fire")
        }
    }

    /// Whether some month has one of the days.
    private var canFire: Bool {
        if self.takesEitherDay || self.hasLastDay { return true }
        return (1...12).contains { month in
            let length = month == 2 ? 29 : [4, 6, 9, 11].contains(month) ? 30 : 31
            return self.months & 1 << UInt64(month) != 0 && self.days & ((1 << UInt64(length + 1)) - 1) != 0
        }
    }
}
