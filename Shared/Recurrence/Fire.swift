public import Values

/// One firing of a schedule.
public struct Fire: Hashable, Sendable {
    /// When it fires.
    public let at: Timestamp
    /// The date and time it was planned for, on the wall clock of the schedule's zone.
    public let planned: LocalDateTime
    let change: ClockChange?

    init(at: Timestamp, planned: LocalDateTime, change: ClockChange?) {
        self.at = at
        self.planned = planned
        self.change = change
    }

    /// ``planned`` as text, for example `2026-11-23T09:00`.
    public var local: String { self.planned.description }

    /// Why it fires at another time than planned, or at which of two; `nil` for an ordinary day.
    public var reason: String? { self.change?.text(planned: self.planned) }
}
