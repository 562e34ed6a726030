public import Values

/// Generate without storing and without sending, to see what a job would bring.
public struct PreviewRequest: Payload {
    public static let name = "content.preview"
    public var jobName: String
    public var function: String
    public var settings: JSON
    /// The date of issue, `2026-11-21`.
    public var date: String
    public var idempotencyKey: String?

    public init(jobName: String, function: String, settings: JSON, date: String, idempotencyKey: String? = nil) {
        self.jobName = jobName
        self.function = function
        self.settings = settings
        self.date = date
        self.idempotencyKey = idempotencyKey
    }
}

/// What a preview brought.
public struct Preview: Payload {
    public static let name = "content.previewed"
    public var content: NewsletterContent
    public var usage: Usage

    public init(content: NewsletterContent, usage: Usage) {
        self.content = content
        self.usage = usage
    }
}

/// A generated newsletter, as it is stored and sent.
public struct NewsletterContent: Codable, Hashable, Sendable {
    /// As an artifact.
    public static let mediaType = "application/vnd.stagecoach.newsletter+json"

    /// Its own subject; a job's template may take its place.
    public var subject: String
    /// What it is about, in a few words.
    public var topic: String
    public var html: String
    public var text: String

    public init(subject: String, topic: String, html: String, text: String) {
        self.subject = subject
        self.topic = topic
        self.html = html
        self.text = text
    }
}
