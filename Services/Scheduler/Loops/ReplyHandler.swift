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
        var ends: [OccurrenceStore.Start: OccurrenceStore.End] = [:]
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
            // The first answer counts: another one to the same command says the same, or that it came again.
            let start = OccurrenceStore.Start(key: key, backfillID: backfill)
            if let end = ReplyHandler.end(document.root, isBackfill: backfill != nil), ends[start] == nil {
                ends[start] = end
            }
        }
        if !ends.isEmpty { try await self.note(ends) }
    }

    /// What an answer says; `nil` when the planned time goes on waiting.
    private static func end(_ answer: JSONElement, isBackfill: Bool) -> OccurrenceStore.End? {
        if let accepted = try? RunAccepted(json: answer) {
            return OccurrenceStore.End(state: "started", runID: accepted.runId)
        }
        guard let problem = try? Problem(json: answer) else { return nil }
        switch problem.code {
        // The orchestrator could not decide; it is asked again.
        case .unavailable, .internalError, .rateLimited: return nil
        // A backfill waits until its turn comes.
        case .alreadyRunning where isBackfill: return nil
        case .expired: return OccurrenceStore.End(state: "missed", code: "expired", detail: problem.detail)
        // The run that it names was in the way; it is not this one's.
        default: return OccurrenceStore.End(state: "skipped", code: problem.code.rawValue, detail: problem.detail)
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

    private func note(_ ends: [OccurrenceStore.Start: OccurrenceStore.End]) async throws {
        let ended = try await self.journal.transaction { session, entry in
            let ended = try OccurrenceStore.end(session, ends)
            for occurrence in ended where occurrence.state != "started" {
                let name = occurrence.state == "missed" ? "schedule.missed" : "schedule.skipped"
                try self.firing.messages.tell(name, occurrence.detail ?? "", occurrence, &entry)
            }
            let chains = ended.filter(\.isChained).count
            if chains > 0 {
                for next in try OccurrenceStore.promote(session, limit: 10 * chains) {
                    try self.firing.announce(next, &entry)
                }
            }
            return ended
        }
        for occurrence in ended { self.firing.metrics.outcomes[occurrence.state]?.add() }
    }
}
