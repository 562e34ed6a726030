import Contracts
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
