import Recurrence
import Testing
import Values

@Suite struct CronTests {
    private func fires(
        _ text: String,
        _ zone: String,
        after start: String,
        count: Int
    ) throws -> [Fire] {
        Recurrence.cron(try CronExpression(text))
            .fires(after: try #require(Timestamp(start)), count: count, in: try ZoneDatabase.system.zone(zone))
    }

    @Test("lists, ranges, steps, names and the short forms come to the same as what is written out")
    func notations() throws {
        for (short, long) in [
            ("@hourly", "0 * * * *"), ("@daily", "0 0 * * *"), ("@midnight", "0 0 * * *"), ("@weekly", "0 0 * * 7"),
            ("@monthly", "0 0 1 * *"), ("@yearly", "0 0 1 1 *"), ("@annually", "0 0 1 JAN *"),
            (" @Daily\t", "0 0 * * *"),
            ("*/20 9-17/4 * * *", "0,20,40 9,13,17 * * *"), ("5 4 * feb-apr mon-wed", "5 4 * 2,3,4 1,2,3"),
            ("0 0 * * fri-sun", "0 0 * * 0,5,6"), ("0 0 * * 5-7", "0 0 * * 5,6,0"), ("0 0 * * 0-7", "0 0 * * *"),
            ("\t0  0 1,L * * ", "0 0 L,1 * *"), ("0 0 * * Sun", "0 0 * * 7"), ("*/90 */24 * * *", "0 0 * * *"),
            ("007 0 * * *", "7 0 * * *"), ("0 0 l * *", "0 0 L * *"),
        ] {
            let start = "2027-01-30T00:00:00Z"
            #expect(
                try self.fires(short, "UTC", after: start, count: 300).map(\.at)
                    == self.fires(long, "UTC", after: start, count: 300).map(\.at),
                "\(short)"
            )
        }
    }

    @Test(
        "what is malformed is refused, with the place of the error",
        arguments: [
            ("", 0, "is empty"), ("   ", 3, "is empty"), ("* * * *", 7, "the day of the week is missing"),
            ("* * * * * *", 10, "more than five fields"), ("0 0 0 1 1 ? 2027", 4, "must be 1 to 31"),
            ("61 * * * *", 0, "must be 0 to 59"), ("* 24 * * *", 2, "must be 0 to 23"), ("* * 0 * *", 4, "1 to 31"),
            ("* * 32 * *", 4, "1 to 31"), ("* * * 13 *", 6, "1 to 12"), ("* * * * 8", 8, "0 to 7"),
            ("*/0 * * * *", 2, "must not be 0"), ("*/ * * * *", 2, "lacks the number of a step"),
            ("5/15 * * * *", 1, "needs a range"), ("9-5 * * * *", 2, "ends a range before it begins"),
            ("1,,2 * * * *", 2, "cannot be read"), ("1, * * * *", 2, "lacks a number"),
            ("1- * * * *", 2, "lacks a number"),
            ("*5 * * * *", 1, "cannot be read"), ("1-2-3 * * * *", 3, "cannot be read"), ("-1 * * * *", 0, "cannot be"),
            ("1.5 * * * *", 1, "cannot be read"), ("x * * * *", 0, "cannot be read"), ("* * * foo *", 6, "month"),
            ("* * * * monday", 8, "three letters"), ("* * * * mon-", 12, "lacks a number"),
            ("0 0 ? * *", 4, "write *"), ("0 0 15W * *", 6, "nearest weekday"), ("0 0 LW * *", 5, "nearest weekday"),
            ("0 0 * * 5L", 9, "third field"), ("0 0 * * L", 8, "third field"), ("0 0 * * fri#2", 11, "nth weekday"),
            ("0 0 L-3 * *", 5, "cannot follow L"), ("@reboot", 0, "is not one of"), ("@daily 5", 7, "must end"),
            ("0 @daily", 2, "first character"), ("0 0 30 2 *", 4, "never fire"),
            ("0 0 31 2,4,6,9,11 *", 4, "never fire"),
            ("0 0 30,31 feb */2", 4, "never fire"), ("٣ * * * *", 0, "cannot be read"),
            ("0 0\n1 * *", 3, "cannot be read"), ("99999999999999999999 * * * *", 0, "must be 0 to 59"),
            (String(repeating: "1,", count: 400), 500, "at most 500"),
        ]
    )
    func refusals(text: String, position: Int, words: String) {
        do throws(CronError) {
            let cron = try CronExpression(text)
            Issue.record("\(text) was taken: \(cron)")
        } catch {
            #expect(error.position == position, "\(text): \(error)")
            #expect(error.message.contains(words), "\(text): \(error)")
        }
    }

