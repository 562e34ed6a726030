import Contracts
import Postgres
import ServiceKit

/// What the ai-gateway lets go: a run's calls to models, and what it has generated unless that belongs to a site.
enum CallErasure {
    /// Deletes one step.
    static func step(_ session: Session, _ erasure: Erasure) throws -> [String: Int] {
        let calls = try session.query(
            """
            delete from calls where ctid in (
                select ctid from calls where run_id = any ($1) and organization_id = $2 limit $3
            )
            """,
            erasure.runs,
            erasure.organization.text,
            ErasureLoop.limit
        ).affected
        if calls > 0 { return ["calls": calls] }
        if erasure.keepsOutputs { return [:] }
        let artifacts = try session.query(
            """
            delete from artifacts where ctid in (
                select ctid from artifacts where run_id = any ($1) and organization_id = $2 limit $3
            )
            """,
            erasure.runs,
            erasure.organization.text,
            ErasureLoop.limit
        ).affected
        return ["artifacts": artifacts]
    }
}
