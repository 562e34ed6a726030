import Contracts
import Postgres
import Values

/// All that there is to be seen of a secret.
struct SecretView: Sendable {
    var name: String
    var createdAt: Timestamp
    var updatedAt: Timestamp
}

/// Reads the names of secrets, and the key to seal with.
enum SecretReader {
    static func list(_ session: Session) throws -> [SecretView] {
        try session.query("select name, created_at, updated_at from gateway.secrets_v1 order by name").map {
            try self.read($0)
        }
    }

    static func fetch(_ session: Session, _ name: String) throws -> SecretView? {
        try session.query(
            "select name, created_at, updated_at from gateway.secrets_v1 where name = $1",
            name
        ).first.map { try self.read($0) }
    }

    private static func read(_ row: Row) throws -> SecretView {
        var row = row
        return SecretView(name: try row.next(), createdAt: try row.next(), updatedAt: try row.next())
    }

    static func currentKey(_ session: Session) throws -> [UInt8]? {
        try session.query("select public_key from gateway.secret_keys_v1 where is_current").first.map { row in
            var row = row
            return try row.next(Bytes.self).bytes
        }
    }
}

extension SecretView {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("name", self.name)
        writer.field("createdAt", self.createdAt)
        writer.field("updatedAt", self.updatedAt)
        writer.endObject()
    }
}
