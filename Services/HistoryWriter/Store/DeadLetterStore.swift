import Contracts
import Postgres
import Values

/// The statements about dead letters.
enum DeadLetterStore {
    struct Letter: Sendable {
        var id: ID
        var organization: String
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
    }

    static func insert(_ session: Session, _ letters: [Letter]) {
        session.enqueue(
            """
            insert into dead_letters (id, organization_id, service, queue, code, reason, exchange, routing_key,
                properties, body, size, at, updated_at)
            select u.*, clock_timestamp()
            from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                $9::json[], $10::bytea[], $11::int8[], $12::timestamptz[]) u
            on conflict (id) do nothing
            """,
            letters.map(\.id),
            letters.map(\.organization),
            letters.map(\.service),
            letters.map(\.queue),
            letters.map(\.code),
            letters.map(\.reason),
            letters.map(\.exchange),
            letters.map(\.routingKey),
            letters.map { JSONBytes($0.properties.bytes) },
            letters.map { Bytes($0.body) },
            letters.map(\.size),
            letters.map(\.at)
        )
    }

    /// - Returns: `nil` when the organization has no such letter.
    static func fetch(_ session: Session, _ id: ID, _ organization: OrganizationID) throws -> (Letter, status: String)?
    {
        let rows = try session.query(
            """
            select organization_id, service, queue, code, reason, exchange, routing_key, properties, body, size, at, status
            from dead_letters where id = $1 and organization_id = $2 for update
            """,
            id,
            organization.text
        )
        guard var row = rows.first else { return nil }
        let letter = Letter(
            id: id,
            organization: try row.next(),
            service: try row.next(),
            queue: try row.next(),
            code: try row.next(),
            reason: try row.next(),
            exchange: try row.next(),
            routingKey: try row.next(),
            properties: try row.next(),
            body: try row.next(Bytes.self).bytes,
            size: try row.next(),
            at: try row.next()
        )
        return (letter, try row.next())
    }

    static func setStatus(_ session: Session, _ id: ID, _ status: String) throws {
        try session.query(
            "update dead_letters set status = $2, updated_at = clock_timestamp() where id = $1",
            id,
            status
        )
    }
}
