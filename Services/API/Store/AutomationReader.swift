import Contracts
import Postgres
import Values

/// Where a run of the content pipeline stands: the orchestrator's own word, right as soon as a command is answered.
struct RunProgress: Sendable {
    var id: ID
    var stage: Int
    var total: Int
    var processed: Int
    var failed: Int
    var batches: Int
    var result: JSON
    /// In thousandths, as all credits here.
    var stageCredits: Int?
    var stageStartedAt: Timestamp?
    /// The batch that is out.
    var batch: Int?
    var batchTitle: String?
    var batchStartedAt: Timestamp?
    var batchSize: Int?
    /// Items that still wait at the stage.
    var remaining: Int?
    var credits: Int
    var held: Int
    var estimate: Int?
}

/// What a worker last said of the batch that is out.
struct LiveProgress: Sendable {
    var stage: Int
    var batch: Int
    var phase: String
    var percent: Int
    var message: String
    var at: Timestamp
}

/// Reads what `/automation` shows.
enum AutomationReader {
    /// The content job of a site, without what its runs say of it.
    static func job(_ session: Session, of site: ID) throws -> JobView? {
        try session.query(
            """
            select j.id, j.site_id, j.type, j.name, j.status, j.version, j.revision, j.definition,
                j.organization_timezone, j.created_at, j.updated_at
            from orchestrator.jobs_v1 j
            where j.site_id = $1 and j.type = 'content' and j.deleted_at is null
            order by j.id limit 1
            """,
            site
        ).first.map { row in
            var row = row
            return JobView(
                id: try row.next(),
                siteID: try row.next(optional: ID.self),
                type: try row.next(),
                name: try row.next(),
                status: try JobStatus(rawValue: row.next()) ?? .draft,
                version: try row.next(),
                revision: try row.next(),
                definition: try row.next(),
                organizationTimezone: try row.next(),
                createdAt: try row.next(),
                updatedAt: try row.next(),
                lastRun: nil,
                statistics: JobStatistics()
            )
        }
    }

    /// When the latest run of a site began.
    static func lastRunAt(_ session: Session, of site: ID) throws -> Timestamp? {
        guard
            var row = try session.query(
                """
                select coalesce(started_at, created_at) from history.runs
                where organization_id = stagecoach.organization() and site_id = $1 order by id desc limit 1
                """,
                site
            ).first
        else { return nil }
        return try row.next(Timestamp.self)
    }

    /// The run of a content job that is active, or else the latest one.
    static func currentRun(_ session: Session, of job: JobView) throws -> ID? {
        guard
            var row = try session.query(
                """
                (select id, 0 as place from orchestrator.run_progress_v1
                where scope_id = $1 and status in ('pending', 'running', 'pausing', 'paused', 'waiting_review'))
                union all
                (select id, 1 from orchestrator.run_progress_v1 where job_id = $2 order by created_at desc limit 1)
                order by place limit 1
                """,
                job.siteID,
                job.id
            ).first
        else { return nil }
        return try row.next(ID.self)
    }

    static func progress(_ session: Session, of run: ID) throws -> RunProgress? {
        try session.query(
            """
            select id, stage, total, processed, failed, batches, stage_result, stage_credits, stage_started_at, batch,
                batch_title, batch_started_at, batch_size, remaining, credits, held, estimate
            from orchestrator.run_progress_v1 where id = $1
            """,
            run
        ).first.map { row in
            var row = row
            return RunProgress(
                id: try row.next(),
                stage: try row.next(),
                total: try row.next(),
                processed: try row.next(),
                failed: try row.next(),
                batches: try row.next(),
                result: try row.next(optional: JSON.self) ?? [:],
                stageCredits: try row.next(optional: Int.self),
                stageStartedAt: try row.next(optional: Timestamp.self),
                batch: try row.next(optional: Int.self),
                batchTitle: try row.next(optional: String.self),
                batchStartedAt: try row.next(optional: Timestamp.self),
                batchSize: try row.next(optional: Int.self),
                remaining: try row.next(optional: Int.self),
                credits: try row.next(optional: Int.self) ?? 0,
                held: try row.next(optional: Int.self) ?? 0,
                estimate: try row.next(optional: Int.self)
            )
        }
    }

