extension HTTPClient {
    /// Status and header fields of an answer. Redirects (3xx) are answers like any other: none is followed, since the
    /// request's headers, with the secrets in them, would go to a host that nobody has named.
    public struct Head: Hashable, Sendable {
        public let status: Int
        public let headers: Headers
        /// Whether the answer says where its body ends, so that one that was cut off is an error (`truncated`).
        /// Otherwise the end of the connection was the end of the body, and only the content can tell whether
        /// something is missing; libcurl accepts that end from an encrypted connection that was cut as well.
        public let isDelimited: Bool
    }

    /// An answer with its whole body.
    public struct Response: Hashable, Sendable {
        public let head: Head
        /// Decompressed.
        public let body: [UInt8]

        public var status: Int { self.head.status }
        public var headers: Headers { self.head.headers }
    }

    /// An answer whose body is still arriving.
    public struct StreamingResponse: Sendable {
        public let head: Head
        public let body: Body
    }

    /// The body of an answer, in the pieces in which it arrives. Can be read once, by one reader.
    ///
    /// No more than some 300 KiB wait for the reader; beyond that the server is made to wait. Letting go of the body
    /// before its end aborts the transfer.
    public struct Body: AsyncSequence, Sendable {
        public typealias Element = [UInt8]
        public typealias Failure = HTTPClientError

        let reader: Reader

        public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(reader: self.reader) }

        public struct AsyncIterator: AsyncIteratorProtocol {
            let reader: Reader

            /// The next piece, never empty; `nil` at the end of the body.
            public mutating func next(
                isolation actor: isolated (any Actor)? = #isolation
            ) async throws(HTTPClientError) -> [UInt8]? {
                try await self.reader.next()
            }
        }

        /// Aborts the transfer when the last copy of the body goes away.
        final class Reader: Sendable {
            private let exchange: Exchange
            // Also keeps the client from being closed for lack of an owner while it is read from.
            private let client: HTTPClient

            init(exchange: Exchange, client: HTTPClient) {
                self.exchange = exchange
                self.client = client
            }

            deinit { self.client.abort(self.exchange) }

            func next() async throws(HTTPClientError) -> [UInt8]? {
                try await self.client.next(of: self.exchange)
            }
        }
    }
}
