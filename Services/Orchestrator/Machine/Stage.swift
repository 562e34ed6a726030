import Contracts
import Values

/// A step of a pipeline: which items, how many at once, who does it, what may become of them, and what it costs.
public struct Stage: Hashable, Sendable {
    public var name: String
    /// Which items it is for. `nil`: the run itself, as one piece of work.
    public var select: Selector?
    /// How many items go to the worker at once.
    public var batch: Int
    /// The routing key of the work: `ai.text`, `mail.send`, `echo`, `external.<queue>`; `local` for what the orchestrator
    /// does by itself.
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
    /// Items that the worker is shown besides those it is given.
    public var context: [Lookup]
    /// What the orchestrator makes of the items by itself, where the worker is `local`.
    public var derives: Derivation?
    /// Only count and list the items, under this figure: a person takes over. The worker is `local`.
    public var lists: String?
    /// What becomes of the items' parents.
    public var completes: Completion?
    /// What the figures of its result are called.
    public var figures: Figures
    /// What a batch costs; `nil`: nothing.
    public var price: Price?
    /// What to expect of it before the run.
    public var forecast: Forecast

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
        yields: Yields = Yields(),
        context: [Lookup] = [],
        derives: Derivation? = nil,
        lists: String? = nil,
        completes: Completion? = nil,
        figures: Figures = Figures(),
        price: Price? = nil,
        forecast: Forecast = Forecast()
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
        self.context = context
        self.derives = derives
        self.lists = lists
        self.completes = completes
        self.figures = figures
        self.price = price
        self.forecast = forecast
    }

    /// Whether the orchestrator does it by itself.
    var isLocal: Bool { self.worker == Workers.local }

    /// Whether it works on what a site has, not only on what the run made.
    var isOfSite: Bool { self.select?.scope == .site }
}

extension Stage: Codable {
    private enum CodingKeys: String, CodingKey {
        case name, select, batch, worker, function, settings, timeoutMs, silenceMs, retries, gate, failure
        case isSuspendable = "suspendable"
        case yields, context, derives, lists, completes, figures, price, forecast
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
            yields: try container.decode(Yields.self, forKey: .yields),
            context: try container.decodeIfPresent([Lookup].self, forKey: .context) ?? [],
            derives: try container.decodeIfPresent(Derivation.self, forKey: .derives),
            lists: try container.decodeIfPresent(String.self, forKey: .lists),
            completes: try container.decodeIfPresent(Completion.self, forKey: .completes),
            figures: try container.decodeIfPresent(Figures.self, forKey: .figures) ?? Figures(),
            price: try container.decodeIfPresent(Price.self, forKey: .price),
            forecast: try container.decodeIfPresent(Forecast.self, forKey: .forecast) ?? Forecast()
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
        try container.encode(self.context, forKey: .context)
        try container.encodeIfPresent(self.derives, forKey: .derives)
        try container.encodeIfPresent(self.lists, forKey: .lists)
        try container.encodeIfPresent(self.completes, forKey: .completes)
        try container.encode(self.figures, forKey: .figures)
        try container.encodeIfPresent(self.price, forKey: .price)
        try container.encode(self.forecast, forKey: .forecast)
    }
}
