import Contracts
import Postgres
import ServiceKit
import Threads
import Values

/// Takes ended runs away when their time is over: each week, and when a person asks for it. Any number of processes may do
/// it; each step is a transaction of its own that knows where the last one stopped.
struct RetentionLoop: Sendable {
    let identity: Identity
    let journal: Journal
    let database: Database
    let logger: Logger
    let erased: Counter

    /// Runs until the task is cancelled.
    func run() async {
        var planned: ContinuousClock.Instant?
        while !Task.isCancelled {
            do {
                if planned.map({ ContinuousClock.now - $0 > .seconds(60) }) ?? true {
                    try await self.plan()
                    planned = .now
                }
                while try await self.erase() {}
                try await self.tellAgain()
                while try await self.finish() {}
            } catch {
                self.logger.debug("retention is put off", [LogKeys.error: "\(error)"])
            }
            try? await Task.sleep(for: .seconds(1))
        }
    }

    private func plan() async throws {
        try await self.database.transaction { session in
            try RetentionStore.plan(session, RetentionTime.last(at: try RunStore.now(session)))
        }
    }

    // MARK: - Erasing

    /// One step of one task, and a pause four times as long: runs that live need the database more.
    ///
    /// - Returns: Whether there was anything to do.
    private func erase() async throws -> Bool {
        try Task.checkCancellation()
        let start = ContinuousClock.now
        let count = try await self.journal.transaction { session, entry -> Int? in
            guard var task = try RetentionStore.lockErasing(session) else { return nil }
            let now = try RunStore.now(session)
            if let before = task.before { return try self.step(session, &task, before, now, &entry) }
            try self.begin(session, &task, now, &entry)
            return 0
        }
        guard let count else { return false }
        self.erased.add(count)
        try await Task.sleep(for: max(.milliseconds(5), (ContinuousClock.now - start) * 4))
        return true
    }

    private func begin(
        _ session: Session,
        _ task: inout RetentionTask,
        _ now: Timestamp,
        _ entry: inout JournalEntry
    ) throws {
        let before = RetentionPlan.before(try RetentionStore.settings(session, task.organization), at: now)
        task.before = before
        task.beganAt = now
        if task.isDry {
            for (type, time) in before {
                let count = try RunErasureStore.count(session, task.organization, type, before: time)
                task.add(OrchestratorService.name, ["runs": count])
            }
            try self.complete(session, task, now, &entry)
        } else {
            try self.tell(session, task, RetentionTask.Step(number: 0, event: ID(at: now), at: now), &entry)
            RetentionStore.update(session, task, state: nil)
        }
    }

    /// - Returns: How many runs went.
    private func step(
        _ session: Session,
        _ task: inout RetentionTask,
        _ before: [JobType: Timestamp],
        _ now: Timestamp,
        _ entry: inout JournalEntry
    ) throws -> Int {
        for type in JobType.allCases {
            guard let time = before[type] else { continue }
            let found = try RunErasureStore.candidates(session, task.organization, type, before: time)
            if found.isEmpty { continue }
            let runs = RetentionPlan.fitting(found)
            task.add(OrchestratorService.name, try RunErasureStore.erase(session, runs))
            task.steps += 1
            try self.tell(
                session,
                task,
                RetentionTask.Step(number: task.steps, event: ID(at: now), type: type, runs: runs, at: now),
                &entry
            )
            RetentionStore.update(session, task, state: nil)
            return runs.count
        }
        RetentionStore.update(session, task, state: "waiting")
        return 0
    }

    private func tell(
        _ session: Session,
        _ task: RetentionTask,
        _ step: RetentionTask.Step,
        _ entry: inout JournalEntry
    ) throws {
        let event = try task.envelope(of: step, source: self.identity.source)
        entry.emit(event.envelope, routingKey: event.routingKey)
        RetentionStore.insert(session, task.id, step, waiting: RetentionPlan.owners(ofStep: step.number))
    }

    // MARK: - What others do

    /// Tells those again that have not answered; perhaps it was lost with the broker's disk.
    private func tellAgain() async throws {
        let count = try await self.journal.transaction { session, entry in
            let steps = try RetentionStore.lockUnanswered(session)
            for (id, organization, step) in steps {
                guard let task = try RetentionStore.lock(session, id, organization) else { continue }
                let event = try task.envelope(of: step, source: self.identity.source)
                entry.emit(event.envelope, routingKey: event.routingKey)
            }
            return steps.count
        }
        if count > 0 { self.logger.info("steps of retention are told again", [LogKeys.count: count]) }
    }

    /// Ends a task that everyone is done with.
    private func finish() async throws -> Bool {
        try await self.journal.transaction { session, entry in
            guard let task = try RetentionStore.lockDone(session) else { return false }
            try self.complete(session, task, try RunStore.now(session), &entry)
            return true
        }
    }

    private func complete(
        _ session: Session,
        _ task: RetentionTask,
        _ now: Timestamp,
        _ entry: inout JournalEntry
    ) throws {
        let event = try task.completed(at: now, source: self.identity.source)
        entry.emit(event.envelope, routingKey: event.routingKey)
        RetentionStore.update(session, task, state: "completed")
        RetentionStore.forget(session, task.id)
    }
}
