import Contracts
import Offline
import Values

/// The AI function `generate_newsletter`: what it is given, and what has to come of it.
struct NewsletterTask: AIFunction, Hashable {
    static let name = Functions.generateNewsletter
    static let promptVersion = "newsletter/1"
    static let noun = "a newsletter"
    static let saving = "Storing the newsletter"

    var prompt: String
    var tone: String?
    var maxItems: Int
    /// The model that the settings name.
    var model: String?
    var jobName: String
    /// The date of the issue, on the job's calendar.
    var date: CivilDate

    /// An issue that can be sent.
    struct Output: Sendable {
        var content: NewsletterContent
        var items: Int
        var words: Int
    }

    var requestedModel: String? { self.model }

    init(_ work: Work) throws(FieldError) {
        try self.init(settings: work.settings, jobName: work.jobName, date: work.date)
    }

    /// - Throws: ``FieldError``, its pointer relative to what has the settings and the date as members.
    init(settings: JSON, jobName: String, date: String) throws(FieldError) {
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(settings.bytes)
        } catch {
            throw FieldError(pointer: "/settings", message: error.description)
        }
        let settings: NewsletterTasks.Generate
        do throws(FieldError) {
            settings = try NewsletterTasks.Generate(json: document.root)
        } catch {
            throw FieldError(pointer: "/settings" + error.pointer, message: error.message)
        }
        guard let date = CivilDate(date) else {
            throw FieldError(pointer: "/date", message: "must be a date, like 2026-11-21")
        }
        self.prompt = settings.prompt
        self.tone = settings.tone.flatMap { $0.isEmpty ? nil : $0 }
        self.maxItems = settings.maxItems ?? 5
        self.model = settings.model.flatMap { $0.isEmpty || $0 == ModelRoutes.defaultName ? nil : $0 }
        self.jobName = jobName
        self.date = date
    }

    /// Takes nothing but an issue that can be sent.
    func parse(_ text: String) throws(OutputFaults) -> Output {
        let json = try JSONExtraction.json(in: text)
        let issue: Newsletter
        do throws(FieldError) {
            issue = try Newsletter(json: json)
        } catch {
            throw OutputFaults(error)
        }
        let content = NewsletterContent(
            subject: issue.subject,
            topic: issue.topic ?? issue.title,
            html: issue.html,
            text: issue.text
        )
        return Output(content: content, items: issue.items.count, words: issue.wordCount)
    }

    func progress(_ text: String) -> WritingProgress? {
        let items = min(text.ranges(of: #""heading""#).count, self.maxItems)
        if items == 0 { return WritingProgress(fraction: 0, sentence: "Writing the introduction") }
        // The one that is being written is not finished.
        let fraction = (Double(items) - 0.5) / Double(max(self.maxItems, 1))
        return WritingProgress(fraction: fraction, sentence: "Writing item \(items) of \(self.maxItems)")
    }

    func yield(_ output: Output, of work: Work) throws(ProviderError) -> BatchYield {
        guard let bytes = try? output.content.jsonBytes() else {
            throw ProviderError(code: "invalid_output", isTransient: false, message: "The newsletter cannot be written")
        }
        let artifact = BatchYield.Artifact(
            mediaType: NewsletterContent.mediaType,
            title: output.content.subject,
            bytes: bytes
        )
        return BatchYield(
            items: work.items.map { item in
                .init(id: item.id, status: "generated", attributes: ["contentRef": .string("\(artifact.id)")])
            },
            result: ["items": output.items, "words": output.words],
            output: BatchOutput(contentRef: artifact.id),
            artifacts: [artifact],
            sentence: "Newsletter with \(output.items) items generated"
        )
    }
}
