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
        /// Whether its command is still to be sent.
        var isHeld = false

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
            case when u.state = 'dispatched' then u.fired + case when u.held then interval '0' else interval '60 seconds' end
            end, u.overlap, u.backfill, u.chained
        from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
            $8::text[], $9::text[], $10::uuid[], $11::timestamptz[], $12::timestamptz[], $13::text[], $14::uuid[],
            $15::bool[], $16::bool[])
            u (job, planned, organization, type, local, reason, state, code, detail, run, fired, expires, overlap,
            backfill, chained, held)
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
            occurrences.map(\.isChained),
            occurrences.map(\.isHeld)
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

    /// What was asked for: the run of a planned time, or the one of a backfill that makes up for it.
    struct Start: Hashable {
        var key: Key
        var backfillID: ID?
    }

    /// What has become of a planned time that was dispatched.
    struct End {
        /// `started`, `skipped` or `missed`.
        var state: String
        var code: String?
        var detail: String?
        /// The run that was started.
        var runID: ID?
    }

    /// Ends planned times that were dispatched, all of them with one statement. The answer to an earlier start ends nothing
    /// that a backfill has taken up again.
    ///
    /// - Returns: Those that had not ended before.
    static func end(_ session: Session, _ ends: [Start: End]) throws -> [Occurrence] {
        let starts = Array(ends.keys)
        let values = starts.compactMap { ends[$0] }
        return try session.query(
            """
            with due as (
                select o.job_id, o.planned_at, u.state, u.code, u.detail, u.run
                from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::uuid[])
                    u (job, planned, state, code, detail, run, backfill)
                join occurrences o on o.job_id = u.job and o.planned_at = u.planned and o.state = 'dispatched'
                    and o.backfill_id is not distinct from u.backfill
                order by o.job_id, o.planned_at for update of o
            )
            update occurrences o set state = d.state, code = d.code, detail = d.detail,
                run_id = case when d.state = 'started' then coalesce(d.run, o.run_id) end,
                ended_at = clock_timestamp(), resend_at = null
            from due d where o.job_id = d.job_id and o.planned_at = d.planned_at
            returning o.job_id, o.organization_id, o.type, o.planned_at, o.local, o.reason, o.run_id, o.fired_at,
                o.expires_at, o.overlap, o.backfill_id, o.chained
            """,
            starts.map(\.key.jobID),
            starts.map(\.key.plannedAt),
            values.map(\.state),
            values.map(\.code),
            values.map(\.detail),
            values.map(\.runID),
            starts.map(\.backfillID)
        ).compactMap { row in
            guard var occurrence = try self.read(row),
                let end = ends[Start(key: occurrence.id, backfillID: occurrence.backfillID)]
            else { return nil }
            (occurrence.state, occurrence.code, occurrence.detail) = (end.state, end.code, end.detail)
            return occurrence
        }
    }

    /// Locks planned times whose command has not been sent.
    static func lockHeld(_ session: Session, limit: Int) throws -> [Occurrence] {
        try self.lock(session, "resend_at = fired_at", limit)
    }

    /// Locks planned times whose command has had no answer for a minute.
    static func lockUnanswered(_ session: Session, limit: Int) throws -> [Occurrence] {
        try self.lock(session, "resend_at > fired_at", limit)
    }

    /// The next look at them is a minute later.
    private static func lock(_ session: Session, _ which: Statement, _ limit: Int) throws -> [Occurrence] {
        try session.query(
            """
            update occurrences o set resend_at = clock_timestamp() + interval '60 seconds'
            from (
                select job_id, planned_at from occurrences
                where state = 'dispatched' and resend_at <= statement_timestamp() and
            """ + which + """
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
