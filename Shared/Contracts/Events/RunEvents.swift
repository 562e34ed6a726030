public import Values

/// A run as it stands after an event: the whole of it, so that a reader needs no earlier one.
public struct RunSnapshot: Codable, Hashable, Sendable {
    public var id: ID
    /// `run_20261121_090000_scheduled_5b2e3f9a1c02`: for people, unique within the organization.
    public var key: String
    public var jobId: ID
    public var jobName: String
    public var siteId: ID?
    public var type: JobType
    public var trigger: Trigger
    public var status: RunStatus
    public var attempt: Int
    /// The number of the stage it is at, from 1; 0 before the first.
    public var stage: Int
    public var stages: Int
    public var createdAt: Timestamp
    public var plannedAt: Timestamp?
    public var startedAt: Timestamp?
    public var completedAt: Timestamp?
    public var generated: Bool
    public var contentRef: ID?
    public var sent: Bool
    public var recipients: Int
    public var refused: Int
    public var unconfirmed: Int
    /// In thousandths of a credit.
    public var credits: Int
    /// In millionths of a US dollar.
    public var costMicros: Int
    public var error: RunError?
    /// The artifact with what was collected.
    public var snapshotRef: ID?
    /// What has become of each source.
    public var sources: [SourceFacts]?
    /// The run whose recorded input it works from.
    public var replayOf: ID?

    public init(
        id: ID,
        key: String,
        jobId: ID,
        jobName: String,
        siteId: ID?,
        type: JobType,
        trigger: Trigger,
        status: RunStatus,
        attempt: Int,
        stage: Int,
        stages: Int,
        createdAt: Timestamp,
        plannedAt: Timestamp?,
        startedAt: Timestamp?,
        completedAt: Timestamp?,
        generated: Bool,
        contentRef: ID?,
        sent: Bool,
        recipients: Int,
        refused: Int,
        unconfirmed: Int,
        credits: Int,
        costMicros: Int,
        error: RunError?,
        snapshotRef: ID? = nil,
        sources: [SourceFacts]? = nil,
        replayOf: ID? = nil
    ) {
        self.id = id
        self.key = key
        self.jobId = jobId
        self.jobName = jobName
        self.siteId = siteId
        self.type = type
        self.trigger = trigger
        self.status = status
        self.attempt = attempt
        self.stage = stage
        self.stages = stages
        self.createdAt = createdAt
        self.plannedAt = plannedAt
        self.startedAt = startedAt
        self.completedAt = completedAt
        self.generated = generated
        self.contentRef = contentRef
        self.sent = sent
        self.recipients = recipients
        self.refused = refused
        self.unconfirmed = unconfirmed
        self.credits = credits
        self.costMicros = costMicros
        self.error = error
        self.snapshotRef = snapshotRef
        self.sources = sources
        self.replayOf = replayOf
    }
}

/// Why a run failed, or what it lacks.
public struct RunError: Codable, Hashable, Sendable {
    /// Stable, for programs.
    public var code: String
    /// A sentence for people.
    public var message: String
    /// The stage's number.
    public var stage: Int
    /// The provider's answer or a trace, whole.
    public var detail: String?

    public init(code: String, message: String, stage: Int, detail: String? = nil) {
        self.code = code
        self.message = message
        self.stage = stage
        self.detail = detail
    }
}

/// A stage as it stands after an event.
public struct StageSnapshot: Codable, Hashable, Sendable {
    public var number: Int
    public var name: String
    public var status: StageStatus
    /// How many items there were for it, as far as known.
    public var total: Int
    public var processed: Int
    public var failed: Int
    public var batches: Int
    public var startedAt: Timestamp?
    public var completedAt: Timestamp?
    /// The stage's figures: `keywords_processed`, `total_words`, …
    public var result: [String: Int]
    /// What the stage has cost, in thousandths of a credit; `nil` where nothing is charged.
    public var credits: Int?
    /// The items that a gate has found; at most ``Limits/listedItems`` of them.
    public var items: [ID]?
    /// Items that failed and were left out by a person's decision; at most ``Limits/listedItems`` of them.
    public var leftOut: [ID]?

    public init(
        number: Int,
        name: String,
        status: StageStatus,
        total: Int,
        processed: Int,
        failed: Int,
        batches: Int,
        startedAt: Timestamp?,
        completedAt: Timestamp?,
        result: [String: Int],
        credits: Int? = nil,
        items: [ID]? = nil,
        leftOut: [ID]? = nil
    ) {
        self.number = number
        self.name = name
        self.status = status
        self.total = total
        self.processed = processed
        self.failed = failed
        self.batches = batches
        self.startedAt = startedAt
        self.completedAt = completedAt
        self.result = result
        self.credits = credits
        self.items = items
        self.leftOut = leftOut
    }
}

/// The data of every event of a run: `stagecoach.run.<status>.v1`, `stagecoach.stage.<status>.v1`,
/// `stagecoach.batch.<what>.v1`. Each is one line of the run's log.
public struct RunEvent: Codable, Hashable, Sendable {
    public var level: LogLevel
    /// A sentence for people.
    public var message: String
    public var run: RunSnapshot
    /// The stage that the event is about.
    public var stage: StageSnapshot?
    /// The stage that comes next, in `stage.completed`.
    public var next: NextStage?
    public var batch: BatchFacts?

    public struct NextStage: Codable, Hashable, Sendable {
        public var number: Int
        public var name: String
        public init(number: Int, name: String) {
            self.number = number
            self.name = name
        }
    }

    /// What there is to know about a batch.
    public struct BatchFacts: Codable, Hashable, Sendable {
        public var number: Int
        /// How often it has been given out.
        public var attempt: Int
        public var items: Int
        /// How many batches the stage will have, this one and what waits behind it included.
        public var of: Int?
        public var ids: [ID]?
        /// What the one item is called, in a batch of one.
        public var title: String?
        /// What the items are called that came into being, as far as they have names.
        public var created: [String]?
        /// In thousandths of a credit.
        public var credits: Int?
        public var phases: [PhaseMark]?
        public var usage: Usage?
        public var error: WorkError?

        public init(
            number: Int,
            attempt: Int,
            items: Int,
            of: Int? = nil,
            ids: [ID]? = nil,
            title: String? = nil,
            created: [String]? = nil,
            credits: Int? = nil,
            phases: [PhaseMark]? = nil,
            usage: Usage? = nil,
            error: WorkError? = nil
        ) {
            self.number = number
            self.attempt = attempt
            self.items = items
            self.of = of
            self.ids = ids
            self.title = title
            self.created = created
            self.credits = credits
            self.phases = phases
            self.usage = usage
            self.error = error
        }
    }

    public init(
        level: LogLevel,
        message: String,
        run: RunSnapshot,
        stage: StageSnapshot? = nil,
        next: NextStage? = nil,
        batch: BatchFacts? = nil
    ) {
        self.level = level
        self.message = message
        self.run = run
        self.stage = stage
        self.next = next
        self.batch = batch
    }
}

/// The data of `stagecoach.batch.progress.v1`: how far a batch is. It has no sequence, changes nothing, and may be lost.
public struct ProgressEvent: Codable, Hashable, Sendable {
    public var message: String
    public var stage: Int
    public var batch: Int
    public var phase: Phase
    /// 0 to 100, of the batch.
    public var percent: Int

    public init(message: String, stage: Int, batch: Int, phase: Phase, percent: Int) {
        self.message = message
        self.stage = stage
        self.batch = batch
        self.phase = phase
        self.percent = percent
    }
}
