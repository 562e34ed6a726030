import Contracts
import Postgres
import Values

struct SiteView: Sendable {
    var id: ID
    var name: String
    /// Its content job.
    var jobID: ID?
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
    /// One item, where it is not known which list it is in.
    var id: ID?
    /// Empty: all, here and below.
    var kinds: [String] = []
    var statuses: [String] = []
    var isDisabled: Bool?
    /// What they were made from, or belong to.
    var parent: ID?
}

/// Reads sites and items.
enum SiteReader {
    private static let select: Statement = """
        select s.id, s.name, j.id, s.created_at
        from orchestrator.sites_v1 s
        left join lateral (
            select id from orchestrator.jobs_v1
            where site_id = s.id and type = 'content' and deleted_at is null order by id limit 1
        ) j on true
        where s.deleted_at is null
        """

    static func fetch(_ session: Session, _ id: ID) throws -> SiteView? {
        try session.query(self.select + " and s.id = $1", id).first.map { try self.read($0) }
    }

    /// In the order in which they were made.
    static func list(_ session: Session, after id: ID?, limit: Int) throws -> [SiteView] {
        try session.query(
            self.select + " and ($1::uuid is null or s.id > $1) order by s.id limit $2",
            id,
            limit
        ).map { try self.read($0) }
    }

    private static func read(_ row: Row) throws -> SiteView {
        var row = row
        return SiteView(
            id: try row.next(),
            name: try row.next(),
            jobID: try row.next(optional: ID.self),
            createdAt: try row.next()
        )
    }

    /// In the order in which they were made.
    static func items(_ session: Session, _ filter: ItemFilter, after id: ID?, limit: Int) throws -> [ItemView] {
        try session.query(
            """
            select id, site_id, kind, status, disabled, parent_id, attributes, error, created_at, updated_at
            from orchestrator.items_v1
            where ($1::uuid is null or site_id = $1) and (cardinality($2::text[]) = 0 or kind = any($2))
                and (cardinality($3::text[]) = 0 or status = any($3)) and ($4::bool is null or disabled = $4)
                and ($5::uuid is null or parent_id = $5)
                and ($8::uuid is null or id = $8)
                and ($6::uuid is null or position > (select c.position from orchestrator.items_v1 c where c.id = $6))
            order by position limit $7
            """,
            filter.site,
            filter.kinds,
            filter.statuses,
            filter.isDisabled,
            filter.parent,
            id,
            limit,
            filter.id
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
        writer.nullable("jobId", self.jobID)
        writer.field("createdAt", self.createdAt)
        writer.endObject()
    }
}

extension ItemView {
    /// What the specification of the content pipeline calls the parent of an item of a kind.
    private static let links: [String: StaticString] = [
        "keyword": "cluster_id", "idea": "keyword_cluster_id", "task": "idea_id", "content": "task_id",
        "image": "content_id",
    ]

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("id", self.id)
        writer.nullable("siteId", self.siteID)
        writer.field("kind", self.kind)
        writer.field("status", self.status)
        writer.field("disabled", self.isDisabled)
        writer.nullable("parent", self.parent)
        if let link = Self.links[self.kind] { writer.nullable(link, self.parent) }
        writer.field("attributes", self.attributes)
        writer.nullable("error", self.error)
        writer.field("createdAt", self.createdAt)
        writer.field("updatedAt", self.updatedAt)
        writer.endObject()
    }
}
