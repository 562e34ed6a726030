import Contracts
import Postgres
import Values

/// A message that could not be handled.
struct DeadLetterView: Sendable {
    var id: ID
    var service: String
    var queue: String
    var code: String
    var reason: String
    var exchange: String
    var routingKey: String
    var properties: JSON
    var body: [UInt8]
    var size: Int
    var at: Timestamp
    var status: String
    var updatedAt: Timestamp
}

/// Reads dead letters.
enum DeadLetterReader {
    private static let select: Statement = """
        select id, service, queue, code, reason, exchange, routing_key, properties, body, size, at, status, updated_at
        from history.dead_letters where organization_id = stagecoach.organization()
        """

    static func fetch(_ session: Session, _ id: ID) throws -> DeadLetterView? {
        try session.query(self.select + " and id = $1", id).first.map { try self.read($0) }
    }

    /// The newest first.
    static func list(_ session: Session, status: String?, before id: ID?, limit: Int) throws -> [DeadLetterView] {
        try session.query(
            self.select
                + " and ($1::text is null or status = $1) and ($2::uuid is null or id < $2) order by id desc limit $3",
            status,
            id,
            limit
        ).map { try self.read($0) }
    }

    private static func read(_ row: Row) throws -> DeadLetterView {
        var row = row
        return DeadLetterView(
            id: try row.next(),
            service: try row.next(),
            queue: try row.next(),
            code: try row.next(),
            reason: try row.next(),
            exchange: try row.next(),
            routingKey: try row.next(),
            properties: try row.next(),
            body: try row.next(Bytes.self).bytes,
            size: try row.next(),
            at: try row.next(),
            status: try row.next(),
            updatedAt: try row.next()
        )
    }
}
