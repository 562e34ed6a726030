import Contracts
public import Postgres
public import Values

/// The statements about erasures. The table is the same in each schema, as the journal's are.
public enum ErasureStore {
    /// Notes what is to go. What has gone already is reported once more.
    public static func note(_ session: Session, _ erasure: Erasure) {
        let before = erasure.before.map { ($0.key.rawValue, JSON.string($0.value.description)) }
        session.enqueue(
            """
            insert into erasures as e (task_id, step, organization_id, runs, keeps_outputs, before)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (task_id, step) do update set reported_at = null
            """,
            erasure.task,
            erasure.step,
            erasure.organization.text,
            erasure.runs,
            erasure.keepsOutputs,
            JSON.object(Dictionary(before) { first, _ in first })
        )
    }

    /// Locks one that is not done, and that nobody else is at.
    static func lockOpen(_ session: Session) throws -> (erasure: Erasure, counts: [String: Int])? {
        let rows = try session.query(
            """
            select task_id, step, organization_id, runs, keeps_outputs, before, counts
            from erasures where done_at is null
            order by received_at limit 1 for update skip locked
            """
        )
        guard var row = rows.first else { return nil }
        let (task, step) = (try row.next(ID.self), try row.next(Int.self))
        let organization = OrganizationID(try row.next()) ?? .system
        let (runs, keepsOutputs) = (try row.next([ID].self), try row.next(Bool.self))
        let before = try row.next(JSON.self)
        var times: [String: Timestamp] = [:]
        if case .object(let members) = before {
            for (name, value) in members { times[name] = value.string.flatMap { Timestamp($0) } }
        }
        let erasure = Erasure(
            task: task,
            step: step,
            organization: organization,
            runs: runs,
            keepsOutputs: keepsOutputs,
            before: Erasure.types(times)
        )
        return (erasure, try row.next(JSON.self).counts)
    }

    /// Writes down how far it is.
    static func move(_ session: Session, _ erasure: Erasure, _ counts: [String: Int], isDone: Bool) {
        session.enqueue(
            """
            update erasures set counts = $3, done_at = case when $4 then clock_timestamp() end
            where task_id = $1 and step = $2
            """,
            erasure.task,
            erasure.step,
            JSON(counts: counts),
            isDone
        )
    }

    struct Done {
        var task: ID
        var step: Int
        var organization: OrganizationID
        var counts: [String: Int]
    }

    /// What is done and not reported.
    static func unreported(_ session: Session) throws -> [Done] {
        try session.query(
            """
            select task_id, step, organization_id, counts from erasures
            where done_at is not null and reported_at is null
            order by done_at limit 100
            """
        ).map { row in
            var row = row
            return Done(
                task: try row.next(),
                step: try row.next(),
                organization: OrganizationID(try row.next()) ?? .system,
                counts: try row.next(JSON.self).counts
            )
        }
    }

    static func setReported(_ session: Session, _ done: [Done]) throws {
        try session.query(
            """
            update erasures e set reported_at = clock_timestamp()
            from unnest($1::uuid[], $2::int8[]) u (task, step) where e.task_id = u.task and e.step = u.step
            """,
            done.map(\.task),
            done.map(\.step)
        )
    }

    /// Forgets what was reported 30 days ago.
    static func prune(_ session: Session) throws {
        try session.query("delete from erasures where reported_at < statement_timestamp() - interval '30 days'")
    }
}

extension JSON {
    /// Counts by what is counted.
    public init(counts: [String: Int]) { self = .object(counts.mapValues { .integer(Int64($0)) }) }

    /// The members that are numbers.
    public var counts: [String: Int] {
        guard case .object(let members) = self else { return [:] }
        return members.compactMapValues { $0.integer.map { Int($0) } }
    }
}
