import Contracts
import Postgres
import Values

/// The statements that take ended runs away.
enum RunErasureStore {
    /// Locks runs of a type that ended before a time, the longest ago of each job first. What somebody else holds just now
    /// is left for later, and so is a run that still holds credits.
    static func candidates(
        _ session: Session,
        _ organization: OrganizationID,
        _ type: JobType,
        before: Timestamp
    ) throws -> [RetentionPlan.Candidate] {
        try session.query(
            """
            select r.id, (select count(*) from items i where i.run_id = r.id and i.site_id is null)
            from jobs j
            cross join lateral (
                select id from runs
                where job_id = j.id and status in ('completed', 'partial', 'failed', 'cancelled') and completed_at < $3
                    and held = 0
                order by completed_at limit $4 for update skip locked
            ) r
            where j.organization_id = $1 and j.type = $2
            limit $4
            """,
            organization.text,
            type.rawValue,
            before,
            RetentionPlan.limit
        ).map { row in
            var row = row
            return RetentionPlan.Candidate(run: try row.next(), items: try row.next())
        }
    }

    /// How many runs there are that would go.
    static func count(
        _ session: Session,
        _ organization: OrganizationID,
        _ type: JobType,
        before: Timestamp
    ) throws -> Int {
        let rows = try session.query(
            """
            select count(*)
            from jobs j
            join runs r on r.job_id = j.id and r.status in ('completed', 'partial', 'failed', 'cancelled')
                and r.completed_at < $3 and r.held = 0
            where j.organization_id = $1 and j.type = $2
            """,
            organization.text,
            type.rawValue,
            before
        )
        guard var row = rows.first else { return 0 }
        return try row.next()
    }

    /// Deletes runs with what is theirs alone. Items of a site stay, and so does the ledger: its sum is the balance.
    ///
    /// - Returns: How many rows went, by kind.
    static func erase(_ session: Session, _ runs: [ID]) throws -> [String: Int] {
        let items = try session.query("delete from items where run_id = any ($1) and site_id is null", runs).affected
        let gone = try session.query("delete from runs where id = any ($1)", runs).affected
        return ["runs": gone, "items": items]
    }
}
