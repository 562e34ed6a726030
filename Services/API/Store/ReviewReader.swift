import Contracts
import Postgres
import Values

/// A content of the pipeline, with what it was made from.
struct ReviewView: Sendable {
    var id: ID
    var siteID: ID?
    var status: String
    var attributes: JSON
    var error: String?
    var createdAt: Timestamp
    var updatedAt: Timestamp
    var task: Origin?
    var idea: Origin?
    var cluster: Origin?
    /// What a reviewer asked for when its task was queued again.
    var note: JSON?
    var images: [ReviewImage] = []

    struct Origin: Sendable {
        var id: ID
        var title: String
    }

    /// The artifact with the text.
    var contentRef: ID? { self.attributes["content_ref"]?.string.flatMap { ID($0) } }
    var title: String { self.attributes["title"]?.string ?? "" }
}

struct ReviewImage: Sendable {
    var id: ID
    var status: String
    var attributes: JSON

    var url: String? { self.attributes["image_url"]?.string }
    var isFeatured: Bool { self.attributes["image_type"]?.string == "featured" }
    /// The artifact with the picture.
    var ref: ID? { self.url.flatMap { $0.split(separator: "/").last }.flatMap { ID(String($0)) } }
}

/// What a person has decided about a content.
struct DecisionView: Sendable {
    /// `approved`, `rejected` or `returned`.
    var decision: String
    var at: Timestamp
    var note: String?
}

/// Which contents of a list are asked for.
struct ReviewFilter: Sendable {
    var site: ID?
    /// Empty: all.
    var statuses: [String] = []
}

/// Reads the contents of pipelines.
enum ReviewReader {
    private static let select: Statement = """
        select c.id, c.site_id, c.status, c.attributes, c.error, c.created_at, c.updated_at,
            t.id, t.attributes ->> 'title', i.id, i.attributes ->> 'idea_title', k.id, k.attributes ->> 'name',
            t.attributes -> 'note'
        from orchestrator.items_v1 c
        left join orchestrator.items_v1 t on t.id = c.parent_id
        left join orchestrator.items_v1 i on i.id = t.parent_id
        left join orchestrator.items_v1 k on k.id = i.parent_id
        where c.kind = 'content'
        """

    static func fetch(_ session: Session, _ id: ID) throws -> ReviewView? {
        guard let row = try session.query(self.select + " and c.id = $1", id).first else { return nil }
        var view = try self.read(row)
        view.images = try self.images(session, of: [id])[id] ?? []
        return view
    }

    /// In the order in which they were made.
    static func list(_ session: Session, _ filter: ReviewFilter, after id: ID?, limit: Int) throws -> [ReviewView] {
        var views = try session.query(
            self.select
                + """
                 and ($1::uuid is null or c.site_id = $1) and (cardinality($2::text[]) = 0 or c.status = any($2))
                    and ($3::uuid is null
                        or c.position > (select p.position from orchestrator.items_v1 p where p.id = $3))
                order by c.position limit $4
                """,
            filter.site,
            filter.statuses,
            id,
            limit
        ).map { try self.read($0) }
        let images = try self.images(session, of: views.map(\.id))
        for index in views.indices { views[index].images = images[views[index].id] ?? [] }
        return views
    }

    /// The images of contents, the featured one first, the others in their order.
    private static func images(_ session: Session, of contents: [ID]) throws -> [ID: [ReviewImage]] {
        var images: [ID: [ReviewImage]] = [:]
        let rows = try session.query(
            """
            select parent_id, id, status, attributes from orchestrator.items_v1
            where parent_id = any($1) and kind = 'image'
            order by parent_id, attributes ->> 'image_type' is distinct from 'featured', position
            """,
            contents
        )
        for row in rows {
            var row = row
            let parent = try row.next(ID.self)
            images[parent, default: []].append(
                ReviewImage(id: try row.next(), status: try row.next(), attributes: try row.next())
            )
        }
        return images
    }

    /// What was decided about a content, in order.
    static func decisions(_ session: Session, of content: ID) throws -> [DecisionView] {
        try session.query(
            """
            select type, time, data ->> 'note' from history.events
            where subject = $1 and type in (
                'stagecoach.content.approved.v1', 'stagecoach.content.rejected.v1', 'stagecoach.content.returned.v1'
            )
            order by position
            """,
            "\(content)"
        ).map { row in
            var row = row
            return DecisionView(
                decision: String(LogEvent.name(ofType: try row.next()).dropFirst("content.".utf8.count)),
                at: try row.next(),
                note: try row.next(optional: String.self)
            )
        }
    }

    private static func read(_ row: Row) throws -> ReviewView {
        var row = row
        func origin(_ row: inout Row) throws -> ReviewView.Origin? {
            let (id, title) = (try row.next(optional: ID.self), try row.next(optional: String.self))
            return id.map { ReviewView.Origin(id: $0, title: title ?? "") }
        }
        return ReviewView(
            id: try row.next(),
            siteID: try row.next(optional: ID.self),
            status: try row.next(),
            attributes: try row.next(),
            error: try row.next(optional: String.self),
            createdAt: try row.next(),
            updatedAt: try row.next(),
            task: try origin(&row),
            idea: try origin(&row),
            cluster: try origin(&row),
            note: try row.next(optional: JSON.self)
        )
    }
}
