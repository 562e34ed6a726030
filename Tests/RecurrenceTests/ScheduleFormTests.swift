import Recurrence
import Testing
import Values

@Suite struct ScheduleFormTests {
    private func form(_ text: String) throws -> ScheduleForm {
        try ScheduleForm(json: try JSONDocument(Array(text.utf8)).root)
    }

    private func errors(_ text: String, defaultZone: Zone? = nil) throws -> [String: String] {
        var errors: [FieldError] = []
        let schedule = try self.form(text).validated(at: "/schedule", defaultZone: defaultZone, errors: &errors)
        #expect((schedule == nil) == !errors.isEmpty)
        #expect(Set(errors.map(\.pointer)).count == errors.count)
        return Dictionary(errors.map { ($0.pointer, $0.message) }) { first, _ in first }
    }

    @Test(
        "a valid form gives its schedule, and the schedule gives the form",
        arguments: [
            (
                #"{"day":null,"frequency":"daily","time":"09:00","timezone":"Asia/Kolkata"}"#,
                Recurrence.daily(at: LocalTime(hour: 9, minute: 0)!), "Asia/Kolkata"
            ),
            (
                #"{"day":"monday","frequency":"weekly","time":"00:00","timezone":"UTC"}"#,
                .weekly(on: Weekdays(.monday), at: LocalTime(hour: 0, minute: 0)!), "UTC"
            ),
            (
                #"{"day":["monday","thursday"],"frequency":"weekly","time":"23:59","timezone":"Europe/Berlin"}"#,
                .weekly(on: Weekdays(.thursday, .monday), at: LocalTime(hour: 23, minute: 59)!), "Europe/Berlin"
            ),
            (
                #"{"day":31,"frequency":"monthly","time":"02:00","timezone":"UTC"}"#,
                .monthly(on: MonthDay(31)!, at: LocalTime(hour: 2, minute: 0)!), "UTC"
            ),
            (
                #"{"day":30,"frequency":"monthly","shortMonth":"next","time":"02:00","timezone":"UTC"}"#,
                .monthly(on: MonthDay(30)!, shortMonth: .next, at: LocalTime(hour: 2, minute: 0)!), "UTC"
            ),
            (
                #"{"day":"last","frequency":"monthly","time":"02:00","timezone":"UTC"}"#,
                .monthly(on: .last, at: LocalTime(hour: 2, minute: 0)!), "UTC"
            ),
        ]
    )
    func valid(text: String, recurrence: Recurrence, zone: String) throws {
        var errors: [FieldError] = []
        let schedule = try self.form(text).validated(errors: &errors)
        #expect(errors == [])
        #expect(schedule?.recurrence == recurrence)
        #expect(schedule?.zone.name == zone)
        let written = ScheduleForm(recurrence, timezone: zone)
        #expect(String(decoding: try written.jsonBytes(), as: UTF8.self) == text)
        #expect(try self.form(text) == written)
    }

    @Test("every recurrence survives the way to JSON and back")
    func roundTrip() throws {
        for hour in 0..<24 {
            for bits in 0..<128 {
                let time = try #require(LocalTime(hour: hour, minute: bits % 60))
                let days = Weekday.allCases.enumerated().filter { bits & 1 << $0.offset != 0 }.map(\.element)
                let recurrence = Weekdays(days).map { Recurrence.weekly(on: $0, at: time) } ?? .daily(at: time)
                let text = String(decoding: try ScheduleForm(recurrence, timezone: "UTC").jsonBytes(), as: UTF8.self)
                var errors: [FieldError] = []
                #expect(try self.form(text).validated(errors: &errors)?.recurrence == recurrence)
            }
        }
    }

    @Test("every monthly recurrence survives the way to JSON and back")
    func monthlyRoundTrip() throws {
        let time = try #require(LocalTime("02:00"))
        for day in (1...31).compactMap({ MonthDay($0) }) + [.last] {
            for rule in ShortMonth.allCases {
                let recurrence = Recurrence.monthly(on: day, shortMonth: rule, at: time)
                let text = String(decoding: try ScheduleForm(recurrence, timezone: "UTC").jsonBytes(), as: UTF8.self)
                var errors: [FieldError] = []
                #expect(try self.form(text).validated(errors: &errors)?.recurrence == recurrence)
            }
        }
    }

