public import Contracts
public import Values

/// A part of what retention lets go: runs that are gone, or what belongs to no run and is too old.
public struct Erasure: Sendable, Equatable {
    public var task: ID
    /// 0: by age. From 1: runs.
    public var step: Int
    public var organization: OrganizationID
    public var runs: [ID] = []
    /// What the runs have brought about belongs to a site, and stays.
    public var keepsOutputs = false
    /// By type of job: what is older goes. A type that is not there is kept forever.
    public var before: [JobType: Timestamp] = [:]

    /// What belongs to no type of job goes when it is past the longest time; `nil`: something is kept forever.
    public var beforeAll: Timestamp? {
        JobType.allCases.allSatisfy { self.before[$0] != nil } ? self.before.values.min() : nil
    }
}

extension Erasure {
    /// Reads an event.
    ///
    /// - Returns: `nil` for one that has nothing to do with retention, or cannot be read.
    public init?(type: String, organization: OrganizationID, _ data: JSONElement) {
        switch type {
        case "stagecoach.run.erased.v1":
            guard let event = try? RunErasedEvent(json: data) else { return nil }
            self.init(
                task: event.taskId,
                step: event.step,
                organization: organization,
                runs: event.runs,
                keepsOutputs: event.keepsOutputs
            )
        case "stagecoach.retention.started.v1":
            guard let event = try? RetentionStartedEvent(json: data) else { return nil }
            self.init(
                task: event.taskId,
                step: event.step,
                organization: organization,
                before: Erasure.types(event.before)
            )
        default: return nil
        }
    }

    /// A type that nobody knows is passed over: there is nothing of it.
    static func types(_ before: [String: Timestamp]) -> [JobType: Timestamp] {
        var types: [JobType: Timestamp] = [:]
        for (name, time) in before {
            if let type = JobType(rawValue: name) { types[type] = time }
        }
        return types
    }
}
