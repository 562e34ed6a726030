public import Values

/// A report as it is stored: the parts of it as data, and the forms that people read. Who sends it reads it as a
/// ``NewsletterContent``.
public struct ReportContent: Codable, Hashable, Sendable {
    /// As an artifact.
    public static let mediaType = "application/vnd.stagecoach.report+json"

    /// The report's title; a template's subject may take its place.
    public var subject: String
    /// What it is about: the template's name.
    public var topic: String
    public var html: String
    public var text: String
    /// The form that was asked for.
    public var output: ReportTasks.Output
    /// Title, summary and sections, as they were written.
    public var report: JSON

    public init(
        subject: String,
        topic: String,
        html: String,
        text: String,
        output: ReportTasks.Output,
        report: JSON
    ) {
        self.subject = subject
        self.topic = topic
        self.html = html
        self.text = text
        self.output = output
        self.report = report
    }
}
