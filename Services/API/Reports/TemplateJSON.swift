import Contracts
import Recurrence
import Values

extension JobView {
    /// A job of type `report` as a template.
    ///
    /// - Parameter now: For the next run.
    func writeTemplate(to writer: inout JSONWriter, now: Timestamp) {
        let tasks = self.definition["tasks"] ?? [:]
        let (generate, deliver) = (tasks["generate"] ?? [:], tasks["deliver"])
        let schedule = self.schedule
        let next = self.nextRun(after: now)
        writer.beginObject()
        writer.field("id", self.id)
        writer.field("name", self.name)
        writer.nullable("prompt", generate["prompt"]?.string)
        writer.nullable("model", generate["model"]?.string)
        writer.field("sources", tasks["collect"]?["sources"] ?? [])
        writer.field("output", generate["output"] ?? .string(ReportTasks.Output.html.rawValue))
        writer.field("timeoutSeconds", generate["timeoutSeconds"] ?? .null)
        writer.field("schedule", self.definition["schedule"] ?? .null)
        writer.nullable("scheduleText", schedule?.recurrence.text(.hours24))
        writer.field("timezone", schedule?.zone.name ?? self.organizationTimezone)
        writer.field("recipients", deliver?["recipients"] ?? .null)
        writer.nullable("subject", deliver?["subject"]?.string)
        writer.field("status", self.status.rawValue)
        writer.field("shownStatus", self.shownStatus)
        writer.nullable("nextRunAt", next)
        writer.key("lastRun")
        if let last = self.lastRun {
            writer.beginObject()
            writer.field("id", last.id)
            writer.field("status", RunStatus(rawValue: last.status).map { ExecutionStatus($0).rawValue } ?? last.status)
            writer.field("partial", last.status == RunStatus.partial.rawValue)
            writer.field("at", last.at)
            writer.endObject()
        } else {
            writer.null()
        }
        writer.nullable("averageExecutionSeconds", self.statistics.averageSeconds)
        writer.nullable("p95ExecutionSeconds", self.statistics.p95Seconds)
        writer.key("statistics")
        self.statistics.write(to: &writer, nextRunAt: next)
        writer.field("version", self.version)
        writer.field("revision", self.revision)
        writer.field("createdAt", self.createdAt)
        writer.field("updatedAt", self.updatedAt)
        writer.endObject()
    }
}
