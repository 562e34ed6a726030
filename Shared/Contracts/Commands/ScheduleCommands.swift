public import Values

/// Leave one planned time of a job out. Routing key `schedule.skip.<organization>`.
public struct ScheduleSkip: KeyedCommand {
    public static let name = "schedule.skip"
    public var jobId: ID
    /// One of the schedule's times that has not come yet.
    public var plannedAt: Timestamp
    public var idempotencyKey: String?

    public init(jobId: ID, plannedAt: Timestamp, idempotencyKey: String? = nil) {
        self.jobId = jobId
        self.plannedAt = plannedAt
        self.idempotencyKey = idempotencyKey
    }
}

/// The answer to ``ScheduleSkip``.
public struct OccurrenceSkipped: Payload {
    public static let name = "occurrence.skipped"
    public var jobId: ID
    public var plannedAt: Timestamp
    /// The planned time on the wall clock of the schedule's zone.
    public var local: String
    public var status = "accepted"
    /// Whether it had been left out before.
    public var duplicate: Bool

    public init(jobId: ID, plannedAt: Timestamp, local: String, duplicate: Bool) {
        self.jobId = jobId
        self.plannedAt = plannedAt
        self.local = local
        self.duplicate = duplicate
    }
}

/// Run a job for planned times that are over and have had no run, one after the other. Routing key
/// `schedule.backfill.<organization>`.
public struct ScheduleBackfill: KeyedCommand {
    public static let name = "schedule.backfill"
    /// So many planned times can be made up for by one command.
    public static let limit = 1000

    public var jobId: ID
    /// Chosen by the sender, so that repeating the command does no harm.
    public var backfillId: ID
    /// The first planned time that counts.
    public var from: Timestamp
    /// The first one that does not count any more; not in the future.
    public var to: Timestamp
    /// Only count them. Default: off.
    public var dryRun: Bool?
    public var idempotencyKey: String?

    public init(
        jobId: ID,
        backfillId: ID,
        from: Timestamp,
        to: Timestamp,
        dryRun: Bool? = nil,
        idempotencyKey: String? = nil
    ) {
        self.jobId = jobId
        self.backfillId = backfillId
        self.from = from
        self.to = to
        self.dryRun = dryRun
        self.idempotencyKey = idempotencyKey
    }

    public func check(_ check: inout Check) {
        check.require(self.from < self.to, "/to", "must be later than from")
    }
}

/// The answer to ``ScheduleBackfill``.
public struct BackfillAccepted: Payload {
    public static let name = "backfill.accepted"
    public var jobId: ID
    public var backfillId: ID
    public var status = "accepted"
    public var dryRun: Bool
    /// The planned times that are run now, or would be.
    public var count: Int
    /// The planned times of the range that have had a run, or are about to.
    public var covered: Int

    public init(jobId: ID, backfillId: ID, dryRun: Bool, count: Int, covered: Int) {
        self.jobId = jobId
        self.backfillId = backfillId
        self.dryRun = dryRun
        self.count = count
        self.covered = covered
    }
}
