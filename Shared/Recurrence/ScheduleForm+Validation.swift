public import Values

extension ScheduleForm {
    /// Checks every member.
    ///
    /// - Parameters:
    ///   - pointer: Where the form stands in the input, as a JSON Pointer such as `/schedule`; empty when it is the input.
    ///   - zones: The zones that may be named.
    ///   - defaultZone: The zone of a form that names none. `nil`: it has to name one.
    ///   - errors: Receives one error for each fault, each with its own pointer.
    /// - Returns: The recurrence and its zone; `nil` when `errors` received any.
    /// - Throws: ``ZoneError``, always retriable, when this machine's time zone data is missing or damaged, which is no
    ///   fault of the form.
    public func validated(
        at pointer: String = "",
        in zones: ZoneDatabase = .system,
        defaultZone: Zone? = nil,
        errors: inout [FieldError]
    ) throws(ZoneError) -> (recurrence: Recurrence, zone: Zone)? {
        var found = Faults(pointer: pointer)
        let frequency = self.checkedFrequency(&found)
        let time = self.checkedTime(&found)
        let weekdays = self.checkedWeekdays(frequency, &found)
        let zone = try self.checkedZone(zones, defaultZone, &found)
        errors += found.errors
        guard found.errors.isEmpty, let frequency, let time, let zone else { return nil }
        switch frequency {
        case .daily: return (.daily(at: time), zone)
        case .weekly: return weekdays.map { (.weekly(on: $0, at: time), zone) }
        }
    }

    private enum Frequency: String {
        case daily
        case weekly
    }

    private struct Faults {
        let pointer: String
        private(set) var errors: [FieldError] = []

        init(pointer: String) { self.pointer = pointer }

        mutating func add(_ member: String, _ message: String) {
            self.errors.append(FieldError(pointer: "\(self.pointer)/\(member)", message: message))
        }
    }

    private func checkedFrequency(_ faults: inout Faults) -> Frequency? {
        guard let value = self.frequency else {
            faults.add("frequency", "is missing; it must be daily or weekly")
            return nil
        }
        guard let frequency = value.string.flatMap(Frequency.init(rawValue:)) else {
            faults.add("frequency", "must be daily or weekly, in lower case")
            return nil
        }
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

    private func checkedWeekdays(_ frequency: Frequency?, _ faults: inout Faults) -> Weekdays? {
        guard let value = self.day else {
            if frequency == .weekly { faults.add("day", "is missing; a weekly schedule needs a day, like monday") }
            return nil
        }
        if frequency == .daily {
            faults.add("day", "must be left out or null: a daily schedule runs on every day")
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
