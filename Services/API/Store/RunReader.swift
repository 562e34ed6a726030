import Contracts
import Postgres
import Values

/// A run as it is shown.
struct RunView: Sendable {
    var id: ID
    var key: String
    var jobID: ID
    var jobName: String
    var type: String
    var trigger: String
    var status: String
    var attempt: Int
    var createdAt: Timestamp
    var plannedAt: Timestamp?
    var startedAt: Timestamp?
    var completedAt: Timestamp?
    /// Of a site's run.
    var siteID: ID?
    /// The number of the stage that it is at.
    var stage = 0
    var outcome = Outcome()
    var stages: [StageRow] = []

    /// What it has brought about.
    struct Outcome: Sendable {
        var generated = false
        var contentRef: ID?
        var sent = false
        var recipients = 0
        var refused = 0
        var unconfirmed = 0
        /// In thousandths.
        var credits = 0
        /// In millionths of a dollar.
        var costMicros = 0
        var error: JSON?
        /// The artifact with what was collected.
        var snapshotRef: ID?
        /// What has become of each source.
        var sources: JSON?
        /// The run whose recorded input it works from.
        var replayOf: ID?
    }

    struct StageRow: Sendable {
        var number: Int
        var name: String
        var status: String
        var attempt: Int
        var total: Int
        var processed: Int
        var failed: Int
        var batches: Int
        var startedAt: Timestamp?
        var completedAt: Timestamp?
        var result: JSON
        /// In thousandths; `nil` where nothing is charged.
        var credits: Int?
        /// What a gate has found.
        var items: [ID] = []
        /// What failed and was left out.
        var leftOut: [ID] = []
    }
}

/// A line of a run's log.
struct LogLine: Sendable {
    var seq: Int
    var at: Timestamp
    var level: String
    var stage: Int?
    var message: String
}

/// Which runs of a list are asked for; `nil`: all.
struct RunFilter: Sendable {
    var job: ID?
    var site: ID?
    var status: String?
    /// Any of these.
    var statuses: [String]?
    var type: String?
    var trigger: String?
}

/// Reads runs.
enum RunReader {
    /// The history's word, except where the orchestrator is ahead of it: a run that was just opened again must not be
    /// shown at its former end. The orchestrator's ends are not shown before the history has what belongs to them.
    private static let select: Statement = """
        select r.id, r.run_key, r.job_id, r.job_name, r.type, r.trigger, coalesce(ahead.status, r.status),
            coalesce(ahead.attempt, r.attempt), r.created_at, r.planned_at, r.started_at,
            case when ahead.status is null then r.completed_at end, r.site_id, r.stage, r.generated, r.content_ref, r.sent, r.recipients,
            r.refused, r.unconfirmed, r.credits, r.cost_micros, r.error, r.snapshot_ref, r.sources, r.replay_of
        from history.runs r
        left join lateral (
            select case when o.status in ('completed', 'partial', 'failed', 'cancelled') then 'running' else o.status end
                as status, o.attempt
            from orchestrator.runs_v1 o
            where o.id = r.id and o.sequence > r.sequence
                and (o.status not in ('completed', 'partial', 'failed', 'cancelled') or o.attempt > r.attempt)
        ) ahead on true
        """

    /// A run, by its id or its key, with its stages.
    static func fetch(_ session: Session, id: ID?, key: String) throws -> RunView? {
        let rows: Rows
        if let id {
            rows = try session.query(self.select + " where r.id = $1", id)
        } else {
            rows = try session.query(
                self.select + " where r.organization_id = stagecoach.organization() and r.run_key = $1",
                key
            )
        }
        guard let row = rows.first else { return try self.fetchFresh(session, id: id, key: key) }
        var run = try self.read(row)
        run.stages = try self.stages(session, of: [run.id])[run.id] ?? []
        return run
    }

    /// The stages of runs, in their order.
    static func stages(_ session: Session, of runs: [ID]) throws -> [ID: [RunView.StageRow]] {
        var stages: [ID: [RunView.StageRow]] = [:]
        let rows = try session.query(
            """
            select run_id, number, name, status, attempt, total, processed, failed, batches, started_at, completed_at,
                result, credits, items, left_out
            from history.stages where run_id = any($1) order by run_id, number
            """,
            runs
        )
        for row in rows {
            var row = row
            stages[try row.next(), default: []].append(try self.readStage(&row))
        }
        return stages
    }

