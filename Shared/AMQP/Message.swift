/// The properties of a message (AMQP 0-9-1, section 1.8.1); absent ones are not sent.
public struct MessageProperties: Sendable, Hashable {
    public var contentType: String?
    public var messageID: String?
    public var correlationID: String?
    public var replyTo: String?
    public var type: String?
    public var appID: String?
    /// The broker vouches for it: it refuses a message whose `user_id` is not the login of its connection.
    public var userID: String?
    /// How long the message may wait in a queue, in milliseconds, as text.
    public var expiration: String?
    public var headers: [String: HeaderValue]

    public init(
        contentType: String? = nil,
        messageID: String? = nil,
        correlationID: String? = nil,
        replyTo: String? = nil,
        type: String? = nil,
        appID: String? = nil,
        userID: String? = nil,
        expiration: String? = nil,
        headers: [String: HeaderValue] = [:]
    ) {
        self.contentType = contentType
        self.messageID = messageID
        self.correlationID = correlationID
        self.replyTo = replyTo
        self.type = type
        self.appID = appID
        self.userID = userID
        self.expiration = expiration
        self.headers = headers
    }
}

/// A header's value. Tables and lists are passed over when they are received, and cannot be sent.
public enum HeaderValue: Sendable, Hashable {
    case string(String)
    case integer(Int64)
    case bool(Bool)

    public var string: String? {
        if case .string(let value) = self { value } else { nil }
    }

    public var integer: Int64? {
        if case .integer(let value) = self { value } else { nil }
    }
}

/// A message to be published.
public struct Message: Sendable, Hashable {
    /// Empty for the default exchange, which routes to the queue named by the key.
    public var exchange: String
    public var routingKey: String
    public var properties: MessageProperties
    public var body: [UInt8]
    /// Whether a message that no queue takes comes back as an error. Needs a message id, to be recognized by.
    public var isMandatory: Bool
    /// Whether the broker keeps it on disk.
    public var isPersistent: Bool

    public init(
        exchange: String,
        routingKey: String,
        properties: MessageProperties = MessageProperties(),
        body: [UInt8],
        isMandatory: Bool = false,
        isPersistent: Bool = true
    ) {
        self.exchange = exchange
        self.routingKey = routingKey
        self.properties = properties
        self.body = body
        self.isMandatory = isMandatory
        self.isPersistent = isPersistent
    }
}

/// A message that was received. It is to be settled exactly once, through its ``Subscription``.
public struct Delivery: Sendable {
    public let exchange: String
    public let routingKey: String
    public let properties: MessageProperties
    public let body: [UInt8]
    /// It, or an earlier delivery of it, was not settled by whoever had it.
    public let isRedelivered: Bool
    /// How often the broker has had it back (quorum queues, `x-delivery-count`).
    public var deliveryCount: Int64 { self.properties.headers["x-delivery-count"]?.integer ?? 0 }

    let tag: UInt64
    /// The connection it came on; on another one its tag means something else.
    let session: Int
}

extension Delivery {
    /// A message that was received and settled before, and kept elsewhere meanwhile. It is not to be settled again.
    public init(kept message: Message) {
        self.init(
            exchange: message.exchange,
            routingKey: message.routingKey,
            properties: message.properties,
            body: message.body,
            isRedelivered: true,
            tag: 0,
            session: 0
        )
    }
}
