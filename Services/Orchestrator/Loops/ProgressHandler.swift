import AMQP
import Contracts
import ServiceKit
import Values

/// Handles the workers' progress. What cannot be read is dropped: any of it may be lost anyway.
struct ProgressHandler: Sendable {
    let identity: Identity
    let journal: Journal
    let definitions: Definitions
    let admission: Admission

    func handle(_ deliveries: [Delivery]) async throws {
        var messages: [(run: ID, progress: BatchProgress)] = []
        for delivery in deliveries where delivery.body.count <= Limits.body {
            guard let document = try? JSONDocument(delivery.body, maximumDepth: Limits.depth),
                let run = document.root["runid"]?.id, let data = document.root["data"],
                let progress = try? BatchProgress(checking: data)
            else { continue }
            messages.append((run, progress))
        }
        if messages.isEmpty { return }
        let read = messages
        try await self.journal.transaction { session, entry in
            let ids = Set(read.map(\.run)).sorted()
            let locked = try RunStore.lock(session, ids, self.definitions)
            let folds = Dictionary(uniqueKeysWithValues: locked.rows.map { ($0.state.id, Fold($0)) })
            for (run, progress) in read {
                guard let fold = folds[run], fold.state.batch?.reference == progress.reference else { continue }
                // It starts the batch's clock, or shows that it still goes forward.
                fold.add(.started(progress.reference))
                try self.tell(fold.state, progress, locked.now, &entry)
            }
            let engine = Engine(
                source: self.identity.source,
                definitions: self.definitions,
                admission: self.admission
            )
            try engine.run(session, ids.compactMap { folds[$0] }, now: locked.now, &entry)
        }
    }

    private func tell(
        _ state: RunState,
        _ progress: BatchProgress,
        _ now: Timestamp,
        _ entry: inout JournalEntry
    ) throws {
        let event = ProgressEvent(
            message: progress.message,
            stage: state.stage,
            batch: progress.reference.batch,
            phase: progress.phase,
            percent: progress.percent
        )
        entry.emit(
            Envelope(
                id: "\(ID(at: now))",
                source: self.identity.source,
                type: "stagecoach.batch.progress.v1",
                subject: "\(state.id)",
                time: now,
                organization: state.organization,
                run: state.id,
                stage: state.stage,
                attempt: state.attempt,
                data: try event.jsonBytes()
            ),
            routingKey: EventKeys.run(
                "batch.progress",
                state.definition.type,
                stage: state.stage,
                state.organization
            )
        )
    }
}
