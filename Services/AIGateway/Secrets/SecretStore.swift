import Contracts
import Crypto
import Postgres
import Values

/// The statements about secrets. They are sealed here, as everywhere.
enum SecretStore {
    /// A secret as it is stored.
    struct Entry: Sendable {
        var organization: OrganizationID
        var name: String
        var keyID: String
        var sealed: [UInt8]
    }

    /// - Returns: Whether there was none under this name before.
    static func put(_ session: Session, _ entry: Entry) throws -> Bool {
        let rows = try session.query(
            """
            insert into secrets (organization_id, name, key_id, sealed) values ($1, $2, $3, $4)
            on conflict (organization_id, name) do update
            set key_id = excluded.key_id, sealed = excluded.sealed, updated_at = clock_timestamp()
            returning xmax = 0
            """,
            entry.organization.text,
            entry.name,
            entry.keyID,
            Bytes(entry.sealed)
        )
        guard var row = rows.first else { return false }
        return try row.next()
    }

    /// - Returns: Whether there was one.
    static func delete(_ session: Session, _ organization: OrganizationID, _ name: String) throws -> Bool {
        try session.query(
            "delete from secrets where organization_id = $1 and name = $2",
            organization.text,
            name
        ).affected == 1
    }

    static func fetch(_ session: Session, _ organization: OrganizationID, _ name: String) throws -> Entry? {
        try session.query(
            "select organization_id, name, key_id, sealed from secrets where organization_id = $1 and name = $2",
            organization.text,
            name
        ).first.flatMap { try self.read($0) }
    }

    /// Some of those that are sealed with another key than the current one, as long as the key is held.
    static func stale(_ session: Session, current: String, held: [String], limit: Int) throws -> [Entry] {
        try session.query(
            """
            select organization_id, name, key_id, sealed from secrets
            where key_id <> $1 and key_id = any ($2) order by organization_id, name limit $3 for update
            """,
            current,
            held,
            limit
        ).compactMap { try self.read($0) }
    }

    /// Stores a secret sealed anew. Its date stays: it has not changed.
    static func reseal(_ session: Session, _ entry: Entry) {
        session.enqueue(
            "update secrets set key_id = $3, sealed = $4 where organization_id = $1 and name = $2",
            entry.organization.text,
            entry.name,
            entry.keyID,
            Bytes(entry.sealed)
        )
    }

    private static func read(_ row: Row) throws -> Entry? {
        var row = row
        guard let organization = OrganizationID(try row.next(String.self)) else { return nil }
        return Entry(
            organization: organization,
            name: try row.next(),
            keyID: try row.next(),
            sealed: try row.next(Bytes.self).bytes
        )
    }

    /// Makes the table of public keys what the configuration says.
    static func listKeys(_ session: Session, _ keys: OpeningKeys) throws {
        session.enqueue("delete from secret_keys where id <> all ($1)", keys.ids)
        session.enqueue("update secret_keys set is_current = false where is_current and id <> $1", keys.current.id)
        try session.query(
            """
            insert into secret_keys (id, public_key, is_current) values ($1, $2, true)
            on conflict (id) do update set is_current = true, updated_at = clock_timestamp()
            """,
            keys.current.id,
            Bytes(keys.current.bytes)
        )
    }
}
