import Contracts
import Postgres
import ServiceKit

/// What the mailer lets go: who got the mails of a run, and the answers to imports of long ago. Subscribers and
/// suppressions are no logs; they stay.
enum MailErasure {
    /// Deletes one step.
    static func step(_ session: Session, _ erasure: Erasure) throws -> [String: Int] {
        if erasure.step == 0 { return try self.imports(session, erasure) }
        let deliveries = try session.query(
            """
            delete from deliveries where ctid in (
                select ctid from deliveries where run_id = any ($1) and organization_id = $2 limit $3
            )
            """,
            erasure.runs,
            erasure.organization.text,
            ErasureLoop.limit
        ).affected
        if deliveries > 0 { return ["deliveries": deliveries] }
        let mailings = try session.query(
            "delete from mailings where run_id = any ($1) and organization_id = $2",
            erasure.runs,
            erasure.organization.text
        ).affected
        return ["mailings": mailings]
    }

    private static func imports(_ session: Session, _ erasure: Erasure) throws -> [String: Int] {
        guard let before = erasure.before[.newsletter] else { return [:] }
        let imports = try session.query(
            """
            delete from imports where ctid in (
                select ctid from imports where organization_id = $1 and at < $2 limit $3
            )
            """,
            erasure.organization.text,
            before,
            ErasureLoop.limit
        ).affected
        return ["imports": imports]
    }
}
