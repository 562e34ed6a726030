import Contracts
import Postgres
import Values

/// Reads what belongs to executions of reports beside their runs.
enum ExecutionReader {
    /// The run of a report, with its stages and its tries.
    static func fetch(_ session: Session, _ id: ID) throws -> (run: RunView, attempts: [ExecutionAttempt])? {
        guard let run = try RunReader.fetch(session, id: id, key: ""), run.type == JobType.report.rawValue else {
            return nil
        }
        let failed = try session.query(
            """
            select stage, data -> 'stage' ->> 'name', row_number() over (partition by stage order by sequence), time,
                data -> 'batch' -> 'error'
            from history.events
            where run_id = $1 and type = 'stagecoach.batch.failed.v1' and stage is not null and sequence is not null
            order by sequence limit 200
            """,
            id
        ).map { row in
            var row = row
            return ExecutionAttempt(
                stage: try row.next(),
                name: try row.next(optional: String.self) ?? "",
                number: try row.next(),
                at: try row.next(),
                error: try row.next(optional: JSON.self) ?? .null
            )
        }
        return (run, ExecutionAttempt.all(failed: failed, stages: run.stages))
    }

    /// What was collected, as it was stored.
    static func snapshot(_ session: Session, _ ref: ID) throws -> [UInt8]? {
        let rows = try session.query(
            "select bytes from gateway.artifacts_v1 where id = $1 and media_type = 'application/json'",
            ref
        )
        guard var row = rows.first else { return nil }
        return try row.next(Bytes.self).bytes
    }

    /// The last run of the same template before this one that has a snapshot of its own.
    static func previous(_ session: Session, _ run: RunView) throws -> ID? {
        let rows = try session.query(
            """
            select id from history.runs
            where organization_id = stagecoach.organization() and job_id = $1 and id < $2 and snapshot_ref is not null
                and replay_of is null
            order by id desc limit 1
            """,
            run.jobID,
            run.id
        )
        guard var row = rows.first else { return nil }
        return try row.next()
    }
}
