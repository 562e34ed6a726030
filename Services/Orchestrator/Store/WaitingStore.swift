import Contracts
import Postgres
import Values

/// The statements about starts that wait for the active run of their job or site to end.
enum WaitingStore {
    /// What only one run at a time may work on.
    struct Scope {
        var organization: OrganizationID
        var id: ID
    }

    /// Locks the active run of a scope.
    static func lockActive(_ session: Session, _ scope: Scope) throws -> ID? {
        let rows = try session.query(
            """
            select id from runs
            where organization_id = $1 and scope_id = $2
                and status in ('pending', 'running', 'pausing', 'paused', 'waiting_review')
            for update
            """,
            scope.organization.text,
            scope.id
        )
        guard var row = rows.first else { return nil }
        return try row.next(ID.self)
    }

    /// Keeps a start. One whose time is over makes room.
    ///
    /// - Returns: Whether this start waits now; another one may do so already.
    static func keep(
        _ session: Session,
        _ scope: Scope,
        key: String,
        _ command: JSON,
        until expiry: Timestamp?
    ) throws -> Bool {
        let rows = try session.query(
            """
            insert into waiting_starts as w (organization_id, scope_id, command, expires_at) values ($1, $2, $3, $4)
            on conflict (organization_id, scope_id) do update set
                command = excluded.command, expires_at = excluded.expires_at, created_at = clock_timestamp()
            where w.expires_at <= statement_timestamp() or w.command ->> 'key' = $5
            returning true
            """,
            scope.organization.text,
            scope.id,
            command,
            expiry,
            key
        )
        return rows.first != nil
    }

    /// Takes out the start that waits for a scope, to be kept again.
    static func lift(_ session: Session, _ scope: Scope) throws -> (command: JSON, expiry: Timestamp?)? {
        let rows = try session.query(
            """
            delete from waiting_starts where organization_id = $1 and scope_id = $2 returning command, expires_at
            """,
            scope.organization.text,
            scope.id
        )
        guard var row = rows.first else { return nil }
        return (try row.next(), try row.next(optional: Timestamp.self))
    }

    /// Takes out the starts that wait for scopes which have become free.
    static func take(_ session: Session, _ scopes: [Scope]) throws -> [JSON] {
        try session.query(
            """
            delete from waiting_starts w
            using (select distinct * from unnest($1::text[], $2::uuid[]) u (organization, scope)) u
            where w.organization_id = u.organization and w.scope_id = u.scope
            returning w.command
            """,
            scopes.map(\.organization.text),
            scopes.map(\.id)
        ).map { row in
            var row = row
            return try row.next(JSON.self)
        }
    }

    // MARK: - Failures

    /// Counts a failed run.
    ///
    /// - Returns: How many have failed since one did not.
    static func addFailure(_ session: Session, of job: ID) throws -> Int {
        let rows = try session.query(
            """
            insert into job_failures as f (job_id, failures) values ($1, 1)
            on conflict (job_id) do update set failures = f.failures + 1
            returning failures
            """,
            job
        )
        guard var row = rows.first else { return 0 }
        return try row.next(Int.self)
    }

    /// Begins to count anew.
    static func clearFailures(_ session: Session, of jobs: [ID]) {
        if jobs.isEmpty { return }
        session.enqueue("delete from job_failures where job_id = any ($1)", jobs)
    }
}
