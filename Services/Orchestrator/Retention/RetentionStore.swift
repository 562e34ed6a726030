import Contracts
import Postgres
import ServiceKit
import Values

/// The statements about the tasks of retention.
enum RetentionStore {
    // MARK: - Settings

    /// What was decided; `nil` for a type: forever.
    static func settings(_ session: Session, _ organization: OrganizationID) throws -> [JobType: Int?] {
        var settings: [JobType: Int?] = [:]
        for row in try session.query(
            "select job_type, days from retention_settings where organization_id = $1",
            organization.text
        ) {
            var row = row
            guard let type = JobType(rawValue: try row.next()) else { continue }
            settings.updateValue(try row.next(optional: Int.self), forKey: type)
        }
        return settings
    }

    static func set(_ session: Session, _ organization: OrganizationID, _ rules: [RetentionRule]) {
        session.enqueue(
            """
            insert into retention_settings (organization_id, job_type, days)
            select $1, u.type, u.days from unnest($2::text[], $3::int8[]) u (type, days)
            on conflict (organization_id, job_type) do update set days = excluded.days, updated_at = now()
            """,
            organization.text,
            rules.map(\.type.rawValue),
            rules.map(\.days)
        )
    }

    // MARK: - Tasks

    /// Enters the week's task of each organization that was there by then, once, whoever does it.
    static func plan(_ session: Session, _ planned: Timestamp) throws {
        let rows = try session.query(
            """
            select id from organizations o
            where created_at < $1
                and not exists (select from retention_tasks t where t.organization_id = o.id and t.planned_at = $1)
            """,
            planned
        )
        let organizations = try rows.map { row in
            var row = row
            return try row.next(String.self)
        }
        if organizations.isEmpty { return }
        try session.query(
            """
            insert into retention_tasks (id, organization_id, trigger, planned_at, is_dry, state)
            select u.id, u.organization, 'scheduled', $3, false, 'erasing'
            from unnest($1::uuid[], $2::text[]) u (id, organization)
            on conflict do nothing
            """,
            organizations.map { _ in ID() },
            organizations,
            planned
        )
    }

    /// Enters a task that a person has asked for.
    ///
    /// - Returns: Whether it was entered: the id may be taken.
    static func insert(
        _ session: Session,
        _ id: ID,
        _ organization: OrganizationID,
        isDry: Bool,
        correlation: String?
    ) throws -> Bool {
        try session.query(
            """
            insert into retention_tasks (id, organization_id, trigger, is_dry, state, correlation)
            values ($1, $2, 'manual', $3, 'erasing', $4)
            on conflict do nothing
            """,
            id,
            organization.text,
            isDry,
            correlation
        ).affected == 1
    }

    private static let columns: Statement = """
        select t.id, t.organization_id, t.trigger, t.is_dry, t.before, t.steps, t.counts,
            coalesce(t.began_at, clock_timestamp()), t.correlation
        from retention_tasks t
        """

    private static func read(_ row: inout Row) throws -> RetentionTask? {
        let id = try row.next(ID.self)
        guard let organization = OrganizationID(try row.next()), let trigger = Trigger(rawValue: try row.next()) else {
            return nil
        }
        return RetentionTask(
            id: id,
            organization: organization,
            trigger: trigger,
            isDry: try row.next(),
            before: try row.next(optional: JSON.self)?.times,
            steps: try row.next(),
            counts: try row.next(JSON.self).countsByService,
            beganAt: try row.next(),
            correlation: try row.next(optional: String.self)
        )
    }

    /// Locks a task that has runs to erase, and that nobody else is at.
    static func lockErasing(_ session: Session) throws -> RetentionTask? {
        let rows = try session.query(
            self.columns + "where t.state = 'erasing' order by t.created_at limit 1 for update skip locked"
        )
        guard var row = rows.first else { return nil }
        return try self.read(&row)
    }

    /// Locks a task that everyone is done with.
    static func lockDone(_ session: Session) throws -> RetentionTask? {
        let rows = try session.query(
            self.columns
                + """
                where t.state = 'waiting'
                    and not exists (select from retention_steps s where s.task_id = t.id and s.waiting <> '{}')
                order by t.created_at limit 1 for update skip locked
                """
        )
        guard var row = rows.first else { return nil }
        return try self.read(&row)
    }

