import Recurrence
import Testing
import Values

@Suite struct RecurrenceTests {
    let berlin: Zone
    let nine = LocalTime(hour: 9, minute: 0)!

    init() throws { self.berlin = try ZoneDatabase.system.zone("Europe/Berlin") }

    @Test("a weekly schedule takes its days in order, across weeks and the new year")
    func weekly() throws {
        let recurrence = Recurrence.weekly(on: Weekdays(.thursday, .monday), at: self.nine)
        let start = try #require(Timestamp("2026-12-24T08:00:00Z"))  // a Thursday, 09:00 in Berlin
        #expect(
            recurrence.fires(after: start, count: 4, in: self.berlin).map(\.local)
                == ["2026-12-28T09:00", "2026-12-31T09:00", "2027-01-04T09:00", "2027-01-07T09:00"]
        )
        #expect(recurrence.next(after: start - .microseconds(1), in: self.berlin)?.at == start)
    }

    @Test("each day of the week comes on that day", arguments: Weekday.allCases)
    func weekdays(day: Weekday) throws {
        let recurrence = Recurrence.weekly(on: Weekdays(day), at: self.nine)
        let index = try #require(Weekday.allCases.firstIndex(of: day))
        for start in stride(from: 1_700_000_000 as Int64, to: 1_702_000_000, by: 50_000) {
            let fire = try #require(recurrence.next(after: Timestamp(seconds: start), in: self.berlin))
            #expect(fire.planned.date.weekday == Int64(index + 1) % 7)
            #expect(fire.at.seconds - start <= 7 * 86_400 + 3600)
        }
    }

    @Test("seven days of the week are every day")
    func everyDay() {
        let start = Timestamp(seconds: 1_700_000_000)
        #expect(
            Recurrence.weekly(on: .all, at: self.nine).fires(after: start, count: 400, in: self.berlin)
                == Recurrence.daily(at: self.nine).fires(after: start, count: 400, in: self.berlin)
        )
    }

    @Test("whatever instant between two fires is asked, the answer is the same")
    func anyInstant() throws {
        let zone = try ZoneDatabase.system.zone("Africa/Cairo")
        for time in ["00:00", "00:30", "23:30"] {
            let recurrence = Recurrence.daily(at: try #require(LocalTime(time)))
            for start in ["2026-04-22T00:00:00Z", "2026-10-27T00:00:00Z"] {
                let fires = recurrence.fires(after: try #require(Timestamp(start)), count: 6, in: zone)
                for (earlier, later) in zip(fires, fires.dropFirst()) {
                    var instant = earlier.at
                    while instant < later.at {
                        #expect(recurrence.next(after: instant, in: zone) == later)
                        instant = instant + .seconds(599)
                    }
                }
            }
        }
    }

    @Test("a preview of nothing is empty, and of many in ascending order")
    func previews() {
        let recurrence = Recurrence.daily(at: self.nine)
        let start = Timestamp(seconds: 0)
        #expect(recurrence.fires(after: start, count: 0, in: self.berlin).isEmpty)
        #expect(recurrence.fires(after: start, count: -1, in: self.berlin).isEmpty)
        let fires = recurrence.fires(after: start, count: 2000, in: self.berlin)
        #expect(fires.count == 2000)
        #expect(zip(fires, fires.dropFirst()).allSatisfy { $0.at < $1.at && $0.planned < $1.planned })
    }

    @Test("time has a first and a last day")
    func ends() throws {
        let zones = try ["UTC", "Europe/Berlin", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York"]
            .map { try ZoneDatabase.system.zone($0) }
        for zone in zones {
            for recurrence in [
                Recurrence.daily(at: self.nine), .weekly(on: Weekdays(.monday), at: self.nine),
                .monthly(on: MonthDay(1)!, at: self.nine),
            ] {
                #expect(recurrence.next(after: Timestamp(microseconds: .max), in: zone) == nil)
                #expect(recurrence.next(after: try #require(Timestamp("9999-12-31T23:59:59Z")), in: zone) == nil)
                // 0001-01-01 was a Monday.
                #expect(recurrence.next(after: Timestamp(microseconds: .min), in: zone)?.local == "0001-01-01T09:00")
            }
            let start = try #require(Timestamp("9999-12-30T12:00:00Z"))
            let last = Recurrence.daily(at: self.nine).fires(after: start, count: 5, in: zone)
            #expect((1...2).contains(last.count))
            #expect(last.last?.local == "9999-12-31T09:00")
        }
        let evening = Recurrence.daily(at: try #require(LocalTime("23:00")))
        let start = try #require(Timestamp("9999-12-31T12:00:00Z"))
        // It would be the year 10000 in UTC.
        #expect(evening.next(after: start, in: zones[4]) == nil)
    }

    @Test(
        "schedules in words",
        arguments: [
            (Recurrence.daily(at: LocalTime(hour: 9, minute: 0)!), "Every day at 09:00", "Every day at 9:00 AM"),
            (.daily(at: LocalTime(hour: 0, minute: 5)!), "Every day at 00:05", "Every day at 12:05 AM"),
            (.daily(at: LocalTime(hour: 12, minute: 0)!), "Every day at 12:00", "Every day at 12:00 PM"),
            (
                .weekly(on: Weekdays(.friday), at: LocalTime(hour: 17, minute: 0)!), "Fridays at 17:00",
                "Fridays at 5:00 PM"
            ),
            (
                .weekly(on: Weekdays(.thursday, .monday), at: LocalTime(hour: 6, minute: 30)!),
                "Mondays and Thursdays at 06:30", "Mondays and Thursdays at 6:30 AM"
            ),
            (
                .weekly(on: Weekdays(.sunday, .tuesday, .wednesday), at: LocalTime(hour: 23, minute: 59)!),
                "Tuesdays, Wednesdays and Sundays at 23:59", "Tuesdays, Wednesdays and Sundays at 11:59 PM"
            ),
            (.weekly(on: .all, at: LocalTime(hour: 13, minute: 1)!), "Every day at 13:01", "Every day at 1:01 PM"),
            (
                .monthly(on: MonthDay(31)!, at: LocalTime(hour: 2, minute: 0)!), "Monthly on the 31st at 02:00",
                "Monthly on the 31st at 2:00 AM"
            ),
            (
                .monthly(on: .last, shortMonth: .skip, at: LocalTime(hour: 2, minute: 0)!),
                "Monthly on the last day at 02:00", "Monthly on the last day at 2:00 AM"
            ),
            (
                .monthly(on: MonthDay(30)!, shortMonth: .skip, at: LocalTime(hour: 2, minute: 0)!),
                "Monthly on the 30th at 02:00, not in shorter months",
                "Monthly on the 30th at 2:00 AM, not in shorter months"
            ),
            (
                .monthly(on: MonthDay(29)!, shortMonth: .next, at: LocalTime(hour: 2, minute: 0)!),
                "Monthly on the 29th at 02:00, after shorter months on the 1st",
                "Monthly on the 29th at 2:00 AM, after shorter months on the 1st"
            ),
        ]
    )
    func words(recurrence: Recurrence, hours24: String, hours12: String) {
        #expect(recurrence.text() == hours24)
        #expect(recurrence.text(.hours12) == hours12)
    }
}
