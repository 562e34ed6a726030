import Contracts
import Values

/// The lines of one stage's log: `stage_1.log` of the specification, event by event.
struct StageLog {
    private let stage: ContentStage
    private var isBegun = false
    private var hasBatches = false
    /// The batch whose block is open.
    private var open: Int?
    private var isCompleted = false
    private var attempt = 1
    private var figures: [String: Int]?
    private var days = DayMark()

    init(_ stage: ContentStage) { self.stage = stage }

    /// The lines that an event adds: one of this stage, or of the run as a whole.
    mutating func file(_ event: LogEvent) -> [String] {
        if event.stage != self.stage.number { return self.other(event) }
        var lines: [String] = []
        if !self.isBegun {
            self.isBegun = true
            let start = event.stageFacts?.startedAt ?? event.at
            lines += LogText.block(
                [
                    "STAGE \(self.stage.number): \(self.stage.name) (\(self.stage.worker))",
                    "Started: \(LogText.day(start)) \(LogText.clock(start))", "Timezone: UTC",
                ]
            )
        }
        self.attempt = max(self.attempt, event.attempt)
        lines += self.days.lines(event.at) + self.own(event)
        if let facts = event.stageFacts {
            self.figures = Dictionary(facts.figures.map { ($0.name, $0.value) }) { $1 }
        }
        return lines
    }

    /// What a run says on its way to its next attempt: a stage that is done stays so.
    private mutating func other(_ event: LogEvent) -> [String] {
        guard self.isCompleted, event.attempt > self.attempt else { return [] }
        self.attempt = event.attempt
        return [LogText.line(event.at, "Stage \(self.stage.number) already completed - skipping")]
    }

    private mutating func own(_ event: LogEvent) -> [String] {
        func lines(_ texts: [String]) -> [String] { texts.map { LogText.line(event.at, $0) } }
        switch event.name {
        case "stage.started":
            self.figures = self.figures ?? [:]
            let query = "Query: \(self.stage.query)"
            // A gate says what it has found when it has.
            if self.stage.function == nil { return lines([query]) }
            return lines([query, "Found \(self.stage.pending(event.stageFacts?.total ?? 0))"])
        case "batch.started": return BatchText(event).map { self.started($0, event) } ?? lines([event.message])
        case "batch.completed":
            // What is done at once is not announced.
            return BatchText(event).map { batch in
                let head = self.open == batch.number ? [] : self.started(batch, event)
                self.open = nil
                return head + self.completed(batch, event)
            } ?? lines([event.message])
        case "batch.failed": return BatchText(event).map { self.failed($0, event) } ?? lines([event.message])
        case "content.review_ready": return lines([event.message]) + self.ready(event)
        case "stage.completed", "stage.skipped":
            self.isCompleted = true
            return self.end(event)
        case "stage.failed": return lines(["Error: \(event.message)"]) + self.end(event)
        default: return lines([event.message])
        }
    }

    // MARK: - Batches

    private mutating func started(_ batch: BatchText, _ event: LogEvent) -> [String] {
        var texts: [String] = []
        self.open = batch.number
        if !self.hasBatches {
            self.hasBatches = true
            texts.append("Batch size: \(self.stage.items.count(batch.items))")
            if let count = batch.of { texts.append("Total batches: \(count)") }
        }
        let again = batch.attempt > 1 ? " (attempt \(batch.attempt))" : ""
        let head = texts.map { LogText.line(event.at, $0) } + ["", "--- Batch \(batch.place)\(again) ---"]
        var inside = ["\(self.itemTitle) IDs: \(LogText.list(batch.ids))"]
        if let title = batch.title { inside.append("Title: \(title)") }
        if let function = self.stage.function { inside.append("Calling \(function)") }
        return head + inside.map { LogText.line(event.at, $0) }
    }

    private func completed(_ batch: BatchText, _ event: LogEvent) -> [String] {
        var texts = ["Result: \(batch.result(before: self.figures, after: event.stageFacts))"]
        if !batch.created.isEmpty {
            texts.append("\(Self.capital(self.stage.products.many)): \(LogText.list(batch.created))")
        }
        if let usage = batch.usage { texts.append("Model: \(usage)") }
        texts.append("Credits used: \(CreditText.text(thousandths: batch.credits ?? 0))")
        return Self.phases(batch) + texts.map { LogText.line(event.at, $0) }
    }

    private func failed(_ batch: BatchText, _ event: LogEvent) -> [String] {
        var lines = Self.phases(batch)
        if let usage = batch.usage { lines.append(LogText.line(event.at, "Model: \(usage)")) }
        if let error = batch.error {
            lines.append(LogText.line(event.at, "Error (attempt \(batch.attempt)): \(error.summary)"))
            lines += error.detail
        }
        return lines + [LogText.line(event.at, event.message)]
    }

    private static func phases(_ batch: BatchText) -> [String] {
        batch.phases.map { phase in
            LogText.line(phase.at, "Phase: \(phase.phase)" + (phase.message.map { " - \($0)" } ?? ""))
        }
    }

    private var itemTitle: String { Self.capital(self.stage.items.one) }

    private static func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    // MARK: - The end

    private func ready(_ event: LogEvent) -> [String] {
        let ids = (event.data["stage"]?["items"]?.elements ?? []).compactMap(\.id)
        return [LogText.line(event.at, "Content IDs ready: \(LogText.list(ids))")]
    }

    private func end(_ event: LogEvent) -> [String] {
        guard let facts = event.stageFacts else { return [LogText.line(event.at, event.message)] }
        if facts.status == "skipped" {
            return [LogText.line(event.at, event.message), ""]
                + LogText.block(["STAGE \(self.stage.number) SKIPPED"]) + [""]
        }
        var lines = ["STAGE \(self.stage.number) \(facts.status == "completed" ? "COMPLETE" : "FAILED")"]
        if let start = facts.startedAt {
            lines.append("Total Time: \(LogText.duration((facts.completedAt ?? event.at) - start))")
        }
        let processed = facts.figure(self.stage.processed) ?? facts.processed
        lines.append("Processed: \(self.stage.items.count(processed))")
        if facts.failed > 0 { lines.append("Failed: \(self.stage.items.count(facts.failed))") }
        let isTold: Set<String> = [self.stage.processed, "batches_run"]
        for figure in facts.figures where !isTold.contains(figure.name) {
            lines.append("\(LogText.title(figure.name)): \(figure.value)")
        }
        let leftOut = (event.data["stage"]?["leftOut"]?.elements ?? []).compactMap(\.id)
        if !leftOut.isEmpty { lines.append("Left Out: \(LogText.list(leftOut))") }
        lines.append("Batches: \(facts.batches)")
        lines.append("Credits Used: \(CreditText.text(thousandths: facts.credits ?? 0))")
        return [""] + LogText.block(lines) + [""]
    }
}
