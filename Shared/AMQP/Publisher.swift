/// Publishes messages on a connection of its own and waits for the broker's confirms, many at a time.
///
/// Nothing counts as sent before its confirm. The connection is opened again whenever it breaks; what was not confirmed
/// by then is reported as lost, and whether it is sent again is for the caller to decide, who knows whether a second
/// copy does harm.
///
/// It is apart from the connection that consumes: a broker that is short of memory stops reading from a connection that
/// publishes, and acknowledgements on it would stick behind the messages.
public final class Publisher: Sendable {
    public struct Settings: Sendable {
        /// Shown in the broker's list of connections.
        public var name: String
        /// How many messages may be on their way without a confirm. More wait here.
        public var window = 2048
        /// A message that is not confirmed for this long, on a broker that is not blocked, is evidence of a broken
        /// connection: a cluster that has lost its majority says nothing at all.
        public var confirmTimeout: Duration = .seconds(30)
        /// Heartbeat asked of the broker. The smaller of both sides' values holds.
        public var heartbeat: Duration = .seconds(10)

        public init(name: String) { self.name = name }
    }

    /// Whether messages can be sent now.
    public enum Status: Sendable, Equatable {
        case connected
        case blocked
        case disconnected
    }

    /// For one reader. Ends when the publisher is closed.
    public let events: AsyncStream<ConnectionEvent>
    private let thread: ConnectionThread
    private let role: PublisherRole
    private let ended: AsyncStream<Never>

    /// Begins to connect and returns at once.
    ///
    /// - Parameter topology: Declared on each new connection.
    public init(_ endpoint: Endpoint, topology: Topology = Topology(), _ settings: Settings) {
        let (events, continuation) = AsyncStream.makeStream(
            of: ConnectionEvent.self,
            bufferingPolicy: .bufferingNewest(64)
        )
        let (ended, end) = AsyncStream.makeStream(of: Never.self)
        self.events = events
        self.ended = ended
        self.thread = ConnectionThread(
            .init(endpoint: endpoint, name: settings.name, heartbeat: settings.heartbeat)
        )
        self.role = PublisherRole(settings, topology, continuation)
        self.thread.start(self.role) {
            continuation.finish()
            end.finish()
        }
    }

    deinit { self.thread.stop(gracefully: false) }

    public var status: Status { self.role.status }

    /// Publishes messages in their order and calls `completion`, once, when the last one is confirmed or the first
    /// failure is certain.
    ///
    /// Without a connection it fails at once; while the broker is blocked it waits.
    ///
    /// - Parameter completion: Called on the connection's thread; must not block. Gets `connectionLost` when confirms
    ///   are missing (the messages may have arrived or not), `unroutable` or `notConfirmed` when the broker refused one
    ///   of them (the others may have arrived).
    public func send(_ messages: [Message], completion: @escaping @Sendable (AMQPError?) -> Void) {
        for message in messages {
            if let invalidity = message.invalidity {
                return completion(AMQPError(.channelClosed, invalidity, operation: "basic.publish"))
            }
        }
        if messages.isEmpty { return completion(nil) }
        self.role.add(messages, completion)
        self.thread.wake()
    }

    /// Publishes messages in their order and waits until all are confirmed.
    ///
    /// - Throws: ``AMQPError`` as told at ``send(_:completion:)``. Cancellation of the task does not end the wait.
    public func publish(_ messages: [Message]) async throws(AMQPError) {
        let failure = await withCheckedContinuation { continuation in
            self.send(messages) { continuation.resume(returning: $0) }
        }
        if let failure { throw failure }
    }

    /// Sends what was given so far, waits for its confirms, and closes the connection.
    ///
    /// - Parameter timeout: Then it is closed all the same, and what is not confirmed is reported as lost.
    public func close(within timeout: Duration = .seconds(5)) async {
        self.thread.stop(gracefully: true)
        let guardian = Task { [thread] in
            guard (try? await Task.sleep(for: timeout)) != nil else { return }
            thread.stop(gracefully: false)
        }
        for await _ in self.ended {}
        guardian.cancel()
    }
}
