import Contracts
import Postgres
import Recurrence
import Values

/// The statements about planned times that have come.
enum OccurrenceStore {
    struct Occurrence {
        var jobID: ID
        var organization: OrganizationID
        var type: JobType
        var plannedAt: Timestamp
        /// The planned time, and what it was put off for the spread. Not stored.
        var dueAt: Timestamp
        var local: String
        var reason: String?
        /// `waiting`, `dispatched`, `skipped`, `coalesced` or `missed`.
        var state: String
        var code: String?
        var detail: String?
        var runID: ID?
        var firedAt: Timestamp
        var expiresAt: Timestamp
        var overlap = SchedulePolicy.Overlap.skip
        var backfillID: ID?
        /// Whether it is one of several of its job that are run one after the other.
        var isChained = false

        var id: Key { Key(jobID: self.jobID, plannedAt: self.plannedAt) }

        /// What the orchestrator answers to.
        var key: String {
            "schedule/\(self.jobID)/\(self.plannedAt)" + (self.backfillID.map { "/\($0)" } ?? "")
        }
    }

    private static let insertion: Statement = """
        insert into occurrences as o (job_id, planned_at, organization_id, type, local, reason, state, code, detail,
            run_id, fired_at, ended_at, expires_at, resend_at, overlap, backfill_id, chained)
        select u.job, u.planned, u.organization, u.type, u.local, u.reason, u.state, u.code, u.detail, u.run, u.fired,
            case when u.state not in ('waiting', 'dispatched') then u.fired end, u.expires,
            case when u.state = 'dispatched' then u.fired + interval '60 seconds' end, u.overlap, u.backfill, u.chained
        from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
            $8::text[], $9::text[], $10::uuid[], $11::timestamptz[], $12::timestamptz[], $13::text[], $14::uuid[],
            $15::bool[])
            u (job, planned, organization, type, local, reason, state, code, detail, run, fired, expires, overlap,
            backfill, chained)
        """
    private static let insertNew =
        insertion + "on conflict (job_id, planned_at) do nothing returning job_id, planned_at"
    private static let insertOver =
        insertion + """
            on conflict (job_id, planned_at) do update set
                state = excluded.state, code = null, detail = null, run_id = excluded.run_id, fired_at = excluded.fired_at,
                ended_at = null, expires_at = excluded.expires_at, overlap = excluded.overlap,
                backfill_id = excluded.backfill_id, chained = excluded.chained
            where o.state in ('skipped', 'coalesced', 'missed')
            returning job_id, planned_at
            """

    /// Enters planned times. One that is there already stays as it is.
    ///
    /// - Returns: Those that were entered, as job and planned time.
    static func insert(_ session: Session, _ occurrences: [Occurrence]) throws -> Set<Key> {
        try self.insert(session, occurrences, self.insertNew)
    }

    /// Enters planned times of a backfill. One that has ended without a run is taken up again; others stay as they are.
    static func insertBackfill(_ session: Session, _ occurrences: [Occurrence]) throws -> Set<Key> {
        try self.insert(session, occurrences, self.insertOver)
    }

    private static func insert(
        _ session: Session,
        _ occurrences: [Occurrence],
        _ statement: Statement
    ) throws -> Set<Key> {
        if occurrences.isEmpty { return [] }
        let rows = try session.query(
            statement,
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
            occurrences.map(\.expiresAt),
            occurrences.map(\.overlap.rawValue),
            occurrences.map(\.backfillID),
            occurrences.map(\.isChained)
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
            update occurrences set state = $3, code = $4, detail = $5, run_id = case when $3 = 'started' then coalesce($6, run_id) end,
                ended_at = clock_timestamp(), resend_at = null
            where job_id = $1 and planned_at = $2 and state = 'dispatched'
            returning job_id, organization_id, type, planned_at, local, reason, run_id, fired_at, expires_at, overlap,
                backfill_id, chained
            """,
            key.jobID,
            key.plannedAt,
            state,
            code,
            detail,
            runID
        )
        guard let row = rows.first, var occurrence = try self.read(row) else { return nil }
        occurrence.state = state
        occurrence.code = code
        occurrence.detail = detail
        return occurrence
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
                o.expires_at, o.overlap, o.backfill_id, o.chained
            """,
            limit
        ).compactMap { try self.read($0) }
    }

    /// The state of planned times of a job, where they have one.
    static func states(_ session: Session, _ job: ID, _ planned: [Timestamp]) throws -> [Timestamp: String] {
        var states: [Timestamp: String] = [:]
        for row in try session.query(
            "select planned_at, state from occurrences where job_id = $1 and planned_at = any ($2)",
            job,
            planned
        ) {
            var row = row
            states[try row.next()] = try row.next(String.self)
        }
        return states
    }

    /// Dispatches what waits, of each job one at a time and the earliest first.
    static func promote(_ session: Session, limit: Int) throws -> [Occurrence] {
        try session.query(
            """
            update occurrences o set state = 'dispatched', fired_at = clock_timestamp(),
                resend_at = clock_timestamp() + interval '60 seconds'
            from (
                select job_id, planned_at from occurrences w
                where state = 'waiting'
                    and planned_at = (
                        select min(planned_at) from occurrences f where f.job_id = w.job_id and f.state = 'waiting'
                    )
                    and not exists (
                        select from occurrences d
                        where d.job_id = w.job_id and d.state = 'dispatched' and d.chained
                    )
                limit $1 for update skip locked
            ) next
            where o.job_id = next.job_id and o.planned_at = next.planned_at and o.state = 'waiting'
            returning o.job_id, o.organization_id, o.type, o.planned_at, o.local, o.reason, o.run_id, o.fired_at,
                o.expires_at, o.overlap, o.backfill_id, o.chained
            """,
            limit
        ).compactMap { try self.read($0) }
    }

    private static func read(_ row: Row) throws -> Occurrence? {
        var row = row
        let job = try row.next(ID.self)
        guard let organization = OrganizationID(try row.next()), let type = JobType(rawValue: try row.next())
        else { return nil }
        let planned = try row.next(Timestamp.self)
        return Occurrence(
            jobID: job,
            organization: organization,
            type: type,
            plannedAt: planned,
            dueAt: planned,
            local: try row.next(),
            reason: try row.next(optional: String.self),
            state: "dispatched",
            runID: try row.next(optional: ID.self),
            firedAt: try row.next(),
            expiresAt: try row.next(),
            overlap: SchedulePolicy.Overlap(rawValue: try row.next()) ?? .skip,
            backfillID: try row.next(optional: ID.self),
            isChained: try row.next()
        )
    }
}
