import Glibc

/// A thread that runs blocking work one piece after the other, in the order it was given.
///
/// The thread lives until ``stop()`` is called or the last reference goes away; work that was queued by then still runs.
public final class SerialThread: Sendable {
    private let inbox: Inbox

    /// Starts the thread. See ``Thread/start(name:_:)`` for `name`.
    public init(name: String) {
        let inbox = Inbox()
        self.inbox = inbox
        Thread.start(name: name) {
            while let job = inbox.next() { job() }
        }
    }

    deinit { self.inbox.stop() }

    /// Ends the thread after the queued work.
    public func stop() { self.inbox.stop() }

    /// Queues `job` and returns at once. Does nothing after ``stop()``.
    ///
    /// - Returns: Whether the job was accepted.
    @discardableResult
    public func enqueue(_ job: @escaping @Sendable () -> Void) -> Bool { self.inbox.add(job) }

    /// Runs `body` on the thread and suspends the caller until it returns.
    ///
    /// - Throws: What `body` throws, or ``Stopped`` after ``stop()``.
    public func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Result, any Error>) in
            let accepted = self.enqueue { continuation.resume(with: Swift.Result { try body() }) }
            if !accepted { continuation.resume(throwing: Stopped()) }
        }
    }

    /// The thread was asked to run something after it had been stopped.
    public struct Stopped: Error, CustomStringConvertible {
        public var description: String { "the thread has been stopped" }
    }
}

/// A queue that its reader can wait on.
private final class Inbox: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let arrived = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    /// Taken out one by one: what a finished job holds must not be let go while the mutex is held, since that may run code
    /// which needs it.
    private var jobs: [(@Sendable () -> Void)?] = []
    private var head = 0
    private var stopped = false

    init() {
        pthread_mutex_init(self.mutex, nil)
        pthread_cond_init(self.arrived, nil)
    }

    deinit {
        pthread_cond_destroy(self.arrived)
        pthread_mutex_destroy(self.mutex)
        self.arrived.deallocate()
        self.mutex.deallocate()
    }

    func add(_ job: @escaping @Sendable () -> Void) -> Bool {
        pthread_mutex_lock(self.mutex)
        defer { pthread_mutex_unlock(self.mutex) }
        if self.stopped { return false }
        self.jobs.append(job)
        pthread_cond_signal(self.arrived)
        return true
    }

    func stop() {
        pthread_mutex_lock(self.mutex)
        self.stopped = true
        pthread_cond_signal(self.arrived)
        pthread_mutex_unlock(self.mutex)
    }

    /// Waits for the next job; `nil` once stopped and empty.
    func next() -> (@Sendable () -> Void)? {
        pthread_mutex_lock(self.mutex)
        defer { pthread_mutex_unlock(self.mutex) }
        while self.head == self.jobs.count {
            self.jobs.removeAll(keepingCapacity: true)
            self.head = 0
            if self.stopped { return nil }
            pthread_cond_wait(self.arrived, self.mutex)
        }
        defer { self.head += 1 }
        return self.jobs[self.head].take()
    }
}
