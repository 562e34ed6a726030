import Contracts
import Postgres
import Values

/// What was generated, and how it came about.
struct ContentView: Sendable {
    var id: ID
    var runID: ID?
    var content: NewsletterContent
    /// Of a report, the parts of it as data, and the form that was asked for.
    var report: JSON?
    var output: String?
    /// As the gateway has written it.
    var provenance: JSON
    var createdAt: Timestamp
}

/// Reads generated content and the list of models.
enum ContentReader {
    static func fetch(_ session: Session, _ id: ID) throws -> ContentView? {
        let rows = try session.query(
            "select id, run_id, bytes, provenance, created_at from gateway.artifacts_v1 where id = $1 and media_type = any ($2)",
            id,
            [NewsletterContent.mediaType, ReportContent.mediaType]
        )
        guard var row = rows.first else { return nil }
        let id = try row.next(ID.self)
        let run = try row.next(optional: ID.self)
        let bytes = try row.next(Bytes.self)
        let root = try JSONDocument(bytes.bytes).root
        return ContentView(
            id: id,
            runID: run,
            content: try NewsletterContent(json: root),
            report: root["report"].map { JSON($0) },
            output: root["output"]?.string,
            provenance: try row.next(),
            createdAt: try row.next()
        )
    }

    struct Model: Sendable {
        var id: String
        var provider: String
        var title: String
        var kind: String
        var isDefault: Bool
    }

    static func models(_ session: Session) throws -> [Model] {
        try session.query("select id, provider, title, kind, is_default from gateway.models_v1 order by kind, id").map {
            row in
            var row = row
            return Model(
                id: try row.next(),
                provider: try row.next(),
                title: try row.next(),
                kind: try row.next(),
                isDefault: try row.next()
            )
        }
    }
}
