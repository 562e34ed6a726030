import Contracts
import Postgres
import Values

/// The statements about schedules.
enum ScheduleStore {
    /// A schedule as it is stored.
    struct Stored {
        var jobID: ID
        var organization: OrganizationID
        var type: JobType
        var form: JSON
        var timezone: String
        /// The next planned time, without what it is put off for the spread.
        var plannedAt: Timestamp
    }

    /// A job's schedule as it is to be stored.
    struct Change {
        var job: JobSnapshot
        var organization: OrganizationID
        var timezone: String
        var followsOrganization: Bool
        var next: Plan.Next?
    }

    static func now(_ session: Session) throws -> Timestamp {
        guard var row = try session.query("select clock_timestamp()").first else { return .now() }
        return try row.next()
    }

    private static let columns: Statement = """
        select clock_timestamp(), job_id, organization_id, type, form, timezone,
            next_at - next_delay * interval '1 second'
        """
    private static let due =
        columns + """
            from schedules where next_at <= statement_timestamp()
            order by next_at limit $1 for update skip locked
            """
    private static let dueOfJobs =
        columns + """
            from schedules
            where job_id = any ($1) and next_at - next_delay * interval '1 second' <= statement_timestamp()
            order by job_id for update
            """

    /// Schedules with the database's clock.
    struct Due {
        var now: Timestamp
        var schedules: [Stored]
    }

    /// Locks schedules whose time has come, and that no other scheduler has.
    static func lockDue(_ session: Session, limit: Int) throws -> Due {
        try self.read(session.query(self.due, limit))
    }

    /// Locks those of some jobs whose planned time has come, put off for the spread or not.
    static func lockDue(_ session: Session, of jobs: [ID]) throws -> Due {
        try self.read(session.query(self.dueOfJobs, jobs))
    }

    private static func read(_ rows: Rows) throws -> Due {
        var due = Due(now: Timestamp(microseconds: 0), schedules: [])
        for row in rows {
            var row = row
            due.now = try row.next()
            let id = try row.next(ID.self)
            guard let organization = OrganizationID(try row.next()), let type = JobType(rawValue: try row.next())
            else { continue }
            due.schedules.append(
                Stored(
                    jobID: id,
                    organization: organization,
                    type: type,
                    form: try row.next(optional: JSON.self) ?? .null,
                    timezone: try row.next(),
                    plannedAt: try row.next()
                )
            )
        }
        return due
    }

    /// A schedule of an organization, locked, with its job's status; `nil` where there is none.
    static func lock(
        _ session: Session,
        _ job: ID,
        _ organization: OrganizationID
    ) throws -> (schedule: Stored, isActive: Bool, isPlanned: Bool)? {
        let rows = try session.query(
            """
            select type, form, timezone, coalesce(next_at - next_delay * interval '1 second', clock_timestamp()),
                status = 'active', next_at is not null
            from schedules
            where job_id = $1 and organization_id = $2 and status <> 'deleted' and form is not null
            for update
            """,
            job,
            organization.text
        )
        guard var row = rows.first, let type = JobType(rawValue: try row.next()) else { return nil }
        let schedule = Stored(
            jobID: job,
            organization: organization,
            type: type,
            form: try row.next(),
            timezone: try row.next(),
            plannedAt: try row.next()
        )
        return (schedule, try row.next(), try row.next())
    }

    static func setNext(_ session: Session, _ next: [(job: ID, next: Plan.Next?)]) {
        if next.isEmpty { return }
        session.enqueue(
            """
            update schedules s set next_at = u.at, next_delay = u.delay
            from unnest($1::uuid[], $2::timestamptz[], $3::int8[]) u (job, at, delay) where s.job_id = u.job
            """,
            next.map(\.job),
            next.map { $0.next?.dueAt },
            next.map { $0.next?.seconds ?? 0 }
        )
    }

    /// How long it is until the next planned time; `nil` when there is none.
    static func pause(_ session: Session) throws -> Duration? {
        let rows = try session.query(
            """
            select (extract(epoch from min(next_at) - clock_timestamp()) * 1000000)::int8
            from schedules where next_at is not null
            """
        )
        guard var row = rows.first else { return nil }
        return try row.next(optional: Int.self).map { .microseconds($0) }
    }

