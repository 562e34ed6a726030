import Contracts
import Postgres
import Values

/// The statements about runs. Rows are locked in the order of their ids, so that two transactions cannot wait for each
/// other.
enum RunStore {
    /// The database's clock, and what ``RawRun`` reads.
    private static let columns: Statement = """
        select clock_timestamp(), id, organization_id, job_id, job_version, run_key, trigger, status, scope_id,
            attempt, sequence, created_at, planned_at, started_at, completed_at, traceparent, correlation, stage,
            stage_started_at, total, processed, failed, batches, result, cause, epoch, clock, batch, batch_epoch,
            token, tries, resends, batch_items, remaining, due_at, ready_at, content_ref, accepted, refused,
            unconfirmed, credits, cost_micros, error, held, estimate, stage_credits, left_out, left_out_count, batch_title,
            batch_at, ended, snapshot_ref, sources, replay_of
        """
    private static let byID = columns + "from runs where id = any ($1) order by id for update"
    private static let due =
        columns + """
            from runs where look_at <= statement_timestamp() and due_at <= statement_timestamp()
            order by look_at limit $1 for update skip locked
            """
    private static let waiting =
        columns + """
            from runs
            where clock = 'ready' and organization_id = $1 and worker = $2 and id <> all ($4)
            order by ready_at limit $3 for update skip locked
            """

    /// Locks runs and reads them, with the database's clock.
    static func lock(_ session: Session, _ ids: [ID], _ definitions: Definitions) throws -> Locked {
        let rows = try session.query(
            self.byID,
            ids
        )
        return try self.locked(session, rows, definitions)
    }

    /// Locks runs whose time has come, and that nobody else is working on.
    static func lockDue(_ session: Session, limit: Int, _ definitions: Definitions) throws -> Locked {
        session.enqueue(
            """
            update runs set look_at = due_at where id = any (array(
                select id from runs where look_at <= statement_timestamp() and due_at > statement_timestamp()
                limit 1000 for update skip locked
            ))
            """
        )
        let rows = try session.query(
            self.due,
            limit
        )
        return try self.locked(session, rows, definitions)
    }

    /// Locks the runs of an organization that have waited longest for a worker.
    static func lockWaiting(
        _ session: Session,
        _ slot: Slot,
        limit: Int,
        except ids: [ID],
        _ definitions: Definitions
    ) throws -> Locked {
        let rows = try session.query(
            self.waiting,
            slot.organization.text,
            slot.worker,
            limit,
            ids
        )
        return try self.locked(session, rows, definitions)
    }

    struct Locked {
        var now: Timestamp
        var rows: [RunRow]
    }

    private static func locked(_ session: Session, _ rows: Rows, _ definitions: Definitions) throws -> Locked {
        var now = Timestamp(microseconds: 0)
        let raw = try rows.map { row in
            var row = row
            now = try row.next()
            return try RawRun(&row)
        }
        try definitions.load(session, raw.map { ($0.jobID, $0.version) })
        return Locked(now: now, rows: try raw.map { $0.row(try definitions[$0.jobID, $0.version]) })
    }

    /// Runs whose batch is out, after `id`, for sending again what a broker has lost.
    static func inFlight(_ session: Session, after id: ID, limit: Int) throws -> [ID] {
        try session.query(
            "select id from runs where clock in ('queued', 'started') and id > $1 order by id limit $2",
            id,
            limit
        ).map { row in
            var row = row
            return try row.next()
        }
    }

    /// Enters new runs.
    ///
    /// - Returns: The ids of those that were entered. The others' scope has an active run, or their id is taken.
    static func insert(_ session: Session, _ rows: [RunRow]) throws -> Set<ID> {
        let states = rows.map(\.state)
        let inserted = try session.query(
            """
            insert into runs (id, organization_id, job_id, job_version, run_key, trigger, scope_id, created_at, planned_at,
                traceparent, correlation, status, attempt, sequence, stage, total, processed, failed, batches, epoch,
                accepted, refused, unconfirmed, credits, cost_micros, replay_of)
            select u.id, u.organization, u.job, u.version, u.key, u.trigger, u.scope, u.created, u.planned, u.trace,
                u.correlation, 'pending', 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, u.replay
            from unnest($1::uuid[], $2::text[], $3::uuid[], $4::int8[], $5::text[], $6::text[], $7::uuid[],
                $8::timestamptz[], $9::timestamptz[], $10::text[], $11::text[], $12::uuid[])
                u (id, organization, job, version, key, trigger, scope, created, planned, trace, correlation, replay)
            order by u.organization, u.scope
            on conflict do nothing
            returning id
            """,
            states.map(\.id),
            states.map(\.organization.text),
            states.map(\.definition.jobID),
            states.map(\.definition.version),
            states.map(\.key),
            states.map(\.trigger.rawValue),
            states.map(\.definition.scope),
            states.map(\.createdAt),
            states.map(\.plannedAt),
            rows.map(\.traceparent),
            rows.map(\.correlation),
            states.map(\.replayOf)
        )
        return try Set(
            inserted.map { row in
                var row = row
                return try row.next(ID.self)
            }
        )
    }

