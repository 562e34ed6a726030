public import Values

/// Start a run of a job. Routing key `run.start.<organization>`.
public struct RunStart: RecordedCommand {
    public static let name = "run.start"

    /// `nil`: the content job of ``siteId``.
    public var jobId: ID?
    /// The site whose content job is meant; a job that is given as well has to be of this site.
    public var siteId: ID?
    /// Two commands with the same key start one run. In place of it a message's id is taken.
    public var idempotencyKey: String?
    /// The run's id, if the sender wants to know it beforehand.
    public var runId: ID?
    /// Default: `message`.
    public var trigger: Trigger?
    /// The planned time of a scheduled run.
    public var plannedAt: Timestamp?
    /// What happens when the job or its site has an active run. Default: `skip`, which refuses the start.
    public var overlap: Overlap?
    /// Do one stage of an earlier run again, from what that run has recorded.
    public var replay: RunReplay?

    public init(
        jobId: ID? = nil,
        siteId: ID? = nil,
        idempotencyKey: String? = nil,
        runId: ID? = nil,
        trigger: Trigger? = nil,
        plannedAt: Timestamp? = nil,
        overlap: Overlap? = nil,
        replay: RunReplay? = nil
    ) {
        self.jobId = jobId
        self.siteId = siteId
        self.idempotencyKey = idempotencyKey
        self.runId = runId
        self.trigger = trigger
        self.plannedAt = plannedAt
        self.overlap = overlap
        self.replay = replay
    }

    public func check(_ check: inout Check) {
        check.require(self.jobId != nil || self.siteId != nil, "/jobId", "must be given, or else siteId")
        if let replay { check.line(replay.stage, "/replay/stage", limit: 60) }
    }
}

/// Which stage of which run is done again. It takes the settings of that run and the input that it has recorded, and
/// ends with that stage: nothing is collected, and nobody is sent anything.
public struct RunReplay: Codable, Hashable, Sendable {
    /// A run of the same job, with a recorded input.
    public var runId: ID
    /// The name of the stage's settings: `generate`.
    public var stage: String

    public init(runId: ID, stage: String) {
        self.runId = runId
        self.stage = stage
    }
}

extension Check {
    /// An idempotency key: 1 to 255 bytes of visible ASCII, compared byte by byte.
    public mutating func key(_ key: String, _ pointer: String) {
        self.require((1...255).contains(key.utf8.count), pointer, "must have 1 to 255 bytes")
        self.require(key.utf8.allSatisfy { (0x20..<0x7F).contains($0) }, pointer, "must be visible ASCII")
    }
}

/// What can be done to a run that exists.
public protocol RunCommand: RecordedCommand {
    var runId: ID { get }
}

/// Let the batch in flight end, then start nothing more.
public struct RunPause: RunCommand {
    public static let name = "run.pause"
    public var runId: ID
    public var idempotencyKey: String?
    public init(runId: ID, idempotencyKey: String? = nil) {
        self.runId = runId
        self.idempotencyKey = idempotencyKey
    }
}

/// Go on where it was paused.
public struct RunResume: RunCommand {
    public static let name = "run.resume"
    public var runId: ID
    public var idempotencyKey: String?
    public init(runId: ID, idempotencyKey: String? = nil) {
        self.runId = runId
        self.idempotencyKey = idempotencyKey
    }
}

/// Stop now. A batch in flight is given up; its answer will not be applied.
public struct RunCancel: RunCommand {
    public static let name = "run.cancel"
    public var runId: ID
    public var idempotencyKey: String?
    public init(runId: ID, idempotencyKey: String? = nil) {
        self.runId = runId
        self.idempotencyKey = idempotencyKey
    }
}

/// Go on with a failed run at the stage that failed, as its next attempt; or with a partial one at the first stage where
/// items failed and were left out.
///
/// Items that failed are tried again, with all that still waits at the stage. What was done is not done again.
public struct RunRetry: RunCommand {
    public static let name = "run.retry"
    public var runId: ID
    public var idempotencyKey: String?
    /// Refuse when no item has failed. Default: off.
    public var failedOnly: Bool?
    /// Leave the failed items out, go on with the others, and end `partial`. Default: off.
    public var skipFailed: Bool?

    public init(runId: ID, idempotencyKey: String? = nil, failedOnly: Bool? = nil, skipFailed: Bool? = nil) {
        self.runId = runId
        self.idempotencyKey = idempotencyKey
        self.failedOnly = failedOnly
        self.skipFailed = skipFailed
    }

    public func check(_ check: inout Check) {
        let isBoth = self.failedOnly == true && self.skipFailed == true
        check.require(!isBoth, "/skipFailed", "failed items are either tried again or left out")
    }
}

/// Send what a run has generated and not sent, as its next attempt.
public struct RunSend: RunCommand {
    public static let name = "run.send"
    public var runId: ID
    public var idempotencyKey: String?
    public init(runId: ID, idempotencyKey: String? = nil) {
        self.runId = runId
        self.idempotencyKey = idempotencyKey
    }
}

/// The answer to a command about a run.
public struct RunAccepted: Payload {
    public static let name = "run.accepted"
    public var runId: ID
    public var runKey: String
    /// Always `accepted`, to tell it from a problem document at a glance.
    public var status = "accepted"
    /// Whether the command had been carried out before, and this is its answer once more.
    public var duplicate: Bool
    /// Where the run stood when the command had been carried out.
    public var runStatus: RunStatus
    public var createdAt: Timestamp

    public init(runId: ID, runKey: String, duplicate: Bool, runStatus: RunStatus, createdAt: Timestamp) {
        self.runId = runId
        self.runKey = runKey
        self.duplicate = duplicate
        self.runStatus = runStatus
        self.createdAt = createdAt
    }
}
