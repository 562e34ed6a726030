import Contracts
import Postgres
import ServiceKit
import Threads
import Values

/// Does what has to happen by itself: tries again, gives up, sends again, and lets waiting runs have free slots.
struct TimerLoop: Sendable {
    let identity: Identity
    let journal: Journal
    let definitions: Definitions
    let admission: Admission
    let logger: Logger

    /// Runs until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            do {
                while try await self.due() == TimerLoop.limit {}
                try await self.sweep()
            } catch is CancellationError {
                return
            } catch {
                self.logger.debug("timers are put off", [LogKeys.error: "\(error)"])
            }
            try? await Task.sleep(for: .milliseconds(500))
        }
    }

    private static let limit = 256

    private var engine: Engine {
        Engine(source: self.identity.source, definitions: self.definitions, admission: self.admission)
    }

    private func due() async throws -> Int {
        try await self.journal.transaction { session, entry in
            let locked = try RunStore.lockDue(session, limit: TimerLoop.limit, self.definitions)
            let folds = locked.rows.map { Fold($0) }
            for fold in folds { fold.add(.due) }
            try self.engine.run(session, folds, now: locked.now, &entry)
            return folds.count
        }
    }

    private func sweep() async throws {
        try await self.journal.transaction { session, entry in
            let now = try RunStore.now(session)
            let surroundings = Surroundings(now: now, jitter: 0) { ID(at: now) }
            let folds = try self.admission.sweep(session, self.definitions, surroundings)
            try self.engine.run(session, folds, now: now, &entry)
        }
    }

    /// Sends everything again that is out: the broker has lost its queues.
    func resendAll() async {
        var last = ID(high: 0, low: 0)
        var count = 0
        do {
            while true {
                let after = last
                let ids = try await self.journal.transaction { session, entry in
                    let ids = try RunStore.inFlight(session, after: after, limit: TimerLoop.limit)
                    let locked = try RunStore.lock(session, ids, self.definitions)
                    let folds = locked.rows.map { Fold($0) }
                    for fold in folds { fold.add(.resend) }
                    try self.engine.run(session, folds, now: locked.now, &entry)
                    return ids
                }
                guard let end = ids.last else { break }
                last = end
                count += ids.count
            }
            if count == 0 { return }
            self.logger.warning("the broker had lost its queues; work was sent again", [LogKeys.count: count])
        } catch {
            // Each batch has its clock; it only takes longer.
            self.logger.error("work could not be sent again at once", [LogKeys.error: "\(error)"])
        }
    }
}
