import Contracts
import Postgres
import Values

/// The statements that store events.
enum HistoryStore {
    /// Keeps every other writer out until the commit: positions are given in the order in which they become visible.
    static func lock(_ session: Session) {
        session.enqueue("select pg_advisory_xact_lock(7305942)")
    }

    /// Which of these journal messages are stored already, by their place in the list.
    static func received(_ session: Session, _ messages: [JournalMessage]) throws -> Set<Int> {
        let rows = try session.query(
            """
            select u.place
            from unnest($1::text[], $2::int8[]) with ordinality u (writer, n, place)
            join journals j on j.writer = u.writer and j.received @> u.n
            """,
            messages.map(\.writer),
            messages.map(\.number)
        )
        return Set(
            try rows.map { row in
                var row = row
                return try row.next(Int.self) - 1
            }
        )
    }

    /// Stores events that are not there yet, and gives them the next positions.
    static func insert(_ session: Session, _ events: [StoredEvent]) {
        if events.isEmpty { return }
        session.enqueue(
            """
            with fresh as (
                select u.*, row_number() over (order by u.place) as number
                from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::int8[],
                    $8::int8[], $9::int8[], $10::text[], $11::text[], $12::timestamptz[], $13::text[], $14::json[])
                    with ordinality
                    u (id, source, type, subject, organization, run, stage, attempt, sequence, correlation, causation,
                    time, trace, data, place)
                where not exists (select from events e where e.id = u.id)
            ), stored as (
                insert into events (position, id, source, type, subject, organization_id, run_id, stage, attempt,
                    sequence, correlation, causation, time, traceparent, data)
                select h.position + f.number, f.id, f.source, f.type, f.subject, f.organization, f.run, f.stage,
                    f.attempt, f.sequence, f.correlation, f.causation, f.time, f.trace, f.data
                from fresh f cross join head h
                returning position
            )
            update head set position = position + (select count(*) from stored)
            """,
            events.map(\.id),
            events.map(\.source),
            events.map(\.type),
            events.map(\.subject),
            events.map(\.organization),
            events.map(\.run),
            events.map(\.stage),
            events.map(\.attempt),
            events.map(\.sequence),
            events.map(\.correlation),
            events.map(\.causation),
            events.map(\.time),
            events.map(\.traceparent),
            events.map { JSONBytes($0.data.raw) }
        )
    }

    /// Brings runs up to the latest that is known of them.
    static func upsert(_ session: Session, _ runs: [RunView]) {
        if runs.isEmpty { return }
        let snapshots = runs.map(\.run)
        session.enqueue(
            """
            insert into runs as r (id, organization_id, run_key, job_id, job_name, site_id, type, trigger, status, attempt,
                sequence, stage, stages, created_at, planned_at, started_at, completed_at, generated, content_ref, sent,
                recipients, refused, unconfirmed, credits, cost_micros, error, snapshot_ref, sources, replay_of)
            select * from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::uuid[], $7::text[],
                $8::text[], $9::text[], $10::int8[], $11::int8[], $12::int8[], $13::int8[], $14::timestamptz[],
                $15::timestamptz[], $16::timestamptz[], $17::timestamptz[], $18::bool[], $19::uuid[], $20::bool[],
                $21::int8[], $22::int8[], $23::int8[], $24::int8[], $25::int8[], $26::json[],
                $27::uuid[], $28::json[], $29::uuid[])
            on conflict (id) do update set
                status = excluded.status, attempt = excluded.attempt, sequence = excluded.sequence,
                stage = excluded.stage, started_at = excluded.started_at, completed_at = excluded.completed_at,
                generated = excluded.generated, content_ref = excluded.content_ref, sent = excluded.sent,
                recipients = excluded.recipients, refused = excluded.refused, unconfirmed = excluded.unconfirmed,
                credits = excluded.credits, cost_micros = excluded.cost_micros, error = excluded.error,
                snapshot_ref = excluded.snapshot_ref, sources = excluded.sources
            where r.sequence < excluded.sequence
            """,
            snapshots.map(\.id),
            runs.map(\.organization),
            snapshots.map(\.key),
            snapshots.map(\.jobId),
            snapshots.map(\.jobName),
            snapshots.map(\.siteId),
            snapshots.map(\.type.rawValue),
            snapshots.map(\.trigger.rawValue),
            snapshots.map(\.status.rawValue),
            snapshots.map(\.attempt),
            runs.map(\.sequence),
            snapshots.map(\.stage),
            snapshots.map(\.stages),
            snapshots.map(\.createdAt),
            snapshots.map(\.plannedAt),
            snapshots.map(\.startedAt),
            snapshots.map(\.completedAt),
            snapshots.map(\.generated),
            snapshots.map(\.contentRef),
            snapshots.map(\.sent),
            snapshots.map(\.recipients),
            snapshots.map(\.refused),
            snapshots.map(\.unconfirmed),
            snapshots.map(\.credits),
            snapshots.map(\.costMicros),
            runs.map { $0.error.map { JSONBytes($0) } },
            snapshots.map(\.snapshotRef),
            runs.map { $0.sources.map { JSONBytes($0) } },
            snapshots.map(\.replayOf)
        )
    }

