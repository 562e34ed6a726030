import Contracts
import Postgres
import Values

/// Reads what is to be sent, through the view of its owner.
enum ContentStore {
    /// - Returns: `nil` when the organization has no such content.
    static func fetch(_ session: Session, _ id: ID, _ organization: OrganizationID) throws -> NewsletterContent? {
        session.enqueue("select set_config('stagecoach.organization', $1, true)", organization.text)
        let rows = try session.query("select bytes from gateway.artifacts_v1 where id = $1", id)
        guard var row = rows.first else { return nil }
        return try NewsletterContent(json: JSONDocument(try row.next(Bytes.self).bytes).root)
    }
}
