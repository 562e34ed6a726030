import Recurrence
import Testing
import Values

/// Every fire is compared with what `oracle.py` finds by brute force, with Python's own reading of the zone files.
@Suite(.timeLimit(.minutes(5)))
struct OracleTests {
    static let specs = [
        "daily 00:00", "daily 00:30", "daily 01:30", "daily 02:00", "daily 02:15", "daily 02:30", "daily 03:00",
        "daily 09:00", "daily 23:45", "weekly sunday 02:30", "weekly friday 00:30", "weekly monday,thursday 06:30",
        "weekly saturday,sunday 00:00", "weekly monday,tuesday,wednesday,thursday,friday,saturday,sunday 23:59",
        "monthly 31 next 02:30",
    ]

    /// Every day of a month and the last one, by each rule, at times that clocks jump over, repeat, and leave alone.
    static let monthly = ["00:00", "02:30", "23:45"].flatMap { time in
        (1...28).map { "monthly \($0) clamp \(time)" } + ["monthly last clamp \(time)"]
            + (29...31).flatMap { day in ShortMonth.allCases.map { "monthly \(day) \($0) \(time)" } }
    }

    @Test("every fire of ten years in 52 zones is the one that brute force finds", arguments: 0..<4)
    func decade(quarter: Int) async throws {
        let zones = stride(from: quarter, to: self.zones.count, by: 4).map { self.zones[$0] }
        let oracle = Oracle(mode: .years, years: 2020...2029, specs: Self.specs, zones: zones)
        let seen = try await oracle.compare()
        #expect(seen.windows == zones.count)
        #expect(seen.fires > zones.count * 9 * 3650)
    }

    @Test("every monthly fire of sixteen years in 52 zones is the one that brute force finds", arguments: 0..<4)
    func months(quarter: Int) async throws {
        let zones = stride(from: quarter, to: self.zones.count, by: 4).map { self.zones[$0] }
        // Four leap years, and the 30 December 2011 that Apia did not have.
        let oracle = Oracle(mode: .years, years: 2011...2026, specs: Self.monthly, zones: zones)
        let seen = try await oracle.compare()
        #expect(seen.windows == zones.count)
        #expect(seen.fires > zones.count * Self.monthly.count * 12 * 14)
        #expect(seen.skipped > 0)
        #expect(seen.repeated > 0)
    }

    @Test("Februaries in common, leap and century years", arguments: [1999...2005, 2096...2104])
    func februaries(years: ClosedRange<Int>) async throws {
        let zones = ["UTC", "America/New_York", "Australia/Sydney"]
        let oracle = Oracle(mode: .years, years: years, specs: Self.monthly, zones: zones)
        #expect(try await oracle.compare().windows == zones.count)
    }

    @Test("every quarter of an hour around clock changes of all zones, from 1973 to 2099", arguments: 0..<2)
    func clockChanges(half: Int) async throws {
        let zones = try SystemZones.names()
        let mine = stride(from: half, to: zones.count, by: 2).map { zones[$0] }
        let specs = (0..<96).map { "daily \(LocalTime(hour: $0 / 4, minute: $0 % 4 * 15)!)" }
        let oracle = Oracle(mode: .changes(stride: 40), years: 1973...2099, specs: specs, zones: mine)
        let seen = try await oracle.compare()
        #expect(seen.windows > 200)
        #expect(seen.fires > 200 * 96 * 2)
        #expect(seen.skipped > 200)
        #expect(seen.repeated > 200)
    }

    @Test("rules that no zone uses today: days by number, week-long shifts, a summer all year round")
    func rules() async throws {
        // Python 3.11 reads `n`, and `J59` in leap years, as a day too early or late, and some versions of it only hours of
        // two digits: `PosixRuleTests` has those.
        let rules = [
            "A": "ABC3DEF4,0/0,J365/23", "B": "ABC-2DEF,J60/2,J300/3", "C": "<-0130>1:30<-01>1,M2.5.0/-20,M11.1.6/30",
            "D": "ABC5DEF,M3.2.0/99,M11.1.0/-99", "E": "ABC-11:30DEF-13,M10.1.0/23:30,M4.1.0/0:15", "F": "ABC-10",
            "G": "ABC-1DEF0,M10.5.0,M3.5.0/1", "H": "ABC4DEF,M12.5.6/24,M1.1.0/0",
        ]
        try await TemporaryDirectory.with { directory in
            for (letter, rule) in rules {
                try directory.write("Antarctica/Rule\(letter)", TZifFile(offsets: [0], rule: rule).bytes)
            }
            let oracle = Oracle(
                directory: directory.path,
                mode: .years,
                years: 1999...2004,
                specs: Self.specs,
                zones: rules.keys.sorted().map { "Antarctica/Rule\($0)" }
            )
            let seen = try await oracle.compare()
            #expect(seen.windows == rules.count)
            #expect(seen.skipped > 0)
            #expect(seen.repeated > 0)
        }
    }

    private let zones = [
        "UTC", "Africa/Abidjan", "Africa/Cairo", "Africa/Casablanca", "Africa/El_Aaiun", "Africa/Johannesburg",
        "Africa/Juba", "Africa/Khartoum", "Africa/Lagos", "America/Argentina/Buenos_Aires", "America/Asuncion",
        "America/Chihuahua", "America/Havana", "America/Los_Angeles", "America/Mexico_City", "America/New_York",
        "America/Nuuk", "America/Phoenix", "America/Santiago", "America/Sao_Paulo", "America/Scoresbysund",
        "America/St_Johns", "America/Tijuana", "Antarctica/Casey", "Antarctica/Troll", "Asia/Almaty", "Asia/Amman",
        "Asia/Beirut", "Asia/Damascus", "Asia/Gaza", "Asia/Jerusalem", "Asia/Kathmandu", "Asia/Kolkata",
        "Asia/Shanghai",
        "Asia/Tehran", "Asia/Tokyo", "Atlantic/Azores", "Australia/Adelaide", "Australia/Eucla", "Australia/Lord_Howe",
        "Australia/Sydney", "Europe/Berlin", "Europe/Chisinau", "Europe/Dublin", "Europe/Istanbul", "Europe/London",
        "Europe/Moscow", "Europe/Volgograd", "Pacific/Apia", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Norfolk",
    ]
}
