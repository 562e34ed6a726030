import Contracts
import Postgres
import Values

/// The statements about planned times that have come.
enum OccurrenceStore {
    struct Occurrence {
        var jobID: ID
        var organization: OrganizationID
        var type: JobType
        var plannedAt: Timestamp
        var local: String
        var reason: String?
        /// `dispatched`, `coalesced` or `missed`.
        var state: String
        var code: String?
        var detail: String?
        var runID: ID?
        var firedAt: Timestamp
        var expiresAt: Timestamp

        /// What the orchestrator answers to.
        var key: String { "schedule/\(self.jobID)/\(self.plannedAt)" }
    }

    /// Enters planned times. One that is there already stays as it is.
    ///
    /// - Returns: Those that were entered, as job and planned time.
    static func insert(_ session: Session, _ occurrences: [Occurrence]) throws -> Set<Key> {
        if occurrences.isEmpty { return [] }
        let rows = try session.query(
            """
            insert into occurrences (job_id, planned_at, organization_id, type, local, reason, state, code, detail, run_id,
                fired_at, ended_at, expires_at, resend_at)
            select u.job, u.planned, u.organization, u.type, u.local, u.reason, u.state, u.code, u.detail, u.run, u.fired,
                case when u.state <> 'dispatched' then u.fired end, u.expires,
                case when u.state = 'dispatched' then u.fired + interval '60 seconds' end
            from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                $8::text[], $9::text[], $10::uuid[], $11::timestamptz[], $12::timestamptz[])
                u (job, planned, organization, type, local, reason, state, code, detail, run, fired, expires)
            on conflict (job_id, planned_at) do nothing
            returning job_id, planned_at
            """,
            occurrences.map(\.jobID),
            occurrences.map(\.plannedAt),
            occurrences.map(\.organization.text),
            occurrences.map(\.type.rawValue),
            occurrences.map(\.local),
            occurrences.map(\.reason),
            occurrences.map(\.state),
            occurrences.map(\.code),
            occurrences.map(\.detail),
            occurrences.map(\.runID),
            occurrences.map(\.firedAt),
            occurrences.map(\.expiresAt)
        )
        return Set(
            try rows.map { row in
                var row = row
                return Key(jobID: try row.next(), plannedAt: try row.next())
            }
        )
    }

    struct Key: Hashable {
        var jobID: ID
        var plannedAt: Timestamp
    }

    /// Ends a planned time that was dispatched.
    ///
    /// - Returns: `nil` when it had ended before.
    static func end(
        _ session: Session,
        _ key: Key,
        state: String,
        code: String?,
        detail: String?,
        runID: ID?
    ) throws -> Occurrence? {
        let rows = try session.query(
            """
            update occurrences set state = $3, code = $4, detail = $5, run_id = coalesce($6, run_id),
                ended_at = clock_timestamp(), resend_at = null
            where job_id = $1 and planned_at = $2 and state = 'dispatched'
            returning organization_id, type, local, reason, run_id, fired_at, expires_at
            """,
            key.jobID,
            key.plannedAt,
            state,
            code,
            detail,
            runID
        )
        guard var row = rows.first, let organization = OrganizationID(try row.next()),
            let type = JobType(rawValue: try row.next())
        else { return nil }
        return Occurrence(
            jobID: key.jobID,
            organization: organization,
            type: type,
            plannedAt: key.plannedAt,
            local: try row.next(),
            reason: try row.next(optional: String.self),
            state: state,
            code: code,
            detail: detail,
            runID: try row.next(optional: ID.self),
            firedAt: try row.next(),
            expiresAt: try row.next()
        )
    }

    /// Locks planned times whose command has had no answer for a minute, and puts the next look off.
    static func lockUnanswered(_ session: Session, limit: Int) throws -> [Occurrence] {
        try session.query(
            """
            update occurrences o set resend_at = clock_timestamp() + interval '60 seconds'
            from (
                select job_id, planned_at from occurrences
                where state = 'dispatched' and resend_at <= clock_timestamp()
                order by resend_at limit $1 for update skip locked
            ) due
            where o.job_id = due.job_id and o.planned_at = due.planned_at
            returning o.job_id, o.organization_id, o.type, o.planned_at, o.local, o.reason, o.run_id, o.fired_at,
                o.expires_at
            """,
            limit
        ).compactMap { row in
            var row = row
            let job = try row.next(ID.self)
            guard let organization = OrganizationID(try row.next()), let type = JobType(rawValue: try row.next())
            else { return nil }
            return Occurrence(
                jobID: job,
                organization: organization,
                type: type,
                plannedAt: try row.next(),
                local: try row.next(),
                reason: try row.next(optional: String.self),
                state: "dispatched",
                runID: try row.next(optional: ID.self),
                firedAt: try row.next(),
                expiresAt: try row.next()
            )
        }
    }
}
