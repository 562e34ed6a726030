public import AMQP
import Contracts
public import Postgres
import Threads
import Values

/// Says to others what a transaction has done, once it is committed and only then, and never forgets to.
///
/// Each commit writes one row with its messages; they are published from memory as soon as the commit is known, with
/// pipelined confirms. When the process dies in between, the row tells its successor, or a sibling, what is left to be
/// said. So every message is sent at least once, and receivers know repeats by their ids.
///
/// The entries of a journal are numbered without gaps, so its transactions run one after the other; a service that wants
/// several at once has several journals.
public final class Journal: Sendable {
    private struct State: Sendable {
        var nextNumber = 1
        /// All entries up to it are confirmed.
        var published = 0
        /// What the table says of `published`.
        var stored = 0
        /// Committed and not confirmed.
        var open: [Int: JournalEntry] = [:]
        /// Of those, what has to be sent again.
        var failed: Set<Int> = []
        var isRegistered = false
    }

    /// More entries than this wait for the broker before transactions wait too.
    private static let limit = 5000

    /// The name of this sequence of entries, new with each process.
    public let writer: String
    private let identity: Identity
    private let database: Database
    private let publisher: Publisher
    private let logger: Logger
    private let state = Lock(State())
    private let turn = AsyncMutex()
    private let changed = Signal()

    /// - Parameter lane: Tells the journals of a process apart.
    public init(_ identity: Identity, lane: String, database: Database, publisher: Publisher, logger: Logger) {
        self.writer = "\(identity.instance)/\(lane)/\(ID())"
        self.identity = identity
        self.database = database
        self.publisher = publisher
        self.logger = logger
    }

    /// Runs `body` in a transaction, commits it together with the entry that `body` fills, and begins to publish that.
    ///
    /// `body` may run several times, as with ``Database/transaction(isolation:retries:_:)``. When the answer to the commit
    /// was lost, it is found out what became of it.
    ///
    /// - Throws: What `body` throws; ``PostgresError`` when the database is away, and then nothing was committed.
    public func transaction<Result: Sendable>(
        _ body: @escaping @Sendable (Session, inout JournalEntry) throws -> Result
    ) async throws -> Result {
        try await self.waitForRoom()
        return try await self.turn.withLock {
            try await self.register()
            let (number, published) = self.state.withLock { ($0.nextNumber, $0.published) }
            let writer = self.writer
            let attempt = Lock<(Result, JournalEntry)?>(nil)
            do {
                try await self.database.transaction { session in
                    var entry = JournalEntry()
                    let result = try body(session, &entry)
                    if !entry.isEmpty {
                        JournalStore.append(
                            session,
                            writer: writer,
                            number: number,
                            row: entry.row,
                            published: published
                        )
                    }
                    let (outcome, copy) = (result, entry)
                    attempt.withLock { $0 = (outcome, copy) }
                }
            } catch let error as PostgresError where error.isCommitInDoubt {
                guard try await self.wasCommitted(number) else { throw error }
            }
            guard let (result, entry) = attempt.withLock({ $0 }) else {
                preconditionFailure("a transaction that was committed has run its body")
            }
            if !entry.isEmpty {
                self.state.withLock { state in
                    state.nextNumber = number + 1
                    state.stored = published
                    state.open[number] = entry
                }
                self.publish(number, entry)
            }
            return result
        }
    }

    /// Entries that are committed and not confirmed by the broker.
    public var backlog: Int { self.state.withLock { $0.open.count } }

    private func register() async throws {
        if self.state.withLock({ $0.isRegistered }) { return }
        let (writer, instance) = (self.writer, self.identity.instance)
        try await self.database.session { try JournalStore.register($0, writer: writer, instance: instance) }
        self.state.withLock { $0.isRegistered = true }
    }

    /// Asks until the database answers: guessing would lose messages, or say what did not happen.
    private func wasCommitted(_ number: Int) async throws -> Bool {
        let writer = self.writer
        var backoff = Backoff()
        while true {
            do {
                return try await self.database.transaction { session in
                    let was = try JournalStore.wasCommitted(session, writer: writer, number: number)
                    // The probe itself must not stay.
                    throw Probe(wasCommitted: was)
                }
            } catch let probe as Probe {
                return probe.wasCommitted
            } catch let error as PostgresError where error.isOutage {
                try await Task.sleep(for: backoff.next())
            }
        }
    }

    private struct Probe: Error { let wasCommitted: Bool }

    private func waitForRoom() async throws {
        while self.backlog >= Journal.limit {
            try Task.checkCancellation()
            await self.changed.wait(for: .milliseconds(100))
        }
    }

    // MARK: - Publishing

    private func publish(_ number: Int, _ entry: JournalEntry) {
        let messages = entry.published(as: self.writer, number: number, by: self.identity)
        self.publisher.send(messages) { error in self.published(number, error) }
    }

    private func published(_ number: Int, _ error: AMQPError?) {
        self.state.withLock { state in
            if error != nil {
                state.failed.insert(number)
                return
            }
            state.open[number] = nil
            while state.published + 1 < state.nextNumber, state.open[state.published + 1] == nil {
                state.published += 1
            }
        }
        if let error, error.code != .connectionLost, error.code != .closed {
            self.logger.warning("the broker refused an entry", [LogKeys.error: error, "n": number])
        }
        self.changed.send()
    }

    // MARK: - Beside the transactions

    /// Sends again what failed, keeps the lease, and notes what is published. Runs until the task is cancelled.
    public func run() async {
        var backoff = Backoff(base: .milliseconds(50), limit: .seconds(2))
        var lastTouch = ContinuousClock.now
        while !Task.isCancelled {
            await self.changed.wait(for: .milliseconds(200))
            if self.resendFailed() {
                // One that fails at once would fail at once again.
                try? await Task.sleep(for: backoff.next())
            } else {
                backoff.reset()
            }
            let (isRegistered, published, isBehind) = self.state.withLock {
                ($0.isRegistered, $0.published, $0.published > $0.stored)
            }
            let idle = ContinuousClock.now - lastTouch
            if isRegistered, idle > .seconds(5) || isBehind && idle > .milliseconds(200) {
                lastTouch = .now
                await self.touch(published)
            }
        }
    }

    /// - Returns: Whether there was anything to send again.
    private func resendFailed() -> Bool {
        guard self.publisher.status != .disconnected else { return self.state.withLock { !$0.failed.isEmpty } }
        let failed = self.state.withLock { state in
            defer { state.failed = [] }
            return state.failed.sorted().compactMap { number in state.open[number].map { (number, $0) } }
        }
        for (number, entry) in failed { self.publish(number, entry) }
        return !failed.isEmpty
    }

    private func touch(_ published: Int) async {
        let writer = self.writer
        do {
            try await self.database.session { try JournalStore.touch($0, writer: writer, published: published) }
            self.state.withLock { $0.stored = max($0.stored, published) }
        } catch {
            // The row is only a hint; what it does not know is sent once more.
            self.logger.debug("journal position not stored", [LogKeys.error: "\(error)"])
        }
    }

    /// Waits until everything is confirmed, at most for `timeout`, and notes it. For an orderly end.
    public func drain(within timeout: Duration) async {
        let deadline = ContinuousClock.now + timeout
        while self.backlog > 0, ContinuousClock.now < deadline { await self.changed.wait(for: .milliseconds(50)) }
        let (isRegistered, published) = self.state.withLock { ($0.isRegistered, $0.published) }
        if isRegistered { await self.touch(published) }
    }
}