    static func lock(_ session: Session, _ id: ID, _ organization: OrganizationID) throws -> RetentionTask? {
        let rows = try session.query(
            self.columns + "where t.id = $1 and t.organization_id = $2 for update",
            id,
            organization.text
        )
        guard var row = rows.first else { return nil }
        return try self.read(&row)
    }

    /// Stores what has become of a task. Travels with the commit.
    ///
    /// - Parameter state: `nil`: the same as before.
    static func update(_ session: Session, _ task: RetentionTask, state: String?) {
        session.enqueue(
            """
            update retention_tasks set before = $2, steps = $3, counts = $4, began_at = coalesce(began_at, $5),
                state = coalesce($6, state), ended_at = case when $6 = 'completed' then clock_timestamp() end
            where id = $1
            """,
            task.id,
            task.before.map { JSON(times: $0) },
            task.steps,
            JSON(countsByService: task.counts),
            task.beganAt,
            state
        )
    }

    /// Forgets the steps of a task that is over, and tasks of two years ago.
    static func forget(_ session: Session, _ task: ID) {
        session.enqueue("delete from retention_steps where task_id = $1", task)
        session.enqueue(
            "delete from retention_tasks where state in ('completed', 'skipped') and created_at < now() - interval '2 years'"
        )
    }

    // MARK: - Steps

    private static let pauses = RetentionPlan.pauses.map { Double($0.milliseconds) / 1000 }

    static func insert(_ session: Session, _ task: ID, _ step: RetentionTask.Step, waiting: [String]) {
        session.enqueue(
            """
            insert into retention_steps (task_id, number, event_id, job_type, runs, waiting, at, resend_at)
            values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp() + make_interval(secs => ($8::float8[])[1]))
            """,
            task,
            step.number,
            step.event,
            step.type?.rawValue,
            step.runs,
            waiting,
            step.at,
            self.pauses
        )
    }

    /// Notes that a service is done with a step.
    ///
    /// - Returns: Whether it was still waited for.
    static func settle(_ session: Session, _ task: ID, _ step: Int, _ service: String) throws -> Bool {
        try session.query(
            """
            update retention_steps set waiting = array_remove(waiting, $3)
            where task_id = $1 and number = $2 and $3 = any (waiting)
            """,
            task,
            step,
            service
        ).affected == 1
    }

    /// Locks steps that somebody has not answered to, and puts the next look off.
    static func lockUnanswered(_ session: Session) throws -> [(task: ID, OrganizationID, RetentionTask.Step)] {
        try session.query(
            """
            update retention_steps s set resends = s.resends + 1,
                resend_at = clock_timestamp()
                    + make_interval(secs => ($1::float8[])[least(s.resends + 2, cardinality($1::float8[]))])
            from (
                select task_id, number from retention_steps
                where waiting <> '{}' and resend_at <= statement_timestamp()
                order by resend_at limit 20 for update skip locked
            ) due, retention_tasks t
            where s.task_id = due.task_id and s.number = due.number and t.id = s.task_id
            returning s.task_id, t.organization_id, s.number, s.event_id, s.job_type, s.runs, s.at
            """,
            self.pauses
        ).compactMap { row in
            var row = row
            let task = try row.next(ID.self)
            guard let organization = OrganizationID(try row.next()) else { return nil }
            let step = RetentionTask.Step(
                number: try row.next(),
                event: try row.next(),
                type: try row.next(optional: String.self).flatMap { JobType(rawValue: $0) },
                runs: try row.next(),
                at: try row.next()
            )
            return (task, organization, step)
        }
    }
}

extension JSON {
    fileprivate init(times: [JobType: Timestamp]) {
        let members = times.map { ($0.key.rawValue, JSON.string($0.value.description)) }
        self = .object(Dictionary(members) { first, _ in first })
    }

    fileprivate var times: [JobType: Timestamp] {
        guard case .object(let members) = self else { return [:] }
        var times: [JobType: Timestamp] = [:]
        for (name, value) in members {
            if let type = JobType(rawValue: name) { times[type] = value.string.flatMap { Timestamp($0) } }
        }
        return times
    }

    fileprivate init(countsByService counts: [String: [String: Int]]) {
        self = .object(counts.mapValues { JSON(counts: $0) })
    }

    fileprivate var countsByService: [String: [String: Int]] {
        guard case .object(let members) = self else { return [:] }
        return members.mapValues(\.counts)
    }
}
