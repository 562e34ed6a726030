import Recurrence
import Testing
import Values

/// Time zone files of every version, whole and damaged.
@Suite struct ZoneFileTests {
    private func zone(_ bytes: [UInt8]) async throws -> Zone {
        try await TemporaryDirectory.with { directory in
            try directory.write("Antarctica/Test", bytes)
            return try ZoneDatabase(directory: directory.path).zone("Antarctica/Test")
        }
    }

    private func refusal(_ bytes: [UInt8]) async throws -> ZoneError {
        try await #require(throws: ZoneError.self) { try await self.zone(bytes) }
    }

    private func offsets(_ zone: Zone, _ instants: Int64...) -> [Int64] {
        instants.map { zone.offset(at: Timestamp(seconds: $0)) }
    }

    @Test("a file of version 1 has a table and no rule: the last offset stays")
    func version1() async throws {
        var file = TZifFile(offsets: [-60, 3600, 7200], times: [-100, 1000])
        file.version = nil
        let zone = try await self.zone(file.bytes)
        #expect(
            self.offsets(zone, -.max / 2_000_000, -101, -100, 999, 1000, 1 << 40) == [-60, -60, 3600, 3600, 7200, 7200]
        )
        #expect(zone.fire(at: try #require(LocalDateTime("2090-07-01T09:00")))?.at == Timestamp("2090-07-01T07:00:00Z"))
    }

    @Test("the old half of a file of today says the same about the years that it covers")
    func oldHalf() async throws {
        let bytes = try SystemZones.bytes("Europe/Berlin")
        let second = try #require((4..<bytes.count - 4).first { bytes[$0..<$0 + 4].elementsEqual("TZif".utf8) })
        var old = Array(bytes[..<second])
        #expect(old[4] >= UInt8(ascii: "2"))
        old[4] = 0
        let zone = try await self.zone(old)
        let whole = try ZoneDatabase.system.zone("Europe/Berlin")
        for instant in stride(from: -2_000_000_000 as Int64, to: 2_140_000_000, by: 1_000_003) {
            #expect(self.offsets(zone, instant) == self.offsets(whole, instant))
        }
    }

    @Test("without a rule the last offset stays; with one it starts where the table ends", arguments: ["2", "3", "4"])
    func footers(version: Character) async throws {
        var file = TZifFile(offsets: [0, 3600], times: [1000])
        file.version = version
        #expect(self.offsets(try await self.zone(file.bytes), 999, 1000, 1 << 40) == [0, 3600, 3600])
        // The table's last entry changes no offset, and still the rule must not reach behind it.
        let july2000: Int64 = 962_000_000
        let july2010: Int64 = 1_278_000_000
        let ruled = TZifFile(offsets: [0, 3600, 3600], times: [1000, 1_200_000_000], rule: "ABC-1DEF,M3.5.0,M10.5.0")
        #expect(self.offsets(try await self.zone(ruled.bytes), 0, july2000, july2010) == [0, 3600, 7200])
        // No table: the rule holds always.
        let only = TZifFile(offsets: [0], rule: "<-0330>3:30:15")
        #expect(self.offsets(try await self.zone(only.bytes), -1 << 40, 1 << 40) == [-12615, -12615])
    }

    @Test("a table may begin at the beginning of time")
    func bigBang() async throws {
        let zone = try await self.zone(TZifFile(offsets: [60, 3600], times: [.min]).bytes)
        #expect(self.offsets(zone, 0) == [3600])
        #expect(zone.fire(at: try #require(LocalDateTime("0001-01-01T12:00")))?.at == Timestamp("0001-01-01T11:00:00Z"))
    }

    @Test("a file cut off anywhere is refused")
    func truncation() async throws {
        let whole = try SystemZones.bytes("Europe/Berlin")
        try await TemporaryDirectory.with { directory in
            for length in 0..<whole.count {
                try directory.write("Europe/Berlin", Array(whole[..<length]))
                let database = ZoneDatabase(directory: directory.path)
                let error = try #require(throws: ZoneError.self) { try database.zone("Europe/Berlin") }
                #expect(error.code == .unreadable)
                #expect(error.isRetriable)
            }
        }
    }

    @Test("a file with any byte changed is refused, or read as something that can be used")
    func corruption() async throws {
        let whole = try SystemZones.bytes("America/New_York")
        let nine = Recurrence.daily(at: try #require(LocalTime("02:30")))
        try await TemporaryDirectory.with { directory in
            var refused = 0
            for index in whole.indices {
                for change: UInt8 in [0x01, 0x80, 0xFF] {
                    var bytes = whole
                    bytes[index] ^= change
                    try directory.write("America/New_York", bytes)
                    do {
                        let zone = try ZoneDatabase(directory: directory.path).zone("America/New_York")
                        for start in [-1 << 33, 0, 1_772_000_000, 3_000_000_000] as [Int64] {
                            let fires = nine.fires(after: Timestamp(seconds: start), count: 3, in: zone)
                            #expect(fires.count == 3)
                        }
                    } catch let error as ZoneError {
                        #expect(error.code == .unreadable)
                        refused += 1
                    }
                }
            }
            #expect(refused > 100)
        }
    }

    @Test("what is wrong in a file is named")
    func faults() async throws {
        #expect(try await self.refusal([]).reason.contains("cut off"))
        #expect(
            try await self.refusal(Array("TZXX".utf8) + [UInt8](repeating: 0, count: 60)).reason.contains(
                "not a time zone file"
            )
        )
        var leap = TZifFile(offsets: [0])
        leap.leapSeconds = [(78_796_800, 1)]
        #expect(try await self.refusal(leap.bytes).reason.contains("leap seconds"))
        let unsorted = TZifFile(offsets: [0, 60, 120], times: [5, 5])
        #expect(try await self.refusal(unsorted.bytes).reason.contains("ascend"))
        for offset: Int32 in [93_600, -90_000, .min, .max] {
            #expect(try await self.refusal(TZifFile(offsets: [offset]).bytes).reason.contains("offset is out of range"))
        }
        #expect(try await self.refusal(TZifFile(offsets: []).bytes).reason.contains("no type"))
        // One entry, of type 1, where there is only type 0.
        var missing = TZifFile(offsets: [0, 60], times: [5])
        missing.version = nil
        var bytes = missing.bytes
        bytes[39] = 1
        #expect(try await self.refusal(bytes).reason.contains("type that is missing"))
        for index in stride(from: 20, to: 44, by: 4) {
            var bytes = TZifFile(offsets: [0]).bytes
            bytes.replaceSubrange(index..<index + 4, with: [0x7F, 0xFF, 0xFF, 0xFF])
            #expect(try await self.refusal(bytes).reason.contains("count is out of range"))
        }
    }
}
