import Contracts
import Recurrence
import ServiceKit
import Values

extension JobView {
    /// The job as JSON.
    ///
    /// - Parameter now: For the next run.
    func write(to writer: inout JSONWriter, now: Timestamp) {
        let schedule = self.schedule
        let next = self.nextRun(after: now)
        writer.beginObject()
        writer.field("id", self.id)
        writer.field("name", self.name)
        writer.field("type", self.type)
        writer.field("status", self.status.rawValue)
        writer.field("shownStatus", self.shownStatus)
        writer.field("schedule", self.definition["schedule"] ?? .null)
        writer.nullable("scheduleText", schedule?.recurrence.text(.hours24))
        writer.field("timezone", schedule?.zone.name ?? self.organizationTimezone)
        writer.field("tasks", self.definition["tasks"] ?? [:])
        writer.field("pauseAfterFailures", self.definition["pauseAfterFailures"] ?? .null)
        writer.nullable("siteId", self.siteID)
        writer.nullable("nextRunAt", next)
        writer.key("lastRun")
        if let last = self.lastRun {
            writer.beginObject()
            writer.field("id", last.id)
            writer.field("status", last.status)
            writer.field("at", last.at)
            writer.endObject()
        } else {
            writer.null()
        }
        writer.nullable("lastSuccessfulRunAt", self.statistics.lastSuccessfulRunAt)
        writer.key("statistics")
        self.statistics.write(to: &writer, nextRunAt: next)
        writer.field("version", self.version)
        writer.field("revision", self.revision)
        writer.field("createdAt", self.createdAt)
        writer.field("updatedAt", self.updatedAt)
        writer.endObject()
    }

    /// What people see: their own decision, else how the last run ended (A-2 of the requirements).
    var shownStatus: String {
        guard self.status == .active, let last = self.lastRun, ["failed", "partial"].contains(last.status) else {
            return self.status.rawValue
        }
        return last.status
    }

    /// Computed, as the scheduler does it; so it is right at once after an edit.
    func nextRun(after now: Timestamp) -> Timestamp? {
        guard self.status == .active, let schedule = self.schedule else { return nil }
        var after = now
        while let fire = schedule.recurrence.next(after: after, in: schedule.zone) {
            if !self.leftOut.contains(fire.at) { return fire.at }
            after = fire.at
        }
        return nil
    }

    /// `nil`: it runs only when it is told to.
    var schedule: Schedule? {
        guard let schedule = self.definition["schedule"], schedule != .null,
            let document = try? JSONDocument(schedule.bytes), let form = try? ScheduleForm(json: document.root)
        else { return nil }
        var errors: [FieldError] = []
        let zone = try? ZoneDatabase.system.zone(self.organizationTimezone)
        return try? form.validated(
            rules: ScheduleRules(for: JobType(rawValue: self.type)),
            defaultZone: zone,
            errors: &errors
        )
    }
}

extension JobStatistics {
    func write(to writer: inout JSONWriter, nextRunAt: Timestamp?) {
        writer.beginObject()
        writer.field("totalRuns", self.total)
        writer.field("endedRuns", self.ended)
        writer.field("successfulRuns", self.successful)
        writer.nullable("successRate", self.successRate)
        writer.nullable("averageRecipients", self.averageRecipients)
        writer.nullable("averageSeconds", self.averageSeconds)
        writer.nullable("p95Seconds", self.p95Seconds)
        writer.nullable("lastSuccessfulRunAt", self.lastSuccessfulRunAt)
        writer.nullable("nextRunAt", nextRunAt)
        writer.endObject()
    }
}

extension OccurrenceView {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("plannedAt", self.plannedAt)
        writer.field("local", self.local)
        writer.nullable("reason", self.reason)
        writer.field("outcome", self.state)
        writer.nullable("code", self.code)
        writer.nullable("detail", self.detail)
        writer.nullable("runId", self.runID)
        writer.field("firedAt", self.firedAt)
        writer.nullable("endedAt", self.endedAt)
        writer.nullable("backfillId", self.backfillID)
        writer.endObject()
    }
}
