import Contracts
import Values

extension RunView {
    /// Where it stands, in the words of executions.
    var executionStatus: ExecutionStatus { RunStatus(rawValue: self.status).map { ExecutionStatus($0) } ?? .running }

    /// The run of a report as an execution.
    ///
    /// - Parameter attempts: Each try of its stages; `nil` in lists.
    func writeExecution(to writer: inout JSONWriter, attempts: [ExecutionAttempt]? = nil) {
        let isCancelled = self.status == RunStatus.cancelled.rawValue
        writer.beginObject()
        writer.field("id", self.id)
        writer.field("runKey", self.key)
        writer.field("templateId", self.jobID)
        writer.field("templateName", self.jobName)
        writer.field("status", self.executionStatus.rawValue)
        writer.field("partial", self.status == RunStatus.partial.rawValue)
        writer.field("runStatus", self.status)
        writer.field("trigger", self.trigger)
        writer.field("attempt", self.attempt)
        writer.field("createdAt", self.createdAt)
        writer.nullable("plannedAt", self.plannedAt)
        writer.nullable("startedAt", self.startedAt)
        writer.nullable("completedAt", self.completedAt)
        writer.nullable("durationSeconds", self.seconds)
        writer.nullable("errorMessage", self.outcome.error?["message"]?.string ?? (isCancelled ? "cancelled" : nil))
        writer.nullable("contentRef", self.outcome.contentRef)
        writer.key("snapshot")
        if let snapshot = self.outcome.snapshotRef {
            writer.beginObject()
            writer.field("ref", snapshot)
            writer.field("path", "/api/v1/executions/\(self.id)/snapshot")
            writer.endObject()
        } else {
            writer.null()
        }
        writer.field("sources", self.outcome.sources ?? [])
        writer.nullable("replayOf", self.outcome.replayOf)
        writer.field("sent", self.outcome.sent)
        writer.field("recipients", self.outcome.recipients)
        writer.nullable("cost", Double(self.outcome.costMicros) / 1_000_000)
        if let attempts {
            writer.field("errorDetail", self.outcome.error ?? .null)
            writer.key("attempts")
            writer.beginArray()
            for attempt in attempts { attempt.write(to: &writer) }
            writer.endArray()
            writer.key("stages")
            writer.beginArray()
            for stage in self.stages { stage.write(to: &writer) }
            writer.endArray()
        }
        writer.endObject()
    }

    private var seconds: Double? {
        guard let startedAt, let completedAt else { return nil }
        return Double((completedAt - startedAt).milliseconds) / 1000
    }
}

/// A try of a stage.
struct ExecutionAttempt: Sendable {
    var stage: Int
    var name: String
    /// Of the stage, from 1.
    var number: Int
    var at: Timestamp
    /// Code, message and detail, as the worker gave them; `nil` for the try that came to its end.
    var error: JSON?

    /// All tries of a run: those that failed, and behind them the last one of each stage that was completed.
    static func all(failed: [ExecutionAttempt], stages: [RunView.StageRow]) -> [ExecutionAttempt] {
        stages.flatMap { stage -> [ExecutionAttempt] in
            let own = failed.filter { $0.stage == stage.number }
            guard stage.status == StageStatus.completed.rawValue, let at = stage.completedAt else { return own }
            let last = ExecutionAttempt(
                stage: stage.number,
                name: stage.name,
                number: own.count + 1,
                at: at,
                error: nil
            )
            return own + [last]
        }
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("stage", self.stage)
        writer.field("name", self.name)
        writer.field("number", self.number)
        writer.field("at", self.at)
        writer.field("status", self.error == nil ? "completed" : "failed")
        writer.field("error", self.error ?? .null)
        writer.endObject()
    }
}