    /// A run that the history has not heard of yet.
    private static func fetchFresh(_ session: Session, id: ID?, key: String) throws -> RunView? {
        try session.query(
            """
            select r.id, r.run_key, r.job_id, r.job_name, r.type, r.trigger, r.status, r.attempt, r.created_at,
                r.planned_at, r.started_at, r.completed_at, j.site_id, 0
            from orchestrator.runs_v1 r
            left join orchestrator.jobs_v1 j on j.id = r.job_id
            where ($1::uuid is not null and r.id = $1 or $1::uuid is null and r.run_key = $2)
            """,
            id,
            key
        ).first.map { row in
            var row = row
            return try self.readHead(&row)
        }
    }

    /// The newest first.
    static func list(_ session: Session, _ filter: RunFilter, before id: ID?, limit: Int) throws -> [RunView] {
        try session.query(
            self.select
                + """
                 where r.organization_id = stagecoach.organization()
                    and ($1::uuid is null or r.job_id = $1) and ($2::text is null or coalesce(ahead.status, r.status) = $2)
                    and ($3::text is null or r.type = $3) and ($4::text is null or r.trigger = $4)
                    and ($5::uuid is null or r.id < $5) and ($6::uuid is null or r.site_id = $6)
                    and ($8::text[] is null or coalesce(ahead.status, r.status) = any ($8))
                order by r.id desc limit $7
                """,
            filter.job,
            filter.status,
            filter.type,
            filter.trigger,
            id,
            filter.site,
            limit,
            filter.statuses
        ).map { try self.read($0) }
    }

    /// Several runs with their stages, in the order of the ids.
    static func fetch(_ session: Session, _ ids: [ID]) throws -> [RunView] {
        let rows = try session.query(self.select + " where r.id = any($1)", ids)
        let runs = try rows.map { try self.read($0) }
        let stages = try self.stages(session, of: ids)
        let byID = Dictionary(runs.map { ($0.id, $0) }) { first, _ in first }
        return ids.compactMap { id in
            guard var run = byID[id] else { return nil }
            run.stages = stages[id] ?? []
            return run
        }
    }

    static func logs(_ session: Session, of run: ID, after sequence: Int, limit: Int) throws -> [LogLine] {
        try session.query(
            """
            select seq, at, level, stage, message from history.log_lines
            where run_id = $1 and seq > $2 order by seq limit $3
            """,
            run,
            sequence,
            limit
        ).map { try self.readLine($0) }
    }

    /// The last lines, in their order.
    static func lastLogs(_ session: Session, of run: ID, count: Int) throws -> [LogLine] {
        try session.query(
            """
            select seq, at, level, stage, message from history.log_lines
            where run_id = $1 order by seq desc limit $2
            """,
            run,
            count
        ).map { try self.readLine($0) }.reversed()
    }

    private static func readLine(_ row: Row) throws -> LogLine {
        var row = row
        return LogLine(
            seq: try row.next(),
            at: try row.next(),
            level: try row.next(),
            stage: try row.next(optional: Int.self),
            message: try row.next()
        )
    }

    private static func read(_ row: Row) throws -> RunView {
        var row = row
        var run = try self.readHead(&row)
        run.outcome = RunView.Outcome(
            generated: try row.next(),
            contentRef: try row.next(optional: ID.self),
            sent: try row.next(),
            recipients: try row.next(),
            refused: try row.next(),
            unconfirmed: try row.next(),
            credits: try row.next(),
            costMicros: try row.next(),
            error: try row.next(optional: JSON.self),
            snapshotRef: try row.next(optional: ID.self),
            sources: try row.next(optional: JSON.self),
            replayOf: try row.next(optional: ID.self)
        )
        return run
    }

    private static func readHead(_ row: inout Row) throws -> RunView {
        RunView(
            id: try row.next(),
            key: try row.next(),
            jobID: try row.next(),
            jobName: try row.next(),
            type: try row.next(),
            trigger: try row.next(),
            status: try row.next(),
            attempt: try row.next(),
            createdAt: try row.next(),
            plannedAt: try row.next(optional: Timestamp.self),
            startedAt: try row.next(optional: Timestamp.self),
            completedAt: try row.next(optional: Timestamp.self),
            siteID: try row.next(optional: ID.self),
            stage: try row.next()
        )
    }

    private static func readStage(_ row: inout Row) throws -> RunView.StageRow {
        func ids(_ json: JSON?) -> [ID] { json?.array?.compactMap { $0.string.flatMap { ID($0) } } ?? [] }
        return RunView.StageRow(
            number: try row.next(),
            name: try row.next(),
            status: try row.next(),
            attempt: try row.next(),
            total: try row.next(),
            processed: try row.next(),
            failed: try row.next(),
            batches: try row.next(),
            startedAt: try row.next(optional: Timestamp.self),
            completedAt: try row.next(optional: Timestamp.self),
            result: try row.next(),
            credits: try row.next(optional: Int.self),
            items: ids(try row.next(optional: JSON.self)),
            leftOut: ids(try row.next(optional: JSON.self))
        )
    }
}
