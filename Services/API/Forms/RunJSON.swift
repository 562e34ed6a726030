import Contracts
import Values

extension RunView {
    /// The run as JSON.
    ///
    /// - Parameter isWhole: With its stages, and with everything that is known of an error.
    func write(to writer: inout JSONWriter, isWhole: Bool) {
        writer.beginObject()
        self.writeMembers(to: &writer, isWhole: isWhole)
        writer.endObject()
    }

    func writeMembers(to writer: inout JSONWriter, isWhole: Bool) {
        writer.field("id", self.id)
        writer.field("runKey", self.key)
        writer.field("jobId", self.jobID)
        writer.field("jobName", self.jobName)
        writer.nullable("siteId", self.siteID)
        writer.field("type", self.type)
        writer.field("trigger", self.trigger)
        writer.field("status", self.status)
        writer.field("generated", self.outcome.generated)
        writer.nullable("contentRef", self.outcome.contentRef)
        writer.field("sent", self.outcome.sent)
        writer.field("recipients", self.outcome.recipients)
        writer.field("refused", self.outcome.refused)
        writer.field("unconfirmed", self.outcome.unconfirmed)
        writer.nullable("error", self.outcome.error?["message"]?.string)
        writer.field("attempts", self.attempt)
        writer.credits("credits", thousandths: self.outcome.credits)
        writer.nullable("cost", Double(self.outcome.costMicros) / 1_000_000)
        writer.field("runAt", self.startedAt ?? self.createdAt)
        writer.field("createdAt", self.createdAt)
        writer.nullable("plannedAt", self.plannedAt)
        writer.nullable("startedAt", self.startedAt)
        writer.nullable("completedAt", self.completedAt)
        if isWhole {
            writer.field("errorDetail", self.outcome.error ?? .null)
            writer.key("stages")
            writer.beginArray()
            for stage in self.stages { stage.write(to: &writer) }
            writer.endArray()
        }
    }
}

extension RunView.StageRow {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("number", self.number)
        writer.field("name", self.name)
        writer.field("status", self.status)
        writer.field("attempt", self.attempt)
        writer.field("total", self.total)
        writer.field("processed", self.processed)
        writer.field("failed", self.failed)
        writer.field("batches", self.batches)
        writer.nullable("startedAt", self.startedAt)
        writer.nullable("completedAt", self.completedAt)
        writer.field("result", self.result)
        writer.credits("credits", optional: self.credits)
        writer.ids("items", self.items)
        writer.ids("leftOut", self.leftOut)
        writer.endObject()
    }
}

extension LogLine {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("seq", self.seq)
        writer.field("at", self.at)
        writer.field("level", self.level)
        writer.nullable("stage", self.stage)
        writer.field("message", self.message)
        writer.endObject()
    }
}

extension JSONWriter {
    mutating func ids(_ key: StaticString, _ ids: [ID]) {
        self.key(key)
        self.beginArray()
        for id in ids { self.id(id) }
        self.endArray()
    }
}

extension PipelineState {
    /// How far a run is, in the words of `/runs`. Percent and times are known of content pipelines alone.
    func writeRunProgress(to writer: inout JSONWriter) {
        let isForecast = self.run.type == JobType.content.rawValue
        writer.beginObject()
        writer.field("stage", self.stage)
        writer.nullable("percent", isForecast ? self.forecast.percent : nil)
        writer.nullable("elapsedSeconds", self.forecast.elapsed)
        writer.nullable("etaSeconds", isForecast ? self.forecast.eta : nil)
        writer.nullable("estimatedCompletion", isForecast ? self.forecast.completion : nil)
        writer.key("batch")
        if !self.status.isEnded, let progress = self.progress, let number = progress.batch {
            writer.beginObject()
            writer.field("number", number)
            writer.field("items", progress.batchSize ?? 1)
            writer.nullable("title", progress.batchTitle)
            writer.nullable("startedAt", progress.batchStartedAt)
            writer.nullable("phase", self.live?.phase)
            writer.nullable("percent", self.live?.percent)
            writer.nullable("message", self.live?.message)
            writer.endObject()
        } else {
            writer.null()
        }
        writer.endObject()
    }
}
