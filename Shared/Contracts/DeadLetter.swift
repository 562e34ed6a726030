public import Values

/// A message that could not be handled: exchange `stagecoach.dead`.
///
/// It is a document of its own, because what is parked need not be JSON.
public struct DeadLetter: Payload {
    public static let name = "dead.letter"

    /// The parking itself; parking the same message again gives another.
    public var id: ID
    /// The service that parked it.
    public var service: String
    public var queue: String
    /// The organization that its key names, if it does.
    public var organization: OrganizationID?
    public var code: ProblemCode
    public var reason: String
    public var at: Timestamp
    public var exchange: String
    public var routingKey: String
    public var contentType: String?
    public var messageId: String?
    public var correlationId: String?
    public var replyTo: String?
    public var type: String?
    public var userId: String?
    public var headers: JSON
    /// The body in base64, or the beginning of it.
    public var body: String
    /// The body's length in bytes.
    public var size: Int

    public init(
        id: ID,
        service: String,
        queue: String,
        organization: OrganizationID?,
        code: ProblemCode,
        reason: String,
        at: Timestamp,
        exchange: String,
        routingKey: String,
        contentType: String?,
        messageId: String?,
        correlationId: String?,
        replyTo: String?,
        type: String?,
        userId: String?,
        headers: JSON,
        body: String,
        size: Int
    ) {
        self.id = id
        self.service = service
        self.queue = queue
        self.organization = organization
        self.code = code
        self.reason = reason
        self.at = at
        self.exchange = exchange
        self.routingKey = routingKey
        self.contentType = contentType
        self.messageId = messageId
        self.correlationId = correlationId
        self.replyTo = replyTo
        self.type = type
        self.userId = userId
        self.headers = headers
        self.body = body
        self.size = size
    }
}

/// Put a dead letter back where it came from.
public struct DeadRequeue: Payload {
    public static let name = "dead.requeue"
    public var id: ID
    public var idempotencyKey: String?
    public init(id: ID, idempotencyKey: String? = nil) {
        self.id = id
        self.idempotencyKey = idempotencyKey
    }
}

/// Close a dead letter: nothing is to be done about it any more. It stays on record.
public struct DeadDiscard: Payload {
    public static let name = "dead.discard"
    public var id: ID
    public var idempotencyKey: String?
    public init(id: ID, idempotencyKey: String? = nil) {
        self.id = id
        self.idempotencyKey = idempotencyKey
    }
}

/// The answer to a command about a dead letter.
public struct DeadAccepted: Payload {
    public static let name = "dead.accepted"
    public var id: ID
    public var status = "accepted"
    public init(id: ID) { self.id = id }
}
