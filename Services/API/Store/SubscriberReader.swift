import Contracts
import Postgres
import Values

struct SubscriberView: Sendable {
    var id: ID
    var email: String
    var name: String?
    var attributes: JSON
    var status: String
    var suppressionReason: String?
    var confirmedAt: Timestamp?
    var unsubscribedAt: Timestamp?
    var createdAt: Timestamp
    var updatedAt: Timestamp
}

struct ListView: Sendable {
    var id: ID
    var name: String
    var members: Int
    var createdAt: Timestamp
}

/// Reads subscribers and lists.
enum SubscriberReader {
    private static let select: Statement = """
        select id, email, name, attributes, status, suppression_reason, confirmed_at, unsubscribed_at, created_at,
            updated_at
        from mailer.subscribers_v1
        """

    static func fetch(_ session: Session, _ id: ID) throws -> SubscriberView? {
        try session.query(self.select + " where id = $1", id).first.map { try self.read($0) }
    }

    /// In the order in which they came.
    static func list(
        _ session: Session,
        email: String?,
        status: String?,
        after id: ID?,
        limit: Int
    ) throws -> [SubscriberView] {
        try session.query(
            self.select
                + """
                 where ($1::text is null or email = $1) and ($2::text is null or status = $2)
                    and ($3::uuid is null or id > $3)
                order by id limit $4
                """,
            email,
            status,
            id,
            limit
        ).map { try self.read($0) }
    }

    private static func read(_ row: Row) throws -> SubscriberView {
        var row = row
        return SubscriberView(
            id: try row.next(),
            email: try row.next(),
            name: try row.next(optional: String.self),
            attributes: try row.next(),
            status: try row.next(),
            suppressionReason: try row.next(optional: String.self),
            confirmedAt: try row.next(optional: Timestamp.self),
            unsubscribedAt: try row.next(optional: Timestamp.self),
            createdAt: try row.next(),
            updatedAt: try row.next()
        )
    }

    static func lists(_ session: Session) throws -> [ListView] {
        try session.query("select id, name, members, created_at from mailer.lists_v1 order by id").map { row in
            var row = row
            return ListView(
                id: try row.next(),
                name: try row.next(),
                members: try row.next(),
                createdAt: try row.next()
            )
        }
    }
}

extension SubscriberView {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("id", self.id)
        writer.field("email", self.email)
        writer.nullable("name", self.name)
        writer.field("attributes", self.attributes)
        writer.field("status", self.status)
        writer.nullable("suppressionReason", self.suppressionReason)
        writer.nullable("confirmedAt", self.confirmedAt)
        writer.nullable("unsubscribedAt", self.unsubscribedAt)
        writer.field("createdAt", self.createdAt)
        writer.field("updatedAt", self.updatedAt)
        writer.endObject()
    }
}

extension ListView {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("id", self.id)
        writer.field("name", self.name)
        writer.field("members", self.members)
        writer.field("createdAt", self.createdAt)
        writer.endObject()
    }
}
