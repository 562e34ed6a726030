public import Values

/// A job as its author writes it: what to run, when, and with which settings.
///
/// `schedule` and `tasks` are kept as they were written; what they must contain depends on the type, and is checked by
/// ``problems(at:)`` for the shape and by whoever uses them for what only they know (time zones, models).
public struct JobDefinition: Codable, Hashable, Sendable {
    public var name: String
    public var type: JobType
    public var status: JobStatus
    /// `nil`: never by itself.
    public var schedule: JSON?
    /// The settings of each stage, by the stage's name.
    public var tasks: JSON
    /// The site that a content job belongs to.
    public var siteId: ID?
    /// After so many failed runs, one after the other, the job is paused. `nil`: never.
    public var pauseAfterFailures: Int?

    public init(
        name: String,
        type: JobType,
        status: JobStatus,
        schedule: JSON? = nil,
        tasks: JSON = [:],
        siteId: ID? = nil,
        pauseAfterFailures: Int? = nil
    ) {
        self.name = name
        self.type = type
        self.status = status
        self.schedule = schedule
        self.tasks = tasks
        self.siteId = siteId
        self.pauseAfterFailures = pauseAfterFailures
    }

    /// - Parameter prefix: The JSON pointer of the definition in the message.
    public func problems(at prefix: String) -> [FieldError] {
        var check = Check()
        check.line(self.name, prefix + "/name")
        let failures = self.pauseAfterFailures ?? 1
        check.require((1...100).contains(failures), prefix + "/pauseAfterFailures", "must be 1 to 100")
        switch self.type {
        case .newsletter:
            do throws(FieldError) {
                let tasks = try NewsletterTasks(self.tasks)
                check.add(tasks.problems(at: prefix + "/tasks"))
            } catch {
                check.add([FieldError(pointer: prefix + "/tasks" + error.pointer, message: error.message)])
            }
        case .echo:
            check.require(self.schedule == nil, prefix + "/schedule", "an echo job has none")
        case .content:
            check.require(self.siteId != nil, prefix + "/siteId", "must be the site that it is for")
            check.add(ContentTasks.problems(self.tasks, at: prefix + "/tasks"))
        case .report:
            do throws(FieldError) {
                let tasks = try ReportTasks(self.tasks)
                check.add(tasks.problems(at: prefix + "/tasks"))
            } catch {
                check.add([FieldError(pointer: prefix + "/tasks" + error.pointer, message: error.message)])
            }
        case .custom:
            check.require(false, prefix + "/type", "is not available yet")
        }
        let texts: JSON = ["name": .string(self.name), "tasks": self.tasks]
        let secrets = Credentials.problems(texts, at: prefix)
        let named = Set(secrets.map(\.pointer))
        return check.errors.filter { !named.contains($0.pointer) } + secrets
    }
}
