import Contracts
import Postgres
import Values

/// What was generated, as bytes.
struct ArtifactView: Sendable {
    var mediaType: String
    var sha256: [UInt8]
    var bytes: [UInt8]
}

/// Reads artifacts.
enum ArtifactReader {
    static func fetch(_ session: Session, _ id: ID) throws -> ArtifactView? {
        try session.query("select media_type, sha256, bytes from gateway.artifacts_v1 where id = $1", id).first.map {
            row in
            var row = row
            return ArtifactView(
                mediaType: try row.next(),
                sha256: try row.next(Bytes.self).bytes,
                bytes: try row.next(Bytes.self).bytes
            )
        }
    }
}
