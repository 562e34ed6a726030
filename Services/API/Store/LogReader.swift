import Contracts
import Postgres
import Values

/// Reads the events of a run as lines of its log, page by page.
enum LogReader {
    /// Events of a page: with everything that they carry, some megabytes at most.
    static let limit = 200

    /// - Parameter stage: Only those of a stage, and of the run as a whole; `nil`: all.
    static func page(_ session: Session, of run: ID, stage: Int?, after sequence: Int) throws -> [LogEvent] {
        try session.query(
            """
            select sequence, time, type, stage, attempt, data from history.events
            where run_id = $1 and sequence > $2
                and ($3::int8 is null or stage = $3 or stage is null and type like 'stagecoach.run.%')
            order by sequence limit $4
            """,
            run,
            sequence,
            stage,
            self.limit
        ).map { try self.read($0) }
    }

    /// The last events, the oldest of them first.
    static func last(_ session: Session, of run: ID, count: Int) throws -> [LogEvent] {
        try session.query(
            """
            select sequence, time, type, stage, attempt, data from history.events
            where run_id = $1 and sequence is not null order by sequence desc limit $2
            """,
            run,
            count
        ).map { try self.read($0) }.reversed()
    }

    private static func read(_ row: Row) throws -> LogEvent {
        var row = row
        return LogEvent(
            sequence: try row.next(),
            at: try row.next(),
            name: LogEvent.name(ofType: try row.next()),
            stage: try row.next(optional: Int.self),
            attempt: try row.next(optional: Int.self) ?? 1,
            data: try JSONDocument(try row.next(JSONBytes.self).bytes, maximumDepth: Limits.depth + 4).root
        )
    }
}
