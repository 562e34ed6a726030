/// Sends HTTP/1.1 requests, many at a time and with connections kept for the next ones, from one thread with libcurl's
/// multi interface.
///
/// Proxies named in the environment are ignored, redirects are not followed, certificates are always verified. Nothing
/// is tried twice: a request is written at most once, and retries belong to the caller, who knows what they may cost.
///
/// The thread ends with ``close(grace:)``, or when nobody holds the client any more.
public final class HTTPClient: Sendable {
    private let configuration: Configuration
    private let loop: TransferLoop

    /// - Throws: ``HTTPClientError`` with `invalidRequest`, naming the setting that cannot be used, or with `library` when
    ///   libcurl cannot be set up, for lack of memory or descriptors.
    public init(_ configuration: Configuration) throws(HTTPClientError) {
        try configuration.check()
        self.configuration = configuration
        self.loop = try TransferLoop.start(configuration)
    }

    deinit { self.loop.close(grace: .zero) }

    /// How many connections have been opened so far; requests beyond that number reused one.
    public var connectionsOpened: Int { self.loop.connectionsOpened }

    /// Sends a request and waits for the whole answer, whatever its status.
    ///
    /// Cancelling the task returns at once and closes the connection.
    public func send(_ request: Request) async throws(HTTPClientError) -> Response {
        let exchange = try self.start(request, isStreaming: false)
        let result = await withTaskCancellationHandler {
            await exchange.response()
        } onCancel: {
            self.abort(exchange)
        }
        return try result.get()
    }

    /// Sends a request and waits for the head of the answer; its body is read afterwards.
    ///
    /// The deadline of the request holds until the end of the body. An error after the head is thrown by the body.
    public func stream(_ request: Request) async throws(HTTPClientError) -> StreamingResponse {
        let exchange = try self.start(request, isStreaming: true)
        let reader = Body.Reader(exchange: exchange, client: self)
        let head = await withTaskCancellationHandler {
            await exchange.head()
        } onCancel: {
            self.abort(exchange)
        }
        return StreamingResponse(head: try head.get(), body: Body(reader: reader))
    }

    /// Takes no more requests, gives the running ones some time to end, aborts the rest and waits for the thread to
    /// have closed every connection. Calling it again does the same, from then on with the shorter time.
    ///
    /// - Parameter grace: For requests that are under way, streams included. They fail with `closed` afterwards.
    public func close(grace: Duration = .zero) async {
        self.loop.close(grace: grace)
        await self.loop.closed()
    }

    private func start(_ request: Request, isStreaming: Bool) throws(HTTPClientError) -> Exchange {
        try request.check(requiresTLS: self.configuration.requiresTLS)
        let exchange = Exchange(isStreaming: isStreaming)
        guard self.loop.post(.start(request, exchange)) else {
            throw HTTPClientError(.closed, "the client is closed")
        }
        return exchange
    }

    func abort(_ exchange: Exchange) {
        exchange.cancel()
        self.loop.post(.abort(exchange))
    }

    func next(of exchange: Exchange) async throws(HTTPClientError) -> [UInt8]? {
        let result = await withTaskCancellationHandler {
            await exchange.next { self.loop.post(.resume(exchange)) }
        } onCancel: {
            self.abort(exchange)
        }
        return try result.get()
    }
}
