public import Values

/// What a newsletter job says about an issue.
public struct NewsletterSettings: Hashable, Sendable {
    /// The topic, or a sentence that asks for a newsletter about it. When it names no topic, the job's name does.
    public var prompt: String
    /// Free text; ``Register/init(tone:)`` says what becomes of it. When `nil`, a word of the prompt may ask for one
    /// ("a friendly newsletter").
    public var tone: String?
    /// How many items to write, 1 to 50. Default 5: it fills a mail that is read to its end.
    public var maxItems: Int
    public var jobName: String
    /// The date of issue, in the job's time zone.
    public var date: CivilDate

    public init(prompt: String, tone: String? = nil, maxItems: Int = 5, jobName: String, date: CivilDate) {
        self.prompt = prompt
        self.tone = tone
        self.maxItems = maxItems
        self.jobName = jobName
        self.date = date
    }
}
