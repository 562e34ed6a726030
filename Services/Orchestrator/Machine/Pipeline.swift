public import Contracts
import Values

/// What a run goes through: stages, one after the other. Pipelines are data; the state machine knows none of them.
public struct Pipeline: Codable, Hashable, Sendable {
    public var stages: [Stage]
    /// Items that come into being with the run.
    public var seeds: [Seed]

    public struct Seed: Codable, Hashable, Sendable {
        public var kind: String
        public var status: String

        public init(kind: String, status: String) {
            self.kind = kind
            self.status = status
        }
    }

    public init(stages: [Stage], seeds: [Seed] = []) {
        self.stages = stages
        self.seeds = seeds
    }
}

/// A step of a pipeline: which items, how many at once, who does it, and what may become of them.
public struct Stage: Codable, Hashable, Sendable {
    public var name: String
    /// Which items it is for. `nil`: the run itself, as one piece of work.
    public var select: Selector?
    /// How many items go to the worker at once.
    public var batch: Int
    /// The routing key of the work: `ai.text`, `mail.send`, `echo`, `external.<queue>`.
    public var worker: String
    /// What the worker is asked to do.
    public var function: String
    /// The member of the job's `tasks` with the settings of this stage.
    public var settings: String
    /// How long one try may take. `nil`: no limit, but see `silence`.
    public var timeout: Duration?
    /// How long nothing may go forward. For work whose length nobody knows.
    public var silence: Duration?
    /// How often a batch is tried again after a transient failure.
    public var retries: Int
    /// The stage is passed only when this setting is on; otherwise the run ends before it, and a person may let it go on.
    public var gate: Gate?
    /// What becomes of the run when the stage fails.
    public var failure: Failure
    /// Whether a worker can stop in the middle of a batch and go on later.
    public var isSuspendable: Bool
    public var yields: Yields

    /// A kind and a status of items.
    public struct Selector: Codable, Hashable, Sendable {
        public var kind: String
        public var status: String

        public init(kind: String, status: String) {
            self.kind = kind
            self.status = status
        }
    }

    /// A switch in the stage's settings.
    public struct Gate: Codable, Hashable, Sendable {
        public var setting: String
        public init(setting: String) { self.setting = setting }
    }

    public enum Failure: String, Codable, Hashable, Sendable {
        case fail
        /// The earlier stages' work stands by itself.
        case partial
    }

    /// What a worker may do with items. Anything else in its answer makes it invalid.
    public struct Yields: Codable, Hashable, Sendable {
        /// The statuses that the selected items may move to.
        public var statuses: [String]
        /// The kinds of items that may be created.
        public var kinds: [String]

        public init(statuses: [String] = [], kinds: [String] = []) {
            self.statuses = statuses
            self.kinds = kinds
        }
    }

    public init(
        name: String,
        select: Selector?,
        batch: Int = 1,
        worker: String,
        function: String,
        settings: String? = nil,
        timeout: Duration?,
        silence: Duration? = nil,
        retries: Int = 3,
        gate: Gate? = nil,
        failure: Failure = .fail,
        isSuspendable: Bool = false,
        yields: Yields = Yields()
    ) {
        self.name = name
        self.select = select
        self.batch = batch
        self.worker = worker
        self.function = function
        self.settings = settings ?? name
        self.timeout = timeout
        self.silence = silence
        self.retries = retries
        self.gate = gate
        self.failure = failure
        self.isSuspendable = isSuspendable
        self.yields = yields
    }
}

extension Stage {
    private enum CodingKeys: String, CodingKey {
        case name, select, batch, worker, function, settings, timeoutMs, silenceMs, retries, gate, failure
        case isSuspendable = "suspendable"
        case yields
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try container.decode(String.self, forKey: .name),
            select: try container.decodeIfPresent(Selector.self, forKey: .select),
            batch: try container.decode(Int.self, forKey: .batch),
            worker: try container.decode(String.self, forKey: .worker),
            function: try container.decode(String.self, forKey: .function),
            settings: try container.decode(String.self, forKey: .settings),
            timeout: try container.decodeIfPresent(Int64.self, forKey: .timeoutMs).map { .milliseconds($0) },
            silence: try container.decodeIfPresent(Int64.self, forKey: .silenceMs).map { .milliseconds($0) },
            retries: try container.decode(Int.self, forKey: .retries),
            gate: try container.decodeIfPresent(Gate.self, forKey: .gate),
            failure: try container.decode(Failure.self, forKey: .failure),
            isSuspendable: try container.decode(Bool.self, forKey: .isSuspendable),
            yields: try container.decode(Yields.self, forKey: .yields)
        )
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(self.name, forKey: .name)
        try container.encodeIfPresent(self.select, forKey: .select)
        try container.encode(self.batch, forKey: .batch)
        try container.encode(self.worker, forKey: .worker)
        try container.encode(self.function, forKey: .function)
        try container.encode(self.settings, forKey: .settings)
        try container.encodeIfPresent(self.timeout?.milliseconds, forKey: .timeoutMs)
        try container.encodeIfPresent(self.silence?.milliseconds, forKey: .silenceMs)
        try container.encode(self.retries, forKey: .retries)
        try container.encodeIfPresent(self.gate, forKey: .gate)
        try container.encode(self.failure, forKey: .failure)
        try container.encode(self.isSuspendable, forKey: .isSuspendable)
        try container.encode(self.yields, forKey: .yields)
    }
}

// MARK: - The pipelines of the job types

extension Pipeline {
    /// - Returns: `nil` for types that bring their own, or that do not exist yet.
    public static func standard(for type: JobType) -> Pipeline? {
        switch type {
        case .newsletter: .newsletter
        case .echo: .echo
        case .content, .report, .custom: nil
        }
    }

    /// Generate, then send. With auto-send off the run ends between the two; when sending fails, what was generated stays.
    static let newsletter = Pipeline(
        stages: [
            Stage(
                name: "generate",
                select: .init(kind: "newsletter", status: "new"),
                worker: Workers.text,
                function: Functions.generateNewsletter,
                timeout: .seconds(300),
                yields: .init(statuses: ["generated"])
            ),
            Stage(
                name: "publish",
                select: .init(kind: "newsletter", status: "generated"),
                worker: Workers.mail,
                function: Functions.sendNewsletter,
                timeout: nil,
                silence: .seconds(300),
                // Recipients are retried by the mailer, one by one; a mailing as a whole is not sent twice by itself.
                retries: 0,
                gate: .init(setting: "enabled"),
                failure: .partial,
                isSuspendable: true,
                yields: .init(statuses: ["sent"])
            ),
        ],
        seeds: [.init(kind: "newsletter", status: "new")]
    )

    /// Seven stages whose worker answers at once.
    static let echo = Pipeline(
        stages: (1...7).map { number in
            Stage(
                name: "echo \(number)",
                select: nil,
                worker: Workers.echo,
                function: Functions.echo,
                settings: "echo",
                timeout: .seconds(300)
            )
        }
    )
}
