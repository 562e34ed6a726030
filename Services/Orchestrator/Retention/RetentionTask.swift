import Contracts
import Values

/// One going-over of an organization's ended runs.
struct RetentionTask {
    var id: ID
    var organization: OrganizationID
    var trigger: Trigger
    var isDry: Bool
    /// `nil`: not begun yet.
    var before: [JobType: Timestamp]?
    /// How many steps were told.
    var steps: Int
    var counts: [String: [String: Int]]
    var beganAt: Timestamp
    /// The message that asked for it.
    var correlation: String?

    /// What was told in a step.
    struct Step {
        var number: Int
        var event: ID
        /// `nil` in step 0.
        var type: JobType?
        var runs: [ID] = []
        var at: Timestamp
    }

    mutating func add(_ service: String, _ counts: [String: Int]) {
        self.counts[service, default: [:]].merge(counts, uniquingKeysWith: +)
    }
}

extension RetentionTask {
    /// The event of a step, the same however often it is told.
    func envelope(of step: Step, source: String) throws -> (envelope: Envelope, routingKey: String) {
        guard let type = step.type else {
            let before = (self.before ?? [:]).map { ($0.key.rawValue, $0.value) }
            let event = RetentionStartedEvent(
                message: "Retention began",
                taskId: self.id,
                step: 0,
                before: Dictionary(before) { first, _ in first }
            )
            return self.envelope("retention.started", step.event, step.at, source, try event.jsonBytes())
        }
        let noun = step.runs.count == 1 ? "run was" : "runs were"
        let event = RunErasedEvent(
            message: "\(step.runs.count) \(type.rawValue) \(noun) erased",
            taskId: self.id,
            step: step.number,
            jobType: type,
            keepsOutputs: type.keepsOutputs,
            runs: step.runs
        )
        return self.envelope("run.erased", step.event, step.at, source, try event.jsonBytes())
    }

    func completed(at now: Timestamp, source: String) throws -> (envelope: Envelope, routingKey: String) {
        let event = RetentionCompletedEvent(
            message: RetentionPlan.summary(self.counts[OrchestratorService.name]?["runs"] ?? 0, isDry: self.isDry),
            taskId: self.id,
            trigger: self.trigger,
            dryRun: self.isDry,
            startedAt: self.beganAt,
            counts: self.counts
        )
        return self.envelope("retention.completed", ID(at: now), now, source, try event.jsonBytes())
    }

    private func envelope(
        _ name: String,
        _ id: ID,
        _ time: Timestamp,
        _ source: String,
        _ data: [UInt8]
    ) -> (envelope: Envelope, routingKey: String) {
        let envelope = Envelope(
            id: "\(id)",
            source: source,
            type: "stagecoach.\(name).v1",
            subject: "\(self.id)",
            time: time,
            organization: self.organization,
            correlation: self.correlation,
            data: data
        )
        return (envelope, EventKeys.plain(name, self.organization))
    }
}
