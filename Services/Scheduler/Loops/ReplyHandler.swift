import AMQP
import Contracts
import ServiceKit
import Values

/// Notes what the orchestrator answers: each planned time ends in one row, with its reason.
struct ReplyHandler: Sendable {
    let journal: Journal
    let logger: Logger
    let firing: Firing

    func handle(_ deliveries: [Delivery]) async throws {
        for delivery in deliveries {
            guard let (key, backfill) = ReplyHandler.key(delivery.properties.correlationID),
                let document = try? JSONDocument(delivery.body, maximumDepth: Limits.depth)
            else {
                self.logger.warning(
                    "an answer cannot be read",
                    ["correlation": delivery.properties.correlationID ?? ""]
                )
                continue
            }
            if let accepted = try? RunAccepted(json: document.root) {
                try await self.end(key, "started", nil, nil, accepted.runId)
            } else if let problem = try? Problem(json: document.root) {
                switch problem.code {
                // The orchestrator could not decide; it is asked again.
                case .unavailable, .internalError, .rateLimited: continue
                // A backfill waits until its turn comes.
                case .alreadyRunning where backfill != nil: continue
                case .expired: try await self.end(key, "missed", "expired", problem.detail, nil)
                default: try await self.end(key, "skipped", problem.code.rawValue, problem.detail, problem.runId)
                }
            }
        }
    }

    /// Reads `schedule/<job>/<planned time>`, and of a backfill `schedule/<job>/<planned time>/<backfill>`.
    static func key(_ text: String?) -> (key: OccurrenceStore.Key, backfill: ID?)? {
        guard let parts = text?.split(separator: "/"), (3...4).contains(parts.count), parts[0] == "schedule",
            let job = ID(String(parts[1])), let planned = Timestamp(String(parts[2]))
        else { return nil }
        let key = OccurrenceStore.Key(jobID: job, plannedAt: planned)
        guard parts.count == 4 else { return (key, nil) }
        return ID(String(parts[3])).map { (key, $0) }
    }

    private func end(
        _ key: OccurrenceStore.Key,
        _ state: String,
        _ code: String?,
        _ detail: String?,
        _ run: ID?
    ) async throws {
        let ended = try await self.journal.transaction { session, entry in
            // A refusal names the run that was in the way, which is not this one's.
            let own = state == "started" ? run : nil
            guard
                let occurrence = try OccurrenceStore.end(
                    session,
                    key,
                    state: state,
                    code: code,
                    detail: detail,
                    runID: own
                )
            else { return false }
            if state != "started" {
                let name = state == "missed" ? "schedule.missed" : "schedule.skipped"
                try self.firing.messages.tell(name, detail ?? "", occurrence, &entry)
            }
            if occurrence.isChained {
                for next in try OccurrenceStore.promote(session, limit: 10) { try self.firing.announce(next, &entry) }
            }
            return true
        }
        if ended { self.firing.metrics.outcomes[state]?.add() }
    }
}
