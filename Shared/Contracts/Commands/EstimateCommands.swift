public import Values

/// Ask what a run would cost now. It changes nothing. Routing key `run.estimate.<organization>`.
public struct RunEstimate: Payload {
    public static let name = "run.estimate"
    /// `nil`: the content job of ``siteId``.
    public var jobId: ID?
    public var siteId: ID?

    public init(jobId: ID? = nil, siteId: ID? = nil) {
        self.jobId = jobId
        self.siteId = siteId
    }

    public func problems() -> [FieldError] {
        var check = Check()
        check.require(self.jobId != nil || self.siteId != nil, "/jobId", "must be given, or else siteId")
        return check.errors
    }
}

/// The answer to ``RunEstimate``.
public struct RunEstimated: Payload {
    public static let name = "run.estimated"
    /// What the run is expected to cost.
    public var estimate: Credits
    /// What has to be available for it to start: a fifth more.
    public var required: Credits
    public var account: CreditBalance
    public var stages: [Part]

    public struct Part: Codable, Hashable, Sendable {
        public var number: Int
        public var name: String
        /// How many items the stage is expected to have.
        public var items: Int
        public var credits: Credits

        public init(number: Int, name: String, items: Int, credits: Credits) {
            self.number = number
            self.name = name
            self.items = items
            self.credits = credits
        }
    }

    public init(estimate: Credits, required: Credits, account: CreditBalance, stages: [Part]) {
        self.estimate = estimate
        self.required = required
        self.account = account
        self.stages = stages
    }
}
