import Contracts
import ServiceKit

/// Counts what becomes of notifications.
struct NotificationMetrics: Sendable {
    private let counters: [String: Counter]
    let waiting: Gauge
    let oldest: Gauge

    init(_ metrics: Metrics) {
        var counters: [String: Counter] = [:]
        for channel in NotificationChannel.allCases {
            for outcome in ["sent", "retried", "failed", "unconfirmed"] {
                counters["\(channel.rawValue) \(outcome)"] = metrics.counter(
                    "stagecoach_notifications_total",
                    "Notifications by what became of a try",
                    ["channel": channel.rawValue, "outcome": outcome]
                )
            }
        }
        self.counters = counters
        self.waiting = metrics.gauge(
            "stagecoach_notifications_waiting",
            "Notifications that wait to be sent, for the first time or again; of all mailers"
        )
        self.oldest = metrics.gauge(
            "stagecoach_notifications_oldest_seconds",
            "How long the oldest of them has been waiting"
        )
    }

    func count(_ channel: NotificationChannel, _ outcome: OutboxStore.Outcome) {
        if outcome.isUntouched { return }
        let name = outcome.state == "pending" ? "retried" : outcome.state
        self.counters["\(channel.rawValue) \(name)"]?.add()
    }
}
