public import Values

/// The data of `stagecoach.retention.started.v1`: what belongs to no run, and is older than this, is to go.
public struct RetentionStartedEvent: Codable, Hashable, Sendable {
    public var message: String
    public var taskId: ID
    /// 0.
    public var step: Int
    /// By type of job: what ended before it is past its time. A type that is not there is kept forever.
    public var before: [String: Timestamp]

    public init(message: String, taskId: ID, step: Int, before: [String: Timestamp]) {
        self.message = message
        self.taskId = taskId
        self.step = step
        self.before = before
    }
}

/// The data of `stagecoach.run.erased.v1`: these runs are gone, and everyone deletes what was theirs.
public struct RunErasedEvent: Codable, Hashable, Sendable {
    public var message: String
    public var taskId: ID
    /// Counts the events of a task, from 1.
    public var step: Int
    public var jobType: JobType
    /// What the runs have brought about belongs to a site, and stays.
    public var keepsOutputs: Bool
    /// At most 1,000.
    public var runs: [ID]

    public init(message: String, taskId: ID, step: Int, jobType: JobType, keepsOutputs: Bool, runs: [ID]) {
        self.message = message
        self.taskId = taskId
        self.step = step
        self.jobType = jobType
        self.keepsOutputs = keepsOutputs
        self.runs = runs
    }
}

/// The data of `stagecoach.retention.completed.v1`: every service has deleted what it had to.
public struct RetentionCompletedEvent: Codable, Hashable, Sendable {
    public var message: String
    public var taskId: ID
    /// `scheduled`, or `manual` when a person has asked for it.
    public var trigger: Trigger
    /// Nothing was deleted; the counts say what would go.
    public var dryRun: Bool
    public var startedAt: Timestamp
    /// By service and kind of row.
    public var counts: [String: [String: Int]]

    public init(
        message: String,
        taskId: ID,
        trigger: Trigger,
        dryRun: Bool,
        startedAt: Timestamp,
        counts: [String: [String: Int]]
    ) {
        self.message = message
        self.taskId = taskId
        self.trigger = trigger
        self.dryRun = dryRun
        self.startedAt = startedAt
        self.counts = counts
    }
}

extension JobType {
    /// Whether what its runs bring about belongs to a site, and outlives them.
    public var keepsOutputs: Bool { self == .content }
}
