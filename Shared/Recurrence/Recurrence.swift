public import Values

/// When a schedule fires, on the wall clock of some zone.
public struct Recurrence: Hashable, Sendable {
    enum Rule: Hashable, Sendable {
        case daily(LocalTime)
        case weekly(Weekdays, LocalTime)
        case monthly(MonthRule, LocalTime)
    }
    let rule: Rule

    /// Once a day.
    public static func daily(at time: LocalTime) -> Recurrence { Recurrence(rule: .daily(time)) }

    /// Once on each of some days of the week.
    public static func weekly(on days: Weekdays, at time: LocalTime) -> Recurrence {
        Recurrence(rule: .weekly(days, time))
    }

    /// Once a month.
    ///
    /// - Parameter shortMonth: What happens in months that do not have the day.
    public static func monthly(on day: MonthDay, shortMonth: ShortMonth = .clamp, at time: LocalTime) -> Recurrence {
        Recurrence(rule: .monthly(MonthRule(day, shortMonth), time))
    }

    /// The first fire strictly after `instant`: give it the last one's ``Fire/at`` and it goes on from there, whatever
    /// the time is by now.
    ///
    /// A time that occurs twice fires the first time. One that the clocks jump over fires at the first instant after
    /// the jump. A date that the zone's calendar leaves out does not fire.
    ///
    /// - Returns: `nil` when nothing is left through the year 9999, where RFC 3339 ends.
    public func next(after instant: Timestamp, in zone: Zone) -> Fire? {
        switch self.rule {
        case .daily(let time):
            Recurrence.next(after: instant, in: zone, at: time) { $0 }
        case .weekly(let days, let time):
            Recurrence.next(after: instant, in: zone, at: time) { days.first(onOrAfter: $0) }
        case .monthly(let month, let time):
            Recurrence.next(after: instant, in: zone, at: time) { month.first(onOrAfter: $0) }
                .map { Fire(at: $0.at, planned: $0.planned, change: $0.change, shift: month.shift(on: $0.planned.day)) }
        }
    }

    /// The next `count` fires strictly after `instant`, for a preview; fewer at the end of time.
    public func fires(after instant: Timestamp, count: Int, in zone: Zone) -> [Fire] {
        var fires: [Fire] = []
        while fires.count < count, let fire = self.next(after: fires.last?.at ?? instant, in: zone) {
            fires.append(fire)
        }
        return fires
    }

    /// 0001-01-01 and 9999-12-31, in days from 1970-01-01.
    private static let days: ClosedRange<Int64> = -719_162...2_932_896
    /// 9999-12-31T23:59:59Z.
    private static let lastInstant = Timestamp(seconds: 253_402_300_799)

    /// - Parameter date: The first date of the rule that is not before the given one; both count from 1970-01-01.
    private static func next(
        after instant: Timestamp,
        in zone: Zone,
        at time: LocalTime,
        date: (Int64) -> Int64
    ) -> Fire? {
        // What was planned for an earlier date has fired: the clocks have gone past all of that date.
        var day = date(max(zone.day(at: instant), self.days.lowerBound))
        while day <= self.days.upperBound {
            if let fire = zone.fire(at: LocalDateTime(day: day, time: time)), fire.at > instant {
                return fire.at <= self.lastInstant ? fire : nil
            }
            day = date(day + 1)
        }
        return nil
    }
}
