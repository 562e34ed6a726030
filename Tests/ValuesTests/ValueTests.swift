import Testing
import Values

@Suite struct ValueTests {
    @Test("identifiers made one after the other sort that way, and carry their time")
    func identifiers() {
        let before = Timestamp.now()
        let ids = (0..<2000).map { Timestamp(microseconds: before.microseconds + $0 * 250) }.map { ID(at: $0) }
        #expect(ids == ids.sorted())
        #expect(Set(ids).count == ids.count)
        #expect(ids[0].time.microseconds == before.microseconds / 1000 * 1000)
        #expect(ids.allSatisfy { $0.description.dropFirst(14).first == "7" })
        #expect(ids.allSatisfy { "89ab".contains($0.description.dropFirst(19).prefix(1)) })
    }

    @Test("a planned identifier depends on time and hash alone")
    func planned() {
        let time = Timestamp(seconds: 1_800_000_000)
        let id = ID(planned: time, hash: (.max, 1 << 10))
        #expect(id == ID(planned: time, hash: (.max, 1 << 10)))
        #expect(id != ID(planned: time, hash: (.max, 1 << 11)))
        #expect(id.time == time)
        #expect(id.description.dropFirst(14).first == "8")
    }

    @Test("only the canonical text is read")
    func parsing() {
        let id = ID()
        #expect(ID(id.description) == id)
        #expect(ID(id.description.uppercased()) == nil)
        #expect(ID(id.description + "0") == nil)
        #expect(ID("") == nil)
        #expect(ID(String(repeating: "-", count: 36)) == nil)
        #expect(ID("{\(id)}") == nil)
        #expect(ID("0194f3a0-0000-7000-8000-00000000000g") == nil)
    }

    @Test(
        "times are read in any offset and written in UTC",
        arguments: [
            ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000000Z"),
            ("2026-11-21T12:34:56.789+05:30", "2026-11-21T07:04:56.789000Z"),
            ("2000-02-29t23:59:59.9999999-00:30", "2000-03-01T00:29:59.999999Z"),
            ("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"),
            ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000000Z"),
        ]
    )
    func times(text: String, written: String) throws {
        #expect(try #require(Timestamp(text)).description == written)
        #expect(Timestamp(written)?.description == written)
    }

    @Test(
        "other spellings of times are refused",
        arguments: [
            "tomorrow", "", "2026-11-21", "2026-11-21T12:34:56", "2026-11-21 12:34:56Z", "2026-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z",
            "2026-01-01T00:00:60Z", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00.0123456789Z",
            "275760-09-13T00:00:00Z",
            "2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00ZZ", "٢٠٢٦-01-01T00:00:00Z",
        ]
    )
    func refusedTimes(text: String) { #expect(Timestamp(text) == nil) }

    @Test("dates and day numbers agree over eight centuries")
    func dates() {
        var date = CivilDate(year: 1600, month: 1, day: 1)
        var day = date.daysSince1970
        #expect(CivilDate(year: 1970, month: 1, day: 1).daysSince1970 == 0)
        #expect(CivilDate(year: 2026, month: 11, day: 21).weekday == 6)
        while date.year < 2400 {
            #expect(CivilDate(daysSince1970: day) == date)
            date.day += 1
            if date.day > CivilDate.days(inMonth: date.month, ofYear: date.year) {
                date.day = 1
                date.month += 1
                if date.month > 12 {
                    date.month = 1
                    date.year += 1
                }
            }
            day += 1
        }
    }
}