    static func upsert(_ session: Session, _ stages: [StageView]) {
        if stages.isEmpty { return }
        let snapshots = stages.map(\.stage)
        session.enqueue(
            """
            insert into stages as s (run_id, number, organization_id, name, status, attempt, sequence, total, processed,
                failed, batches, started_at, completed_at, result, credits, items, left_out)
            select * from unnest($1::uuid[], $2::int8[], $3::text[], $4::text[], $5::text[], $6::int8[], $7::int8[],
                $8::int8[], $9::int8[], $10::int8[], $11::int8[], $12::timestamptz[], $13::timestamptz[], $14::json[],
                $15::int8[], $16::json[], $17::json[])
            on conflict (run_id, number) do update set
                status = excluded.status, attempt = excluded.attempt, sequence = excluded.sequence,
                total = excluded.total, processed = excluded.processed, failed = excluded.failed,
                batches = excluded.batches, started_at = excluded.started_at, completed_at = excluded.completed_at,
                result = excluded.result, credits = excluded.credits, items = excluded.items,
                left_out = excluded.left_out
            where s.sequence < excluded.sequence
            """,
            stages.map(\.run),
            snapshots.map(\.number),
            stages.map(\.organization),
            snapshots.map(\.name),
            snapshots.map(\.status.rawValue),
            stages.map(\.attempt),
            stages.map(\.sequence),
            snapshots.map(\.total),
            snapshots.map(\.processed),
            snapshots.map(\.failed),
            snapshots.map(\.batches),
            snapshots.map(\.startedAt),
            snapshots.map(\.completedAt),
            stages.map { JSONBytes($0.result) },
            snapshots.map(\.credits),
            stages.map { $0.items.map { JSONBytes($0) } },
            stages.map { $0.leftOut.map { JSONBytes($0) } }
        )
    }

    /// Notes what has been received.
    static func note(_ session: Session, _ messages: [JournalMessage]) {
        var numbers: [String: (service: String, numbers: [Int])] = [:]
        for message in messages {
            numbers[message.writer, default: (message.service, [])].numbers.append(message.number)
        }
        let writers = numbers.keys.sorted()
        session.enqueue(
            """
            insert into journals as j (writer, service, received)
            select u.writer, u.service, u.received::int8multirange
            from unnest($1::text[], $2::text[], $3::text[]) u (writer, service, received)
            on conflict (writer) do update
            set received = j.received + excluded.received, heard_at = now()
            """,
            writers,
            writers.map { numbers[$0]?.service ?? "" },
            writers.map { writer in
                "{" + (numbers[writer]?.numbers ?? []).map { "[\($0),\($0)]" }.joined(separator: ",") + "}"
            }
        )
    }

    /// Wakes those who follow the events live; it is heard when the transaction is committed.
    static func notify(_ session: Session) { session.enqueue("notify history") }

    static func ensureMonths(_ session: Session) throws {
        try session.query(
            """
            select ensure_month(d::date)
            from generate_series(now(), now() + interval '2 months', interval '1 month') d
            """
        )
    }
}

/// The latest that is known of a run.
struct RunView {
    var organization: String
    var sequence: Int
    var run: RunSnapshot
    /// The texts of the error and of the sources, as they came.
    var error: ArraySlice<UInt8>?
    var sources: ArraySlice<UInt8>?
}

/// The latest that is known of a stage.
struct StageView {
    var run: ID
    var organization: String
    var sequence: Int
    var attempt: Int
    var stage: StageSnapshot
    /// The figures' text, as it came.
    var result: ArraySlice<UInt8>
    /// The texts of the lists of items, likewise.
    var items: ArraySlice<UInt8>?
    var leftOut: ArraySlice<UInt8>?
}
