public import Values

/// One firing of a schedule.
public struct Fire: Hashable, Sendable {
    /// When it fires.
    public let at: Timestamp
    /// The date and time it was planned for, on the wall clock of the schedule's zone.
    public let planned: LocalDateTime
    let change: ClockChange?
    /// For a monthly schedule in a month without its day.
    let shift: DayShift?

    init(at: Timestamp, planned: LocalDateTime, change: ClockChange?, shift: DayShift? = nil) {
        self.at = at
        self.planned = planned
        self.change = change
        self.shift = shift
    }

    /// ``planned`` as text, for example `2026-11-23T09:00`.
    public var local: String { self.planned.description }

    /// Why it fires at another time than planned, at which of two, or on another day than the schedule names; `nil` for
    /// an ordinary day.
    public var reason: String? {
        let reasons = [self.shift?.text(planned: self.planned), self.change?.text(planned: self.planned)]
            .compactMap { $0 }
        return reasons.isEmpty ? nil : reasons.joined(separator: "; ")
    }
}
