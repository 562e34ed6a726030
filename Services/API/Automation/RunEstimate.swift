import Contracts
import Values

/// What a run of a site's content job would cost.
struct RunEstimate: RecordedCommand {
    static let name = "run.estimate"
    var siteId: ID?
    var jobId: ID?
    var idempotencyKey: String?
    init(siteId: ID) { self.siteId = siteId }
}

/// The answer to ``RunEstimate``.
struct RunEstimated: Payload {
    static let name = "run.estimated"
    var estimate: Credits
    var required: Credits
    var balance: Credits
    var available: Credits
    var byStage: [Stage]

    struct Stage: Codable, Hashable, Sendable {
        var number: Int
        var name: String
        var items: Int
        var credits: Credits
    }
}
