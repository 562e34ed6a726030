import Contracts
import Postgres
import Values

/// What was generated, as bytes.
struct ArtifactView: Sendable {
    var mediaType: String
    var sha256: [UInt8]
    var bytes: [UInt8]
    /// How it came about, as the gateway has written it.
    var provenance: JSON
    var createdAt: Timestamp
}

/// Reads artifacts.
enum ArtifactReader {
    static func fetch(_ session: Session, _ id: ID) throws -> ArtifactView? {
        try session.query(
            "select media_type, sha256, bytes, provenance, created_at from gateway.artifacts_v1 where id = $1",
            id
        ).first.map { row in
            var row = row
            return ArtifactView(
                mediaType: try row.next(),
                sha256: try row.next(Bytes.self).bytes,
                bytes: try row.next(Bytes.self).bytes,
                provenance: try row.next(),
                createdAt: try row.next()
            )
        }
    }
}
