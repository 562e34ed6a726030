import ServiceKit

/// What the scheduler measures.
struct ScheduleMetrics: Sendable {
    let lateness: Histogram
    let fired: Counter
    /// By outcome.
    let outcomes: [String: Counter]

    init(_ metrics: Metrics) {
        self.lateness = metrics.histogram(
            "stagecoach_schedule_lateness_seconds",
            "From when a planned time was due to the row that fires it"
        )
        self.fired = metrics.counter("stagecoach_schedule_fired_total", "Planned times that were fired")
        let outcomes = ["started", "skipped", "coalesced", "missed"].map { outcome in
            let help = "Planned times by how they ended"
            return (outcome, metrics.counter("stagecoach_occurrences_total", help, ["outcome": outcome]))
        }
        self.outcomes = Dictionary(uniqueKeysWithValues: outcomes)
    }
}
