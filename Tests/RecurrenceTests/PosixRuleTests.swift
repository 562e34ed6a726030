import Recurrence
import Testing
import Values

/// The rule at the end of a time zone file. More of them are compared with Python in `OracleTests`.
@Suite struct PosixRuleTests {
    private func zone(_ rule: String) async throws -> Zone {
        try await TemporaryDirectory.with { directory in
            try directory.write("Antarctica/Test", TZifFile(offsets: [0], rule: rule).bytes)
            return try ZoneDatabase(directory: directory.path).zone("Antarctica/Test")
        }
    }

    // What glibc says: TZ=… date -d @…
    @Test(
        "days by number: J leaves 29 February out, a plain number counts it from 0",
        arguments: [
            ("ABC-2DEF,59/2,299/3", 1999, "03-01", "10-27"), ("ABC-2DEF,59/2,299/3", 2000, "02-29", "10-26"),
            ("ABC-2DEF,J59/2,J300/3", 1999, "02-28", "10-27"), ("ABC-2DEF,J59/2,J300/3", 2000, "02-28", "10-27"),
            ("ABC-2DEF,J60/2,J300/3", 2000, "03-01", "10-27"), ("ABC-2DEF,0/2,364/3", 2000, "01-01", "12-30"),
        ]
    )
    func days(rule: String, year: Int, start: String, end: String) async throws {
        let zone = try await self.zone(rule)
        let forward = try #require(Timestamp("\(year)-\(start)T00:00:00Z"))
        let back = try #require(Timestamp("\(year)-\(end)T00:00:00Z"))
        #expect(zone.offset(at: forward - .microseconds(1)) == 7200)
        #expect(zone.offset(at: forward) == 10_800)
        #expect(zone.offset(at: back - .microseconds(1)) == 10_800)
        #expect(zone.offset(at: back) == 7200)
    }

    @Test("hours reach a week to both sides")
    func hours() async throws {
        // The second Sunday of March 2026 is the 8th: 167 hours later it is Saturday the 14th, 23:00. The first of
        // November is the 1st: 167 hours earlier it is Sunday, 25 October, 01:00.
        let zone = try await self.zone("ABC5DEF,M3.2.0/167,M11.1.0/-167")
        let forward = try #require(Timestamp("2026-03-15T04:00:00Z"))
        let back = try #require(Timestamp("2026-10-25T05:00:00Z"))
        #expect(zone.offset(at: forward - .microseconds(1)) == -18_000)
        #expect(zone.offset(at: forward) == -14_400)
        #expect(zone.offset(at: back - .microseconds(1)) == -14_400)
        #expect(zone.offset(at: back) == -18_000)
    }

    @Test("weeks: the fifth is the last, also in a month with four such days")
    func weeks() async throws {
        let zone = try await self.zone("ABC0DEF,M2.5.0/0,M4.1.0/0")
        // The Sundays of February are 1, 8, 15 and 22 in 2026, and 1 to 29 in 2032; those of April 2026 begin with 5.
        let noons: [(String, Int64)] = [
            ("2026-02-21", 0), ("2026-02-22", 3600), ("2026-04-04", 3600), ("2026-04-05", 0), ("2032-02-28", 0),
            ("2032-02-29", 3600),
        ]
        for (day, offset) in noons {
            #expect(zone.offset(at: try #require(Timestamp("\(day)T12:00:00Z"))) == offset)
        }
    }

    @Test("summer all year round has no winter between the years")
    func allYear() async throws {
        let zone = try await self.zone("XXX3EDT4,0/0,J365/23")
        for instant in stride(from: 946_000_000 as Int64, to: 1_100_000_000, by: 1799) {
            #expect(zone.offset(at: Timestamp(seconds: instant)) == -14_400)
        }
        for year in 2000...2030 {
            let newYear = try #require(LocalDateTime("\(year)-01-01T00:00"))
            #expect(zone.fire(at: newYear)?.at == Timestamp("\(year)-01-01T04:00:00Z"))
            #expect(zone.fire(at: newYear)?.reason == nil)
        }
    }

    @Test(
        "rules that are not valid make the file unreadable",
        arguments: [
            "CET", "C-1", "CET-1CEST", "CET-1CEST,", "CET-1CEST,M3.5.0", "CET-1CEST,M3.5.0,",
            "CET-1CEST,M3.5.0,M10.5.0,",
            "CET-1CEST,M3.5.0,M10.5.0/", "CET-1CEST,M3.5.0,M10.5.0/3x", "CET-1CEST,M13.5.0,M10.5.0",
            "CET-1CEST,M0.5.0,M10.5.0",
            "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.0.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,J0,M10.5.0",
            "CET-1CEST,J366,M10.5.0", "CET-1CEST,366,M10.5.0", "CET-25", "CET-1:60", "CET-1:00:60", "CET-1:", "<CET-1",
            "<>-1", "CET--1", "CET-1CEST,M3.5.0/168,M10.5.0", "CET-1 ", " CET-1", "-1", ",", "CET-1,M3.5.0,M10.5.0",
            "CET-1CEST M3.5.0,M10.5.0", "CET-99999999999999999999",
        ]
    )
    func refused(rule: String) async throws {
        let error = try await #require(throws: ZoneError.self) { try await self.zone(rule) }
        #expect(error.code == .unreadable)
        #expect(error.reason.contains("rule"))
    }
}
