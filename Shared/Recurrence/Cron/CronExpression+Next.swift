import Values

extension CronExpression {
    private static let minutesPerDay: Int64 = 1440

    /// The first matching minute that is not before `minute`, and not after `last`; all count from 1970-01-01T00:00 on
    /// the wall clock.
    ///
    /// Goes from month to month and takes days, hours and minutes out of bit sets: a microsecond even for a 29 February.
    func first(onOrAfter minute: Int64, upTo last: Int64) -> Int64? {
        let midnight = CronExpression.minutesPerDay
        let today = minute.floorDivided(by: midnight)
        let lastDay = last.floorDivided(by: midnight)
        guard var day = self.firstDay(onOrAfter: today, upTo: lastDay) else { return nil }
        if day == today {
            if let time = self.firstTime(onOrAfter: minute.floorRemainder(by: midnight)) {
                return self.limited(day * midnight + time, last)
            }
            guard let next = self.firstDay(onOrAfter: today + 1, upTo: lastDay) else { return nil }
            day = next
        }
        return self.firstTime(onOrAfter: 0).flatMap { self.limited(day * midnight + $0, last) }
    }

    private func limited(_ minute: Int64, _ last: Int64) -> Int64? { minute <= last ? minute : nil }

    /// - Parameter minute: Of the day, from 0.
    private func firstTime(onOrAfter minute: Int64) -> Int64? {
        let hour = minute / 60
        if self.hours & 1 << UInt64(hour) != 0 {
            let rest = self.minutes >> UInt64(minute % 60)
            if rest != 0 { return minute + Int64(rest.trailingZeroBitCount) }
        }
        let later = self.hours >> UInt64(hour + 1)
        if later == 0 { return nil }
        return (hour + 1 + Int64(later.trailingZeroBitCount)) * 60 + Int64(self.minutes.trailingZeroBitCount)
    }

    /// - Parameter day: Counts from 1970-01-01.
    private func firstDay(onOrAfter day: Int64, upTo last: Int64) -> Int64? {
        var date = CivilDate(daysSince1970: day)
        var first = day - date.day + 1
        while first <= last {
            let length = CivilDate.days(inMonth: date.month, ofYear: date.year)
            if self.months & 1 << UInt64(date.month) != 0 {
                let rest = self.days(of: length, beginningOn: first) >> UInt64(date.day)
                if rest != 0 { return first + date.day - 1 + Int64(rest.trailingZeroBitCount) }
            }
            first += length
            date = CivilDate(year: date.month == 12 ? date.year + 1 : date.year, month: date.month % 12 + 1, day: 1)
        }
        return nil
    }

    /// The matching days of a month, as bits from 1 on.
    private func days(of length: Int64, beginningOn first: Int64) -> UInt64 {
        let whole: UInt64 = (1 << UInt64(length + 1)) - 2
        let byNumber = self.days | (self.hasLastDay ? 1 << UInt64(length) : 0)
        // The week, turned so that bit 1 is the 1st's weekday, and repeated over the month.
        let weekday = UInt64((first + 4).floorRemainder(by: 7))
        let week = (self.weekdays >> weekday | self.weekdays << (7 - weekday)) & CronExpression.everyWeekday
        let byWeekday = (week | week << 7 | week << 14 | week << 21 | week << 28) << 1
        return (self.takesEitherDay ? byNumber | byWeekday : byNumber & byWeekday) & whole
    }
}

extension Recurrence {
    /// The first fire of a cron expression strictly after an instant.
    ///
    /// - Parameter days: The days on which anything may fire, from 1970-01-01.
    static func next(
        _ cron: CronExpression,
        after instant: Timestamp,
        in zone: Zone,
        days: ClosedRange<Int64>
    ) -> Fire? {
        let first = max(instant.seconds, days.lowerBound * secondsPerDay - secondsPerDay)
        let last = (days.upperBound + 1) * 1440 - 1
        return cron.isElapsed
            ? self.nextElapsed(cron, after: first, in: zone, upTo: last)
            : self.nextPlanned(cron, after: instant, from: first, in: zone, upTo: last)
    }

    /// Plans local times. What the clock has shown by `instant` has fired, so that the search begins after it.
    private static func nextPlanned(
        _ cron: CronExpression,
        after instant: Timestamp,
        from second: Int64,
        in zone: Zone,
        upTo last: Int64
    ) -> Fire? {
        var minute = (second + zone.span(at: second).offset).floorDivided(by: 60) + 1
        // The days of the year 1 begin where they do, whatever the zone.
        minute = max(minute, -719_162 * 1440)
        while let found = cron.first(onOrAfter: minute, upTo: last) {
            if let local = LocalDateTime(minute: found), let fire = zone.fire(at: local), fire.at > instant {
                return fire
            }
            minute = found + 1
        }
        return nil
    }

    /// Follows the clock as it ticks, from one change of it to the next.
    private static func nextElapsed(
        _ cron: CronExpression,
        after second: Int64,
        in zone: Zone,
        upTo last: Int64
    ) -> Fire? {
        var from = second + 1
        var span = zone.span(at: from)
        while true {
            let local = from + span.offset
            guard let minute = cron.first(onOrAfter: -(-local).floorDivided(by: 60), upTo: last) else { return nil }
            let at = minute * 60 - span.offset
            if at < span.end {
                guard let planned = LocalDateTime(minute: minute) else { return nil }
                guard case .twice = zone.instants(of: planned) else {
                    return Fire(at: Timestamp(seconds: at), planned: planned, change: nil)
                }
                return Fire(at: Timestamp(seconds: at), planned: planned, change: .repeated)
            }
            // What the clock shows again after a change lies at most a day back. Where nothing matches for longer than
            // that, the changes on the way can be passed over.
            let isFar = span.end - from > 2 * secondsPerDay
            from = isFar ? max(span.end, at - 2 * secondsPerDay) : span.end
            span = zone.span(at: from)
        }
    }
}
