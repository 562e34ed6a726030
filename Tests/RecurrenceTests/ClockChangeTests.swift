import Recurrence
import Testing
import Values

/// The clock changes that people have been bitten by, each by name.
@Suite struct ClockChangeTests {
    struct Case: CustomTestStringConvertible {
        let zone: String
        let planned: String
        /// `nil`: does not fire.
        let at: String?
        let reason: String?

        init(_ zone: String, _ planned: String, _ at: String?, _ reason: String? = nil) {
            self.zone = zone
            self.planned = planned
            self.at = at
            self.reason = reason
        }

        var testDescription: String { "\(self.zone) \(self.planned)" }
    }

    static let cases = [
        Case(
            "America/New_York",
            "2026-03-08T02:30",
            "2026-03-08T07:00:00Z",
            "02:30 does not exist on this day, fires at 03:00"
        ),
        Case(
            "America/New_York",
            "2026-03-08T02:00",
            "2026-03-08T07:00:00Z",
            "02:00 does not exist on this day, fires at 03:00"
        ),
        Case("America/New_York", "2026-03-08T01:59", "2026-03-08T06:59:00Z"),
        Case("America/New_York", "2026-03-08T03:00", "2026-03-08T07:00:00Z"),
        Case(
            "America/New_York",
            "2026-11-01T01:30",
            "2026-11-01T05:30:00Z",
            "01:30 occurs twice, fires the first time"
        ),
        Case(
            "America/New_York",
            "2026-11-01T01:00",
            "2026-11-01T05:00:00Z",
            "01:00 occurs twice, fires the first time"
        ),
        Case("America/New_York", "2026-11-01T00:59", "2026-11-01T04:59:00Z"),
        Case("America/New_York", "2026-11-01T02:00", "2026-11-01T07:00:00Z"),
        Case(
            "Europe/Berlin",
            "2026-03-29T02:30",
            "2026-03-29T01:00:00Z",
            "02:30 does not exist on this day, fires at 03:00"
        ),
        Case("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30:00Z", "02:30 occurs twice, fires the first time"),
        Case("Europe/Berlin", "2026-10-25T03:00", "2026-10-25T02:00:00Z"),
        Case(
            "Europe/Dublin",
            "2026-03-29T01:30",
            "2026-03-29T01:00:00Z",
            "01:30 does not exist on this day, fires at 02:00"
        ),
        Case(
            "Africa/Cairo",
            "2026-04-24T00:00",
            "2026-04-23T22:00:00Z",
            "00:00 does not exist on this day, fires at 01:00"
        ),
        Case(
            "Africa/Cairo",
            "2026-04-24T00:30",
            "2026-04-23T22:00:00Z",
            "00:30 does not exist on this day, fires at 01:00"
        ),
        Case("Africa/Cairo", "2026-10-29T23:30", "2026-10-29T20:30:00Z", "23:30 occurs twice, fires the first time"),
        Case(
            "Africa/Casablanca",
            "2026-02-15T02:30",
            "2026-02-15T01:30:00Z",
            "02:30 occurs twice, fires the first time"
        ),
        Case(
            "Antarctica/Troll",
            "2026-03-29T01:30",
            "2026-03-29T01:00:00Z",
            "01:30 does not exist on this day, fires at 03:00"
        ),
        Case(
            "Australia/Lord_Howe",
            "2026-10-04T02:15",
            "2026-10-03T15:30:00Z",
            "02:15 does not exist on this day, fires at 02:30"
        ),
        Case("Australia/Lord_Howe", "2026-10-04T02:30", "2026-10-03T15:30:00Z"),
        Case(
            "Australia/Lord_Howe",
            "2026-04-05T01:45",
            "2026-04-04T14:45:00Z",
            "01:45 occurs twice, fires the first time"
        ),
        Case(
            "America/Sao_Paulo",
            "2017-10-15T00:00",
            "2017-10-15T03:00:00Z",
            "00:00 does not exist on this day, fires at 01:00"
        ),
        Case(
            "America/Sao_Paulo",
            "2018-11-04T00:59",
            "2018-11-04T03:00:00Z",
            "00:59 does not exist on this day, fires at 01:00"
        ),
        Case(
            "America/Sao_Paulo",
            "2018-02-17T23:30",
            "2018-02-18T01:30:00Z",
            "23:30 occurs twice, fires the first time"
        ),
        Case("America/Sao_Paulo", "2026-11-01T00:00", "2026-11-01T03:00:00Z"),
        Case("Asia/Kolkata", "2026-11-23T09:00", "2026-11-23T03:30:00Z"),
        Case("Pacific/Apia", "2011-12-29T23:59", "2011-12-30T09:59:00Z"),
        Case("Pacific/Apia", "2011-12-30T00:00", nil),
        Case("Pacific/Apia", "2011-12-30T23:59", nil),
        Case("Pacific/Apia", "2011-12-31T00:00", "2011-12-30T10:00:00Z"),
        Case("Pacific/Kwajalein", "1993-08-21T12:00", nil),
        // The gap lies across midnight.
        Case(
            "America/Toronto",
            "1919-03-30T23:45",
            "1919-03-31T04:30:00Z",
            "23:45 does not exist on this day, fires at 00:30 on 1919-03-31"
        ),
        Case(
            "America/Toronto",
            "1919-03-31T00:15",
            "1919-03-31T04:30:00Z",
            "00:15 does not exist on this day, fires at 00:30"
        ),
        // The last change on record, and no rule of later ones.
        Case(
            "Asia/Pyongyang",
            "2018-05-04T23:45",
            "2018-05-04T15:00:00Z",
            "23:45 does not exist on this day, fires at 00:00 on 2018-05-05"
        ),
        // The clocks were 44 minutes and 30 seconds behind until then.
        Case(
            "Africa/Monrovia",
            "1972-01-07T00:30",
            "1972-01-07T00:44:30Z",
            "00:30 does not exist on this day, fires at 00:44:30"
        ),
        // Before the first entry of the file: local mean time, 53 minutes and 28 seconds ahead.
        Case("Europe/Berlin", "1890-01-01T12:00", "1890-01-01T11:06:32Z"),
        // Past the table, by the rule at the end of the file.
        Case(
            "Europe/Berlin",
            "2045-03-26T02:30",
            "2045-03-26T01:00:00Z",
            "02:30 does not exist on this day, fires at 03:00"
        ),
        Case("Europe/Berlin", "2045-07-01T09:00", "2045-07-01T07:00:00Z"),
        Case(
            "America/New_York",
            "2090-03-12T02:30",
            "2090-03-12T07:00:00Z",
            "02:30 does not exist on this day, fires at 03:00"
        ),
        Case(
            "America/New_York",
            "2090-11-05T01:30",
            "2090-11-05T05:30:00Z",
            "01:30 occurs twice, fires the first time"
        ),
        Case(
            "Australia/Lord_Howe",
            "2090-10-01T02:15",
            "2090-09-30T15:30:00Z",
            "02:15 does not exist on this day, fires at 02:30"
        ),
        Case("Asia/Kolkata", "2090-06-01T09:00", "2090-06-01T03:30:00Z"),
        Case("UTC", "2090-06-01T09:00", "2090-06-01T09:00:00Z"),
    ]

