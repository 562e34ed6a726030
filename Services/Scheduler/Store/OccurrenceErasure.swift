import Contracts
import Postgres
import ServiceKit

/// What the scheduler lets go: planned times that are past the time for which runs of their type are kept.
enum OccurrenceErasure {
    /// Deletes one step. One that still waits for its answer stays.
    static func step(_ session: Session, _ erasure: Erasure) throws -> [String: Int] {
        for type in JobType.allCases {
            guard let before = erasure.before[type] else { continue }
            let gone = try session.query(
                """
                delete from occurrences where (job_id, planned_at) in (
                    select o.job_id, o.planned_at
                    from schedules s
                    cross join lateral (
                        select job_id, planned_at from occurrences
                        where job_id = s.job_id and planned_at < $3 and state <> 'dispatched'
                        order by planned_at limit $4
                    ) o
                    where s.organization_id = $1 and s.type = $2
                    limit $4
                )
                """,
                erasure.organization.text,
                type.rawValue,
                before,
                ErasureLoop.limit
            ).affected
            if gone > 0 { return ["occurrences": gone] }
        }
        return [:]
    }
}
