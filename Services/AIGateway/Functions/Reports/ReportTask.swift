import Contracts
import Offline
import Values

/// The AI function `generate_report`: what was collected, put into words and tables.
struct ReportTask: AIFunction, InputFunction, Hashable {
    static let name = Functions.generateReport
    static let promptVersion = "report/1"
    static let noun = "a report"
    static let saving = "Storing the report"

    var prompt: String
    /// The model that the settings name.
    var model: String?
    var output: ReportTasks.Output
    var jobName: String
    /// The date of the report, on the job's calendar.
    var date: CivilDate
    let inputRef: ID
    /// What was collected; empty until ``reading(_:)``.
    var entries: [CollectedInput.Entry] = []

    var requestedModel: String? { self.model }

    init(_ work: Work) throws(FieldError) {
        let settings = try Members(settings: work)
        self.model = try settings.model()
        self.prompt = try settings.lines("prompt", limit: ReportTasks.longestPrompt).joined(separator: "\n")
        if self.prompt.isEmpty { throw FieldError(pointer: "/settings/prompt", message: "must not be empty") }
        let output = try settings.line("output", limit: 20)
        guard let known = ReportTasks.Output(rawValue: output.isEmpty ? "html" : output) else {
            throw FieldError(pointer: "/settings/output", message: "must be html or json")
        }
        self.output = known
        self.jobName = work.jobName
        guard let date = CivilDate(work.date) else {
            throw FieldError(pointer: "/date", message: "must be a date, like 2026-11-21")
        }
        self.date = date
        guard let input = work.outputs?.snapshotRef else {
            throw FieldError(pointer: "/outputs/snapshotRef", message: "must be the artifact with what was collected")
        }
        self.inputRef = input
    }

    func reading(_ bytes: [UInt8]) throws(FieldError) -> any GatewayFunction {
        var task = self
        task.entries = try CollectedInput(reading: bytes).entries
        return task
    }

    /// What an offline provider works from.
    var material: ReportMaterial {
        ReportMaterial(
            name: self.jobName,
            prompt: self.prompt,
            date: self.date,
            sources: self.entries.map { entry in
                ReportMaterial.Source(
                    name: entry.facts.name,
                    data: entry.data,
                    error: entry.data == nil ? entry.facts.error ?? "nothing came" : nil,
                    isCut: entry.facts.truncated
                )
            }
        )
    }

    func parse(_ text: String) throws(OutputFaults) -> Report {
        let json = try JSONExtraction.json(in: text)
        do throws(Report.Faults) {
            return try Report(json: json)
        } catch {
            throw OutputFaults(error.faults)
        }
    }

    func progress(_ text: String) -> WritingProgress? {
        let written = text.ranges(of: #""heading""#).count
        let expected = max(self.entries.count, written) + 1
        let fraction = max(Double(written) - 0.5, 0) / Double(expected)
        let sentence = written == 0 ? "Writing the summary" : "Writing section \(written)"
        return WritingProgress(fraction: fraction, sentence: sentence)
    }

    func yield(_ output: Report, of work: Work) throws(ProviderError) -> BatchYield {
        let content = ReportContent(
            subject: output.title,
            topic: self.jobName,
            html: output.html(name: self.jobName, date: self.date),
            text: output.text(name: self.jobName, date: self.date),
            output: self.output,
            report: output.json
        )
        guard let bytes = try? content.jsonBytes() else {
            throw ProviderError(code: "invalid_output", isTransient: false, message: "The report cannot be written")
        }
        let artifact = BatchYield.Artifact(mediaType: ReportContent.mediaType, title: output.title, bytes: bytes)
        return BatchYield(
            result: ["sections": output.sections.count, "tables": output.sections.count { $0.table != nil }],
            output: BatchOutput(contentRef: artifact.id),
            artifacts: [artifact],
            sentence: "Report with \(Count.text(output.sections.count, "section")) generated"
        )
    }
}
