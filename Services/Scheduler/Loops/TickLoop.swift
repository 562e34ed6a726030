import Contracts
import Postgres
import ServiceKit
import Threads
import Values

/// Fires what is due.
struct TickLoop: Sendable {
    let journal: Journal
    let database: Database
    let firing: Firing
    let logger: Logger
    /// Sent when a schedule has changed: the next planned time may be nearer now.
    let changed: Signal

    private static let limit = 1000

    /// Runs until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            var pause = Duration.seconds(1)
            do {
                while try await self.tick() {}
                while try await self.send({ try OccurrenceStore.lockHeld($0, limit: $1) }) == TickLoop.limit {
                    while try await self.tick() {}
                }
                // Not all at once: where very many wait for an answer, it is the orchestrator that has much to do.
                _ = try await self.send({ try OccurrenceStore.lockUnanswered($0, limit: $1) })
                while try await self.promote() == TickLoop.limit {}
                // At the latest after a second, for what other schedulers have brought in.
                if let next = try await self.database.session({ try ScheduleStore.pause($0) }) {
                    pause = min(pause, max(.zero, next))
                }
            } catch is CancellationError {
                return
            } catch {
                self.logger.debug("the tick is put off", [LogKeys.error: "\(error)"])
            }
            await self.changed.wait(for: pause)
        }
    }

    /// Decides about a batch of schedules whose time has come.
    ///
    /// - Returns: Whether there may be more.
    private func tick() async throws -> Bool {
        let (fired, count) = try await self.journal.transaction { session, entry in
            let due = try ScheduleStore.lockDue(session, limit: TickLoop.limit)
            if due.schedules.isEmpty { return (Firing.Fired(), 0) }
            let isRush = due.schedules.count == TickLoop.limit
            let fired = try self.firing.fire(session, due.schedules, now: due.now, isRush: isRush, &entry)
            return (fired, due.schedules.count)
        }
        self.firing.count(fired)
        return count == TickLoop.limit || !fired.isDone
    }

    /// Sends the commands to start, for the first time or once more.
    private func send(
        _ lock: @escaping @Sendable (Session, Int) throws -> [OccurrenceStore.Occurrence]
    ) async throws -> Int {
        try await self.journal.transaction { session, entry in
            let locked = try lock(session, TickLoop.limit)
            for occurrence in locked { entry.send(try self.firing.messages.start(occurrence)) }
            return locked.count
        }
    }

    /// Goes on with backfills.
    private func promote() async throws -> Int {
        try await self.journal.transaction { session, entry in
            let next = try OccurrenceStore.promote(session, limit: TickLoop.limit)
            for occurrence in next { try self.firing.announce(occurrence, &entry) }
            return next.count
        }
    }
}
