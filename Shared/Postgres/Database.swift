import Threads

/// A pool of connections to one database.
///
/// Work is given as a closure that runs, from its first statement to its last, on the thread of one connection: one hop
/// for a whole transaction, no thread of the cooperative pool is held, and no transaction is open across an `await`.
public final class Database: Sendable {
    private struct State: Sendable {
        var idle: [Worker] = []
        var count = 0
        var waiting: [Waiter] = []
        var isClosed = false
    }

    private final class Waiter: Sendable {
        let continuation: CheckedContinuation<Worker, any Error>
        init(_ continuation: CheckedContinuation<Worker, any Error>) { self.continuation = continuation }
    }

    public let configuration: DatabaseConfiguration
    private let state = Lock(State())

    /// Connections are opened when they are needed; a database that is away is noticed by the first use.
    public init(_ configuration: DatabaseConfiguration) { self.configuration = configuration }

    deinit { for worker in self.state.withLock({ $0.idle }) { worker.stop() } }

    /// Runs `body` with a connection, each statement in a transaction of its own.
    ///
    /// Cancelling the task cancels the running statement.
    ///
    /// - Throws: What `body` throws; ``PostgresError``, code `unavailable`, when no connection is to be had.
    public func session<Result: Sendable>(
        _ body: @escaping @Sendable (Session) throws -> Result
    ) async throws -> Result {
        try await self.withWorker { worker in
            try await worker.run { session in
                let result = try body(session)
                try session.flushPending()
                return result
            }
        }
    }

    /// Runs `body` in a transaction and commits it; what `body` throws rolls it back.
    ///
    /// After a serialization failure or a deadlock, `body` is run again from its start, so it must have no effects but
    /// on the database and on what it returns.
    ///
    /// - Parameters:
    ///   - isolation: Default: read committed, with explicit locks where they matter.
    ///   - retries: How often it is run again. Default 10.
    /// - Throws: What `body` throws. ``PostgresError/isCommitInDoubt`` tells that the answer to COMMIT was lost.
    public func transaction<Result: Sendable>(
        isolation: Isolation = .readCommitted,
        retries: Int = 10,
        _ body: @escaping @Sendable (Session) throws -> Result
    ) async throws -> Result {
        var backoff = Backoff(base: .milliseconds(5), limit: .milliseconds(500))
        while true {
            do {
                return try await self.withWorker { worker in
                    try await worker.run { try $0.transaction(begin: isolation.begin, body) }
                }
            } catch let error as PostgresError where error.code == .conflict && backoff.failures < retries {
                try await Task.sleep(for: backoff.next())
            }
        }
    }

    /// How far a transaction is kept apart from others (PostgreSQL manual, section 13.2).
    public enum Isolation: Sendable {
        case readCommitted
        case repeatableRead
        case serializable

        var begin: Statement {
            switch self {
            case .readCommitted: "begin"
            case .repeatableRead: "begin isolation level repeatable read"
            case .serializable: "begin isolation level serializable"
            }
        }
    }

    /// Whether the database answers now.
    public func ping() async -> Bool {
        do {
            try await self.session { _ = try $0.query("select 1") }
            return true
        } catch {
            return false
        }
    }

    /// Closes the idle connections, and the others when they come back. Waiting callers get `closed`.
    public func close() {
        let (idle, waiting) = self.state.withLock { state in
            state.isClosed = true
            defer {
                state.idle = []
                state.waiting = []
            }
            return (state.idle, state.waiting)
        }
        for worker in idle { worker.stop() }
        for waiter in waiting {
            waiter.continuation.resume(throwing: PostgresError(code: .closed, message: "the pool is closed"))
        }
    }

    // MARK: - Lending

    private func withWorker<Result: Sendable>(
        _ body: (Worker) async throws -> Result
    ) async throws -> Result {
        let worker = try await self.acquire()
        defer { self.release(worker) }
        return try await body(worker)
    }

