import Threads

/// One request on its way to its answer: the place where the client's thread and the caller's task meet.
final class Exchange: Sendable {
    private let state: Lock<ExchangeState>
    /// Whether the answer is handed over in pieces, and the server made to wait when nobody takes them.
    let isStreaming: Bool

    init(isStreaming: Bool) {
        self.isStreaming = isStreaming
        self.state = Lock(ExchangeState(isStreaming: isStreaming))
    }

    // MARK: - The client's thread

    func receive(_ head: HTTPClient.Head) {
        self.state.withLock { $0.receive(head) }?.run()
    }

    /// - Returns: Whether the bytes were taken. If not, the transfer must pause until the caller of ``next(resume:)``
    ///   has taken what is there.
    func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let (taken, resumption) = self.state.withLock { $0.receive(bytes) }
        resumption?.run()
        return taken
    }

    /// The transfer is over. Does nothing if the exchange has ended already.
    func finish(_ error: HTTPClientError?) {
        self.state.withLock { $0.finish(error) }?.run()
    }

    /// Whether nobody waits for the answer any more.
    var isOver: Bool { self.state.withLock { $0.isOver } }

    // MARK: - The caller's task

    func response() async -> Result<HTTPClient.Response, HTTPClientError> {
        await withCheckedContinuation { continuation in
            self.state.withLock { $0.wait(.response(continuation)) }?.run()
        }
    }

    func head() async -> Result<HTTPClient.Head, HTTPClientError> {
        await withCheckedContinuation { continuation in
            self.state.withLock { $0.wait(.head(continuation)) }?.run()
        }
    }

    /// - Parameter resume: Called when the server was made to wait and need not any more.
    func next(resume: () -> Void) async -> Result<[UInt8]?, HTTPClientError> {
        let (ready, wasPaused) = self.state.withLock { ($0.take(), $0.unpause()) }
        if wasPaused { resume() }
        if let ready { return ready }
        return await withCheckedContinuation { continuation in
            self.state.withLock { $0.wait(.piece(continuation)) }?.run()
        }
    }

    /// Ends the exchange for its caller; what has arrived and was not taken is dropped.
    func cancel() {
        self.state.withLock { $0.cancel() }?.run()
    }
}
