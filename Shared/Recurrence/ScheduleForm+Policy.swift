import Values

extension ScheduleForm {
    /// Checks the members about times that do not go as planned. What is wrong is left at its default.
    func checkedPolicy(_ faults: inout Faults) -> SchedulePolicy {
        var policy = SchedulePolicy()
        if let value = self.overlap {
            if let overlap = value.string.flatMap(SchedulePolicy.Overlap.init(rawValue:)) {
                policy.overlap = overlap
            } else {
                faults.add("overlap", "must be skip, queue_one or cancel_other, in lower case")
            }
        }
        if let value = self.spreadMinutes {
            let minutes = value.integer.flatMap { Int(exactly: $0) }
            if let minutes, SchedulePolicy.spreadRange.contains(minutes) {
                policy.spreadMinutes = minutes
            } else {
                faults.add("spreadMinutes", "must be a whole number of minutes from 0 to 1440")
            }
        }
        self.checkCatchUp(&policy, &faults)
        return policy
    }

    private func checkCatchUp(_ policy: inout SchedulePolicy, _ faults: inout Faults) {
        guard let value = self.catchUp else { return }
        guard case .object(let members) = value else {
            return faults.add("catchUp", "must be an object with policy and windowMinutes")
        }
        if let name = members["policy"], name != .null {
            if let catchUp = name.string.flatMap(SchedulePolicy.CatchUp.init(rawValue:)) {
                policy.catchUp = catchUp
            } else {
                faults.add("catchUp/policy", "must be latest, all or none, in lower case")
            }
        }
        if let window = members["windowMinutes"], window != .null {
            let minutes = window.integer.flatMap { Int(exactly: $0) }
            if let minutes, SchedulePolicy.windowRange.contains(minutes) {
                policy.windowMinutes = minutes
            } else {
                faults.add("catchUp/windowMinutes", "must be a whole number of minutes from 1 to 10080, a week")
            }
        }
    }
}
