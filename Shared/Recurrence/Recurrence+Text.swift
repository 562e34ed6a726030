extension Recurrence {
    /// The rule in words, for example `Every day at 09:00`, `Mondays and Thursdays at 5:00 PM` or `Every 15 minutes`.
    /// Without the zone.
    public func text(_ style: LocalTime.Style = .hours24) -> String {
        switch self.rule {
        case .daily(let time), .weekly(.all, let time): "Every day at \(time.text(style))"
        case .weekly(let days, let time): "\(days.text) at \(time.text(style))"
        case .monthly(let month, let time): "Monthly on the \(month.day.text) at \(time.text(style))\(month.exception)"
        case .cron(let cron): cron.text(style)
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
    var text: String { listed(self.days.map(\.plural)) }
}

/// For example `a, b and c`.
func listed(_ words: [String], _ conjunction: String = "and") -> String {
    let last = words.suffix(1).joined()
    return words.count < 2 ? last : "\(words.dropLast().joined(separator: ", ")) \(conjunction) \(last)"
}
