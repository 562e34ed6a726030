import Contracts
import Postgres
import Values

/// The statements about subscribers.
enum SubscriberStore {
    struct Entry {
        var id: ID
        var email: String
        var name: String?
        var attributes: JSON
    }

    /// The answer to a part of an import that was taken before.
    static func importedBefore(
        _ session: Session,
        _ organization: OrganizationID,
        _ id: ID,
        _ chunk: Int
    ) throws -> JSON? {
        let rows = try session.query(
            "select reply from imports where organization_id = $1 and import_id = $2 and chunk = $3",
            organization.text,
            id,
            chunk
        )
        guard var row = rows.first else { return nil }
        return try row.next()
    }

    static func noteImport(_ session: Session, _ organization: OrganizationID, _ id: ID, _ chunk: Int, reply: [UInt8]) {
        session.enqueue(
            "insert into imports (organization_id, import_id, chunk, reply) values ($1, $2, $3, $4)",
            organization.text,
            id,
            chunk,
            JSONBytes(reply)
        )
    }

    /// Adds subscribers, or brings them up to date. Who has unsubscribed stays so.
    ///
    /// - Returns: How many are new, and the ids of all.
    static func upsert(
        _ session: Session,
        _ organization: OrganizationID,
        _ entries: [Entry]
    ) throws -> (imported: Int, ids: [ID]) {
        if entries.isEmpty { return (0, []) }
        let rows = try session.query(
            """
            insert into subscribers as s (id, organization_id, email, name, attributes, status, confirmed_at)
            select u.id, $1, u.email, u.name, u.attributes, 'confirmed', clock_timestamp()
            from unnest($2::uuid[], $3::text[], $4::text[], $5::jsonb[]) u (id, email, name, attributes)
            order by u.email
            on conflict (organization_id, email) do update set
                name = coalesce(excluded.name, s.name), attributes = s.attributes || excluded.attributes,
                status = case when s.status = 'pending' then 'confirmed' else s.status end,
                confirmed_at = coalesce(s.confirmed_at, excluded.confirmed_at), updated_at = clock_timestamp()
            returning s.id, (s.xmax = 0)
            """,
            organization.text,
            entries.map(\.id),
            entries.map(\.email),
            entries.map(\.name),
            entries.map(\.attributes)
        )
        var imported = 0
        let ids = try rows.map { row in
            var row = row
            let id = try row.next(ID.self)
            if try row.next(Bool.self) { imported += 1 }
            return id
        }
        return (imported, ids)
    }

    static func addToList(_ session: Session, _ list: ID, _ subscribers: [ID]) {
        session.enqueue(
            """
            insert into list_members (list_id, subscriber_id)
            select $1, u.id from unnest($2::uuid[]) u (id) on conflict do nothing
            """,
            list,
            subscribers
        )
    }

    /// - Returns: Whether the organization has such a subscriber.
    static func suppress(
        _ session: Session,
        _ organization: OrganizationID,
        _ id: ID,
        reason: String
    ) throws -> Bool {
        try !session.query(
            """
            with subscriber as (
                select organization_id, email from subscribers where organization_id = $1 and id = $2
            ), suppressed as (
                insert into suppressions (organization_id, email, reason)
                select organization_id, email, $3 from subscriber on conflict do nothing
            )
            select 1 from subscriber
            """,
            organization.text,
            id,
            reason
        ).isEmpty
    }

    /// - Returns: `nil` when there is no such subscriber; whether anything has changed.
    static func unsubscribe(_ session: Session, _ organization: OrganizationID, _ id: ID) throws -> Bool? {
        let rows = try session.query(
            "select status from subscribers where organization_id = $1 and id = $2 for update",
            organization.text,
            id
        )
        guard var row = rows.first else { return nil }
        if try row.next(String.self) == "unsubscribed" { return false }
        try session.query(
            """
            update subscribers set status = 'unsubscribed', unsubscribed_at = clock_timestamp(),
                updated_at = clock_timestamp()
            where id = $1
            """,
            id
        )
        return true
    }

    static func defineList(_ session: Session, _ organization: OrganizationID, _ id: ID, name: String) throws -> Bool {
        try !session.query(
            """
            insert into lists as l (id, organization_id, name) values ($1, $2, $3)
            on conflict (id) do update set name = excluded.name where l.organization_id = $2
            returning id
            """,
            id,
            organization.text,
            name
        ).isEmpty
    }
}
