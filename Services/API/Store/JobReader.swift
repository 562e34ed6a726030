import Contracts
import Postgres
import Values

/// A job as it is shown, with what its runs say of it.
struct JobView: Sendable {
    var id: ID
    var siteID: ID?
    var type: String
    var name: String
    var status: JobStatus
    var version: Int
    var revision: Int
    var definition: JSON
    /// The zone of schedules that name none.
    var organizationTimezone: String
    var createdAt: Timestamp
    var updatedAt: Timestamp
    var lastRun: LastRun?
    var statistics: JobStatistics
    /// Planned times that somebody has asked to leave out.
    var leftOut: [Timestamp] = []

    struct LastRun: Sendable {
        var id: ID
        var status: String
        var at: Timestamp
    }
}

/// What the runs of a job come to (A-8 of the requirements). Runs count by their last attempt.
struct JobStatistics: Sendable {
    var total = 0
    /// Ended, cancelled ones left out.
    var ended = 0
    /// Those left unsent because they are not to be sent without a person count too.
    var successful = 0
    /// Over the runs that were sent.
    var averageRecipients: Double?
    var averageSeconds: Double?
    var p95Seconds: Double?
    var lastSuccessfulRunAt: Timestamp?

    var successRate: Double? { self.ended == 0 ? nil : Double(self.successful) / Double(self.ended) }
}

/// Reads jobs.
enum JobReader {
    private static let select: Statement = """
        select j.id, j.site_id, j.type, j.name, j.status, j.version, j.revision, j.definition, j.organization_timezone,
            j.created_at, j.updated_at,
            l.id, l.status, l.at,
            s.total, s.ended, s.successful, s.recipients, s.seconds, s.p95, s.last_at,
            array(
                select planned_at from scheduler.occurrences_v1 o
                where o.job_id = j.id and o.planned_at > statement_timestamp() and o.code = 'left_out'
            )
        from orchestrator.jobs_v1 j
        left join lateral (
            select r.id, r.status, coalesce(r.completed_at, r.started_at, r.created_at) as at
            from history.runs r
            where r.organization_id = j.organization_id and r.job_id = j.id
            order by r.id desc limit 1
        ) l on true
        """
        + JobFigures.join + "where j.deleted_at is null"

    static func fetch(_ session: Session, _ id: ID) throws -> JobView? {
        try session.query(self.select + " and j.id = $1", id).first.map { try self.read($0) }
    }

    /// The newest first.
    static func list(
        _ session: Session,
        type: String?,
        status: String?,
        before id: ID?,
        limit: Int
    ) throws -> [JobView] {
        try session.query(
            self.select
                + """
                 and ($1::text is null or j.type = $1) and ($2::text is null or j.status = $2)
                    and ($3::uuid is null or j.id < $3)
                order by j.id desc limit $4
                """,
            type,
            status,
            id,
            limit
        ).map { try self.read($0) }
    }

    private static func read(_ row: Row) throws -> JobView {
        var row = row
        let id = try row.next(ID.self)
        let siteID = try row.next(optional: ID.self)
        let type = try row.next(String.self)
        let name = try row.next(String.self)
        let status = try JobStatus(rawValue: row.next()) ?? .draft
        let version = try row.next(Int.self)
        let revision = try row.next(Int.self)
        let definition = try row.next(JSON.self)
        let timezone = try row.next(String.self)
        let createdAt = try row.next(Timestamp.self)
        let updatedAt = try row.next(Timestamp.self)
        let (lastID, lastStatus, lastAt) = (
            try row.next(optional: ID.self), try row.next(optional: String.self), try row.next(optional: Timestamp.self)
        )
        var lastRun: JobView.LastRun?
        if let lastID, let lastStatus, let lastAt { lastRun = .init(id: lastID, status: lastStatus, at: lastAt) }
        let statistics = JobStatistics(
            total: try row.next(),
            ended: try row.next(),
            successful: try row.next(),
            averageRecipients: try row.next(optional: Double.self),
            averageSeconds: try row.next(optional: Double.self),
            p95Seconds: try row.next(optional: Double.self),
            lastSuccessfulRunAt: try row.next(optional: Timestamp.self)
        )
        return JobView(
            id: id,
            siteID: siteID,
            type: type,
            name: name,
            status: status,
            version: version,
            revision: revision,
            definition: definition,
            organizationTimezone: timezone,
            createdAt: createdAt,
            updatedAt: updatedAt,
            lastRun: lastRun,
            statistics: statistics,
            leftOut: try row.next()
        )
    }

    /// What became of a job's planned times, the latest first.
    static func occurrences(
        _ session: Session,
        of job: ID,
        _ filter: OccurrenceFilter,
        limit: Int
    ) throws -> [OccurrenceView] {
        try session.query(
            """
            select planned_at, local, reason, state, code, detail, run_id, fired_at, ended_at, backfill_id
            from scheduler.occurrences_v1
            where job_id = $1 and ($2::timestamptz is null or planned_at < $2)
                and ($3::timestamptz is null or planned_at >= $3) and ($4::timestamptz is null or planned_at < $4)
                and ($5::text is null or state = $5)
            order by planned_at desc limit $6
            """,
            job,
            filter.before,
            filter.from,
            filter.to,
            filter.outcome,
            limit
        ).map { row in
            var row = row
            return OccurrenceView(
                plannedAt: try row.next(),
                local: try row.next(),
                reason: try row.next(optional: String.self),
                state: try row.next(),
                code: try row.next(optional: String.self),
                detail: try row.next(optional: String.self),
                runID: try row.next(optional: ID.self),
                firedAt: try row.next(),
                endedAt: try row.next(optional: Timestamp.self),
                backfillID: try row.next(optional: ID.self)
            )
        }
    }

    static func timezone(_ session: Session) throws -> String? {
        guard var row = try session.query("select timezone from orchestrator.organizations_v1").first else {
            return nil
        }
        return try row.next(String.self)
    }
}

/// A planned time and what became of it.
struct OccurrenceView: Sendable {
    var plannedAt: Timestamp
    var local: String
    var reason: String?
    var state: String
    var code: String?
    var detail: String?
    var runID: ID?
    var firedAt: Timestamp
    var endedAt: Timestamp?
    /// The backfill that makes up for it.
    var backfillID: ID?
}

/// Which planned times are asked for.
struct OccurrenceFilter: Sendable {
    /// Behind the page before.
    var before: Timestamp?
    var from: Timestamp?
    var to: Timestamp?
    var outcome: String?
}
