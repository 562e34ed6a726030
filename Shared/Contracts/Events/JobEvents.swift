public import Values

/// A job as it stands after a change: all that the scheduler needs to plan it.
public struct JobSnapshot: Codable, Hashable, Sendable {
    public var id: ID
    public var name: String
    public var type: JobType
    public var status: JobStatus
    public var siteId: ID?
    public var version: Int
    /// Counts every change; a reader takes only a higher one.
    public var revision: Int
    public var schedule: JSON?
    /// The organization's, for schedules without a zone of their own.
    public var timezone: String
    public var deleted: Bool

    public init(
        id: ID,
        name: String,
        type: JobType,
        status: JobStatus,
        siteId: ID?,
        version: Int,
        revision: Int,
        schedule: JSON?,
        timezone: String,
        deleted: Bool
    ) {
        self.id = id
        self.name = name
        self.type = type
        self.status = status
        self.siteId = siteId
        self.version = version
        self.revision = revision
        self.schedule = schedule
        self.timezone = timezone
        self.deleted = deleted
    }
}

/// The data of `stagecoach.job.<created|changed|paused|resumed|deleted>.v1`.
public struct JobEvent: Codable, Hashable, Sendable {
    public var message: String
    public var job: JobSnapshot

    public init(message: String, job: JobSnapshot) {
        self.message = message
        self.job = job
    }
}

/// The data of `stagecoach.organization.defined.v1`.
public struct OrganizationEvent: Codable, Hashable, Sendable {
    public var organization: OrganizationID
    public var name: String
    public var timezone: String

    public init(organization: OrganizationID, name: String, timezone: String) {
        self.organization = organization
        self.name = name
        self.timezone = timezone
    }
}
