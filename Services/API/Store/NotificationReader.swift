import Contracts
import Postgres
import Values

struct NotificationView: Sendable {
    var id: ID
    var name: String
    var events: [String]
    var channel: String
    var isEnabled: Bool
    var disabledReason: String?
    var addresses: [String]
    /// Of the address that requests go to; the rest of it is a secret.
    var host: String?
    var revision: Int
    var createdAt: Timestamp
    var updatedAt: Timestamp
}

/// Something that was sent, or is to be.
struct NotificationDeliveryView: Sendable {
    var id: ID
    var eventID: String
    var topic: String
    var isTest: Bool
    var recipient: String
    var state: String
    var tries: Int
    /// When it is tried again.
    var nextAt: Timestamp?
    var status: Int?
    var detail: String?
    var eventAt: Timestamp
    var createdAt: Timestamp
    var updatedAt: Timestamp
}

/// Reads notifications and their deliveries.
enum NotificationReader {
    private static let select: Statement = """
        select id, name, events, channel, enabled, disabled_reason, addresses, host, revision, created_at, updated_at
        from mailer.notification_rules_v1
        """

    static func fetch(_ session: Session, _ id: ID) throws -> NotificationView? {
        try session.query(self.select + "where id = $1", id).first.map { try self.read($0) }
    }

    /// In the order in which they were made.
    static func list(_ session: Session, after id: ID?, limit: Int) throws -> [NotificationView] {
        try session.query(self.select + "where ($1::uuid is null or id > $1) order by id limit $2", id, limit).map {
            try self.read($0)
        }
    }

    private static func read(_ row: Row) throws -> NotificationView {
        var row = row
        return NotificationView(
            id: try row.next(),
            name: try row.next(),
            events: try row.next(),
            channel: try row.next(),
            isEnabled: try row.next(),
            disabledReason: try row.next(optional: String.self),
            addresses: try row.next(),
            host: try row.next(optional: String.self),
            revision: try row.next(),
            createdAt: try row.next(),
            updatedAt: try row.next()
        )
    }

    /// The newest first.
    static func deliveries(
        _ session: Session,
        _ rule: ID,
        state: String?,
        before id: ID?,
        limit: Int
    ) throws -> [NotificationDeliveryView] {
        try session.query(
            """
            select id, event_id, topic, is_test, recipient, state, tries,
                case when state = 'pending' then next_at end, status, detail, event_at, created_at, updated_at
            from mailer.notifications_v1
            where rule_id = $1 and ($2::text is null or state = $2) and ($3::uuid is null or id < $3)
            order by id desc limit $4
            """,
            rule,
            state,
            id,
            limit
        ).map { row in
            var row = row
            return NotificationDeliveryView(
                id: try row.next(),
                eventID: try row.next(),
                topic: try row.next(),
                isTest: try row.next(),
                recipient: try row.next(),
                state: try row.next(),
                tries: try row.next(),
                nextAt: try row.next(optional: Timestamp.self),
                status: try row.next(optional: Int.self),
                detail: try row.next(optional: String.self),
                eventAt: try row.next(),
                createdAt: try row.next(),
                updatedAt: try row.next()
            )
        }
    }
}

extension NotificationView {
    /// - Parameter signingSecret: One that was made up just now, and is shown this once.
    func write(to writer: inout JSONWriter, signingSecret: String? = nil) {
        writer.beginObject()
        writer.field("id", self.id)
        writer.field("name", self.name)
        writer.texts("events", self.events)
        writer.field("channel", self.channel)
        writer.field("enabled", self.isEnabled)
        writer.nullable("disabledReason", self.disabledReason)
        writer.texts("addresses", self.addresses)
        writer.nullable("host", self.host)
        writer.field("revision", self.revision)
        writer.field("createdAt", self.createdAt)
        writer.field("updatedAt", self.updatedAt)
        if let signingSecret { writer.field("signingSecret", signingSecret) }
        writer.endObject()
    }
}

extension NotificationDeliveryView {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("id", self.id)
        writer.field("event", self.eventID)
        writer.field("type", self.topic)
        writer.field("test", self.isTest)
        writer.nullable("recipient", self.recipient.isEmpty ? nil : self.recipient)
        writer.field("state", self.state)
        writer.field("tries", self.tries)
        writer.nullable("nextAt", self.nextAt)
        writer.nullable("status", self.status)
        writer.nullable("detail", self.detail)
        writer.field("eventAt", self.eventAt)
        writer.field("createdAt", self.createdAt)
        writer.field("updatedAt", self.updatedAt)
        writer.endObject()
    }
}

extension JSONWriter {
    fileprivate mutating func texts(_ key: StaticString, _ values: [String]) {
        self.key(key)
        self.beginArray()
        for value in values { self.string(value) }
        self.endArray()
    }
}
