public import Values

/// A batch is done: exchange `stagecoach.results`, key `batch.completed`.
public struct BatchCompleted: Payload {
    public static let name = "batch.completed"

    public var reference: BatchReference
    /// What has become of each item that was given out; none may be left out.
    public var items: [Change]
    /// Items that came into being.
    public var created: [Creation]
    /// Figures of the batch, added up over the stage: `keywords_processed`, `total_words`, …
    public var result: [String: Int]
    /// What the run has from it: `contentRef`, `recipients`, …
    public var output: BatchOutput?
    public var usage: Usage?
    /// When each phase was reached, in their order.
    public var phases: [PhaseMark]

    /// A move of an item that was given out.
    public struct Change: Codable, Hashable, Sendable {
        public var id: ID
        public var status: String
        /// Merged into the item's attributes.
        public var attributes: JSON?
        /// Why it failed, if it did.
        public var error: String?
        /// The item that it belongs to from now on, where it is there already.
        public var parent: ID?
        /// The ``Creation/label`` of the item that it belongs to from now on, where this answer makes it.
        public var parentLabel: String?

        public init(
            id: ID,
            status: String,
            attributes: JSON? = nil,
            error: String? = nil,
            parent: ID? = nil,
            parentLabel: String? = nil
        ) {
            self.id = id
            self.status = status
            self.attributes = attributes
            self.error = error
            self.parent = parent
            self.parentLabel = parentLabel
        }
    }

    /// An item that came into being. Its id is given by the orchestrator.
    public struct Creation: Codable, Hashable, Sendable {
        public var kind: String
        public var status: String
        /// The item that it was made from.
        public var parent: ID?
        public var attributes: JSON
        /// What the rest of this answer calls it.
        public var label: String?

        public init(kind: String, status: String, parent: ID?, attributes: JSON, label: String? = nil) {
            self.kind = kind
            self.status = status
            self.parent = parent
            self.attributes = attributes
            self.label = label
        }
    }

    public init(
        reference: BatchReference,
        items: [Change] = [],
        created: [Creation] = [],
        result: [String: Int] = [:],
        output: BatchOutput? = nil,
        usage: Usage? = nil,
        phases: [PhaseMark] = []
    ) {
        self.reference = reference
        self.items = items
        self.created = created
        self.result = result
        self.output = output
        self.usage = usage
        self.phases = phases
    }

    public func problems() -> [FieldError] {
        var check = Check()
        check.figures(self.result, "/result")
        check.output(self.output, "/output")
        check.usage(self.usage, "/usage")
        return check.errors
    }
}

/// What a batch gives its run to keep.
public struct BatchOutput: Codable, Hashable, Sendable {
    /// The artifact with what was generated.
    public var contentRef: ID?
    /// Mails that the server accepted.
    public var accepted: Int?
    /// Addresses that the server refused for good, or after all retries.
    public var refused: Int?
    /// Mails that were handed over without an answer: perhaps delivered, never sent again by itself.
    public var unconfirmed: Int?
    /// Recipients that were suppressed after the audience was frozen.
    public var suppressed: Int?
    /// The artifact with what was collected, for later stages to work from.
    public var snapshotRef: ID?
    /// What has become of each source; those that failed leave the run `partial`.
    public var sources: [SourceFacts]?

    public init(
        contentRef: ID? = nil,
        accepted: Int? = nil,
        refused: Int? = nil,
        unconfirmed: Int? = nil,
        suppressed: Int? = nil,
        snapshotRef: ID? = nil,
        sources: [SourceFacts]? = nil
    ) {
        self.contentRef = contentRef
        self.accepted = accepted
        self.refused = refused
        self.unconfirmed = unconfirmed
        self.suppressed = suppressed
        self.snapshotRef = snapshotRef
        self.sources = sources
    }
}

/// What a model was asked and what it took.
public struct Usage: Codable, Hashable, Sendable {
    public var provider: String
    public var model: String
    /// The model that the settings name; `nil` when they name none.
    public var requestedModel: String?
    public var promptVersion: String
    public var inputTokens: Int
    public var outputTokens: Int
    /// In millionths of a US dollar.
    public var costMicros: Int

    public init(
        provider: String,
        model: String,
        requestedModel: String? = nil,
        promptVersion: String,
        inputTokens: Int,
        outputTokens: Int,
        costMicros: Int
    ) {
        self.provider = provider
        self.model = model
        self.requestedModel = requestedModel
        self.promptVersion = promptVersion
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
        self.costMicros = costMicros
    }
}

/// When a phase was reached.
public struct PhaseMark: Codable, Hashable, Sendable {
    public var phase: Phase
    public var at: Timestamp
    public var message: String?

    public init(phase: Phase, at: Timestamp, message: String? = nil) {
        self.phase = phase
        self.at = at
        self.message = message
    }
}

/// A batch could not be done: exchange `stagecoach.results`, key `batch.failed`.
public struct BatchFailed: Payload {
    public static let name = "batch.failed"

    public var reference: BatchReference
    public var error: WorkError
    /// What there is all the same, for example how many mails went out before.
    public var output: BatchOutput?
    public var usage: Usage?
    public var phases: [PhaseMark]

    public init(
        reference: BatchReference,
        error: WorkError,
        output: BatchOutput? = nil,
        usage: Usage? = nil,
        phases: [PhaseMark] = []
    ) {
        self.reference = reference
        self.error = error
        self.output = output
        self.usage = usage
        self.phases = phases
    }

    public func problems() -> [FieldError] {
        var check = Check()
        check.output(self.output, "/output")
        check.usage(self.usage, "/usage")
        if let pause = self.error.retryAfterMs { check.figure(pause, "/error/retryAfterMs") }
        return check.errors
    }
}

/// What went wrong with a batch.
public struct WorkError: Codable, Hashable, Sendable {
    /// Whether the same batch may succeed later: networks, timeouts, 429 and 5xx; not policies, wrong input, or output
    /// that cannot be repaired.
    public var isTransient: Bool
    /// Stable, for programs: `timeout`, `rate_limited`, `invalid_output`, …
    public var code: String
    /// A sentence for people.
    public var message: String
    /// The provider's answer or a trace, whole.
    public var detail: String?
    /// When the other side wants to be asked again, in milliseconds from now.
    public var retryAfterMs: Int?

    public init(isTransient: Bool, code: String, message: String, detail: String? = nil, retryAfterMs: Int? = nil) {
        self.isTransient = isTransient
        self.code = code
        self.message = message
        self.detail = detail
        self.retryAfterMs = retryAfterMs
    }

    private enum CodingKeys: String, CodingKey {
        case isTransient = "transient"
        case code, message, detail, retryAfterMs
    }
}

/// How a batch goes on: exchange `stagecoach.results`, key `batch.progress`. At most two a second; any may be lost.
public struct BatchProgress: Payload {
    public static let name = "batch.progress"

    public var reference: BatchReference
    public var phase: Phase
    /// 0 to 100, of the batch.
    public var percent: Int
    /// A sentence: "Writing sections (65% complete)".
    public var message: String
    public var output: BatchOutput?

    public init(
        reference: BatchReference,
        phase: Phase,
        percent: Int,
        message: String,
        output: BatchOutput? = nil
    ) {
        self.reference = reference
        self.phase = phase
        self.percent = percent
        self.message = message
        self.output = output
    }

    public func problems() -> [FieldError] {
        var check = Check()
        check.require((0...100).contains(self.percent), "/percent", "must be 0 to 100")
        check.output(self.output, "/output")
        return check.errors
    }
}
