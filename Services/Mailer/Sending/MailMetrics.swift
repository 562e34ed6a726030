import ServiceKit

/// Counts what becomes of mails.
struct MailMetrics: Sendable {
    private let counters: [String: Counter]

    init(_ metrics: Metrics) {
        let outcomes = ["sent", "deferred", "refused", "sender_refused", "unconfirmed", "unavailable"]
        self.counters = Dictionary(
            uniqueKeysWithValues: outcomes.map { outcome in
                (
                    outcome,
                    metrics.counter("stagecoach_mails_total", "Mails by what became of them", ["outcome": outcome])
                )
            }
        )
    }

    func count(_ handover: Handover) {
        let outcome =
            switch handover {
            case .sent: "sent"
            case .deferred: "deferred"
            case .refused: "refused"
            case .senderRefused: "sender_refused"
            case .unconfirmed: "unconfirmed"
            case .unavailable: "unavailable"
            }
        self.counters[outcome]?.add()
    }
}
