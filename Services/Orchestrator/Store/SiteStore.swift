import Contracts
import Postgres
import Values

/// The statements about sites, and about items that people bring in or change.
enum SiteStore {
    struct Site {
        var id: ID
        var name: String
    }

    /// A site of an organization that is not deleted, locked.
    static func lock(_ session: Session, _ id: ID, _ organization: OrganizationID) throws -> Site? {
        try session.query(
            """
            select id, name from sites where id = $1 and organization_id = $2 and deleted_at is null for update
            """,
            id,
            organization.text
        ).first.map { row in
            var row = row
            return Site(id: try row.next(), name: try row.next())
        }
    }

    /// - Returns: Whether it was created. Not, when the id is taken.
    static func insert(_ session: Session, _ site: Site, _ organization: OrganizationID) throws -> Bool {
        try session.query(
            "insert into sites (id, organization_id, name) values ($1, $2, $3) on conflict do nothing",
            site.id,
            organization.text,
            site.name
        ).affected == 1
    }

    static func rename(_ session: Session, _ site: Site) {
        session.enqueue("update sites set name = $2 where id = $1", site.id, site.name)
    }

    static func delete(_ session: Session, _ id: ID) {
        session.enqueue("update sites set deleted_at = clock_timestamp() where id = $1", id)
    }

    /// Adds keywords that the site does not have yet.
    ///
    /// - Returns: How many were added.
    static func addKeywords(
        _ session: Session,
        _ keywords: [String],
        site: ID,
        _ organization: OrganizationID,
        at time: Timestamp
    ) throws -> Int {
        try session.query(
            """
            insert into items (id, organization_id, site_id, kind, status, attributes)
            select u.id, $1, $2, 'keyword', 'new', jsonb_build_object('keyword', u.keyword)
            from unnest($3::uuid[], $4::text[]) with ordinality u (id, keyword, number)
            order by u.number
            on conflict do nothing
            """,
            organization.text,
            site,
            keywords.map { _ in ID(at: time) },
            keywords
        ).affected
    }

    /// - Returns: How many items of the organization are now as asked for.
    static func setDisabled(
        _ session: Session,
        _ ids: [ID],
        _ organization: OrganizationID,
        _ disabled: Bool
    ) throws -> Int {
        try session.query(
            """
            update items set disabled = $3, updated_at = clock_timestamp()
            where id = any ($1) and organization_id = $2 and site_id is not null
            """,
            ids,
            organization.text,
            disabled
        ).affected
    }

    /// Deletes keywords that are still as they came, and that no worker has at the moment.
    static func deleteItems(_ session: Session, _ ids: [ID], _ organization: OrganizationID) throws -> Int {
        try session.query(
            """
            delete from items
            where id = any ($1) and organization_id = $2 and site_id is not null and kind = 'keyword' and status = 'new'
                and not exists (
                    select from runs r
                    where r.organization_id = $2 and r.scope_id = items.site_id and items.id = any (r.batch_items)
                        and r.status in ('pending', 'running', 'pausing', 'paused', 'waiting_review')
                )
            """,
            ids,
            organization.text
        ).affected
    }
}
