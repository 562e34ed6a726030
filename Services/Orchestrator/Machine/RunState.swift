public import Contracts
public import Recurrence
public import Values

/// All that the state machine knows of a run.
public struct RunState: Hashable, Sendable {
    // Fixed when the run was accepted.
    public let id: ID
    public let organization: OrganizationID
    public let key: String
    public let definition: RunDefinition
    public let trigger: Trigger
    public let createdAt: Timestamp
    public let plannedAt: Timestamp?
    /// The run whose recorded input it works from: one of its stages is done again, and no other.
    public let replayOf: ID?

    public var status: RunStatus = .pending
    /// From 1; a retry opens the next.
    public var attempt = 1
    /// The number of the last event.
    public var sequence = 0
    /// The stage it is at, from 1; 0 before the first.
    public var stage = 0
    public var progress = StageProgress()
    /// How far stages came that have ended since something was left out, by their numbers: when it is taken up again,
    /// they go on counting from there.
    public var ended: [Int: StageProgress] = [:]
    /// How many tries have been prepared; the number of the last one.
    public var epoch = 0
    /// The batch that is out, or about to be.
    public var batch: Batch?
    public var outcome = Outcome()
    public var error: RunError?
    /// What is set aside for it and not used yet, in thousandths of a credit.
    public var held = 0
    /// What it was expected to cost when it was last opened, in thousandths of a credit.
    public var estimate = 0
    public var startedAt: Timestamp?
    public var completedAt: Timestamp?
    /// Whether it keeps other runs of its job or site from starting. Sending what was left unsent does not.
    public var holdsScope = true
    /// The event that led to the present stage: the `stage.completed` before it.
    public var cause: ID?

    public init(
        id: ID,
        organization: OrganizationID,
        key: String,
        definition: RunDefinition,
        trigger: Trigger,
        createdAt: Timestamp,
        plannedAt: Timestamp?,
        replayOf: ID? = nil
    ) {
        self.id = id
        self.organization = organization
        self.key = key
        self.definition = definition
        self.trigger = trigger
        self.createdAt = createdAt
        self.plannedAt = plannedAt
        self.replayOf = replayOf
    }

    /// Whether a retry would work on its job or site again; another run may be doing so. What is only left to be sent
    /// works on neither.
    var takesWorkUpAgain: Bool { self.status == .failed || self.status == .partial && self.outcome.leftOut > 0 }

    /// The stage it is at; `nil` before the first.
    public var current: Stage? {
        self.stage >= 1 && self.stage <= self.definition.pipeline.stages.count
            ? self.definition.pipeline.stages[self.stage - 1] : nil
    }
}

/// The immutable version of a job that a run is made from.
public struct RunDefinition: Hashable, Sendable {
    public let jobID: ID
    public let version: Int
    public let name: String
    public let type: JobType
    public let siteID: ID?
    public let pipeline: Pipeline
    /// The settings of the stages.
    public let tasks: JSON
    /// The time zone of the job's schedule, or else of its organization.
    public let zone: Zone
    /// After so many failed runs, one after the other, the job is paused; `nil`: never.
    public let pauseAfterFailures: Int?

    public init(
        jobID: ID,
        version: Int,
        name: String,
        type: JobType,
        siteID: ID?,
        pipeline: Pipeline,
        tasks: JSON,
        zone: Zone,
        pauseAfterFailures: Int? = nil
    ) {
        self.jobID = jobID
        self.version = version
        self.name = name
        self.type = type
        self.siteID = siteID
        self.pipeline = pipeline
        self.tasks = tasks
        self.zone = zone
        self.pauseAfterFailures = pauseAfterFailures
    }

    /// What only one run at a time may work on: the site, or else the job.
    public var scope: ID { self.siteID ?? self.jobID }

    func settings(of stage: Stage) -> JSON { self.tasks[stage.settings] ?? [:] }
}

/// How far a run is in its stage.
public struct StageProgress: Hashable, Sendable {
    public var startedAt: Timestamp?
    /// Items found, given out or not; grows with each selection.
    public var total = 0
    public var processed = 0
    public var failed = 0
    /// Batches that have ended.
    public var batches = 0
    /// The stage's figures.
    public var result: [String: Int] = [:]
    /// In thousandths of a credit.
    public var credits = 0
    /// Items that failed and were left out by a person's decision.
    public var leftOut: [ID] = []

    public init() {}
}

/// Items that a worker handles together, and the clock that watches over it.
public struct Batch: Hashable, Sendable {
    /// Within the stage, from 1.
    public var number: Int
    /// The number of the try among all of the run, so that an answer to an earlier one is recognized.
    public var epoch: Int
    public var token: ID
    /// How often it has been tried, the present try included.
    public var tries = 0
    public var items: [ID]
    /// Items of the stage that wait behind it.
    public var remaining: Int
    /// What the item is called, in a batch of one.
    public var title: String?
    /// When it was given out first.
    public var givenAt: Timestamp?
    public var clock: Clock
    /// How often it was sent again without an answer.
    public var resends = 0
    /// When something has to happen by itself.
    public var dueAt: Timestamp?

    public init(number: Int, epoch: Int, token: ID, items: [ID], remaining: Int, clock: Clock) {
        self.number = number
        self.epoch = epoch
        self.token = token
        self.items = items
        self.remaining = remaining
        self.clock = clock
    }

    public enum Clock: String, Hashable, Sendable, CaseIterable {
        /// Waits for its organization's turn.
        case ready
        /// Sent; the worker has not been heard of. No deadline, but sent again now and then.
        case queued
        /// The worker has begun; its time runs.
        case started
        /// Waits before its next try.
        case backoff
        /// The worker has stopped in the middle, at our wish.
        case suspended
        /// There was more to do than goes into one transaction; the rest is for the next.
        case rearmed
    }

    /// Whether a worker has it, or will have it.
    public var isInFlight: Bool { self.clock == .queued || self.clock == .started }

    public var reference: BatchReference {
        BatchReference(batch: self.number, epoch: self.epoch, token: self.token)
    }
}

/// What a run has brought about so far.
public struct Outcome: Hashable, Sendable {
    public var contentRef: ID?
    /// What was collected, for later stages to work from.
    public var snapshotRef: ID?
    /// What has become of each source; `nil` where nothing is collected.
    public var sources: [SourceFacts]?
    public var accepted = 0
    public var refused = 0
    public var unconfirmed = 0
    /// In thousandths of a credit.
    public var credits = 0
    /// In millionths of a US dollar.
    public var costMicros = 0
    /// Items that failed and were left out.
    public var leftOut = 0

    public init() {}
}
