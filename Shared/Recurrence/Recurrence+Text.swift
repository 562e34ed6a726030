extension Recurrence {
    /// The rule in words, for example `Every day at 09:00` or `Mondays and Thursdays at 5:00 PM`. Without the zone.
    public func text(_ style: LocalTime.Style = .hours24) -> String {
        switch self.rule {
        case .daily(let time), .weekly(.all, let time): "Every day at \(time.text(style))"
        case .weekly(let days, let time): "\(days.text) at \(time.text(style))"
        case .monthly(let month, let time): "Monthly on the \(month.day.text) at \(time.text(style))\(month.exception)"
        }
    }
}

extension Recurrence: CustomStringConvertible {
    /// The rule in words, with 24 hours.
    public var description: String { self.text() }
}

extension MonthRule {
    /// What is worth saying about short months: nothing where their last day is taken, as most would expect.
    fileprivate var exception: String {
        switch self.shortMonth {
        case .clamp: ""
        case .skip: ", not in shorter months"
        case .next: ", after shorter months on the 1st"
        }
    }
}

extension Weekdays {
    /// For example `Mondays, Tuesdays and Fridays`.
    fileprivate var text: String {
        let names = self.days.map(\.plural)
        let last = names.suffix(1).joined()
        return names.count < 2 ? last : "\(names.dropLast().joined(separator: ", ")) and \(last)"
    }
}
