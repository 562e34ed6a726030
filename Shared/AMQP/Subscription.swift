import Threads
import Values

/// The messages of one queue, for one reader; a ``Consumer`` fills it.
///
/// The broker never has more than `prefetch` unsettled messages out, so that is all that can pile up here. After a lost
/// connection the queue is consumed again: what was not settled comes once more, and settling it under its old delivery
/// does nothing.
public final class Subscription: Sendable {
    /// Where the messages come from.
    public enum Source: Sendable, Hashable {
        /// A queue that exists, or that the consumer's topology declares.
        case queue(String)
        /// A queue that only this connection can use and that goes with it. Its name, new with each connection, begins
        /// with `prefix`.
        case exclusive(prefix: String, bindings: [Key])
        /// A stream, read from an offset: `first`, `last`, `next` or a number.
        case stream(String, offset: String)

        /// An exchange and a routing key to bind an exclusive queue to.
        public struct Key: Sendable, Hashable {
            public var exchange: String
            public var routingKey: String
            public init(exchange: String, routingKey: String) {
                self.exchange = exchange
                self.routingKey = routingKey
            }
        }
    }

    /// What a reader decided about messages.
    struct Settlement: Sendable {
        enum Kind: Sendable {
            case acknowledge
            case refuse(requeue: Bool)
        }
        var kind: Kind
        var tag: UInt64
        var isMultiple: Bool
        var session: Int
    }

    private struct State: Sendable {
        var inbox: [Delivery] = []
        var waiter: (id: ID, max: Int, continuation: CheckedContinuation<[Delivery], any Error>)?
        var settlements: [Settlement] = []
        var queue: String?
        var isStopped = false
        var isEnded = false
        var wake: (@Sendable () -> Void)?
    }

    let source: Source
    let prefetch: UInt16
    private let state = Lock(State())

    /// - Parameter prefetch: How many unsettled messages the broker may send ahead, 1 or more. Where work is short, three
    ///   to four times the batch; where it is long, the worker's concurrency.
    public init(_ source: Source, prefetch: UInt16) {
        precondition(prefetch > 0, "0 would mean without limit")
        self.source = source
        self.prefetch = prefetch
    }

    /// The name of the queue that is consumed now; `nil` while there is no connection.
    public var queue: String? { self.state.withLock { $0.queue } }

    /// What is there, up to `max` messages; waits only when there is none, never to fill up.
    ///
    /// - Returns: Empty when the subscription has been stopped.
    /// - Throws: `CancellationError` when the task is cancelled.
    public func nextBatch(max: Int) async throws -> [Delivery] {
        precondition(max > 0)
        let id = ID()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let result: Result<[Delivery], any Error>? = self.state.withLock { state in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if state.isStopped || state.isEnded { return .success([]) }
                    if !state.inbox.isEmpty { return .success(Subscription.take(max, from: &state.inbox)) }
                    precondition(state.waiter == nil, "a subscription has one reader")
                    state.waiter = (id, max, continuation)
                    return nil
                }
                if let result { continuation.resume(with: result) }
            }
        } onCancel: {
            let continuation: CheckedContinuation<[Delivery], any Error>? = self.state.withLock { state in
                guard state.waiter?.id == id else { return nil }
                return state.waiter.take()?.continuation
            }
            continuation?.resume(throwing: CancellationError())
        }
    }

    /// Tells the broker that a message is done with.
    ///
    /// - Parameter multiple: Also all earlier ones of the same connection.
    public func acknowledge(_ delivery: Delivery, multiple: Bool = false) {
        self.settle(.acknowledge, delivery, multiple)
    }

    /// Gives a message back.
    ///
    /// - Parameters:
    ///   - requeue: Whether it is to be delivered again; otherwise it goes to the dead-letter exchange, if there is one.
    ///   - multiple: Also all earlier ones of the same connection.
    public func refuse(_ delivery: Delivery, requeue: Bool, multiple: Bool = false) {
        self.settle(.refuse(requeue: requeue), delivery, multiple)
    }

    /// Takes no more messages. Those that were not handed out go back to the queue; those that were can still be settled.
    public func stop() {
        let (waiter, wake) = self.state.withLock { state in
            state.isStopped = true
            return (state.waiter.take(), state.wake)
        }
        waiter?.continuation.resume(returning: [])
        wake?()
    }

    private func settle(_ kind: Settlement.Kind, _ delivery: Delivery, _ multiple: Bool) {
        let wake = self.state.withLock { state in
            state.settlements.append(
                Settlement(kind: kind, tag: delivery.tag, isMultiple: multiple, session: delivery.session)
            )
            return state.wake
        }
        wake?()
    }

    private static func take(_ max: Int, from inbox: inout [Delivery]) -> [Delivery] {
        if inbox.count <= max {
            defer { inbox = [] }
            return inbox
        }
        defer { inbox.removeFirst(max) }
        return Array(inbox[..<max])
    }

    // MARK: - For the consumer's thread

    var isStopped: Bool { self.state.withLock { $0.isStopped } }

    func attach(wake: @escaping @Sendable () -> Void) { self.state.withLock { $0.wake = wake } }

    func opened(queue: String) {
        self.state.withLock { state in
            state.queue = queue
            state.settlements = []
        }
    }

    func add(_ deliveries: [Delivery]) {
        let woken: (CheckedContinuation<[Delivery], any Error>, [Delivery])? = self.state.withLock { state in
            state.inbox.append(contentsOf: deliveries)
            guard let waiter = state.waiter.take() else { return nil }
            return (waiter.continuation, Subscription.take(waiter.max, from: &state.inbox))
        }
        if let (continuation, batch) = woken { continuation.resume(returning: batch) }
    }

    var hasSettlements: Bool { self.state.withLock { !$0.settlements.isEmpty } }

    func takeSettlements() -> [Settlement] {
        self.state.withLock { state in
            defer { state.settlements = [] }
            return state.settlements
        }
    }

    /// What was not handed out, once stopped.
    func takeInbox() -> [Delivery] {
        self.state.withLock { state in
            defer { state.inbox = [] }
            return state.inbox
        }
    }

    /// The connection is gone: the broker will deliver again what was not settled.
    func lost(isFinal: Bool) {
        let waiter = self.state.withLock { state in
            state.inbox = []
            state.settlements = []
            state.queue = nil
            guard isFinal else {
                return nil as (id: ID, max: Int, continuation: CheckedContinuation<[Delivery], any Error>)?
            }
            state.isEnded = true
            state.wake = nil
            return state.waiter.take()
        }
        waiter?.continuation.resume(returning: [])
    }
}

extension Subscription: AsyncSequence {
    public typealias Element = Delivery

    /// Reads one message after the other.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let subscription: Subscription

        public mutating func next() async throws -> Delivery? {
            try await self.subscription.nextBatch(max: 1).first
        }
    }

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(subscription: self) }
}
