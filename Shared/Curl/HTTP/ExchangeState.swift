/// The states of an ``Exchange``. Every change returns what is to be done after the lock is released.
struct ExchangeState {
    /// Beyond this many waiting bytes the server is made to wait: enough to keep a fast reader busy.
    static let watermark = 256 << 10

    /// The one who waits, and for what.
    enum Waiter {
        case response(CheckedContinuation<Result<HTTPClient.Response, HTTPClientError>, Never>)
        case head(CheckedContinuation<Result<HTTPClient.Head, HTTPClientError>, Never>)
        case piece(CheckedContinuation<Result<[UInt8]?, HTTPClientError>, Never>)
    }

    /// An answer for the one who waits.
    enum Resumption {
        case response(
            CheckedContinuation<Result<HTTPClient.Response, HTTPClientError>, Never>,
            Result<HTTPClient.Response, HTTPClientError>
        )
        case head(
            CheckedContinuation<Result<HTTPClient.Head, HTTPClientError>, Never>,
            Result<HTTPClient.Head, HTTPClientError>
        )
        case piece(
            CheckedContinuation<Result<[UInt8]?, HTTPClientError>, Never>,
            Result<[UInt8]?, HTTPClientError>
        )

        func run() {
            switch self {
            case .response(let continuation, let result): continuation.resume(returning: result)
            case .head(let continuation, let result): continuation.resume(returning: result)
            case .piece(let continuation, let result): continuation.resume(returning: result)
            }
        }
    }

    private enum End {
        case complete
        case failed(HTTPClientError)
    }

    private let isStreaming: Bool
    private var head: HTTPClient.Head?
    private var arrived: [UInt8] = []
    private var end: End?
    private var waiter: Waiter?
    private var isPaused = false

    init(isStreaming: Bool) { self.isStreaming = isStreaming }

    var isOver: Bool { self.end != nil }

    // MARK: - From the transfer

    mutating func receive(_ head: HTTPClient.Head) -> Resumption? {
        if self.end != nil { return nil }
        self.head = head
        guard case .head = self.waiter else { return nil }
        return self.answer()
    }

    mutating func receive(_ bytes: UnsafeRawBufferPointer) -> (taken: Bool, Resumption?) {
        // After a cancellation, until the transfer has been aborted: nobody will read it.
        if self.end != nil { return (true, nil) }
        if self.isStreaming, self.arrived.count >= Self.watermark {
            self.isPaused = true
            return (false, nil)
        }
        self.arrived.append(contentsOf: bytes)
        guard case .piece = self.waiter else { return (true, nil) }
        return (true, self.answer())
    }

    mutating func finish(_ error: HTTPClientError?) -> Resumption? {
        if self.end != nil { return nil }
        self.end = error.map { .failed($0) } ?? .complete
        return self.answer()
    }

    // MARK: - From the caller

    mutating func wait(_ waiter: Waiter) -> Resumption? {
        precondition(self.waiter == nil, "the body of an answer has one reader")
        self.waiter = waiter
        return self.answer()
    }

    /// What can be had without waiting.
    mutating func take() -> Result<[UInt8]?, HTTPClientError>? {
        if !self.arrived.isEmpty {
            defer { self.arrived = [] }
            return .success(self.arrived)
        }
        switch self.end {
        case .complete: return .success(nil)
        case .failed(let error): return .failure(error)
        case nil: return nil
        }
    }

    /// Whether the transfer was paused and is to go on.
    mutating func unpause() -> Bool {
        defer { self.isPaused = false }
        return self.isPaused
    }

    mutating func cancel() -> Resumption? {
        // What is dropped here must not look like the end of the body.
        if self.end == nil || !self.arrived.isEmpty {
            self.end = .failed(HTTPClientError(.cancelled, "the task was cancelled", mayHaveArrived: true))
        }
        self.arrived = []
        return self.answer()
    }

    /// Answers the one who waits, if that is possible by now.
    private mutating func answer() -> Resumption? {
        let resumption: Resumption?
        switch (self.waiter, self.end) {
        case (nil, _): resumption = nil
        case (.response(let continuation), .complete):
            resumption = .response(continuation, self.response())
        case (.response(let continuation), .failed(let error)):
            resumption = .response(continuation, .failure(error))
        case (.response, nil): resumption = nil
        case (.head(let continuation), let end):
            if let head = self.head {
                resumption = .head(continuation, .success(head))
            } else if case .failed(let error) = end {
                resumption = .head(continuation, .failure(error))
            } else {
                resumption = end.map { _ in .head(continuation, .failure(Self.noHead)) }
            }
        case (.piece(let continuation), _): resumption = self.take().map { .piece(continuation, $0) }
        }
        if resumption != nil { self.waiter = nil }
        return resumption
    }

    private func response() -> Result<HTTPClient.Response, HTTPClientError> {
        guard let head = self.head else { return .failure(Self.noHead) }
        return .success(HTTPClient.Response(head: head, body: self.arrived))
    }

    private static let noHead = HTTPClientError(.invalidResponse, "the answer has no head", mayHaveArrived: true)
}