    @Test("a planned time fires when it should and says why", arguments: cases)
    func fire(example: Case) throws {
        let zone = try ZoneDatabase.system.zone(example.zone)
        let planned = try #require(LocalDateTime(example.planned))
        let fire = zone.fire(at: planned)
        #expect(fire?.at == example.at.flatMap { Timestamp($0) })
        #expect((fire == nil) == (example.at == nil))
        #expect(fire?.reason == example.reason.map { "clock change: \($0)" })
        guard let fire else { return }
        #expect(fire.local == example.planned)
        // A daily schedule finds the same, and goes on with another day.
        let daily = Recurrence.daily(at: planned.time)
        #expect(daily.next(after: fire.at - .microseconds(1), in: zone) == fire)
        let following = try #require(daily.next(after: fire.at, in: zone))
        #expect(following.planned > planned)
        #expect(following.at > fire.at)
    }

    @Test("a date that the calendar leaves out is left out of daily and weekly schedules")
    func apia() throws {
        let zone = try ZoneDatabase.system.zone("Pacific/Apia")
        let start = try #require(Timestamp("2011-12-28T00:00:00Z"))
        let nine = try #require(LocalTime("09:00"))
        #expect(
            Recurrence.daily(at: nine).fires(after: start, count: 4, in: zone).map(\.local)
                == ["2011-12-28T09:00", "2011-12-29T09:00", "2011-12-31T09:00", "2012-01-01T09:00"]
        )
        #expect(
            Recurrence.weekly(on: Weekdays(.friday), at: nine).fires(after: start, count: 2, in: zone).map(\.local)
                == ["2012-01-06T09:00", "2012-01-13T09:00"]
        )
    }

    @Test("asked between the two copies of an hour, what has fired does not fire again")
    func betweenCopies() throws {
        let zone = try ZoneDatabase.system.zone("America/New_York")
        let halfPastOne = try #require(LocalTime("01:30"))
        for instant in ["2026-11-01T05:30:00Z", "2026-11-01T06:00:00Z", "2026-11-01T06:30:00Z", "2026-11-01T12:00:00Z"]
        {
            let next = Recurrence.daily(at: halfPastOne).next(after: try #require(Timestamp(instant)), in: zone)
            #expect(next?.local == "2026-11-02T01:30")
        }
    }

    @Test("instants of a local time: one, two, or none and the gap around it")
    func instants() throws {
        let zone = try ZoneDatabase.system.zone("Europe/Berlin")
        func instants(_ text: String) throws -> LocalInstants { zone.instants(of: try #require(LocalDateTime(text))) }
        func time(_ text: String) throws -> Timestamp { try #require(Timestamp(text)) }
        #expect(try instants("2026-07-01T09:00") == .once(try time("2026-07-01T07:00:00Z")))
        #expect(
            try instants("2026-10-25T02:30")
                == .twice(try time("2026-10-25T00:30:00Z"), try time("2026-10-25T01:30:00Z"))
        )
        guard case .never(let gap) = try instants("2026-03-29T02:30") else {
            Issue.record("02:30 exists")
            return
        }
        #expect(gap.instant == (try time("2026-03-29T01:00:00Z")))
        #expect(gap.offsetBefore == 3600)
        #expect(gap.offsetAfter == 7200)
        #expect(Timestamp(seconds: gap.start) == (try time("2026-03-29T02:00:00Z")))
        #expect(Timestamp(seconds: gap.end) == (try time("2026-03-29T03:00:00Z")))
    }

    @Test(
        "offsets at an instant, changing exactly at the change",
        arguments: [
            ("Europe/Berlin", "2026-03-29T00:59:59.999999Z", 3600), ("Europe/Berlin", "2026-03-29T01:00:00Z", 7200),
            ("America/St_Johns", "2026-01-01T00:00:00Z", -12600), ("Asia/Kathmandu", "2026-01-01T00:00:00Z", 20700),
            ("Pacific/Kiritimati", "2026-01-01T00:00:00Z", 50400), ("UTC", "2026-01-01T00:00:00Z", 0),
            ("Europe/Berlin", "2400-07-01T00:00:00Z", 7200), ("Europe/Dublin", "2400-01-01T00:00:00Z", 0),
            ("Africa/Casablanca", "2400-01-01T00:00:00Z", 3600), ("Africa/Monrovia", "1970-01-01T00:00:00Z", -2670),
        ] as [(String, String, Int64)]
    )
    func offsets(zone: String, instant: String, offset: Int64) throws {
        #expect(try ZoneDatabase.system.zone(zone).offset(at: try #require(Timestamp(instant))) == offset)
    }
}
