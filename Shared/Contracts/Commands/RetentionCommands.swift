public import Values

/// Say how long finished runs are kept, by type of job. Types that are not named stay as they are.
public struct RetentionDefine: RecordedCommand {
    public static let name = "retention.define"
    public var keep: [RetentionRule]
    public var idempotencyKey: String?

    public init(keep: [RetentionRule], idempotencyKey: String? = nil) {
        self.keep = keep
        self.idempotencyKey = idempotencyKey
    }

    public func problems() -> [FieldError] {
        var check = Check()
        if let key = self.idempotencyKey { check.key(key, "/idempotencyKey") }
        check.require(!self.keep.isEmpty, "/keep", "must not be empty")
        for (index, rule) in self.keep.enumerated() {
            let isRepeated = self.keep[..<index].contains { $0.type == rule.type }
            check.require(!isRepeated, "/keep/\(index)/type", "is named twice")
            check.require(rule.isPossible, "/keep/\(index)/days", RetentionRule.message)
        }
        return check.errors
    }
}

/// How long the finished runs of one type of job are kept.
public struct RetentionRule: Codable, Hashable, Sendable {
    public var type: JobType
    /// `nil`: forever.
    public var days: Int?

    public init(type: JobType, days: Int?) {
        self.type = type
        self.days = days
    }

    /// Where nobody has said anything else.
    public static let standardDays = 90
    public static let range = 1...3650
    /// What a number of days has to be.
    public static let message = "must be a whole number from 1 to 3650, or null to keep them forever"

    var isPossible: Bool { self.days.map(RetentionRule.range.contains) ?? true }
}

/// Delete now what is past its time, without waiting for Monday.
public struct RetentionRun: RecordedCommand {
    public static let name = "retention.run"
    /// The task's id, if the sender wants to know it beforehand.
    public var taskId: ID?
    /// Only count what would go. Default: off.
    public var dryRun: Bool?
    public var idempotencyKey: String?

    public init(taskId: ID? = nil, dryRun: Bool? = nil, idempotencyKey: String? = nil) {
        self.taskId = taskId
        self.dryRun = dryRun
        self.idempotencyKey = idempotencyKey
    }

    public func problems() -> [FieldError] {
        var check = Check()
        if let key = self.idempotencyKey { check.key(key, "/idempotencyKey") }
        return check.errors
    }
}

/// A service has deleted all that it had of a step. Between our services only.
public struct RetentionReport: RecordedCommand {
    public static let name = "retention.report"
    public var taskId: ID
    public var step: Int
    /// Who reports: `mailer`.
    public var service: String
    /// What has gone, by kind of row.
    public var counts: [String: Int]
    public var idempotencyKey: String?

    public init(taskId: ID, step: Int, service: String, counts: [String: Int], idempotencyKey: String? = nil) {
        self.taskId = taskId
        self.step = step
        self.service = service
        self.counts = counts
        self.idempotencyKey = idempotencyKey
    }

    public func problems() -> [FieldError] {
        var check = Check()
        if let key = self.idempotencyKey { check.key(key, "/idempotencyKey") }
        check.require(self.step >= 0, "/step", "must be at least 0")
        check.require(Users.services.contains(self.service), "/service", "is not one of the services")
        let isPossible = self.counts.values.allSatisfy { (0...Limits.figure).contains($0) }
        check.require(isPossible, "/counts", "must be numbers from 0")
        return check.errors
    }
}

/// The answer to a command about retention.
public struct RetentionAccepted: Payload {
    public static let name = "retention.accepted"
    public var status = "accepted"
    public var duplicate: Bool
    /// The task that was begun; `nil` where none was.
    public var taskId: ID?

    public init(duplicate: Bool, taskId: ID? = nil) {
        self.duplicate = duplicate
        self.taskId = taskId
    }
}
