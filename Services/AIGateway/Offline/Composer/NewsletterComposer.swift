public import Values

/// Writes issues of a newsletter without a model: from sentences that were written beforehand, chosen and filled in by
/// the job's settings and the date.
///
/// The advice is general and lasting: it names no facts, figures, events or people, since there is nobody here who could
/// know any. The same settings always give the same issue.
public enum NewsletterComposer {
    /// The last line of every issue.
    public static let label = "Composed offline from this job's settings, without a language model."

    /// What an issue's topic in another language adds to it.
    static let foreignNote = "The offline composer writes in English and quotes the topic as it was given."

    /// - Throws: ``FieldError`` for `maxItems` outside 1 to 50, a date outside the years 1 to 9999, and when neither
    ///   prompt nor job name has a single word.
    public static func compose(_ settings: NewsletterSettings) throws(FieldError) -> Newsletter {
        guard (1...Newsletter.Limit.items).contains(settings.maxItems) else {
            throw FieldError(pointer: "/maxItems", message: "must be from 1 to \(Newsletter.Limit.items)")
        }
        guard settings.date.isValid, (1...9999).contains(settings.date.year) else {
            throw FieldError(pointer: "/date", message: "must be a date of the calendar, in the years 1 to 9999")
        }
        guard let topic = TopicReader.topic(prompt: settings.prompt, jobName: settings.jobName) else {
            throw FieldError(pointer: "/prompt", message: "must say what the newsletter is about")
        }
        return IssueWriter(topic: topic, settings: settings).issue()
    }
}
