public import Values

/// A date and a time of day as a wall clock shows them, without a zone: in one zone it may happen never or twice.
public struct LocalDateTime: Hashable, Sendable {
    /// Days from 1970-01-01.
    let day: Int64
    public let time: LocalTime

    /// - Parameter date: `nil` results unless it exists in the calendar and its year is 1 to 9999.
    public init?(_ date: CivilDate, _ time: LocalTime) {
        guard date.isValid, (1...9999).contains(date.year) else { return nil }
        self.init(day: date.daysSince1970, time: time)
    }

    init(day: Int64, time: LocalTime) {
        self.day = day
        self.time = time
    }

    /// - Parameter minute: Counts from 1970-01-01T00:00 on the wall clock.
    init?(minute: Int64) {
        let time = Int(minute.floorRemainder(by: 1440))
        guard let time = LocalTime(hour: time / 60, minute: time % 60) else { return nil }
        self.init(day: minute.floorDivided(by: 1440), time: time)
    }

    public var date: CivilDate { CivilDate(daysSince1970: self.day) }

    /// What a clock in UTC would count at this date and time: seconds from 1970-01-01T00:00.
    var seconds: Int64 { self.day * secondsPerDay + self.time.secondOfDay }
}

extension LocalDateTime: CustomStringConvertible {
    /// For example `2026-11-23T09:00`.
    public var description: String { "\(self.date.text)T\(self.time)" }
}

extension LocalDateTime: Comparable {
    public static func < (left: LocalDateTime, right: LocalDateTime) -> Bool {
        (left.day, left.time) < (right.day, right.time)
    }
}