    @Test("what a month takes without being told, and what makes no difference")
    func monthlyDefaults() throws {
        func recurrence(_ members: String) throws -> Recurrence? {
            var errors: [FieldError] = []
            let text = #"{"frequency":"monthly","time":"02:00","timezone":"UTC"\#(members)}"#
            return try self.form(text).validated(errors: &errors)?.recurrence
        }
        let time = try #require(LocalTime("02:00"))
        let first = Recurrence.monthly(on: try #require(MonthDay(1)), at: time)
        #expect(try recurrence("") == first)
        #expect(try recurrence(#","day":null,"shortMonth":null"#) == first)
        #expect(try recurrence(#","day":1,"shortMonth":"skip""#) == first)
        #expect(try recurrence(#","day":"last","shortMonth":"next""#) == .monthly(on: .last, at: time))
        #expect(try recurrence(#","day":29,"shortMonth":"skip""#) != recurrence(#","day":29"#))
        #expect(MonthDay(0) == nil && MonthDay(32) == nil)
    }

    @Test(
        "a monthly schedule with what is no day of a month",
        arguments: ["0", "32", "-1", "1.5", #""31""#, #""Last""#, #""monday""#, "[]", "[1]", "{}", "true"]
    )
    func monthDays(value: String) throws {
        let errors = try self.errors(#"{"frequency":"monthly","time":"09:00","timezone":"UTC","day":\#(value)}"#)
        #expect(errors == ["/schedule/day": "must be a day of the month from 1 to 31, or last"])
    }

    @Test("short months are for monthly schedules, and in three spellings", arguments: ["daily", "weekly", "monthly"])
    func shortMonths(frequency: String) throws {
        let day = frequency == "weekly" ? #","day":"monday""# : ""
        for value in [#""first""#, #""Skip""#, "1", "true", "[]"] {
            let errors = try self.errors(
                #"{"frequency":"\#(frequency)","time":"09:00","timezone":"UTC","shortMonth":\#(value)\#(day)}"#
            )
            #expect(
                errors == [
                    "/schedule/shortMonth": frequency == "monthly"
                        ? "must be clamp, skip or next, in lower case"
                        : "must be left out or null: only a monthly schedule has it"
                ]
            )
        }
    }

    @Test("rules say which schedules are taken, and which day a week has that names none")
    func rules() throws {
        func check(_ members: String, _ rules: ScheduleRules) throws -> (Recurrence?, [FieldError]) {
            var errors: [FieldError] = []
            let form = try self.form(#"{"time":"09:00","timezone":"UTC",\#(members)}"#)
            return (try form.validated(rules: rules, errors: &errors)?.recurrence, errors)
        }
        let short = ScheduleRules([.daily, .weekly])
        let refused = try check(#""frequency":"monthly","day":"monday""#, short).1
        #expect(refused.map(\.pointer) == ["/frequency", "/day"])
        #expect(refused[0].message == "must be daily or weekly; a job of this type has no monthly schedule")
        #expect(try check(#""frequency":"hourly""#, short).1[0].message == "must be daily or weekly, in lower case")
        #expect(try check(#""frequency":"weekly""#, short).1.map(\.pointer) == ["/day"])
        let lenient = ScheduleRules(weekday: .monday)
        #expect(try check(#""frequency":"weekly""#, lenient).0?.text() == "Mondays at 09:00")
        #expect(try check(#""frequency":"weekly","day":null"#, lenient).0?.text() == "Mondays at 09:00")
        #expect(try check(#""frequency":"weekly","day":"friday""#, lenient).0?.text() == "Fridays at 09:00")
        #expect(try check(#""frequency":"weekly","day":[]"#, lenient).1.map(\.pointer) == ["/day"])
    }

    @Test("what may be left out or written otherwise")
    func lenient() throws {
        let berlin = try ZoneDatabase.system.zone("Europe/Berlin")
        var errors: [FieldError] = []
        let own = try self.form(#"{"frequency":"daily","time":"09:00","timezone":"Asia/Tokyo","other":1}"#)
        #expect(try own.validated(defaultZone: berlin, errors: &errors)?.zone.name == "Asia/Tokyo")
        for text in [
            #"{"frequency":"daily","time":"09:00"}"#, #"{"frequency":"daily","time":"09:00","timezone":null}"#,
        ] {
            let form = try self.form(text)
            #expect(form.timezone == nil)
            #expect(try form.validated(defaultZone: berlin, errors: &errors)?.zone === berlin)
            #expect(
                String(decoding: try form.jsonBytes(), as: UTF8.self)
                    == #"{"day":null,"frequency":"daily","time":"09:00"}"#
            )
        }
        let one = try self.form(#"{"frequency":"weekly","time":"09:00","day":["friday"]}"#)
        #expect(try one.validated(defaultZone: berlin, errors: &errors)?.recurrence.text() == "Fridays at 09:00")
        #expect(errors == [])
    }

    @Test("all that is wrong is named at once, after what was found before")
    func all() throws {
        var errors = [FieldError(pointer: "/name", message: "is missing")]
        let form = try self.form(#"{"frequency":"hourly","time":"9:00","day":["Fri",8,"monday"],"timezone":"EST"}"#)
        #expect(try form.validated(at: "/schedule", errors: &errors) == nil)
        #expect(
            errors.map(\.pointer)
                == [
                    "/name", "/schedule/frequency", "/schedule/time", "/schedule/day/0", "/schedule/day/1",
                    "/schedule/timezone",
                ]
        )
        errors = []
        #expect(try self.form("{}").validated(errors: &errors) == nil)
        #expect(errors.map(\.pointer) == ["/frequency", "/time", "/timezone"])
        #expect(errors.allSatisfy { $0.message.hasPrefix("is missing; it must be") })
    }

    @Test(
        "frequencies",
        arguments: [
            #""hourly""#, #""Daily""#, #""WEEKLY""#, #""daily ""#, #""""#, "7", "true", "[]", #"["daily"]"#, "{}",
        ]
    )
    func frequencies(value: String) throws {
        let errors = try self.errors(#"{"frequency":\#(value),"time":"09:00","timezone":"UTC"}"#)
        #expect(errors == ["/schedule/frequency": "must be daily, weekly or monthly, in lower case"])
    }

    @Test(
        "times",
        arguments: [#""24:00""#, #""9:5""#, #""09:60""#, #""""#, #""٠٩:٠٠""#, "9", "900", "9.5", "false", "{}"]
    )
    func times(value: String) throws {
        let errors = try self.errors(#"{"frequency":"daily","time":\#(value),"timezone":"UTC"}"#)
        #expect(errors == ["/schedule/time": "must be a time from 00:00 to 23:59 as HH:MM, like 09:00"])
    }

    @Test(
        "a weekly schedule without a day, or with what is none",
        arguments: [
            ("", "/schedule/day", "is missing; a weekly schedule needs a day, like monday"),
            (#","day":null"#, "/schedule/day", "is missing; a weekly schedule needs a day, like monday"),
            (#","day":[]"#, "/schedule/day", "must not be empty; a weekly schedule needs a day, like monday"),
            (
                #","day":"Fri""#, "/schedule/day",
                "must be a day from monday to sunday, written out in lower case, or a list of such days"
            ),
            (
                #","day":"Friday""#, "/schedule/day",
                "must be a day from monday to sunday, written out in lower case, or a list of such days"
            ),
            (
                #","day":8"#, "/schedule/day",
                "must be a day from monday to sunday, written out in lower case, or a list of such days"
            ),
            (
                #","day":0"#, "/schedule/day",
                "must be a day from monday to sunday, written out in lower case, or a list of such days"
            ),
            (
                #","day":{}"#, "/schedule/day",
                "must be a day from monday to sunday, written out in lower case, or a list of such days"
            ),
            (
                #","day":["monday","Fri"]"#, "/schedule/day/1",
                "must be a day from monday to sunday, written out in lower case"
            ),
            (
                #","day":["monday",null]"#, "/schedule/day/1",
                "must be a day from monday to sunday, written out in lower case"
            ),
            (
                #","day":[["monday"]]"#, "/schedule/day/0",
                "must be a day from monday to sunday, written out in lower case"
            ),
            (#","day":["monday","friday","monday"]"#, "/schedule/day/2", "repeats a day of the list"),
        ]
    )
    func weeklyDays(member: String, pointer: String, message: String) throws {
        let errors = try self.errors(#"{"frequency":"weekly","time":"09:00","timezone":"UTC"\#(member)}"#)
        #expect(errors == [pointer: message])
    }

    @Test("a daily schedule with a day", arguments: [#""monday""#, "[]", #"["monday"]"#, "8", #""""#])
    func dailyDays(value: String) throws {
        let errors = try self.errors(#"{"frequency":"daily","time":"09:00","timezone":"UTC","day":\#(value)}"#)
        #expect(errors == ["/schedule/day": "must be left out or null: a daily schedule runs on every day"])
    }

    @Test(
        "zones, also when there is a default",
        arguments: [
            #""Europe/Atlantis""#, #""GMT+5""#, #""EST""#, #""FOO+5""#, #""../../etc/localtime""#, #""europe/berlin""#,
            #""""#,
            "1", "[]", "{}",
        ]
    )
    func zones(value: String) throws {
        let berlin = try ZoneDatabase.system.zone("Europe/Berlin")
        for defaultZone in [nil, berlin] {
            let errors = try self.errors(
                #"{"frequency":"daily","time":"09:00","timezone":\#(value)}"#,
                defaultZone: defaultZone
            )
            #expect(errors.keys.sorted() == ["/schedule/timezone"])
            let message = try #require(errors["/schedule/timezone"])
            #expect(message.hasSuffix("must be an IANA time zone of the form Region/City, like Europe/Berlin, or UTC"))
        }
    }

    @Test("a machine without time zone data is not the form's fault")
    func missingData() async throws {
        try await TemporaryDirectory.with { directory in
            let form = try self.form(#"{"frequency":"daily","time":"nine","timezone":"Europe/Berlin"}"#)
            var errors: [FieldError] = []
            let error = try #require(throws: ZoneError.self) {
                _ = try form.validated(in: ZoneDatabase(directory: directory.path), errors: &errors)
            }
            #expect(error.code == .missingData)
            #expect(errors == [])
        }
    }

    @Test("only an object is a form", arguments: ["[]", "null", #""daily""#, "1"])
    func notAnObject(text: String) throws {
        #expect(throws: FieldError.self) { try self.form(text) }
    }
}
