import Threads

/// The publishing side of a connection: a window of unconfirmed messages, and a queue before it.
final class PublisherRole: ConnectionRole, @unchecked Sendable {
    private static let channel: UInt16 = 1

    /// Messages that are confirmed together.
    private final class Batch {
        let messages: [Message]
        let completion: @Sendable (AMQPError?) -> Void
        var unconfirmed: Int
        var isFinished = false

        init(_ messages: [Message], _ completion: @escaping @Sendable (AMQPError?) -> Void) {
            self.messages = messages
            self.completion = completion
            self.unconfirmed = messages.count
        }

        /// The first outcome counts.
        func finish(_ error: AMQPError?) {
            if self.isFinished { return }
            self.isFinished = true
            self.completion(error)
        }
    }

    private struct Published {
        let batch: Batch
        let index: Int
        let at: ContinuousClock.Instant
    }

    private struct Inbox {
        var batches: [Batch] = []
        var status = Publisher.Status.disconnected
        /// No more is taken: the thread has ended.
        var isClosed = false
    }

    private let settings: Publisher.Settings
    private let topology: Topology
    private let events: AsyncStream<ConnectionEvent>.Continuation
    private let inbox: Lock<Inbox>

    // On the thread.
    /// Batches whose messages have not all been written; `next` is the first unwritten one of the first batch.
    private var waiting: [Batch] = []
    private var waitingHead = 0
    private var next = 0
    private var window = ConfirmWindow<Published>()
    private var isBlocked = false

    init(
        _ settings: Publisher.Settings,
        _ topology: Topology,
        _ events: AsyncStream<ConnectionEvent>.Continuation
    ) {
        self.settings = settings
        self.topology = topology
        self.events = events
        self.inbox = Lock(Inbox())
    }

    var status: Publisher.Status { self.inbox.withLock { $0.status } }

    /// From any thread. Fails at once while there is no connection.
    func add(_ messages: [Message], _ completion: @escaping @Sendable (AMQPError?) -> Void) {
        let refusal: AMQPError? = self.inbox.withLock { inbox in
            if inbox.isClosed { return AMQPError(.closed, "closed", operation: "basic.publish") }
            if inbox.status == .disconnected {
                return AMQPError(.connectionLost, "not connected", operation: "basic.publish")
            }
            inbox.batches.append(Batch(messages, completion))
            return nil
        }
        if let refusal { completion(refusal) }
    }

    // MARK: - ConnectionRole

    func opened(_ link: Link, session: Int) throws(AMQPError) {
        let created = try link.declare(self.topology)
        try link.openChannel(PublisherRole.channel)
        try link.enableConfirms(channel: PublisherRole.channel)
        self.window = ConfirmWindow()
        self.isBlocked = false
        self.inbox.withLock { $0.status = .connected }
        self.events.yield(.connected(created: created))
    }

    func work(_ link: Link) throws(AMQPError) {
        let fresh = self.inbox.withLock { inbox in
            defer { inbox.batches = [] }
            return inbox.batches
        }
        self.waiting.append(contentsOf: fresh)
        if self.isBlocked { return }
        let now = ContinuousClock.now
        while self.waitingHead < self.waiting.count, self.window.count < self.settings.window, link.backlog < 1 << 20 {
            let batch = self.waiting[self.waitingHead]
            try link.publish(batch.messages[self.next], channel: PublisherRole.channel)
            self.window.append(Published(batch: batch, index: self.next, at: now))
            self.next += 1
            if self.next == batch.messages.count {
                self.next = 0
                self.waitingHead += 1
            }
        }
        if self.waitingHead == self.waiting.count {
            self.waiting.removeAll(keepingCapacity: true)
            self.waitingHead = 0
        }
        // What does not fit waits for confirms, or for the socket; both wake the thread.
    }

    func received(_ incoming: Incoming, _ link: Link) throws(AMQPError) {
        switch incoming {
        case .acknowledged(let tag, let multiple):
            self.window.settle(tag, multiple: multiple) { published in
                published.batch.unconfirmed -= 1
                if published.batch.unconfirmed == 0 { published.batch.finish(nil) }
            }
        case .refused(let tag, let multiple):
            self.window.settle(tag, multiple: multiple) { published in
                published.batch.finish(AMQPError(.notConfirmed, "basic.nack", operation: "basic.publish"))
            }
        case .returned(let content, let code, let text):
            // It comes before the confirm of the same message, which says no more than that it was dealt with.
            let published = self.window.first { published in
                published.batch.messages[published.index].properties.messageID == content.properties.messageID
            }
            published?.batch.finish(
                AMQPError(
                    .unroutable,
                    "\(text) (exchange \(content.exchange), key \(content.routingKey))",
                    replyCode: code,
                    operation: "basic.publish"
                )
            )
        case .blocked(let reason):
            self.isBlocked = true
            self.inbox.withLock { $0.status = .blocked }
            self.events.yield(.blocked(reason: reason))
        case .unblocked:
            self.isBlocked = false
            self.inbox.withLock { $0.status = .connected }
            self.events.yield(.unblocked)
        case .delivery, .cancelled: break  // nothing is consumed here
        }
    }

    func drained(_ link: Link) throws(AMQPError) {
        // Confirms have opened the window: fill it before going to sleep.
        try self.work(link)
    }

    func checkTime(_ link: Link) throws(AMQPError) {
        guard !self.isBlocked, let oldest = self.window.oldest else { return }
        if ContinuousClock.now - oldest.at > self.settings.confirmTimeout {
            throw AMQPError(
                .connectionLost,
                "no confirm for \(self.settings.confirmTimeout)",
                operation: "basic.publish"
            )
        }
    }

    var isIdle: Bool {
        self.window.count == 0 && self.waiting.isEmpty && self.inbox.withLock { $0.batches.isEmpty }
    }

    func lost(_ error: AMQPError) {
        let wasConnected: Bool
        (wasConnected, self.waiting) = self.inbox.withLock { inbox in
            defer {
                inbox.status = .disconnected
                inbox.batches = []
                inbox.isClosed = error.code == .closed
            }
            return (inbox.status != .disconnected, self.waiting + inbox.batches)
        }
        // A refusal or a closed channel is the cause; to the messages it means that the connection was lost.
        let consequence = AMQPError(
            error.code == .closed ? .closed : .connectionLost,
            "\(error)",
            replyCode: error.replyCode,
            operation: "basic.publish"
        )
        for published in self.window.elements { published.batch.finish(consequence) }
        for batch in self.waiting[min(self.waitingHead, self.waiting.count)...] { batch.finish(consequence) }
        self.waiting = []
        self.waitingHead = 0
        self.next = 0
        self.window = ConfirmWindow()
        if wasConnected || error.code != .closed { self.events.yield(.disconnected(error)) }
    }
}
