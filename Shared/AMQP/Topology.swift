/// The queues and bindings that a connection needs; declared each time it is opened. Exchanges are made by whoever sets
/// up the broker, and so are policies: limits as arguments could not be changed later.
public struct Topology: Sendable {
    /// A durable queue.
    public struct Queue: Sendable, Hashable {
        public enum Kind: String, Sendable {
            /// Replicated and safe: what is confirmed survives the loss of a minority of nodes.
            case quorum
            case classic
            case stream
        }

        public var name: String
        public var kind: Kind
        /// Whether one consumer at a time gets messages while others stand by. Not a lock: when it changes, two may be at
        /// work for a moment.
        public var isSingleActive: Bool

        public init(_ name: String, _ kind: Kind = .quorum, isSingleActive: Bool = false) {
            self.name = name
            self.kind = kind
            self.isSingleActive = isSingleActive
        }

        var arguments: [String: HeaderValue] {
            var arguments: [String: HeaderValue] = ["x-queue-type": .string(self.kind.rawValue)]
            if self.isSingleActive { arguments["x-single-active-consumer"] = .bool(true) }
            return arguments
        }
    }

    public struct Binding: Sendable, Hashable {
        public var queue: String
        public var exchange: String
        public var routingKey: String

        public init(queue: String, exchange: String, routingKey: String) {
            self.queue = queue
            self.exchange = exchange
            self.routingKey = routingKey
        }
    }

    public var queues: [Queue]
    public var bindings: [Binding]

    public init(queues: [Queue] = [], bindings: [Binding] = []) {
        self.queues = queues
        self.bindings = bindings
    }
}
