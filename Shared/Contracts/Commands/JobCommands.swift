public import Values

/// Create a job, or change all of its definition.
public struct JobDefine: RecordedCommand {
    public static let name = "job.define"
    /// Chosen by the sender, so that repeating the command does no harm.
    public var jobId: ID
    /// What the sender believes the job's revision to be; 0 for a new one, `nil` when it does not matter.
    public var revision: Int?
    public var definition: JobDefinition
    public var idempotencyKey: String?

    public init(jobId: ID, revision: Int? = nil, definition: JobDefinition, idempotencyKey: String? = nil) {
        self.jobId = jobId
        self.revision = revision
        self.definition = definition
        self.idempotencyKey = idempotencyKey
    }

    public func check(_ check: inout Check) {
        check.add(self.definition.problems(at: "/definition"))
    }
}

/// What can be done to a job as a whole.
public protocol JobCommand: RecordedCommand {
    var jobId: ID { get }
    var revision: Int? { get }
}

/// Let no more runs start, neither by schedule nor by hand.
public struct JobPause: JobCommand {
    public static let name = "job.pause"
    public var jobId: ID
    public var revision: Int?
    public var idempotencyKey: String?
    public init(jobId: ID, revision: Int? = nil, idempotencyKey: String? = nil) {
        self.jobId = jobId
        self.revision = revision
        self.idempotencyKey = idempotencyKey
    }
}

/// Make a paused or drafted job active.
public struct JobResume: JobCommand {
    public static let name = "job.resume"
    public var jobId: ID
    public var revision: Int?
    public var idempotencyKey: String?
    public init(jobId: ID, revision: Int? = nil, idempotencyKey: String? = nil) {
        self.jobId = jobId
        self.revision = revision
        self.idempotencyKey = idempotencyKey
    }
}

/// Take a job away. Its runs stay readable; one that is active goes on to its end.
public struct JobDelete: JobCommand {
    public static let name = "job.delete"
    public var jobId: ID
    public var revision: Int?
    public var idempotencyKey: String?
    public init(jobId: ID, revision: Int? = nil, idempotencyKey: String? = nil) {
        self.jobId = jobId
        self.revision = revision
        self.idempotencyKey = idempotencyKey
    }
}

/// The answer to a command about a job.
public struct JobAccepted: Payload {
    public static let name = "job.accepted"
    public var jobId: ID
    public var status = "accepted"
    public var duplicate: Bool
    public var revision: Int

    public init(jobId: ID, duplicate: Bool, revision: Int) {
        self.jobId = jobId
        self.duplicate = duplicate
        self.revision = revision
    }
}

/// Create an organization, or change it. Taken from the system's own services and its operator alone.
public struct OrganizationDefine: RecordedCommand {
    public static let name = "organization.define"
    public var organization: OrganizationID
    /// For people.
    public var name: String
    /// IANA name; schedules without a zone of their own follow it.
    public var timezone: String
    public var idempotencyKey: String?

    public init(organization: OrganizationID, name: String, timezone: String, idempotencyKey: String? = nil) {
        self.organization = organization
        self.name = name
        self.timezone = timezone
        self.idempotencyKey = idempotencyKey
    }

    public func check(_ check: inout Check) {
        check.line(self.name, "/name")
    }
}

/// The answer to ``OrganizationDefine``.
public struct OrganizationAccepted: Payload {
    public static let name = "organization.accepted"
    public var organization: OrganizationID
    public var status = "accepted"
    public var duplicate: Bool

    public init(organization: OrganizationID, duplicate: Bool) {
        self.organization = organization
        self.duplicate = duplicate
    }
}
