import Contracts
import Postgres
import Values

/// One going-over of what has ended.
struct RetentionTaskView: Sendable {
    var id: ID
    var trigger: String
    var plannedAt: Timestamp?
    var isDry: Bool
    /// `erasing`, `waiting` or `completed`.
    var state: String
    var createdAt: Timestamp
    var beganAt: Timestamp?
    var endedAt: Timestamp?
    /// By type of job, what ended before it goes.
    var before: JSON
    /// By service and kind of row.
    var counts: JSON
    /// The services that are not done yet.
    var waiting: [String]
}

/// Reads what is kept how long, and what was let go.
enum RetentionReader {
    /// By type of job; `nil`: forever.
    static func settings(_ session: Session) throws -> [JobType: Int?] {
        var settings: [JobType: Int?] = [:]
        for type in JobType.allCases { settings.updateValue(RetentionRule.standardDays, forKey: type) }
        for row in try session.query("select job_type, days from orchestrator.retention_v1") {
            var row = row
            guard let type = JobType(rawValue: try row.next()) else { continue }
            settings.updateValue(try row.next(optional: Int.self), forKey: type)
        }
        return settings
    }

    /// The newest first.
    static func tasks(_ session: Session, before id: ID?, limit: Int) throws -> [RetentionTaskView] {
        try session.query(
            """
            select id, trigger, planned_at, is_dry, state, created_at, began_at, ended_at, before, counts, waiting
            from orchestrator.retention_tasks_v1
            where ($1::uuid is null or id < $1) order by id desc limit $2
            """,
            id,
            limit
        ).map { row in
            var row = row
            return RetentionTaskView(
                id: try row.next(),
                trigger: try row.next(),
                plannedAt: try row.next(optional: Timestamp.self),
                isDry: try row.next(),
                state: try row.next(),
                createdAt: try row.next(),
                beganAt: try row.next(optional: Timestamp.self),
                endedAt: try row.next(optional: Timestamp.self),
                before: try row.next(optional: JSON.self) ?? [:],
                counts: try row.next(),
                waiting: try row.next()
            )
        }
    }
}

extension RetentionTaskView: Listed { var cursor: String { Cursor.text(self.id) } }

extension RetentionTaskView {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("id", self.id)
        writer.field("trigger", self.trigger)
        writer.field("status", self.state)
        writer.field("dryRun", self.isDry)
        writer.nullable("plannedAt", self.plannedAt)
        writer.field("createdAt", self.createdAt)
        writer.nullable("startedAt", self.beganAt)
        writer.nullable("completedAt", self.endedAt)
        writer.field("before", self.before)
        writer.field("counts", self.counts)
        writer.key("waitingFor")
        writer.beginArray()
        for service in self.waiting { writer.string(service) }
        writer.endArray()
        writer.endObject()
    }
}