    private func acquire() async throws -> Worker {
        let timer = Lock<Task<Void, Never>?>(nil)
        defer { timer.withLock { $0 }?.cancel() }
        return try await withCheckedThrowingContinuation { continuation in
            let waiter = Waiter(continuation)
            let (worker, isClosed): (Worker?, Bool) = self.state.withLock { state in
                if state.isClosed { return (nil, true) }
                if let worker = state.idle.popLast() { return (worker, false) }
                if state.count < self.configuration.connections {
                    state.count += 1
                    return (Worker(self.configuration), false)
                }
                state.waiting.append(waiter)
                return (nil, false)
            }
            if isClosed {
                continuation.resume(throwing: PostgresError(code: .closed, message: "the pool is closed"))
            } else if let worker {
                continuation.resume(returning: worker)
            } else {
                let timeout = self.configuration.acquireTimeout
                timer.withLock { timer in
                    timer = Task {
                        guard (try? await Task.sleep(for: timeout)) != nil else { return }
                        self.giveUp(waiter)
                    }
                }
            }
        }
    }

    private func giveUp(_ waiter: Waiter) {
        let found = self.state.withLock { state in
            guard let index = state.waiting.firstIndex(where: { $0 === waiter }) else { return false }
            state.waiting.remove(at: index)
            return true
        }
        guard found else { return }
        waiter.continuation.resume(
            throwing: PostgresError(
                code: .unavailable,
                message: "all \(self.configuration.connections) connections were busy"
            )
        )
    }

    private func release(_ worker: Worker) {
        let waiter: Waiter? = self.state.withLock { state in
            if state.isClosed { return nil }
            if !state.waiting.isEmpty { return state.waiting.removeFirst() }
            state.idle.append(worker)
            return nil
        }
        if let waiter {
            waiter.continuation.resume(returning: worker)
        } else if self.state.withLock({ $0.isClosed }) {
            worker.stop()
        }
    }
}

/// A thread with, most of the time, a connection.
private final class Worker: @unchecked Sendable {
    private struct Use: Sendable {
        var canceller: Canceller?
        var wasCancelled = false
    }

    private let configuration: DatabaseConfiguration
    private let thread: SerialThread
    /// Touched on `thread` alone.
    private var session: Session?
    /// Touched on `thread` alone.
    private var lastUse = ContinuousClock.now
    private let use = Lock(Use())

    init(_ configuration: DatabaseConfiguration) {
        self.configuration = configuration
        self.thread = SerialThread(name: "postgres")
    }

    func run<Result: Sendable>(_ body: @escaping @Sendable (Session) throws -> Result) async throws -> Result {
        try await withTaskCancellationHandler {
            try await self.thread.run {
                let session = try self.open()
                self.use.withLock { $0 = Use(canceller: session.canceller) }
                defer {
                    // A cancel may still be on its way to the server: it must not meet the next one's statement.
                    let wasCancelled = self.use.withLock { use in
                        defer { use.canceller = nil }
                        return use.wasCancelled
                    }
                    if wasCancelled || !session.isUsable { self.session = nil }
                    self.lastUse = .now
                }
                if Task.isCancelled { throw CancellationError() }
                return try body(session)
            }
        } onCancel: {
            // Asking the server opens a connection and waits for it, which belongs on a thread that may wait.
            Thread.start(name: "postgres cancel") {
                self.use.withLock { use in
                    guard let canceller = use.canceller else { return }
                    use.wasCancelled = true
                    canceller.cancel()
                }
            }
        }
    }

    /// The open connection, tried first when it has been idle for a while, or a new one.
    private func open() throws(PostgresError) -> Session {
        if let session = self.session, session.isUsable, session.isQuiet {
            if ContinuousClock.now - self.lastUse < .seconds(15) { return session }
            do throws(PostgresError) {
                try session.query("select 1")
                return session
            } catch {
                self.session = nil  // broken while nobody looked; a new one decides
            }
        }
        let session = try Session(self.configuration)
        self.session = session
        return session
    }

    func stop() {
        self.thread.enqueue { self.session = nil }
        self.thread.stop()
    }
}
