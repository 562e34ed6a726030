public import Values

/// The data of `stagecoach.schedule.<fired|skipped|missed>.v1`: what became of a planned time.
public struct ScheduleEvent: Codable, Hashable, Sendable {
    public var message: String
    public var jobId: ID
    public var plannedAt: Timestamp
    /// The planned time on the wall clock of the schedule's zone.
    public var local: String
    /// Why the time is not the usual one.
    public var reason: String?
    public var runId: ID?
    /// Why nothing was started.
    public var code: String?
    public var firedAt: Timestamp

    public init(
        message: String,
        jobId: ID,
        plannedAt: Timestamp,
        local: String,
        reason: String?,
        runId: ID?,
        code: String?,
        firedAt: Timestamp
    ) {
        self.message = message
        self.jobId = jobId
        self.plannedAt = plannedAt
        self.local = local
        self.reason = reason
        self.runId = runId
        self.code = code
        self.firedAt = firedAt
    }
}
