/// A failure of the broker, of the connection to it, or of its use. Holds no password and no message body.
public struct AMQPError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What a caller branches on.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Value { case connectionLost, refused, channelClosed, unroutable, notConfirmed, timedOut, closed }
        private let value: Value
        private init(_ value: Value) { self.value = value }

        /// There is no connection, or it broke. What was published and not confirmed may or may not have arrived.
        public static let connectionLost = Code(.connectionLost)
        /// The broker refused the login, the virtual host or the peer; asking again gets the same answer.
        public static let refused = Code(.refused)
        /// The broker closed the channel, for example 404 for a missing exchange.
        public static let channelClosed = Code(.channelClosed)
        /// A mandatory message had no queue to go to and came back (312 NO_ROUTE).
        public static let unroutable = Code(.unroutable)
        /// The broker answered a message with `basic.nack`: it did not take it over.
        public static let notConfirmed = Code(.notConfirmed)
        /// No answer in the time that the caller gave. The message may still arrive.
        public static let timedOut = Code(.timedOut)
        /// Used after it was closed.
        public static let closed = Code(.closed)

        public var description: String { "\(self.value)" }
    }

    public let code: Code
    /// The broker's or the library's own words.
    public let reason: String
    /// The reply code (AMQP 0-9-1, section 1.2), when the broker sent one.
    public let replyCode: UInt16?
    /// What was being done, for example `basic.consume`.
    public let operation: String

    init(_ code: Code, _ reason: String, replyCode: UInt16? = nil, operation: String) {
        self.code = code
        self.reason = reason
        self.replyCode = replyCode
        self.operation = operation
    }

    public var description: String {
        "\(self.operation): \(self.code)\(self.replyCode.map { " \($0)" } ?? ""): \(self.reason)"
    }
}