    /// The revisions that are known of jobs.
    static func revisions(_ session: Session, _ ids: [ID]) throws -> [ID: Int] {
        var revisions: [ID: Int] = [:]
        for row in try session.query(
            "select job_id, revision from schedules where job_id = any ($1) order by job_id for update",
            ids
        ) {
            var row = row
            revisions[try row.next()] = try row.next(Int.self)
        }
        return revisions
    }

    /// Stores schedules, unless something newer is stored already.
    static func upsert(_ session: Session, _ changes: [Change]) {
        if changes.isEmpty { return }
        session.enqueue(
            """
            insert into schedules as s (job_id, organization_id, type, revision, status, form, timezone,
                follows_organization, next_at, next_delay)
            select * from unnest($1::uuid[], $2::text[], $3::text[], $4::int8[], $5::text[], $6::jsonb[], $7::text[],
                $8::bool[], $9::timestamptz[], $10::int8[])
            on conflict (job_id) do update set
                revision = excluded.revision, status = excluded.status, form = excluded.form,
                timezone = excluded.timezone, follows_organization = excluded.follows_organization,
                next_at = excluded.next_at, next_delay = excluded.next_delay, updated_at = clock_timestamp()
            where s.revision < excluded.revision
            """,
            changes.map(\.job.id),
            changes.map(\.organization.text),
            changes.map(\.job.type.rawValue),
            changes.map(\.job.revision),
            changes.map { $0.job.deleted ? "deleted" : $0.job.status.rawValue },
            changes.map(\.job.schedule),
            changes.map(\.timezone),
            changes.map(\.followsOrganization),
            changes.map { $0.next?.dueAt },
            changes.map { $0.next?.seconds ?? 0 }
        )
    }

    /// Schedules that follow the zone of their organization, for when it changes.
    static func lockFollowing(
        _ session: Session,
        _ organization: OrganizationID
    ) throws -> [(ID, JobType, JSON, isActive: Bool)] {
        try session.query(
            """
            select job_id, type, form, status = 'active' from schedules
            where organization_id = $1 and follows_organization and form is not null
            order by job_id for update
            """,
            organization.text
        ).compactMap { row in
            var row = row
            let id = try row.next(ID.self)
            guard let type = JobType(rawValue: try row.next()) else { return nil }
            return (id, type, try row.next(), try row.next())
        }
    }

    static func setZone(_ session: Session, _ job: ID, _ timezone: String, next: Plan.Next?) {
        session.enqueue(
            "update schedules set timezone = $2, next_at = $3, next_delay = $4 where job_id = $1",
            job,
            timezone,
            next?.dueAt,
            next?.seconds ?? 0
        )
    }

    /// The jobs that the orchestrator has and that are not known here as they are, after `id`.
    static func unknownJobs(_ session: Session, after id: ID, limit: Int) throws -> [(OrganizationID, JobSnapshot)] {
        try session.query(
            """
            select j.id, j.organization_id, j.name, j.type, j.status, j.site_id, j.version, j.revision, j.definition,
                j.organization_timezone, j.deleted_at is not null
            from orchestrator.jobs_v1 j
            left join schedules s on s.job_id = j.id
            where j.id > $1 and s.revision is distinct from j.revision
                and (s.job_id is not null or j.deleted_at is null and j.definition -> 'schedule' is not null)
            order by j.id limit $2
            """,
            id,
            limit
        ).compactMap { row in
            var row = row
            let id = try row.next(ID.self)
            guard let organization = OrganizationID(try row.next()) else { return nil }
            let name = try row.next(String.self)
            guard let type = JobType(rawValue: try row.next()), let status = JobStatus(rawValue: try row.next()) else {
                return nil
            }
            let site = try row.next(optional: ID.self)
            let version = try row.next(Int.self)
            let revision = try row.next(Int.self)
            let definition = try row.next(JSON.self)
            let timezone = try row.next(String.self)
            let isDeleted = try row.next(Bool.self)
            return (
                organization,
                JobSnapshot(
                    id: id,
                    name: name,
                    type: type,
                    status: status,
                    siteId: site,
                    version: version,
                    revision: revision,
                    schedule: definition["schedule"],
                    timezone: timezone,
                    deleted: isDeleted
                )
            )
        }
    }
}

extension Plan.Next {
    /// The delay in whole seconds.
    fileprivate var seconds: Int { Int(self.delay.components.seconds) }
}
