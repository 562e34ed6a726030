import Contracts
import Postgres
import ServiceKit
import Values

/// What the history lets go: runs with their stages and events, once their figures are added to what stays; and by age
/// what belongs to no run.
enum HistoryErasure {
    /// Deletes one step.
    static func step(_ session: Session, _ erasure: Erasure) throws -> [String: Int] {
        if erasure.step == 0 { return try self.loose(session, erasure) }
        let runs = try self.fold(session, erasure)
        if runs > 0 { return ["runs": runs] }
        let stages = try session.query(
            "delete from stages where run_id = any ($1) and organization_id = $2",
            erasure.runs,
            erasure.organization.text
        ).affected
        if stages > 0 { return ["stages": stages] }
        let events = try session.query(
            """
            delete from events where id = any (array(
                select id from events where run_id = any ($1) and organization_id = $2 limit $3
            ))
            """,
            erasure.runs,
            erasure.organization.text,
            ErasureLoop.limit
        ).affected
        return ["events": events]
    }

    /// Deletes runs, and adds what they were to the figures of their jobs, in one statement: each counts once, here or
    /// there.
    private static func fold(_ session: Session, _ erasure: Erasure) throws -> Int {
        let rows = try session.query(
            """
            with gone as (
                delete from runs where id = any ($1) and organization_id = $2
                returning organization_id, job_id, sent, recipients, completed_at, is_counted(status) as is_ended,
                    is_success(status, sent, error is not null) as is_successful,
                    run_micros(started_at, completed_at) as micros
            ), totals as (
                insert into job_totals as t (organization_id, job_id, total, ended, successful, sent, recipients, timed,
                    micros, last_success_at)
                select organization_id, job_id, count(*), count(*) filter (where is_ended),
                    count(*) filter (where is_successful), count(*) filter (where sent),
                    coalesce(sum(recipients) filter (where sent), 0), count(micros) filter (where is_ended),
                    coalesce(sum(micros) filter (where is_ended), 0), max(completed_at) filter (where is_successful)
                from gone group by organization_id, job_id
                on conflict (organization_id, job_id) do update set
                    total = t.total + excluded.total, ended = t.ended + excluded.ended,
                    successful = t.successful + excluded.successful, sent = t.sent + excluded.sent,
                    recipients = t.recipients + excluded.recipients, timed = t.timed + excluded.timed,
                    micros = t.micros + excluded.micros,
                    last_success_at = greatest(t.last_success_at, excluded.last_success_at)
            ), durations as (
                insert into job_durations as d (organization_id, job_id, class, count)
                select organization_id, job_id, duration_class(micros), count(*)
                from gone where is_ended and micros is not null
                group by organization_id, job_id, duration_class(micros)
                on conflict (organization_id, job_id, class) do update set count = d.count + excluded.count
            )
            select count(*) from gone
            """,
            erasure.runs,
            erasure.organization.text
        )
        guard var row = rows.first else { return 0 }
        return try row.next()
    }

    /// Events of no run, and dead letters that somebody has dealt with. One that is open stays.
    private static func loose(_ session: Session, _ erasure: Erasure) throws -> [String: Int] {
        guard let before = erasure.beforeAll else { return [:] }
        let events = try session.query(
            """
            delete from events where id = any (array(
                select id from events where organization_id = $1 and run_id is null and time < $2 limit $3
            ))
            """,
            erasure.organization.text,
            before,
            ErasureLoop.limit
        ).affected
        if events > 0 { return ["events": events] }
        let letters = try session.query(
            """
            delete from dead_letters where id in (
                select id from dead_letters where organization_id = $1 and status <> 'open' and at < $2 limit $3
            )
            """,
            erasure.organization.text,
            before,
            ErasureLoop.limit
        ).affected
        return ["dead_letters": letters]
    }

    /// Which of these runs have been erased: nothing is told of them any more.
    static func erased(_ session: Session, _ runs: [ID]) throws -> Set<ID> {
        let rows = try session.query(
            "select distinct r from erasures e, unnest(e.runs) r where e.runs && $1 and r = any ($1)",
            runs
        )
        return Set(
            try rows.map { row in
                var row = row
                return try row.next(ID.self)
            }
        )
    }

    // MARK: - What belongs to no organization

    /// Drops months that are over and empty, and forgets who was last heard of long ago.
    static func tidy(_ session: Session) throws {
        try session.query("select drop_months((now() - interval '40 days')::date)")
        try session.query("delete from journals where heard_at < now() - interval '8 days'")
        try session.query("delete from services where beat_at < now() - interval '90 days'")
        try session.query(
            """
            delete from dead_letters where id in (
                select id from dead_letters
                where organization_id = $1 and status <> 'open' and at < now() - interval '90 days' limit 1000
            )
            """,
            OrganizationID.system.text
        )
    }
}
