public import Values

/// A batch for a worker: exchange `stagecoach.work`, routing key the worker's name.
///
/// The worker answers with ``BatchCompleted`` or ``BatchFailed``, showing `token`. The same batch may come more than once:
/// a worker that has finished it sends its answer again.
public struct Work: Payload {
    public static let name = "batch.work"

    /// The number of the batch within its stage, from 1.
    public var batch: Int
    /// Raised when a batch is given out anew; an answer with a lower one is refused.
    public var epoch: Int
    /// Random; an answer that does not show it is refused.
    public var token: ID
    /// What the worker is to do.
    public var function: String
    public var jobId: ID
    public var jobName: String
    public var jobType: JobType
    public var stageName: String
    /// The date of issue in the job's time zone, `2026-11-21`.
    public var date: String
    /// The worker stops by itself after this time without having finished. `nil`: no limit in all.
    public var timeoutMs: Int?
    /// The worker fails the batch when nothing has gone forward for this time. `nil`: no such limit.
    public var silenceMs: Int?
    /// The stage's settings, as the job has them.
    public var settings: JSON
    public var items: [Item]
    /// Items that are not given out but that the worker should know of, by the names that the stage gives them:
    /// `clusters`, which new keywords may join; `keywords` of the clusters that are given out.
    public var context: [String: [Item]]
    /// What earlier stages have given the run to keep, as far as there is something.
    public var outputs: Outputs?

    /// References to what a run has so far.
    public struct Outputs: Codable, Hashable, Sendable {
        /// The artifact with what was generated.
        public var contentRef: ID?
        /// The artifact with what was collected.
        public var snapshotRef: ID?

        /// - Returns: `nil` when there is nothing.
        public init?(contentRef: ID? = nil, snapshotRef: ID? = nil) {
            if contentRef == nil, snapshotRef == nil { return nil }
            self.contentRef = contentRef
            self.snapshotRef = snapshotRef
        }
    }

    /// An item of a batch.
    public struct Item: Codable, Hashable, Sendable {
        public var id: ID
        public var kind: String
        public var status: String
        /// The item that it belongs to or was made from.
        public var parent: ID?
        public var attributes: JSON

        public init(id: ID, kind: String, status: String, parent: ID? = nil, attributes: JSON) {
            self.id = id
            self.kind = kind
            self.status = status
            self.parent = parent
            self.attributes = attributes
        }
    }

    public init(
        batch: Int,
        epoch: Int,
        token: ID,
        function: String,
        jobId: ID,
        jobName: String,
        jobType: JobType,
        stageName: String,
        date: String,
        timeoutMs: Int?,
        silenceMs: Int?,
        settings: JSON,
        items: [Item],
        context: [String: [Item]] = [:],
        outputs: Outputs? = nil
    ) {
        self.batch = batch
        self.epoch = epoch
        self.token = token
        self.function = function
        self.jobId = jobId
        self.jobName = jobName
        self.jobType = jobType
        self.stageName = stageName
        self.date = date
        self.timeoutMs = timeoutMs
        self.silenceMs = silenceMs
        self.settings = settings
        self.items = items
        self.context = context
        self.outputs = outputs
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            batch: try container.decode(Int.self, forKey: .batch),
            epoch: try container.decode(Int.self, forKey: .epoch),
            token: try container.decode(ID.self, forKey: .token),
            function: try container.decode(String.self, forKey: .function),
            jobId: try container.decode(ID.self, forKey: .jobId),
            jobName: try container.decode(String.self, forKey: .jobName),
            jobType: try container.decode(JobType.self, forKey: .jobType),
            stageName: try container.decode(String.self, forKey: .stageName),
            date: try container.decode(String.self, forKey: .date),
            timeoutMs: try container.decodeIfPresent(Int.self, forKey: .timeoutMs),
            silenceMs: try container.decodeIfPresent(Int.self, forKey: .silenceMs),
            settings: try container.decode(JSON.self, forKey: .settings),
            items: try container.decode([Item].self, forKey: .items),
            context: try container.decodeIfPresent([String: [Item]].self, forKey: .context) ?? [:],
            outputs: try container.decodeIfPresent(Outputs.self, forKey: .outputs)
        )
    }
}

/// Which batch an answer belongs to.
public struct BatchReference: Codable, Hashable, Sendable {
    public var batch: Int
    public var epoch: Int
    public var token: ID

    public init(batch: Int, epoch: Int, token: ID) {
        self.batch = batch
        self.epoch = epoch
        self.token = token
    }
}

extension Work {
    public var reference: BatchReference { BatchReference(batch: self.batch, epoch: self.epoch, token: self.token) }
}

/// To workers in the middle of a batch: exchange `stagecoach.work`, key `control.<worker>`.
public struct BatchControl: Payload {
    public static let name = "batch.control"
    public enum Action: String, Codable, Sendable {
        case pause
        case resume
        case cancel
    }
    public var action: Action
    public var batch: Int
    public var epoch: Int

    public init(action: Action, batch: Int, epoch: Int) {
        self.action = action
        self.batch = batch
        self.epoch = epoch
    }
}
