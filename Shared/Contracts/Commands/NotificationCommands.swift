public import Values

/// Set up notifications, or change them.
public struct NotificationDefine: Payload {
    public static let name = "notification.define"
    /// Chosen by the sender, so that repeating the command does no harm.
    public var ruleId: ID
    /// What the sender knows to be the present revision; 0: it must be new; `nil`: whatever there is.
    public var revision: Int?
    public var definition: NotificationDefinition
    public var idempotencyKey: String?

    public init(
        ruleId: ID,
        revision: Int? = nil,
        definition: NotificationDefinition,
        idempotencyKey: String? = nil
    ) {
        self.ruleId = ruleId
        self.revision = revision
        self.definition = definition
        self.idempotencyKey = idempotencyKey
    }

    public func problems() -> [FieldError] {
        var check = Check()
        if let key = self.idempotencyKey { check.key(key, "/idempotencyKey") }
        check.add(self.definition.problems(at: "/definition"))
        return check.errors
    }
}

/// Take notifications away, with what waits to be sent and the record of what was.
public struct NotificationDelete: Payload {
    public static let name = "notification.delete"
    public var ruleId: ID
    public var idempotencyKey: String?

    public init(ruleId: ID, idempotencyKey: String? = nil) {
        self.ruleId = ruleId
        self.idempotencyKey = idempotencyKey
    }

    public func problems() -> [FieldError] {
        var check = Check()
        if let key = self.idempotencyKey { check.key(key, "/idempotencyKey") }
        return check.errors
    }
}

/// Send a sample, in the way in which the real ones go.
public struct NotificationTest: Payload {
    public static let name = "notification.test"
    public var ruleId: ID
    public var idempotencyKey: String?

    public init(ruleId: ID, idempotencyKey: String? = nil) {
        self.ruleId = ruleId
        self.idempotencyKey = idempotencyKey
    }

    public func problems() -> [FieldError] {
        var check = Check()
        if let key = self.idempotencyKey { check.key(key, "/idempotencyKey") }
        return check.errors
    }
}

/// The answer to a command about notifications.
public struct NotificationAccepted: Payload {
    public static let name = "notification.accepted"
    public var ruleId: ID
    public var status = "accepted"
    /// 0 after it was deleted.
    public var revision: Int
    /// Of a test: what is being sent, one for each recipient.
    public var deliveries: [ID]

    public init(ruleId: ID, revision: Int, deliveries: [ID] = []) {
        self.ruleId = ruleId
        self.revision = revision
        self.deliveries = deliveries
    }
}

/// The data of `stagecoach.notification.<defined|deleted|disabled>.v1`. Names no address and no secret.
public struct NotificationEvent: Codable, Hashable, Sendable {
    public var ruleId: ID
    public var name: String
    public var channel: NotificationChannel
    /// Why it was disabled without a person.
    public var reason: String?

    public init(ruleId: ID, name: String, channel: NotificationChannel, reason: String? = nil) {
        self.ruleId = ruleId
        self.name = name
        self.channel = channel
        self.reason = reason
    }
}