    @Test(
        "what can fire is taken, however seldom",
        arguments: ["0 0 29 2 *", "0 0 30 2 mon", "0 0 30,L 2 *", "0 0 31 2,3 *"]
    )
    func seldom(text: String) throws {
        let start = "2096-03-01T00:00:00Z"
        #expect(try self.fires(text, "UTC", after: start, count: 3).count == 3)
        if text == "0 0 29 2 *" {
            #expect(
                try self.fires(text, "UTC", after: start, count: 2).map(\.local)
                    == ["2104-02-29T00:00", "2108-02-29T00:00"]
            )
        }
    }

    @Test("a day counts that matches either day field, unless one begins with a star")
    func vixie() throws {
        func days(_ text: String) throws -> [Int64] {
            try self.fires(text, "UTC", after: "2026-11-01T00:00:00Z", count: 40)
                .filter { $0.planned.date.month == 11 && $0.planned.date.year == 2026 }.map(\.planned.date.day)
        }
        // 1 November 2026 was a Sunday.
        #expect(try days("0 12 13 * fri") == [6, 13, 20, 27])
        #expect(try days("0 12 15 * fri") == [6, 13, 15, 20, 27])
        #expect(try days("0 12 * * fri") == [6, 13, 20, 27])
        #expect(try days("0 12 13 * *") == [13])
        #expect(try days("0 12 */7 * sun") == [1, 8, 15, 22, 29])
        #expect(try days("0 12 */2 * mon") == [9, 23])
        #expect(try days("0 12 13 * */5") == [13])
        #expect(try days("0 12 1-31/2 * mon") == [1, 2, 3, 5, 7, 9, 11, 13, 15, 16, 17, 19, 21, 23, 25, 27, 29, 30])
        #expect(try days("0 12 *,13 * fri") == [6, 13, 20, 27])
        #expect(try days("0 12 13,* * fri").count == 30)
        #expect(try days("0 12 L * sun") == [1, 8, 15, 22, 29, 30])
    }

    @Test("planned times keep to the wall clock over clock changes")
    func wallClock() throws {
        let newYork = "America/New_York"
        let gap = try self.fires("30 2 * * *", newYork, after: "2026-03-07T12:00:00Z", count: 2)
        #expect(gap.map(\.utc) == ["2026-03-08T07:00", "2026-03-09T06:30"])
        #expect(gap.first?.reason == "clock change: 02:30 does not exist on this day, fires at 03:00")
        let twice = try self.fires("30 1 * * *", newYork, after: "2026-11-01T00:00:00Z", count: 2)
        #expect(twice.map(\.utc) == ["2026-11-01T05:30", "2026-11-02T06:30"])
        // All that was planned in the gap fires once, at its end; 03:00 itself comes at the same instant.
        let many = try self.fires("*/15 2,3 * * *", newYork, after: "2026-03-08T05:00:00Z", count: 4)
        #expect(many.map(\.utc) == ["2026-03-08T07:00", "2026-03-08T07:15", "2026-03-08T07:30", "2026-03-08T07:45"])
        #expect(many.map(\.local) == ["2026-03-08T02:00", "2026-03-08T03:15", "2026-03-08T03:30", "2026-03-08T03:45"])
        // Nothing in the second copy of the hour.
        let back = try self.fires("*/30 1,2 * * *", newYork, after: "2026-11-01T04:00:00Z", count: 4)
        #expect(back.map(\.utc) == ["2026-11-01T05:00", "2026-11-01T05:30", "2026-11-01T07:00", "2026-11-01T07:30"])
        #expect(
            try self.fires("0 9 30 12 *", "Pacific/Apia", after: "2010-12-31T00:00:00Z", count: 1).map(\.local)
                == ["2012-12-30T09:00"]
        )
    }

    @Test("what follows the hours ticks on over clock changes")
    func elapsed() throws {
        let newYork = "America/New_York"
        let back = try self.fires("30 * * * *", newYork, after: "2026-11-01T04:00:00Z", count: 4)
        #expect(back.map(\.utc) == ["2026-11-01T04:30", "2026-11-01T05:30", "2026-11-01T06:30", "2026-11-01T07:30"])
        #expect(back.map(\.local) == ["2026-11-01T00:30", "2026-11-01T01:30", "2026-11-01T01:30", "2026-11-01T02:30"])
        #expect(back[1].reason == "clock change: 01:30 occurs twice, fires each time")
        #expect(back[0].reason == nil && back[3].reason == nil)
        let gap = try self.fires("30 * * * *", newYork, after: "2026-03-08T06:00:00Z", count: 2)
        #expect(gap.map(\.local) == ["2026-03-08T01:30", "2026-03-08T03:30"])
        let lordHowe = try self.fires("*/15 * * * *", "Australia/Lord_Howe", after: "2026-10-03T15:00:00Z", count: 4)
        #expect(
            lordHowe.map(\.local) == ["2026-10-04T01:45", "2026-10-04T02:30", "2026-10-04T02:45", "2026-10-04T03:00"]
        )
        #expect(
            try self.fires("0 */24 * * *", "America/Sao_Paulo", after: "2018-11-03T12:00:00Z", count: 1).map(\.local)
                == ["2018-11-05T00:00"]
        )
    }

    @Test(
        "whatever instant between two fires is asked, the answer is the same",
        arguments: ["*/20 1-3 * * *", "*/20 * * * *"]
    )
    func anyInstant(text: String) throws {
        let zone = try ZoneDatabase.system.zone("America/New_York")
        let recurrence = Recurrence.cron(try CronExpression(text))
        for start in ["2026-03-08T00:00:00Z", "2026-11-01T00:00:00Z"] {
            let fires = recurrence.fires(after: try #require(Timestamp(start)), count: 40, in: zone)
            for (earlier, later) in zip(fires, fires.dropFirst()) {
                var instant = earlier.at
                while instant < later.at {
                    #expect(recurrence.next(after: instant, in: zone) == later)
                    instant = instant + .milliseconds(61_003)
                }
                #expect(recurrence.next(after: later.at - .microseconds(1), in: zone) == later)
            }
        }
    }

    @Test("time has a first and a last day for cron too")
    func ends() throws {
        for name in ["UTC", "Europe/Berlin", "Pacific/Kiritimati", "America/New_York"] {
            let zone = try ZoneDatabase.system.zone(name)
            for text in ["0 9 * * *", "0 * * * *", "0 0 29 2 *", "0 * 29 2 *"] {
                let recurrence = Recurrence.cron(try CronExpression(text))
                #expect(recurrence.next(after: Timestamp(microseconds: .max), in: zone) == nil)
                #expect(recurrence.next(after: try #require(Timestamp("9999-12-31T23:59:59Z")), in: zone) == nil)
                #expect(recurrence.next(after: Timestamp(microseconds: .min), in: zone) != nil)
            }
        }
    }

    @Test(
        "expressions in words",
        arguments: [
            ("0 17 * * fri", "Fridays at 17:00"), ("*/15 * * * *", "Every 15 minutes"), ("* * * * *", "Every minute"),
            ("@hourly", "Every hour"), ("@daily", "Every day at 00:00"), ("@weekly", "Sundays at 00:00"),
            ("@monthly", "Monthly on the 1st at 00:00"), ("@yearly", "Every year on the 1st of January at 00:00"),
            ("0 2 31 * *", "Monthly on the 31st at 02:00, not in shorter months"),
            ("0 2 L * *", "Monthly on the last day at 02:00"), ("0 */2 * * *", "Every 2 hours"),
            ("5 * * * *", "At minute 5 of every hour"), ("0 9,17 * * *", "At 09:00 and 17:00"),
            (
                "*/15 9-17 * * mon-fri",
                "Every 15 minutes of hours 9 to 17, on Mondays, Tuesdays, Wednesdays, Thursdays and Fridays"
            ),
            ("0 12 13 * fri", "At 12:00, on the 13th of the month, and on Fridays"),
            ("0 12 */15 * mon,fri", "At 12:00, on days 1, 16 and 31 of the month if it is a Monday or Friday"),
            ("0 12 1-7,L jan,jul *", "At 12:00, on days 1 to 7 and the last day of the month, in January and July"),
            ("*/7 * * * *", "At minutes 0, 7, 14, 21, 28, 35, 42, 49 and 56 of every hour"),
            ("* 0-2 * * *", "Every minute of hours 0 to 2"),
        ]
    )
    func words(text: String, words: String) throws {
        #expect(Recurrence.cron(try CronExpression(text)).text() == words)
    }

    @Test("the rarest of expressions is found without walking")
    func speed() throws {
        let zone = try ZoneDatabase.system.zone("America/New_York")
        let clock = ContinuousClock()
        for text in ["0 0 29 2 *", "0 * 29 2 */7", "59 23 31 12 *", "* * * * *"] {
            let recurrence = Recurrence.cron(try CronExpression(text))
            let duration = clock.measure { _ = recurrence.fires(after: Timestamp(seconds: 0), count: 200, in: zone) }
            print("\(text): \(duration / 200) each")
        }
    }
}

extension Fire {
    /// To the minute.
    fileprivate var utc: String { String(self.at.description.prefix(16)) }
}