    /// The id and the status of a content run, by its id or its key.
    static func run(_ session: Session, _ text: String) throws -> (id: ID, status: RunStatus)? {
        let rows: Rows
        if let id = ID(text) {
            rows = try session.query(
                "select id, status from orchestrator.runs_v1 where id = $1 and type = 'content'",
                id
            )
        } else {
            rows = try session.query(
                "select id, status from orchestrator.runs_v1 where run_key = $1 and type = 'content'",
                text
            )
        }
        guard var row = rows.first else { return nil }
        return (try row.next(), RunStatus(rawValue: try row.next()) ?? .running)
    }

    /// How many items of a site wait at each stage, by its number.
    static func waiting(_ session: Session, of site: ID) throws -> [Int: Int] {
        let rows = try session.query(
            """
            select kind, status, count(*) from orchestrator.items_v1
            where site_id = $1 and not disabled and not is_used and (
                kind in ('keyword', 'cluster', 'idea') and status = 'new' or kind = 'task' and status = 'queued'
                or kind = 'content' and status = 'draft' or kind = 'image' and status = 'pending'
            )
            group by kind, status
            union all
            select kind, status, count(*) from orchestrator.items_v1
            where site_id = $1 and kind = 'content' and status = 'review' and not disabled
            group by kind, status
            """,
            site
        )
        var waiting: [Int: Int] = [:]
        for row in rows {
            var row = row
            let (kind, status) = (try row.next(String.self), try row.next(String.self))
            guard let stage = ContentStage.all.first(where: { $0.kind == kind && $0.status == status }) else {
                continue
            }
            waiting[stage.number] = try row.next(Int.self)
        }
        return waiting
    }

    /// What the stages of the runs before have taken: the last twenty runs of the site, of which those that ended well count.
    static func earlier(
        _ session: Session,
        of site: ID,
        before run: ID
    ) throws -> [(stage: Int, items: Int, seconds: Double)] {
        try session.query(
            """
            select s.number, s.processed, extract(epoch from s.completed_at - s.started_at)::float8
            from (
                select id, status from history.runs
                where organization_id = stagecoach.organization() and site_id = $1 and id < $2
                order by id desc limit 20
            ) r
            join history.stages s on s.run_id = r.id
            where r.status in ('completed', 'partial') and s.status = 'completed' and s.processed > 0
                and s.started_at is not null and s.completed_at is not null
            """,
            site,
            run
        ).map { row in
            var row = row
            return (try row.next(), try row.next(), try row.next())
        }
    }

    /// The changes of a run's state, in their order.
    static func changes(_ session: Session, of run: ID) throws -> [(status: RunStatus, at: Timestamp)] {
        try session.query(
            """
            select type, time from history.events
            where run_id = $1 and sequence is not null and type like 'stagecoach.run.%' order by sequence
            """,
            run
        ).compactMap { row in
            var row = row
            let name = LogEvent.name(ofType: try row.next())
            let at = try row.next(Timestamp.self)
            return RunStatus(rawValue: String(name.dropFirst(4))).map { ($0, at) }
        }
    }

    /// What was last said of the batch that is out.
    static func live(_ session: Session, of run: ID) throws -> LiveProgress? {
        try session.query(
            """
            select data, time from history.events
            where run_id = $1 and sequence is null and type = 'stagecoach.batch.progress.v1'
            order by position desc limit 1
            """,
            run
        ).first.map { row in
            var row = row
            let data = try row.next(JSON.self)
            return LiveProgress(
                stage: Int(data["stage"]?.integer ?? 0),
                batch: Int(data["batch"]?.integer ?? 0),
                phase: data["phase"]?.string ?? "",
                percent: Int(data["percent"]?.integer ?? 0),
                message: LogText.line(data["message"]?.string ?? ""),
                at: try row.next()
            )
        }
    }

    /// A site's runs, the newest first, and how many there are.
    static func history(
        _ session: Session,
        of site: ID,
        skip: Int,
        limit: Int
    ) throws -> (count: Int, ids: [ID]) {
        let rows = try session.query(
            """
            select c.count, r.id
            from (
                select count(*) from history.runs
                where organization_id = stagecoach.organization() and site_id = $1 and type = 'content'
            ) c
            left join lateral (
                select id from history.runs
                where organization_id = stagecoach.organization() and site_id = $1 and type = 'content'
                order by id desc offset $2 limit $3
            ) r on true
            """,
            site,
            skip,
            limit
        )
        var (count, ids) = (0, [ID]())
        for row in rows {
            var row = row
            count = try row.next()
            if let id = try row.next(optional: ID.self) { ids.append(id) }
        }
        return (count, ids)
    }
}
