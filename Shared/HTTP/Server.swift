import Threads

/// An HTTP/1.1 server. Handlers run as tasks; one thread serves all connections.
///
/// It stops when ``drain(within:)`` is called. Dropping it stops it at once, cutting off what runs: nothing of it stays
/// behind but handlers that do not heed their cancellation.
public final class Server: Sendable {
    /// The address it listens on.
    public let address: String
    /// The port it listens on, also when it was started with 0.
    public let port: UInt16
    private let mailbox: Mailbox
    private let counters: Lock<Statistics>

    /// Starts serving.
    ///
    /// - Parameters:
    ///   - address: IPv4 or IPv6 in digits. Default: loopback, out of reach of other machines. `0.0.0.0` and `::` are all
    ///     addresses.
    ///   - port: 0, the default, takes a free one; see ``port``.
    /// - Throws: ``ServerError``.
    public static func start(
        _ router: Router,
        address: String = "127.0.0.1",
        port: UInt16 = 0,
        configuration: Configuration = Configuration()
    ) throws(ServerError) -> Server {
        try configuration.check(router)
        let loop = ServerLoop(router, configuration)
        let listener = try Listener.open(address: address, port: port, backlog: 1024)
        try loop.open(listener.descriptor)
        let server = Server(address: address, port: listener.port, loop)
        Thread.start(name: "http \(listener.port)") { loop.run() }
        return server
    }

    private init(address: String, port: UInt16, _ loop: ServerLoop) {
        self.address = address
        self.port = port
        self.mailbox = loop.mailbox
        self.counters = loop.statistics
    }

    deinit { self.mailbox.post(.stop) }

    /// Stops gracefully: accepts no more connections, finishes the requests in progress, ends event streams after what was
    /// sent into them, closes the connections. A request counts as finished when its answer has been sent, not when its
    /// handler has returned.
    ///
    /// - Parameter limit: Requests that take longer are cut off and their tasks cancelled.
    /// - Returns: How many were cut off; 0 when the server had stopped before.
    @discardableResult
    public func drain(within limit: Duration) async -> Int {
        await withCheckedContinuation { continuation in
            if !self.mailbox.post(.drain(limit, continuation)) { continuation.resume(returning: 0) }
        }
    }

    /// What has happened since the start.
    public var statistics: Statistics { self.counters.withLock { $0 } }
}
