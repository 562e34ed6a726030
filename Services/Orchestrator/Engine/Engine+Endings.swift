import Contracts
import Postgres
import ServiceKit
import Values

// MARK: - What follows from the end of runs

extension Engine {
    /// Begins what has waited for these runs to end, and pauses jobs whose runs have failed too often.
    ///
    /// - Parameter ended: Runs that have ended in this transaction, as they are stored.
    func follow(
        _ session: Session,
        _ ended: [Fold],
        _ now: Timestamp,
        _ entry: inout JournalEntry
    ) throws {
        if ended.isEmpty { return }
        for fold in ended { try self.count(session, fold.state, now, &entry) }
        let scopes = ended.map { fold in
            WaitingStore.Scope(organization: fold.state.organization, id: fold.state.definition.scope)
        }
        let waiting = try WaitingStore.take(session, scopes)
        if waiting.isEmpty { return }
        // What was taken once can be read again.
        let commands = waiting.compactMap { try? IncomingCommand(kept: $0) }
        let batch = try CommandBatch(session, self, commands, entry)
        try batch.run(commands)
        entry = batch.entry
    }

    private func count(
        _ session: Session,
        _ state: RunState,
        _ now: Timestamp,
        _ entry: inout JournalEntry
    ) throws {
        guard let limit = state.definition.pauseAfterFailures else { return }
        let job = state.definition.jobID
        switch state.status {
        case .failed:
            let failures = try WaitingStore.addFailure(session, of: job)
            if failures < limit { return }
            WaitingStore.clearFailures(session, of: [job])
            try self.pause(session, job, after: failures, state, now, &entry)
        case .completed, .partial: WaitingStore.clearFailures(session, of: [job])
        case .pending, .running, .pausing, .paused, .waitingReview, .cancelled: break
        }
    }

    private func pause(
        _ session: Session,
        _ id: ID,
        after failures: Int,
        _ state: RunState,
        _ now: Timestamp,
        _ entry: inout JournalEntry
    ) throws {
        guard let job = try JobStore.fetch(session, [id], locking: true)[id], job.status == .active, !job.isDeleted
        else {
            return
        }
        let definition = try JobStore.definition(session, id: id, version: job.version)
        let timezone = try JobStore.timezone(session, of: job.organization) ?? "UTC"
        JobStore.change(
            session,
            id: id,
            name: definition.name,
            status: .paused,
            version: job.version,
            revision: job.revision + 1,
            now: now
        )
        let snapshot = JobSnapshot(
            id: id,
            name: definition.name,
            type: definition.type,
            status: .paused,
            siteId: definition.siteId,
            version: job.version,
            revision: job.revision + 1,
            schedule: definition.schedule,
            timezone: timezone,
            deleted: false
        )
        let runs = failures == 1 ? "a run has failed" : "\(failures) runs, one after the other, have failed"
        let event = JobEvent(message: "Job paused: \(runs)", job: snapshot)
        entry.emit(
            Envelope(
                id: "\(ID(at: now))",
                source: self.source,
                type: "stagecoach.job.paused.v1",
                subject: "\(id)",
                time: now,
                organization: job.organization,
                run: state.id,
                data: try event.jsonBytes()
            ),
            routingKey: EventKeys.job("job.paused", job.type, job.organization)
        )
    }
}
