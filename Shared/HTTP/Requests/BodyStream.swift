/// The body of a request in pieces, as they come in. Can be read once, by one task.
///
/// The server stops reading from the connection while the reader is behind by ``limit`` bytes, so a fast client cannot
/// fill the memory. Before the first piece is asked for nothing is read at all, and a client that waits for
/// `100 Continue` has not been told to send: a handler that refuses early costs nobody a transfer.
public struct BodyStream: AsyncSequence, Sendable {
    /// Bytes that may wait for the reader. 64 KiB: more would not make one connection faster.
    public static let limit = 65_536

    let channel: BodyChannel

    public func makeAsyncIterator() -> Iterator { Iterator(channel: self.channel) }

    public struct Iterator: AsyncIteratorProtocol {
        let channel: BodyChannel

        /// The next piece, never empty; `nil` at the end of the body.
        ///
        /// - Throws: ``BodyError`` when the rest will not come; `CancellationError` when the task is cancelled.
        public mutating func next() async throws -> [UInt8]? { try await self.channel.next() }
    }
}

/// The rest of a body will not come. The client has gone or has been answered by the server: what the handler returns is
/// thrown away.
public struct BodyError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What a caller branches on.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Value { case clientGone, tooLarge, tooSlow, serverStopping }
        private let value: Value
        private init(_ value: Value) { self.value = value }
        /// The connection broke.
        public static let clientGone = Code(.clientGone)
        /// There was more than the route takes; the client has been told with 413.
        public static let tooLarge = Code(.tooLarge)
        /// Too little came in too long a time.
        public static let tooSlow = Code(.tooSlow)
        public static let serverStopping = Code(.serverStopping)
        public var description: String { "\(self.value)" }
    }

    public let code: Code

    /// Whether the client may succeed with the same request later.
    public var isRetriable: Bool { self.code != .tooLarge }

    public var description: String { "the request body is incomplete: \(self.code)" }
}