    /// Stores what has become of runs. Travels with the commit.
    static func update(_ session: Session, _ rows: [RunRow]) {
        let states = rows.map(\.state)
        let batches = states.map(\.batch)
        session.enqueue(
            """
            update runs r set
                status = u.status, scope_id = u.scope, attempt = u.attempt, sequence = u.sequence,
                started_at = u.started, completed_at = u.completed, stage = u.stage, stage_started_at = u.stage_started,
                total = u.total, processed = u.processed, failed = u.failed, batches = u.batches, result = u.result,
                cause = u.cause, epoch = u.epoch, clock = u.clock, worker = u.worker, batch = u.batch,
                batch_epoch = u.batch_epoch, token = u.token, tries = u.tries, resends = u.resends,
                batch_items = u.items::uuid[], remaining = u.remaining, due_at = u.due,
                look_at = case when r.look_at <= u.due then r.look_at else u.due end, ready_at = u.ready,
                content_ref = u.content, accepted = u.accepted, refused = u.refused, unconfirmed = u.unconfirmed,
                credits = u.credits, cost_micros = u.cost, error = u.error, held = u.held, estimate = u.estimate,
                stage_credits = u.stage_credits, left_out = u.left_out::uuid[], left_out_count = u.left_out_count,
                batch_title = u.title, batch_at = u.given, ended = u.ended, snapshot_ref = u.snapshot,
                sources = u.sources
            from unnest($1::uuid[], $2::text[], $3::uuid[], $4::int8[], $5::int8[], $6::timestamptz[], $7::timestamptz[],
                $8::int8[], $9::timestamptz[], $10::int8[], $11::int8[], $12::int8[], $13::int8[], $14::jsonb[],
                $15::uuid[], $16::int8[], $17::text[], $18::text[], $19::int8[], $20::int8[], $21::uuid[], $22::int8[],
                $23::int8[], $24::text[], $25::int8[], $26::timestamptz[], $27::timestamptz[], $28::uuid[], $29::int8[],
                $30::int8[], $31::int8[], $32::int8[], $33::int8[], $34::jsonb[], $35::int8[], $36::int8[], $37::int8[],
                $38::text[], $39::int8[], $40::text[], $41::timestamptz[], $42::jsonb[],
                $43::uuid[], $44::jsonb[])
                u (id, status, scope, attempt, sequence, started, completed, stage, stage_started, total, processed,
                failed, batches, result, cause, epoch, clock, worker, batch, batch_epoch, token, tries, resends, items,
                remaining, due, ready, content, accepted, refused, unconfirmed, credits, cost, error, held, estimate,
                stage_credits, left_out, left_out_count, title, given, ended, snapshot, sources)
            where r.id = u.id
            """,
            states.map(\.id),
            states.map(\.status.rawValue),
            states.map { $0.holdsScope ? $0.definition.scope : nil },
            states.map(\.attempt),
            states.map(\.sequence),
            states.map(\.startedAt),
            states.map(\.completedAt),
            states.map(\.stage),
            states.map(\.progress.startedAt),
            states.map(\.progress.total),
            states.map(\.progress.processed),
            states.map(\.progress.failed),
            states.map(\.progress.batches),
            states.map { $0.progress.result.isEmpty ? nil : JSON($0.progress.result) },
            states.map(\.cause),
            states.map(\.epoch),
            batches.map { $0?.clock.rawValue },
            states.map { $0.batch == nil ? nil : $0.current?.worker },
            batches.map { $0?.number },
            batches.map { $0?.epoch },
            batches.map { $0?.token },
            batches.map { $0?.tries },
            batches.map { $0?.resends },
            // Arrays of arrays have to be of one length each; as text they need not.
            batches.map { $0.map { self.array($0.items) } },
            batches.map { $0?.remaining },
            batches.map { $0?.dueAt },
            rows.map(\.readyAt),
            states.map(\.outcome.contentRef),
            states.map(\.outcome.accepted),
            states.map(\.outcome.refused),
            states.map(\.outcome.unconfirmed),
            states.map(\.outcome.credits),
            states.map(\.outcome.costMicros),
            states.map { $0.error.map { JSON($0) } },
            states.map(\.held),
            states.map(\.estimate),
            states.map(\.progress.credits),
            states.map { $0.progress.leftOut.isEmpty ? nil : self.array($0.progress.leftOut) },
            states.map(\.outcome.leftOut),
            batches.map { $0?.title },
            batches.map { $0?.givenAt },
            states.map { $0.ended.isEmpty ? nil : JSON(ended: $0.ended) },
            states.map(\.outcome.snapshotRef),
            states.map { $0.outcome.sources.flatMap { JSON($0) } }
        )
    }

