public import Values

/// Add subscribers, or bring them up to date: a part of an import. Repeating a part does no harm.
public struct SubscribersImport: Payload {
    public static let name = "subscribers.import"
    /// The import, and the number of its part.
    public var importId: ID
    public var chunk: Int
    /// The list to put them on, besides.
    public var listId: ID?
    public var rows: [Row]
    public var idempotencyKey: String?

    /// A row of the import, as it was written.
    public struct Row: Codable, Hashable, Sendable {
        /// Its line in the file, from 1, for messages about it.
        public var line: Int
        public var email: String
        public var name: String?
        public var attributes: [String: String]?

        public init(line: Int, email: String, name: String?, attributes: [String: String]?) {
            self.line = line
            self.email = email
            self.name = name
            self.attributes = attributes
        }
    }

    public init(importId: ID, chunk: Int, listId: ID?, rows: [Row], idempotencyKey: String? = nil) {
        self.importId = importId
        self.chunk = chunk
        self.listId = listId
        self.rows = rows
        self.idempotencyKey = idempotencyKey
    }

    public func problems() -> [FieldError] {
        var check = Check()
        check.require(self.rows.count <= 5000, "/rows", "must have at most 5,000 entries")
        return check.errors
    }
}

/// The answer to ``SubscribersImport``.
public struct SubscribersImported: Payload {
    public static let name = "subscribers.imported"
    public var imported: Int
    public var updated: Int
    public var rejected: [Rejection]

    public struct Rejection: Codable, Hashable, Sendable {
        public var line: Int
        public var reason: String
        public init(line: Int, reason: String) {
            self.line = line
            self.reason = reason
        }
    }

    public init(imported: Int, updated: Int, rejected: [Rejection]) {
        self.imported = imported
        self.updated = updated
        self.rejected = rejected
    }
}

/// Send nothing to a subscriber any more, whatever lists they are on.
public struct SubscribersSuppress: Payload {
    public static let name = "subscribers.suppress"
    public var subscriberId: ID
    /// For people: `manual`, `complaint`, …
    public var reason: String?
    public var idempotencyKey: String?
    public init(subscriberId: ID, reason: String? = nil, idempotencyKey: String? = nil) {
        self.subscriberId = subscriberId
        self.reason = reason
        self.idempotencyKey = idempotencyKey
    }
}

/// A subscriber wants no more mail.
public struct SubscribersUnsubscribe: Payload {
    public static let name = "subscribers.unsubscribe"
    public var subscriberId: ID
    public var idempotencyKey: String?
    public init(subscriberId: ID, idempotencyKey: String? = nil) {
        self.subscriberId = subscriberId
        self.idempotencyKey = idempotencyKey
    }
}

/// The answer to a command about one subscriber.
public struct SubscriberAccepted: Payload {
    public static let name = "subscriber.accepted"
    public var subscriberId: ID
    public var status = "accepted"
    public init(subscriberId: ID) { self.subscriberId = subscriberId }
}

/// Create a list of subscribers, or rename it.
public struct ListDefine: Payload {
    public static let name = "lists.define"
    public var listId: ID
    public var name: String
    public var idempotencyKey: String?
    public init(listId: ID, name: String, idempotencyKey: String? = nil) {
        self.listId = listId
        self.name = name
        self.idempotencyKey = idempotencyKey
    }

    public func problems() -> [FieldError] {
        var check = Check()
        check.line(self.name, "/name")
        return check.errors
    }
}

/// The answer to ``ListDefine``.
public struct ListAccepted: Payload {
    public static let name = "list.accepted"
    public var listId: ID
    public var status = "accepted"
    public init(listId: ID) { self.listId = listId }
}

/// Send one mail to see how it arrives. It counts as nothing: no subscriber, no run.
public struct MailTest: Payload {
    public static let name = "mail.test"
    public var to: String
    public var subject: String
    public var html: String
    public var text: String
    public var idempotencyKey: String?
    public init(to: String, subject: String, html: String, text: String, idempotencyKey: String? = nil) {
        self.to = to
        self.subject = subject
        self.html = html
        self.text = text
        self.idempotencyKey = idempotencyKey
    }

    public func problems() -> [FieldError] {
        var check = Check()
        check.line(self.subject, "/subject", limit: 500)
        return check.errors
    }
}

/// What became of a test mail.
public struct MailTested: Payload {
    public static let name = "mail.tested"
    /// `sent`, `refused`, `deferred`, `unconfirmed` or `unavailable`.
    public var outcome: String
    /// The server's answer, or what was in the way.
    public var detail: String
    public init(outcome: String, detail: String) {
        self.outcome = outcome
        self.detail = detail
    }
}
