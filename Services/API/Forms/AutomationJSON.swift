import Contracts
import Values

// The specification's JSON.

extension RunView {
    /// The members that all of `/automation` shows of a run.
    ///
    /// - Parameters:
    ///   - credits: In thousandths, as far as known by now.
    ///   - stages: Those that have begun, by their number.
    func writeAutomation(
        to writer: inout JSONWriter,
        stage: Int,
        credits: Int,
        stages: [Int: StageRow]
    ) {
        let status = RunStatus(rawValue: self.status) ?? .running
        writer.field("run_id", self.key)
        writer.field("id", self.id)
        writer.nullable("site_id", self.siteID)
        writer.field("trigger_type", self.trigger)
        writer.field("status", EdgeWords.status(status))
        writer.field("is_pending", status == .pending)
        writer.field("is_pausing", status == .pausing)
        writer.field("is_paused", status == .paused)
        writer.field("is_partial", status == .partial)
        writer.field("is_cancelled", status == .cancelled)
        writer.field("attempt", self.attempt)
        writer.field("current_stage", stage)
        writer.field("started_at", self.startedAt ?? self.createdAt)
        writer.nullable("completed_at", self.completedAt)
        writer.credits("total_credits_used", thousandths: credits)
        for stage in ContentStage.all {
            writer.key("stage_\(stage.number)_result")
            if let row = stages[stage.number] { row.writeResult(to: &writer) } else { writer.null() }
        }
        writer.nullable("error_message", EdgeWords.errorMessage(status, self.outcome.error?["message"]?.string))
        writer.nullable(
            "error_stage",
            status == .failed ? self.outcome.error?["stage"]?.integer.map { Int($0) } : nil
        )
    }
}

extension RunView.StageRow {
    /// The stage's figures, and what it has cost.
    fileprivate func writeResult(to writer: inout JSONWriter) {
        writer.beginObject()
        var figures: [String: JSON] = [:]
        if case .object(let members) = self.result { figures = members }
        figures["batches_run"] = figures["batches_run"] ?? .integer(Int64(self.batches))
        for (name, value) in figures.sorted(by: { $0.key < $1.key }) {
            writer.key(name)
            writer.value(value)
        }
        writer.credits("credits_used", thousandths: self.credits ?? 0)
        if self.number == ContentStage.all.count { writer.ids("content_ids", self.items) }
        if !self.leftOut.isEmpty { writer.ids("skipped_ids", self.leftOut) }
        writer.endObject()
    }
}

extension PipelineState {
    func writeRun(to writer: inout JSONWriter) {
        writer.beginObject()
        self.run.writeAutomation(to: &writer, stage: self.stage, credits: self.credits, stages: self.stages)
        writer.credits("credits_estimated", optional: self.progress?.estimate)
        writer.credits("credits_reserved", thousandths: self.progress?.held ?? 0)
        writer.endObject()
    }

    /// How many items wait at each stage; at the one that is under way also how many there were.
    static func writeQueues(_ waiting: [Int: Int], _ forecast: Forecast?, to writer: inout JSONWriter) {
        writer.beginObject()
        for stage in ContentStage.all {
            let shown = forecast?.stages.first { $0.number == stage.number }
            let isCurrent = shown?.status == .running || shown?.status == .paused
            let pending = isCurrent ? shown?.remaining ?? 0 : waiting[stage.number] ?? 0
            writer.key("stage_\(stage.number)")
            writer.beginObject()
            writer.field("total", isCurrent ? max(pending, shown?.total ?? 0) : pending)
            writer.field("pending", pending)
            writer.endObject()
        }
        writer.endObject()
    }

    // MARK: - Progress

    func writeProgress(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("percent", self.forecast.percent)
        writer.field("current_stage", self.stage)
        writer.nullable("elapsed_seconds", self.forecast.elapsed)
        writer.nullable("eta_seconds", self.forecast.eta)
        writer.nullable("estimated_completion", self.forecast.completion)
        writer.key("phases")
        writer.beginArray()
        for phase in Phase.allCases { writer.string(phase.rawValue) }
        writer.endArray()
        writer.key("stages")
        writer.beginArray()
        for stage in self.forecast.stages { self.write(stage, to: &writer) }
        writer.endArray()
        writer.endObject()
    }

    private func write(_ stage: Forecast.Stage, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("number", stage.number)
        writer.field("name", ContentStage.numbered(stage.number)?.name ?? "")
        writer.field("type", ContentStage.numbered(stage.number)?.worker ?? "")
        writer.field("status", stage.status.rawValue)
        writer.field("total", stage.total)
        // Of a stage that waits, nobody knows how much will come.
        writer.field("is_estimate", stage.status == .waiting)
        writer.field("processed", stage.processed)
        writer.field("remaining", stage.remaining)
        writer.field("failed", stage.failed)
        writer.field("percent", stage.percent)
        writer.key("batch")
        if let number = stage.batch {
            writer.beginObject()
            writer.field("number", number)
            writer.nullable("of", stage.batches)
            writer.endObject()
        } else {
            writer.null()
        }
        writer.key("current_item")
        self.writeItem(of: stage, to: &writer)
        writer.credits("credits_used", thousandths: stage.credits ?? 0)
        writer.nullable("elapsed_seconds", stage.elapsed)
        writer.nullable("eta_seconds", stage.eta)
        let waits = stage.status == .waiting ? ContentStage.numbered(stage.number - 1)?.name : nil
        writer.nullable("waits_for", waits)
        writer.endObject()
    }

    private func writeItem(of stage: Forecast.Stage, to writer: inout JSONWriter) {
        guard stage.status == .running, self.progress?.batch != nil else { return writer.null() }
        writer.beginObject()
        writer.nullable("title", self.progress?.batchTitle)
        writer.field("items", self.progress?.batchSize ?? 1)
        writer.field("percent", self.live?.percent ?? 0)
        writer.nullable("phase", self.live?.phase)
        writer.nullable("message", self.live?.message)
        writer.nullable("started_at", self.progress?.batchStartedAt)
        writer.endObject()
    }
}
