import Contracts
import Postgres
import Values

struct KeyView: Sendable {
    var id: ID
    var name: String
    var prefix: String
    /// `nil`: everything.
    var scopes: [String]?
    var createdBy: ID?
    var createdAt: Timestamp
    var expiresAt: Timestamp?
    var lastUsedAt: Timestamp?
}

/// The statements about API keys.
enum KeyStore {
    struct Found: Sendable {
        var id: ID
        var organization: OrganizationID
        var name: String
        var scopes: [String]?
        var isOperator: Bool
    }

    /// The key with a hash, from the standpoint of who shows it. That it was used is written down once a minute.
    static func find(_ session: Session, hash: [UInt8]) throws -> Found? {
        let rows = try session.query(
            """
            select id, organization_id, name, scopes, is_operator from api_keys
            where hash = $1 and revoked_at is null and (expires_at is null or expires_at > now())
            """,
            Bytes(hash)
        )
        guard var row = rows.first else { return nil }
        let id = try row.next(ID.self)
        guard let organization = OrganizationID(try row.next()) else { return nil }
        session.enqueue(
            """
            update api_keys set last_used_at = now()
            where hash = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute')
            """,
            Bytes(hash)
        )
        return Found(
            id: id,
            organization: organization,
            name: try row.next(),
            scopes: try row.next(optional: [String].self),
            isOperator: try row.next()
        )
    }

    /// The key of an id with its hash, from the standpoint of who names it.
    static func find(_ session: Session, _ id: ID) throws -> (key: Found, hash: [UInt8])? {
        let rows = try session.query(
            """
            select organization_id, name, scopes, is_operator, hash from api_keys
            where id = $1 and revoked_at is null and (expires_at is null or expires_at > now())
            """,
            id
        )
        guard var row = rows.first, let organization = OrganizationID(try row.next()) else { return nil }
        let key = Found(
            id: id,
            organization: organization,
            name: try row.next(),
            scopes: try row.next(optional: [String].self),
            isOperator: try row.next()
        )
        return (key, try row.next(Bytes.self).bytes)
    }

    /// Enters a key that the settings give; it is the operator's.
    static func ensure(
        _ session: Session,
        _ organization: OrganizationID,
        prefix: String,
        hash: [UInt8]
    ) throws {
        try session.query(
            """
            insert into api_keys (id, organization_id, name, prefix, hash, is_operator)
            values ($1, $2, 'first key', $3, $4, true)
            on conflict (hash) do update set is_operator = true where not api_keys.is_operator
            """,
            ID(),
            organization.text,
            prefix,
            Bytes(hash)
        )
    }

    static func insert(
        _ session: Session,
        _ key: KeyView,
        _ organization: OrganizationID,
        hash: [UInt8]
    ) throws -> KeyView {
        let rows = try session.query(
            """
            insert into api_keys (id, organization_id, name, prefix, hash, scopes, expires_at, created_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            returning created_at
            """,
            key.id,
            organization.text,
            key.name,
            key.prefix,
            Bytes(hash),
            key.scopes,
            key.expiresAt,
            key.createdBy
        )
        var key = key
        if var row = rows.first { key.createdAt = try row.next() }
        return key
    }

    /// In the order in which they were made, without those that were revoked.
    static func list(_ session: Session, after id: ID?, limit: Int) throws -> [KeyView] {
        try session.query(
            """
            select id, name, prefix, scopes, created_by, created_at, expires_at, last_used_at from api_keys
            where organization_id = stagecoach.organization() and revoked_at is null and ($1::uuid is null or id > $1)
            order by id limit $2
            """,
            id,
            limit
        ).map { row in
            var row = row
            return KeyView(
                id: try row.next(),
                name: try row.next(),
                prefix: try row.next(),
                scopes: try row.next(optional: [String].self),
                createdBy: try row.next(optional: ID.self),
                createdAt: try row.next(),
                expiresAt: try row.next(optional: Timestamp.self),
                lastUsedAt: try row.next(optional: Timestamp.self)
            )
        }
    }

    /// - Returns: Whether there was such a key.
    static func revoke(_ session: Session, _ id: ID) throws -> Bool {
        try session.query(
            """
            update api_keys set revoked_at = now()
            where id = $1 and organization_id = stagecoach.organization() and revoked_at is null
            """,
            id
        ).affected == 1
    }
}

extension KeyView: Listed { var cursor: String { Cursor.text(self.id) } }

extension KeyView {
    /// - Parameter key: The key itself, which is shown when it is made and never again.
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        self.writeMembers(to: &writer)
        writer.endObject()
    }

    /// - Parameter key: What is shown once; `nil` when it has been shown.
    func write(to writer: inout JSONWriter, key: String?) {
        writer.beginObject()
        writer.nullable("key", key)
        self.writeMembers(to: &writer)
        writer.endObject()
    }

    private func writeMembers(to writer: inout JSONWriter) {
        writer.field("id", self.id)
        writer.field("name", self.name)
        writer.field("prefix", self.prefix)
        writer.strings("scopes", self.scopes ?? Role.owner.permissions.names)
        writer.nullable("createdBy", self.createdBy)
        writer.field("createdAt", self.createdAt)
        writer.nullable("expiresAt", self.expiresAt)
        writer.nullable("lastUsedAt", self.lastUsedAt)
    }
}