    private static func array(_ ids: [ID]) -> String { "{\(ids.map(\.description).joined(separator: ","))}" }

    /// Takes out runs that were entered in this transaction and may not begin.
    static func remove(_ session: Session, _ ids: [ID]) {
        if ids.isEmpty { return }
        session.enqueue("delete from runs where id = any ($1)", ids)
    }

    /// The active run of each scope that is asked for, with the stage it is at.
    static func active(_ session: Session, _ scopes: [(OrganizationID, ID)]) throws -> [ID: ActiveRun] {
        let rows = try session.query(
            """
            select r.scope_id, r.id, r.run_key, coalesce(r.started_at, r.created_at), r.stage
            from unnest($1::text[], $2::uuid[]) u (organization, scope)
            join runs r on r.organization_id = u.organization and r.scope_id = u.scope
            where r.status in ('pending', 'running', 'pausing', 'paused', 'waiting_review')
            """,
            scopes.map(\.0.text),
            scopes.map(\.1)
        )
        var found: [ID: ActiveRun] = [:]
        for row in rows {
            var row = row
            let scope = try row.next(ID.self)
            found[scope] = ActiveRun(
                id: try row.next(),
                key: try row.next(),
                since: try row.next(),
                stage: try row.next()
            )
        }
        return found
    }

    /// What runs have recorded, for others to be made from it.
    static func recorded(_ session: Session, _ ids: [ID]) throws -> [ID: RecordedRun] {
        if ids.isEmpty { return [:] }
        let rows = try session.query(
            "select id, job_id, job_version, snapshot_ref, sources from runs where id = any ($1)",
            ids
        )
        var found: [ID: RecordedRun] = [:]
        for row in rows {
            var row = row
            let id = try row.next(ID.self)
            found[id] = RecordedRun(
                job: try row.next(),
                version: try row.next(),
                snapshotRef: try row.next(optional: ID.self),
                sources: try row.next(optional: JSON.self).map { json in
                    try [SourceFacts](json: JSONDocument(json.bytes).root)
                }
            )
        }
        return found
    }

    static func now(_ session: Session) throws -> Timestamp {
        guard var row = try session.query("select clock_timestamp()").first else { return .now() }
        return try row.next()
    }
}

/// A run whose input may be taken again.
struct RecordedRun {
    var job: ID
    var version: Int
    var snapshotRef: ID?
    var sources: [SourceFacts]?
}

/// The run that keeps another from starting.
struct ActiveRun {
    var id: ID
    var key: String
    var since: Timestamp
    var stage: Int
}

extension JSON {
    /// The counts of stages that have ended, by their numbers.
    init(ended: [Int: StageProgress]) {
        var members: [String: JSON] = [:]
        for (number, progress) in ended {
            members["\(number)"] = [
                "processed": .integer(Int64(progress.processed)), "batches": .integer(Int64(progress.batches)),
                "credits": .integer(Int64(progress.credits)), "result": JSON(progress.result),
            ]
        }
        self = .object(members)
    }

    /// Reads what ``init(ended:)`` has written.
    var endedStages: [Int: StageProgress] {
        guard case .object(let members) = self else { return [:] }
        var ended: [Int: StageProgress] = [:]
        for (name, counts) in members {
            guard let number = Int(name) else { continue }
            var progress = StageProgress()
            progress.processed = Int(counts["processed"]?.integer ?? 0)
            progress.batches = Int(counts["batches"]?.integer ?? 0)
            progress.credits = Int(counts["credits"]?.integer ?? 0)
            progress.result = counts["result"]?.figures ?? [:]
            ended[number] = progress
        }
        return ended
    }

    /// The members that are whole numbers.
    var figures: [String: Int] {
        guard case .object(let members) = self else { return [:] }
        return members.compactMapValues { $0.integer.map { Int($0) } }
    }

    init?(_ sources: [SourceFacts]) {
        guard let bytes = try? sources.jsonBytes(), let json = try? JSON(parsing: bytes) else { return nil }
        self = json
    }

    init(_ result: [String: Int]) { self = .object(result.mapValues { .integer(Int64($0)) }) }

    init(_ error: RunError) {
        var members: [String: JSON] = [
            "code": .string(error.code), "message": .string(error.message), "stage": .integer(Int64(error.stage)),
        ]
        members["detail"] = error.detail.map { .string($0) }
        self = .object(members)
    }
}
