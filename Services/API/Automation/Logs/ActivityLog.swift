import Contracts
import Values

/// The lines of a run's activity: `automation_run.log` of the specification, event by event, so that a log of any length
/// is never held as a whole.
struct ActivityLog {
    /// Figures of the stages, as last heard.
    private var figures: [Int: [String: Int]] = [:]
    /// How the stages have ended.
    private var ended: [Int: StageLine] = [:]
    private var attempt = 1
    private var startedAt: Timestamp?
    private var days = DayMark()

    /// The head of the file.
    static func head(_ run: LogHead) -> [String] {
        LogText.block(
            [
                "AUTOMATION RUN: \(run.key)", "Started: \(run.startedText)", "Timezone: UTC", "Trigger: \(run.trigger)",
                "Account: \(run.account)", "Site: \(run.site)",
            ]
        ) + [""]
    }

    /// The lines that an event adds to the file.
    mutating func file(_ event: LogEvent) -> [String] {
        let lines = self.lines(event)
        var text = self.days.lines(event.at)
        text += lines.map { LogText.line(event.at, $0) }
        if let status = event.runStatus, status.isEnded { text += self.totals(status, event) }
        return text
    }

    /// The lines that an event adds to the activity, without their times.
    mutating func lines(_ event: LogEvent) -> [String] {
        var lines: [String] = []
        if event.attempt > self.attempt {
            self.attempt = event.attempt
            lines = self.ended.keys.sorted().map { "Stage \($0) already completed - skipping" }
        }
        if event.name == "run.running" { self.startedAt = self.startedAt ?? event.at }
        lines = self.own(event) + lines
        if let stage = event.stageFacts {
            self.figures[stage.number] = Dictionary(stage.figures.map { ($0.name, $0.value) }) { $1 }
            let isEnd = event.name == "stage.completed" || event.name == "stage.skipped"
            if isEnd { self.ended[stage.number] = stage }
        }
        return lines
    }

    private mutating func own(_ event: LogEvent) -> [String] {
        guard let number = event.stage, event.runStatus == nil else { return [self.automation(event)] }
        guard let stage = ContentStage.numbered(number) else { return [event.message] }
        switch event.name {
        case "stage.started":
            // A stage that is begun anew counts from where it is.
            if self.figures[number] == nil { self.figures[number] = [:] }
            let start = "Stage \(number) starting: \(stage.name)"
            // A gate says what it has found when it has.
            if stage.function == nil { return [start] }
            return [start, "Stage \(number): Found \(stage.pending(event.stageFacts?.total ?? 0))"]
        case "stage.completed":
            guard let facts = event.stageFacts else { return [event.message] }
            return ["Stage \(number) complete: \(StageText.summary(stage, facts))"]
        case "stage.skipped", "stage.failed", "content.review_ready": return [StageText.prefixed(event.message, number)]
        case "batch.completed":
            guard let batch = BatchText(event) else { return [StageText.prefixed(event.message, number)] }
            let result = batch.result(before: self.figures[number], after: event.stageFacts)
            return ["Stage \(number): Batch \(batch.place) complete - \(result)"]
        case "batch.failed":
            guard let batch = BatchText(event), let error = batch.error else {
                return [StageText.prefixed(event.message, number)]
            }
            return ["Stage \(number): Batch \(batch.number) failed (attempt \(batch.attempt)) - \(error.summary)"]
        default: return [StageText.prefixed(event.message, number)]
        }
    }

    private func automation(_ event: LogEvent) -> String {
        event.message.hasPrefix("Run ") ? "Automation " + event.message.dropFirst(4) : event.message
    }

    // MARK: - The end

    private func totals(_ status: RunStatus, _ event: LogEvent) -> [String] {
        let run = event.data["run"]
        var lines = ["AUTOMATION \(status.rawValue.uppercased())"]
        let start = run?["startedAt"]?.string.flatMap { Timestamp($0) } ?? self.startedAt
        if let start { lines.append("Total Time: \(LogText.duration(event.at - start))") }
        for number in self.ended.keys.sorted() {
            guard let facts = self.ended[number], let stage = ContentStage.numbered(number) else { continue }
            lines.append("Stage \(number): \(StageText.summary(stage, facts))")
        }
        if let ready = self.ended[7]?.figure("ready_for_review") { lines.append("Ready for Review: \(ready)") }
        lines.append("Credits Used: \(CreditText.text(thousandths: Int(run?["credits"]?.integer ?? 0)))")
        if let error = run?["error"], let message = error["message"]?.string {
            lines.append("Error (stage \(error["stage"]?.integer ?? 0)): \(LogText.line(message))")
            lines += LogText.indented(error["detail"]?.string ?? "")
        }
        return [""] + LogText.block(lines) + [""]
    }
}

/// What the heads of log files say of a run.
struct LogHead: Sendable {
    var key: String
    var trigger: String
    var account: String
    var site: String
    var startedAt: Timestamp

    var startedText: String { "\(LogText.day(self.startedAt)) \(LogText.clock(self.startedAt))" }
}

/// A stage in words.
enum StageText {
    /// `47 keywords → 8 clusters (5m 30s, 10 credits)`
    static func summary(_ stage: ContentStage, _ facts: StageLine) -> String {
        var parts: [String] = []
        if facts.status == "skipped" { return "nothing to process" }
        if let start = facts.startedAt, let end = facts.completedAt { parts.append(LogText.duration(end - start)) }
        if let credits = facts.credits { parts.append("\(CreditText.text(thousandths: credits)) credits") }
        if facts.failed > 0 { parts.append("\(facts.failed) failed") }
        let processed = facts.figure(stage.processed) ?? facts.processed
        var text = stage.items.count(processed)
        if stage.number == 7 {
            text += " ready for review"
        } else if let created = facts.figure(stage.created) {
            text += " → \(stage.products.count(created))"
        }
        return parts.isEmpty ? text : "\(text) (\(parts.joined(separator: ", ")))"
    }

    /// With the stage in front, unless the sentence names it.
    static func prefixed(_ message: String, _ number: Int) -> String {
        message.hasPrefix("Stage ") || message.hasPrefix("Automation ") ? message : "Stage \(number): \(message)"
    }
}
