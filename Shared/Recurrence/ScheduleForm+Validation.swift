public import Values

extension ScheduleForm {
    /// Checks every member.
    ///
    /// - Parameters:
    ///   - pointer: Where the form stands in the input, as a JSON Pointer such as `/schedule`; empty when it is the input.
    ///   - zones: The zones that may be named.
    ///   - rules: The schedules that are taken.
    ///   - defaultZone: The zone of a form that names none. `nil`: it has to name one.
    ///   - errors: Receives one error for each fault, each with its own pointer.
    /// - Returns: The recurrence and its zone; `nil` when `errors` received any.
    /// - Throws: ``ZoneError``, always retriable, when this machine's time zone data is missing or damaged, which is no
    ///   fault of the form.
    public func validated(
        at pointer: String = "",
        in zones: ZoneDatabase = .system,
        rules: ScheduleRules = .all,
        defaultZone: Zone? = nil,
        errors: inout [FieldError]
    ) throws(ZoneError) -> (recurrence: Recurrence, zone: Zone)? {
        var found = Faults(pointer: pointer)
        let frequency = self.checkedFrequency(rules, &found)
        let time = self.checkedTime(&found)
        let day = self.checkedDay(frequency, rules, &found)
        let shortMonth = self.checkedShortMonth(frequency, &found)
        let zone = try self.checkedZone(zones, defaultZone, &found)
        errors += found.errors
        guard found.errors.isEmpty, let time, let zone, let day, let shortMonth else { return nil }
        switch day {
        case .every: return (.daily(at: time), zone)
        case .week(let days): return (.weekly(on: days, at: time), zone)
        case .month(let day): return (.monthly(on: day, shortMonth: shortMonth, at: time), zone)
        }
    }

    private enum Day {
        case every
        case week(Weekdays)
        case month(MonthDay)
    }

    private struct Faults {
        let pointer: String
        private(set) var errors: [FieldError] = []

        init(pointer: String) { self.pointer = pointer }

        mutating func add(_ member: String, _ message: String) {
            self.errors.append(FieldError(pointer: "\(self.pointer)/\(member)", message: message))
        }
    }

    private func checkedFrequency(_ rules: ScheduleRules, _ faults: inout Faults) -> ScheduleRules.Frequency? {
        guard let value = self.frequency else {
            faults.add("frequency", "is missing; it must be \(rules.words)")
            return nil
        }
        guard let frequency = value.string.flatMap(ScheduleRules.Frequency.init(rawValue:)) else {
            faults.add("frequency", "must be \(rules.words), in lower case")
            return nil
        }
        if !rules.frequencies.contains(frequency) {
            faults.add("frequency", "must be \(rules.words); a job of this type has no \(frequency) schedule")
        }
        // The other members are checked against what was meant.
        return frequency
    }

    private func checkedTime(_ faults: inout Faults) -> LocalTime? {
        let rule = "must be a time from 00:00 to 23:59 as HH:MM, like 09:00"
        guard let value = self.time else {
            faults.add("time", "is missing; it \(rule)")
            return nil
        }
        guard let time = value.string.flatMap({ LocalTime($0) }) else {
            faults.add("time", rule)
            return nil
        }
        return time
    }

    /// Without a valid frequency a day is read as one of the week, to say what is wrong with it as far as can be told.
    private func checkedDay(
        _ frequency: ScheduleRules.Frequency?,
        _ rules: ScheduleRules,
        _ faults: inout Faults
    ) -> Day? {
        switch frequency {
        case .daily:
            if self.day != nil { faults.add("day", "must be left out or null: a daily schedule runs on every day") }
            return .every
        case .weekly: return self.checkedWeekdays(rules, &faults).map { .week($0) }
        case .monthly: return self.checkedMonthDay(&faults).map { .month($0) }
        case nil:
            if self.day != nil { _ = self.checkedWeekdays(rules, &faults) }
            return nil
        }
    }

    private func checkedWeekdays(_ rules: ScheduleRules, _ faults: inout Faults) -> Weekdays? {
        guard let value = self.day else {
            if let usual = rules.weekday { return Weekdays(usual) }
            faults.add("day", "is missing; a weekly schedule needs a day, like monday")
            return nil
        }
        let rule = "must be a day from monday to sunday, written out in lower case"
        func weekday(_ value: JSON) -> Weekday? { value.string.flatMap(Weekday.init(rawValue:)) }
        guard let list = value.array else {
            guard let day = weekday(value) else {
                faults.add("day", "\(rule), or a list of such days")
                return nil
            }
            return Weekdays(day)
        }
        if list.isEmpty { faults.add("day", "must not be empty; a weekly schedule needs a day, like monday") }
        var days: [Weekday] = []
        for (index, value) in list.enumerated() {
            guard let day = weekday(value) else {
                faults.add("day/\(index)", rule)
                continue
            }
            if days.contains(day) { faults.add("day/\(index)", "repeats a day of the list") }
            days.append(day)
        }
        return Weekdays(days)
    }

    private func checkedMonthDay(_ faults: inout Faults) -> MonthDay? {
        guard let value = self.day else { return MonthDay(1) }
        if value.string == "last" { return .last }
        guard let day = value.integer.flatMap({ MonthDay(Int($0)) }) else {
            faults.add("day", "must be a day of the month from 1 to 31, or last")
            return nil
        }
        return day
    }

    private func checkedShortMonth(_ frequency: ScheduleRules.Frequency?, _ faults: inout Faults) -> ShortMonth? {
        guard let value = self.shortMonth else { return .clamp }
        if let frequency, frequency != .monthly {
            faults.add("shortMonth", "must be left out or null: only a monthly schedule has it")
            return nil
        }
        guard let shortMonth = value.string.flatMap(ShortMonth.init(rawValue:)) else {
            faults.add("shortMonth", "must be clamp, skip or next, in lower case")
            return nil
        }
        return shortMonth
    }

    private func checkedZone(
        _ zones: ZoneDatabase,
        _ defaultZone: Zone?,
        _ faults: inout Faults
    ) throws(ZoneError) -> Zone? {
        guard let value = self.timezone else {
            if defaultZone == nil { faults.add("timezone", "is missing; it \(ZoneName.rule)") }
            return defaultZone
        }
        guard let name = value.string else {
            faults.add("timezone", ZoneName.rule)
            return nil
        }
        do {
            return try zones.zone(name)
        } catch {
            if error.isRetriable { throw error }
            faults.add("timezone", error.reason)
            return nil
        }
    }
}
