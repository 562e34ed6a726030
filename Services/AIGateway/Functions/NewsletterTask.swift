import Contracts
import Offline
import Values

/// The AI function `generate_newsletter`: what it is given, and what has to come of it.
struct NewsletterTask: Sendable, Hashable {
    /// Changes when the same settings would be asked for in another way.
    static let promptVersion = "newsletter/1"

    var prompt: String
    var tone: String?
    var maxItems: Int
    /// The model that the settings name.
    var model: String?
    var jobName: String
    /// The date of the issue, on the job's calendar.
    var date: CivilDate

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

    /// Reads what a model has written.
    ///
    /// - Throws: ``ProviderError`` (`invalid_output`) for anything but an issue that can be sent.
    static func parse(_ text: String) throws(ProviderError) -> (content: NewsletterContent, items: Int, words: Int) {
        let issue: Newsletter
        do {
            issue = try Newsletter(json: try JSONDocument(Array(text.utf8)).root)
        } catch {
            throw ProviderError(
                code: "invalid_output",
                isTransient: false,
                message: "What was generated is not a newsletter: \(error)",
                detail: String(text.prefix(10_000))
            )
        }
        let content = NewsletterContent(
            subject: issue.subject,
            topic: issue.topic ?? issue.title,
            html: issue.html,
            text: issue.text
        )
        return (content, issue.items.count, issue.wordCount)
    }
}
