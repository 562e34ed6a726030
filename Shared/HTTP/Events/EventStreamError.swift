/// An event could not be sent.
public struct EventStreamError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What a caller branches on.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Value { case ended, tooLarge, invalidField }
        private let value: Value
        private init(_ value: Value) { self.value = value }
        /// The stream is over; the client may come back with `Last-Event-ID`.
        public static let ended = Code(.ended)
        /// The event is longer than the stream's buffer.
        public static let tooLarge = Code(.tooLarge)
        /// `id` or `event` holds a line end or NUL.
        public static let invalidField = Code(.invalidField)
        public var description: String { "\(self.value)" }
    }

    public let code: Code
    public let reason: String

    /// Never: an ended stream stays ended, and the other two are faults of the event.
    public var isRetriable: Bool { false }

    public var description: String { "event stream: \(self.code): \(self.reason)" }
}
