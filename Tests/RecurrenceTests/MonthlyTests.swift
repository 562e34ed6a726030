import Recurrence
import Testing
import Values

/// Days that not every month has, and what is said about them.
@Suite struct MonthlyTests {
    private func fires(
        _ day: MonthDay,
        _ shortMonth: ShortMonth,
        _ time: String,
        _ zone: String,
        after start: String,
        count: Int
    ) throws -> [Fire] {
        Recurrence.monthly(on: day, shortMonth: shortMonth, at: try #require(LocalTime(time)))
            .fires(after: try #require(Timestamp(start)), count: count, in: try ZoneDatabase.system.zone(zone))
    }

    @Test("the 31st takes the last day, is left out, or goes over into the next month")
    func shortMonths() throws {
        func dates(_ shortMonth: ShortMonth) throws -> [String] {
            try self.fires(MonthDay(31)!, shortMonth, "02:00", "UTC", after: "2027-12-31T02:00:00Z", count: 5)
                .map { String($0.local.prefix(10)) }
        }
        #expect(try dates(.clamp) == ["2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30", "2028-05-31"])
        #expect(try dates(.skip) == ["2028-01-31", "2028-03-31", "2028-05-31", "2028-07-31", "2028-08-31"])
        #expect(try dates(.next) == ["2028-01-31", "2028-03-01", "2028-03-31", "2028-05-01", "2028-05-31"])
    }

    @Test("what is not the day that was asked for says why")
    func reasons() throws {
        func reasons(_ day: MonthDay, _ shortMonth: ShortMonth) throws -> [String?] {
            try self.fires(day, shortMonth, "02:00", "UTC", after: "2027-01-31T12:00:00Z", count: 3).map(\.reason)
        }
        #expect(
            try reasons(MonthDay(30)!, .clamp) == ["clamped day: February has no 30th, fires on the 28th", nil, nil]
        )
        #expect(
            try reasons(MonthDay(31)!, .next)
                == ["moved day: February has no 31st, fires on the 1st of March", nil]
                + ["moved day: April has no 31st, fires on the 1st of May"]
        )
        #expect(try reasons(MonthDay(29)!, .skip) == [nil, nil, nil])
        #expect(try reasons(.last, .clamp) == [nil, nil, nil])
    }

    @Test("both reasons are given where the day and the clock are changed")
    func bothReasons() throws {
        // The last Friday of April, on which Egypt's clocks went forward at midnight, was the last day of April 2010.
        let fires = try self.fires(
            MonthDay(31)!,
            .clamp,
            "00:30",
            "Africa/Cairo",
            after: "2010-04-15T00:00:00Z",
            count: 1
        )
        #expect(fires.map(\.local) == ["2010-04-30T00:30"])
        #expect(fires.first?.at == Timestamp("2010-04-29T22:00:00Z"))
        #expect(
            fires.first?.reason
                == "clamped day: April has no 31st, fires on the 30th; "
                + "clock change: 00:30 does not exist on this day, fires at 01:00"
        )
    }

    @Test("a date that the calendar leaves out is left out, and not made up for")
    func apia() throws {
        let start = "2011-11-29T12:00:00Z"
        for shortMonth in ShortMonth.allCases {
            #expect(
                try self.fires(MonthDay(30)!, shortMonth, "09:00", "Pacific/Apia", after: start, count: 2).map(\.local)
                    == ["2011-11-30T09:00", "2012-01-30T09:00"]
            )
        }
        #expect(
            try self.fires(.last, .clamp, "09:00", "Pacific/Apia", after: start, count: 3).map(\.local)
                == ["2011-11-30T09:00", "2011-12-31T09:00", "2012-01-31T09:00"]
        )
    }

    @Test("the last day is the 28th to the 31st, and the 29th of a leap year's February")
    func last() throws {
        let fires = try self.fires(.last, .clamp, "23:59", "Europe/Berlin", after: "2028-01-01T00:00:00Z", count: 12)
        #expect(fires.map(\.planned.date.day) == [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    }

    @Test("whatever instant between two fires is asked, the answer is the same", arguments: ShortMonth.allCases)
    func anyInstant(shortMonth: ShortMonth) throws {
        let zone = try ZoneDatabase.system.zone("America/New_York")
        let recurrence = Recurrence.monthly(on: MonthDay(30)!, shortMonth: shortMonth, at: LocalTime("01:30")!)
        let fires = recurrence.fires(after: try #require(Timestamp("2027-01-05T00:00:00Z")), count: 14, in: zone)
        for (earlier, later) in zip(fires, fires.dropFirst()) {
            var instant = earlier.at
            while instant < later.at {
                #expect(recurrence.next(after: instant, in: zone) == later)
                instant = instant + .seconds(7001)
            }
        }
    }
}
