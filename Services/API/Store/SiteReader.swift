import Contracts
import Postgres
import Values

struct SiteView: Sendable {
    var id: ID
    var name: String
    var createdAt: Timestamp
}

struct ItemView: Sendable {
    var id: ID
    var siteID: ID?
    var kind: String
    var status: String
    var isDisabled: Bool
    var parent: ID?
    var attributes: JSON
    var error: String?
    var createdAt: Timestamp
    var updatedAt: Timestamp
}

/// Which items of a list are asked for; `nil`: all.
struct ItemFilter: Sendable {
    var site: ID?
    var kind: String?
    var status: String?
    var isDisabled: Bool?
}

/// Reads sites and items.
enum SiteReader {
    static func fetch(_ session: Session, _ id: ID) throws -> SiteView? {
        try session.query(
            "select id, name, created_at from orchestrator.sites_v1 where id = $1 and deleted_at is null",
            id
        ).first.map { try self.read($0) }
    }

    /// In the order in which they were made.
    static func list(_ session: Session, after id: ID?, limit: Int) throws -> [SiteView] {
        try session.query(
            """
            select id, name, created_at from orchestrator.sites_v1
            where deleted_at is null and ($1::uuid is null or id > $1) order by id limit $2
            """,
            id,
            limit
        ).map { try self.read($0) }
    }

    private static func read(_ row: Row) throws -> SiteView {
        var row = row
        return SiteView(id: try row.next(), name: try row.next(), createdAt: try row.next())
    }

    /// In the order in which they were made.
    static func items(_ session: Session, _ filter: ItemFilter, after id: ID?, limit: Int) throws -> [ItemView] {
        try session.query(
            """
            select id, site_id, kind, status, disabled, parent_id, attributes, error, created_at, updated_at
            from orchestrator.items_v1
            where ($1::uuid is null or site_id = $1) and ($2::text is null or kind = $2)
                and ($3::text is null or status = $3) and ($4::bool is null or disabled = $4)
                and ($5::uuid is null or position > (select c.position from orchestrator.items_v1 c where c.id = $5))
            order by position limit $6
            """,
            filter.site,
            filter.kind,
            filter.status,
            filter.isDisabled,
            id,
            limit
        ).map { row in
            var row = row
            return ItemView(
                id: try row.next(),
                siteID: try row.next(optional: ID.self),
                kind: try row.next(),
                status: try row.next(),
                isDisabled: try row.next(),
                parent: try row.next(optional: ID.self),
                attributes: try row.next(),
                error: try row.next(optional: String.self),
                createdAt: try row.next(),
                updatedAt: try row.next()
            )
        }
    }
}

extension SiteView {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("id", self.id)
        writer.field("name", self.name)
        writer.field("createdAt", self.createdAt)
        writer.endObject()
    }
}

extension ItemView {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("id", self.id)
        writer.nullable("siteId", self.siteID)
        writer.field("kind", self.kind)
        writer.field("status", self.status)
        writer.field("disabled", self.isDisabled)
        writer.nullable("parent", self.parent)
        writer.field("attributes", self.attributes)
        writer.nullable("error", self.error)
        writer.field("createdAt", self.createdAt)
        writer.field("updatedAt", self.updatedAt)
        writer.endObject()
    }
}
