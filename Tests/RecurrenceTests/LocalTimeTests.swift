import Recurrence
import Testing
import Values

@Suite struct LocalTimeTests {
    @Test("every minute of the day is written and read back, in order")
    func minutes() throws {
        var before: LocalTime?
        for hour in 0..<24 {
            for minute in 0..<60 {
                let time = try #require(LocalTime(hour: hour, minute: minute))
                #expect(LocalTime(time.description) == time)
                #expect(time.description.utf8.count == 5)
                #expect((time.hour, time.minute) == (hour, minute))
                if let before { #expect(before < time) }
                before = time
            }
        }
    }

    @Test(
        "other spellings of a time are refused",
        arguments: [
            "", "9:00", "9:5", "24:00", "23:60", "09:60", "-1:00", "+9:00", " 9:00", "09:00 ", "09:00:00", "0900",
            "09.00",
            "09:00\n", "09:0", "٠٩:٠٠", "０９:００", "09：00", "9:00 AM", "09:0a", "a9:00", "99:99", "0٩:00", "09:0\u{301}",
        ]
    )
    func refused(text: String) { #expect(LocalTime(text) == nil) }

    @Test("hours and minutes have their bounds")
    func bounds() {
        #expect(LocalTime(hour: 24, minute: 0) == nil)
        #expect(LocalTime(hour: -1, minute: 0) == nil)
        #expect(LocalTime(hour: 0, minute: 60) == nil)
        #expect(LocalTime(hour: 0, minute: -1) == nil)
        #expect(LocalTime(hour: .max, minute: .max) == nil)
    }

    @Test("twelve hours begin with twelve")
    func hours12() throws {
        let shown = try ["00:00", "00:59", "01:00", "11:59", "12:00", "12:30", "13:00", "23:59"]
            .map { try #require(LocalTime($0)).text(.hours12) }
        #expect(
            shown == ["12:00 AM", "12:59 AM", "1:00 AM", "11:59 AM", "12:00 PM", "12:30 PM", "1:00 PM", "11:59 PM"]
        )
    }

    @Test("local dates exist in the calendar and have four digits of year")
    func dates() throws {
        let time = try #require(LocalTime("09:00"))
        func local(_ year: Int64, _ month: Int64, _ day: Int64) -> LocalDateTime? {
            LocalDateTime(CivilDate(year: year, month: month, day: day), time)
        }
        #expect(local(2026, 11, 23)?.description == "2026-11-23T09:00")
        #expect(local(1, 1, 1)?.description == "0001-01-01T09:00")
        #expect(local(9999, 12, 31)?.description == "9999-12-31T09:00")
        #expect(local(2024, 2, 29)?.date == CivilDate(year: 2024, month: 2, day: 29))
        #expect(local(2026, 2, 29) == nil)
        #expect(local(2026, 13, 1) == nil)
        #expect(local(0, 1, 1) == nil)
        #expect(local(10_000, 1, 1) == nil)
        #expect(local(.max, 1, 1) == nil)
        #expect(local(.min, 1, .max) == nil)
    }

    @Test("a set of weekdays is never empty, and forgets order and repetition")
    func weekdays() {
        #expect(Weekdays([]) == nil)
        #expect(Weekdays([.sunday, .monday, .sunday]) == Weekdays(.monday, .sunday))
        #expect(Weekdays(.sunday, .monday).days == [.monday, .sunday])
        #expect(Weekdays.all.days == Weekday.allCases)
        #expect(Weekdays(.friday).contains(.friday))
        #expect(!Weekdays(.friday).contains(.saturday))
    }
}
