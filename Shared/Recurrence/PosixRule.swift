import Values

/// The rule for all years at the end of a time zone file (POSIX.1-2017, section 8.3, `TZ`; RFC 8536, section 3.3).
struct PosixRule: Hashable, Sendable {
    /// Seconds east of UTC.
    var standard: Int64
    /// `nil`: the clocks are never changed.
    var daylight: Daylight?

    struct Daylight: Hashable, Sendable {
        /// Seconds east of UTC. May be less than standard time: Dublin's winter is its "daylight saving".
        var offset: Int64
        /// On the clock of standard time.
        var start: Moment
        /// On the clock of daylight saving time.
        var end: Moment
    }

    /// A moment of each year on the wall clock.
    struct Moment: Hashable, Sendable {
        enum Day: Hashable, Sendable {
            /// `Jn`: 1 to 365, 29 February is never counted.
            case ordinal(Int64)
            /// `n`: 0 to 365, 29 February is counted.
            case zeroBased(Int64)
            /// `Mm.w.d`: a weekday (0 is Sunday) of the month; week 5 is the last one.
            case weekday(month: Int64, week: Int64, day: Int64)
        }
        var day: Day
        /// Seconds from midnight, -167 to 167 hours.
        var time: Int64

        /// Seconds from 1970-01-01T00:00 on the wall clock.
        func seconds(in year: Int64) -> Int64 {
            func first(ofMonth month: Int64) -> Int64 { CivilDate(year: year, month: month, day: 1).daysSince1970 }
            let day: Int64
            switch self.day {
            case .ordinal(let number):
                let isLeap = CivilDate.days(inMonth: 2, ofYear: year) == 29
                day = first(ofMonth: 1) + number - (isLeap && number >= 60 ? 0 : 1)
            case .zeroBased(let number):
                day = first(ofMonth: 1) + number
            case .weekday(let month, let week, let weekday):
                let first = first(ofMonth: month)
                var number = (weekday - first - 4).floorRemainder(by: 7) + (week - 1) * 7
                if number >= CivilDate.days(inMonth: month, ofYear: year) { number -= 7 }
                day = first + number
            }
            return day * secondsPerDay + self.time
        }
    }

    /// The time around `instant` in which the offset stays the same.
    func span(at instant: Int64) -> Span {
        guard let daylight = self.daylight else { return Span(start: .min, end: .max, offset: self.standard) }
        let year = CivilDate(daysSince1970: (instant + self.standard).floorDivided(by: secondsPerDay)).year
        // The years on both sides hold the neighbours; a change can lie a week outside its own year.
        var span = Span(start: .min, end: .max, offset: self.standard)
        for year in year - 2...year + 2 {
            let start = daylight.start.seconds(in: year) - self.standard
            let end = daylight.end.seconds(in: year) - daylight.offset
            span.add(change: start, to: daylight.offset, at: instant)
            span.add(change: end, to: self.standard, at: instant)
        }
        return span
    }
}

extension Span {
    /// Narrows the span around `instant` by a change of the offset.
    ///
    /// Of two changes at one instant the later call counts: daylight saving time all year round is written as one that
    /// ends when the next year's begins (RFC 8536, section 3.3.1).
    fileprivate mutating func add(change: Int64, to offset: Int64, at instant: Int64) {
        if change > instant {
            self.end = min(self.end, change)
        } else if change >= self.start {
            self.start = change
            self.offset = offset
        }
    }
}
