import Values

/// Receives the messages of several queues on a connection of its own.
public final class Consumer: Sendable {
    public struct Settings: Sendable {
        /// Shown in the broker's list of connections.
        public var name: String
        /// Heartbeat asked of the broker; with it a dead consumer's messages are given to others after twice that.
        public var heartbeat: Duration = .seconds(10)

        public init(name: String) { self.name = name }
    }

    /// For one reader. Ends when the consumer is closed.
    public let events: AsyncStream<ConnectionEvent>
    private let thread: ConnectionThread
    private let ended: AsyncStream<Never>

    /// Begins to connect and returns at once.
    ///
    /// - Parameters:
    ///   - topology: Declared on each new connection.
    ///   - subscriptions: Each is for this consumer alone.
    public init(
        _ endpoint: Endpoint,
        topology: Topology = Topology(),
        subscriptions: [Subscription],
        _ settings: Settings
    ) {
        let (events, continuation) = AsyncStream.makeStream(
            of: ConnectionEvent.self,
            bufferingPolicy: .bufferingNewest(64)
        )
        let (ended, end) = AsyncStream.makeStream(of: Never.self)
        self.events = events
        self.ended = ended
        let thread = ConnectionThread(
            .init(endpoint: endpoint, name: settings.name, heartbeat: settings.heartbeat)
        )
        self.thread = thread
        for subscription in subscriptions { subscription.attach { thread.wake() } }
        self.thread.start(ConsumerRole(subscriptions, topology, continuation)) {
            continuation.finish()
            end.finish()
        }
    }

    deinit { self.thread.stop(gracefully: false) }

    /// Settles what has been decided, and closes the connection. Unsettled messages go back to their queues.
    public func close() async {
        self.thread.stop(gracefully: true)
        for await _ in self.ended {}
    }
}

/// The consuming side of a connection: one channel for each subscription.
private final class ConsumerRole: ConnectionRole, @unchecked Sendable {
    private static let tag = "stagecoach"

    private let subscriptions: [Subscription]
    private let topology: Topology
    private let events: AsyncStream<ConnectionEvent>.Continuation

    // On the thread.
    private var session = 0
    private var wasConnected = false
    private var arrived: [[Delivery]]
    private var cancelled: Set<Int> = []

    init(
        _ subscriptions: [Subscription],
        _ topology: Topology,
        _ events: AsyncStream<ConnectionEvent>.Continuation
    ) {
        self.subscriptions = subscriptions
        self.topology = topology
        self.events = events
        self.arrived = subscriptions.map { _ in [] }
    }

    private func channel(_ index: Int) -> UInt16 { UInt16(index + 1) }

    func opened(_ link: Link, session: Int) throws(AMQPError) {
        self.session = session
        self.cancelled = []
        let created = try link.declare(self.topology)
        for (index, subscription) in self.subscriptions.enumerated() {
            try self.open(subscription, self.channel(index), link)
        }
        self.wasConnected = true
        self.events.yield(.connected(created: created))
    }

    private func open(_ subscription: Subscription, _ channel: UInt16, _ link: Link) throws(AMQPError) {
        try link.openChannel(channel)
        try link.limitPrefetch(subscription.prefetch, channel: channel)
        var name: String
        var arguments: [String: HeaderValue] = [:]
        switch subscription.source {
        case .queue(let queue): name = queue
        case .stream(let queue, let offset):
            name = queue
            arguments["x-stream-offset"] = Int64(offset).map { .integer($0) } ?? .string(offset)
        case .exclusive(let prefix, let bindings):
            name = prefix + "\(ID())"
            try link.declare(name, isDurable: false, isExclusive: true, channel: channel)
            for key in bindings {
                let binding = Topology.Binding(queue: name, exchange: key.exchange, routingKey: key.routingKey)
                try link.bind(binding, channel: channel)
            }
        }
        subscription.opened(queue: name)
        try link.consume(name, tag: ConsumerRole.tag, arguments: arguments, channel: channel)
    }

    func work(_ link: Link) throws(AMQPError) {
        for (index, subscription) in self.subscriptions.enumerated() {
            let channel = self.channel(index)
            for settlement in subscription.takeSettlements() where settlement.session == self.session {
                switch settlement.kind {
                case .acknowledge:
                    try link.acknowledge(settlement.tag, multiple: settlement.isMultiple, channel: channel)
                case .refuse(let requeue):
                    let isMultiple = settlement.isMultiple
                    try link.refuse(settlement.tag, multiple: isMultiple, requeue: requeue, channel: channel)
                }
            }
            if subscription.isStopped { try self.cancel(index, link) }
        }
    }

    private func cancel(_ index: Int, _ link: Link) throws(AMQPError) {
        if self.cancelled.insert(index).inserted {
            try link.cancel(tag: ConsumerRole.tag, channel: self.channel(index))
        }
        for delivery in self.subscriptions[index].takeInbox() where delivery.session == self.session {
            try link.refuse(delivery.tag, multiple: false, requeue: true, channel: self.channel(index))
        }
    }

    func received(_ incoming: Incoming, _ link: Link) throws(AMQPError) {
        switch incoming {
        case .delivery(let channel, let content):
            self.arrived[Int(channel) - 1].append(
                Delivery(
                    exchange: content.exchange,
                    routingKey: content.routingKey,
                    properties: content.properties,
                    body: content.body,
                    isRedelivered: content.isRedelivered,
                    tag: content.tag,
                    session: self.session
                )
            )
        case .cancelled(let channel):
            throw AMQPError(
                .connectionLost,
                "the broker ended the consumer of \(self.subscriptions[Int(channel) - 1].queue ?? "a queue")",
                operation: "basic.cancel"
            )
        // A connection that never publishes is never held up.
        case .blocked, .unblocked, .acknowledged, .refused, .returned: break
        }
    }

    func drained(_ link: Link) throws(AMQPError) {
        for index in self.arrived.indices where !self.arrived[index].isEmpty {
            self.subscriptions[index].add(self.arrived[index])
            self.arrived[index] = []
        }
    }

    func checkTime(_ link: Link) throws(AMQPError) {}

    var isIdle: Bool { self.subscriptions.allSatisfy { !$0.hasSettlements } }

    func lost(_ error: AMQPError) {
        for index in self.arrived.indices { self.arrived[index] = [] }
        for subscription in self.subscriptions { subscription.lost(isFinal: error.code == .closed) }
        if self.wasConnected || error.code != .closed { self.events.yield(.disconnected(error)) }
        self.wasConnected = false
    }
}
