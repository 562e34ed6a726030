public import AMQP
public import Contracts
public import Values

/// A command as it came, read as far as all commands are alike.
public struct IncomingCommand: Sendable {
    /// `run.start`
    public let name: String
    /// The routing key's. A sender's permissions are bound to it.
    public let organization: OrganizationID
    /// What repeats are known by: the idempotency key, or else the message's id.
    public let key: String
    /// The message's id, if it has one.
    public let messageID: String?
    public let reply: ReplyAddress?
    /// The login that the broker vouches for, if the sender had it stamp the message.
    public let user: String?
    public let trace: Trace
    public let expiryTime: Timestamp?
    public let data: JSONElement

    /// Whether the sender is one of the system's own services, or its operator.
    public var isTrusted: Bool { self.user.map { Users.services.contains($0) } ?? false }

    /// A message that is no command, or not one that can be understood.
    public struct Refused: Error, Sendable {
        public let problem: Problem
        public let reply: ReplyAddress?
        public let organization: OrganizationID?
    }

    /// A refusal of this command, for those that do not become known.
    public func refused(_ problem: Problem) -> Refused {
        Refused(problem: problem, reply: self.reply, organization: self.organization)
    }

    /// Reads a command: a CloudEvent, or plain JSON with the facts in the AMQP properties.
    public init(_ delivery: Delivery) throws(Refused) {
        let reply = ReplyAddress(delivery)
        let parsed = RoutingKeys.parseCommand(delivery.routingKey)
        do throws(Problem) {
            try self.init(delivery, reply, parsed)
        } catch {
            throw Refused(problem: error, reply: reply, organization: parsed?.organization)
        }
    }

    private init(
        _ delivery: Delivery,
        _ reply: ReplyAddress?,
        _ parsed: (name: String, organization: OrganizationID)?
    ) throws(Problem) {
        guard let (name, organization) = parsed else {
            throw Problem(.unsupportedType, "The routing key must be <command>.<organization>")
        }
        if delivery.body.count > Limits.body {
            throw Problem(.tooLarge, "The body must have at most \(Limits.body) bytes")
        }
        try IncomingCommand.check(contentType: delivery.properties.contentType)
        let root = try IncomingCommand.parse(delivery.body)
        var envelope: Envelope?
        if root["specversion"] != nil {
            do throws(FieldError) {
                envelope = try Envelope(json: root)
            } catch {
                throw Problem([error])
            }
        }
        try IncomingCommand.check(type: envelope?.type ?? delivery.properties.type, name)
        let user = delivery.properties.userID
        if let user, !Users.services.contains(user), user != organization.text,
            !user.hasPrefix(organization.text + ".")
        {
            throw Problem(.forbidden, "The sender does not belong to this organization")
        }
        self.name = name
        // The routing key's organization counts, whatever `orgid` says: it is what the broker has checked.
        self.organization = organization
        self.reply = reply
        self.user = user
        self.messageID = envelope?.id ?? delivery.properties.messageID
        self.data = envelope == nil ? root : root["data"] ?? root
        guard let key = self.data["idempotencyKey"]?.string ?? envelope?.idempotencyKey ?? self.messageID else {
            throw Problem(.missingID, "Set idempotencyKey, or the property message_id, so that repeats are known")
        }
        var check = Check()
        check.key(key, "/idempotencyKey")
        if !check.errors.isEmpty { throw Problem(check.errors) }
        self.key = key
        self.trace =
            (Trace(envelope?.traceparent) ?? Trace(delivery.properties.headers[MessageHeaders.traceparent]?.string))?
            .child()
            ?? Trace()
        self.expiryTime = envelope?.expiryTime
    }

    private static func check(contentType: String?) throws(Problem) {
        guard let contentType else { return }
        let media = contentType.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
        guard ["", "application/json", Envelope.contentType].contains(media) else {
            throw Problem(.invalidMessage, "The content type must be application/json or \(Envelope.contentType)")
        }
    }

    private static func parse(_ body: [UInt8]) throws(Problem) -> JSONElement {
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(body, maximumDepth: Limits.depth)
        } catch {
            throw Problem(
                .invalidMessage,
                "The body cannot be read: \(error)",
                errors: [FieldError(pointer: "", message: error.description)]
            )
        }
        guard document.root.isObject else { throw Problem(.invalidMessage, "The body must be a JSON object") }
        return document.root
    }

    /// - Parameter type: The message's own word for what it is; `nil`: the routing key says it, in version 1.
    private static func check(type: String?, _ name: String) throws(Problem) {
        guard let type else { return }
        guard let (stated, version) = MessageType.parse(type), stated == name else {
            throw Problem(.unsupportedType, "The message's type does not fit its routing key")
        }
        guard version == 1 else { throw Problem(.unsupportedVersion, "Version 1 of this type is understood") }
    }
}

/// Where an answer goes.
public struct ReplyAddress: Sendable, Hashable {
    public let queue: String
    public let correlationID: String?

    /// - Returns: `nil` when no answer is asked for, or at an address that is not for answers.
    init?(_ delivery: Delivery) {
        guard let queue = delivery.properties.replyTo, ReplyAddress.isAllowed(queue, delivery.properties.userID) else {
            return nil
        }
        self.queue = queue
        self.correlationID = delivery.properties.correlationID ?? delivery.properties.messageID
    }

    /// Only queues that are made for answers: an answer must not be a way to write into somebody's work.
    private static func isAllowed(_ queue: String, _ user: String?) -> Bool {
        queue.hasPrefix("amq.rabbitmq.reply-to") || queue.hasPrefix("amq.gen-") || queue.hasPrefix("reply.")
            || queue == Queues.schedulerReplies && user == "scheduler"
    }

    /// The answer as a message. Nobody may be there any more to read it, so it is not mandatory.
    public func message(_ payload: some Payload) throws -> Message {
        self.message(type(of: payload).type, "application/json", try payload.jsonBytes())
    }

    public func message(_ problem: Problem) throws -> Message {
        self.message("stagecoach.problem.v1", "application/problem+json", try problem.jsonBytes())
    }

    /// An answer that was stored, once more.
    public func message(_ type: String, _ contentType: String, _ body: [UInt8]) -> Message {
        Message(
            exchange: "",
            routingKey: self.queue,
            properties: MessageProperties(
                contentType: contentType,
                messageID: "\(ID())",
                correlationID: self.correlationID,
                type: type
            ),
            body: body
        )
    }
}
