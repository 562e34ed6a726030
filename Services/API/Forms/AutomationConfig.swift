import Contracts
import Recurrence
import Values

/// When a site's content pipeline runs by itself and how many items its batches have, as `/automation/config` has it: the
/// site's content job in the specification's words.
struct AutomationConfig: Hashable, Sendable {
    var isEnabled: Bool
    /// `daily`, `weekly` or `monthly`.
    var frequency: String
    /// `HH:MM`
    var time: String
    /// A weekday, or several; a day of the month, or `last`; `nil` for daily.
    var day: JSON?
    /// `nil`: the organization's.
    var timezone: String?
    /// Of the stages 1 to 6.
    var batchSizes: [Int]

    /// What a new site has.
    static let standard = AutomationConfig(
        isEnabled: false,
        frequency: "daily",
        time: "02:00",
        day: nil,
        timezone: nil,
        batchSizes: ContentStage.configurable.map(\.batch.standard)
    )

    private static let batchNames = ContentStage.configurable.map { "stage_\($0.number)_batch_size" }
    private static let members = Set(
        ["site_id", "is_enabled", "frequency", "scheduled_time", "day", "timezone"] + Self.batchNames
    )
    /// What an answer has besides; a client that sends back what it got is not wrong.
    private static let shown: Set<String> = ["last_run_at", "next_run_at"]

    init(
        isEnabled: Bool,
        frequency: String,
        time: String,
        day: JSON?,
        timezone: String?,
        batchSizes: [Int]
    ) {
        self.isEnabled = isEnabled
        self.frequency = frequency
        self.time = time
        self.day = day
        self.timezone = timezone
        self.batchSizes = batchSizes
    }

    /// The settings of a content job.
    init(_ job: JobView) {
        let (schedule, tasks) = (job.definition["schedule"], job.definition["tasks"])
        let standard = AutomationConfig.standard
        self.isEnabled = job.status == .active
        self.frequency = schedule?["frequency"]?.string ?? standard.frequency
        self.time = schedule?["time"]?.string ?? standard.time
        let day = schedule?["day"]
        self.day = day == .null ? Optional.none : day
        self.timezone = schedule?["timezone"]?.string
        self.batchSizes = ContentStage.configurable.map { stage in
            stage.function.flatMap { tasks?[$0]?["batchSize"]?.integer }.map { Int($0) } ?? stage.batch.standard
        }
    }
}

// MARK: - Changing

extension AutomationConfig {
    /// Takes the members that a body has; what it does not have stays.
    ///
    /// - Parameter zone: The organization's: to name it is no wish to keep it when the organization moves.
    /// - Throws: ``Refusal`` (400) for members that nobody knows; ``Problem`` (422), naming all that is wrong.
    mutating func apply(_ body: JSONElement, organizationTimezone zone: String) throws {
        try KnownMembers.check(body, Self.members.union(Self.shown))
        var check = Check()
        if let value = body["is_enabled"] {
            check.require(value.bool != nil, "/is_enabled", "must be true or false")
            self.isEnabled = value.bool ?? self.isEnabled
        }
        if let value = body["scheduled_time"] { self.setTime(value, &check) }
        let before = self.frequency
        if let value = body["frequency"] {
            let isKnown = ["daily", "weekly", "monthly"].contains(value.string)
            check.require(isKnown, "/frequency", "must be daily, weekly or monthly")
            if isKnown { self.frequency = value.string ?? before }
        }
        self.setDay(body["day"], isSame: self.frequency == before, &check)
        if let value = body["timezone"], !(self.timezone == nil && value.string == zone) {
            check.require(value.isString || value.isNull, "/timezone", "must be a time zone, like Europe/Berlin")
            self.timezone = value.string
        }
        self.setBatchSizes(body, &check)
        if !check.errors.isEmpty { throw Problem(check.errors) }
    }

    private mutating func setTime(_ value: JSONElement, _ check: inout Check) {
        // Some clients write the seconds as well.
        let text = value.string.map { $0.utf8.count == 8 && $0.hasSuffix(":00") ? String($0.dropLast(3)) : $0 }
        let isTime = text.flatMap { LocalTime($0) } != nil
        check.require(isTime, "/scheduled_time", "must be a time from 00:00 to 23:59 as HH:MM, like 02:00")
        if isTime { self.time = text ?? self.time }
    }

    /// A day that fits the frequency; without one what it was, or Monday, or the first of the month.
    private mutating func setDay(_ value: JSONElement?, isSame: Bool, _ check: inout Check) {
        // Not by `flatMap`: `nil` would be the JSON value of that name.
        var given: JSON?
        if let value, !value.isNull { given = JSON(value) }
        switch self.frequency {
        case "weekly":
            let list = given?.array ?? given.map { [$0] } ?? []
            let isDays = list.allSatisfy { $0.string.flatMap(Weekday.init(rawValue:)) != nil }
            let isGood = isDays && (given == nil || !list.isEmpty)
            check.require(isGood, "/day", "must be a day from monday to sunday, in lower case, or a list of such days")
            self.day = given ?? (isSame ? self.day : nil) ?? "monday"
        case "monthly":
            let isNumber = given?.integer.map { (1...31).contains($0) } ?? false
            check.require(given == nil || isNumber || given == "last", "/day", "must be 1 to 31, or last")
            self.day = given ?? (isSame ? self.day : nil) ?? 1
        default:
            check.require(given == nil, "/day", "must be left out or null: a daily schedule runs on every day")
            self.day = nil
        }
    }

    private mutating func setBatchSizes(_ body: JSONElement, _ check: inout Check) {
        for member in body.members {
            guard let index = Self.batchNames.firstIndex(of: member.key) else { continue }
            let limits = ContentStage.configurable[index].batch.limits
            let size = member.value.integer.flatMap { Int(exactly: $0) }
            let isGood = size.map { limits.contains($0) } ?? false
            let rule =
                limits.count == 1
                ? "must be \(limits.lowerBound)" : "must be \(limits.lowerBound) to \(limits.upperBound)"
            check.require(isGood, "/\(member.key)", rule)
            if isGood { self.batchSizes[index] = size ?? self.batchSizes[index] }
        }
    }

    /// The job's definition with these settings, and everything else as it is.
    func definition(of job: JobView) throws -> JobDefinition {
        var definition = job.definition
        var schedule: JSON = ["frequency": .string(self.frequency), "time": .string(self.time)]
        if let day = self.day { schedule["day"] = day }
        if let timezone = self.timezone { schedule["timezone"] = .string(timezone) }
        var tasks = definition["tasks"] ?? [:]
        for (stage, size) in zip(ContentStage.configurable, self.batchSizes) {
            guard let function = stage.function else { continue }
            var settings = tasks[function] ?? [:]
            settings["batchSize"] = .integer(Int64(size))
            tasks[function] = settings
        }
        definition["schedule"] = schedule
        definition["tasks"] = tasks
        definition["status"] = .string((self.isEnabled ? JobStatus.active : .paused).rawValue)
        return try JobDefinition(json: JSONDocument(definition.bytes).root)
    }

    /// A refusal of the job's definition in the words of the one who sent a configuration.
    static func translated(_ problem: Problem) -> Problem {
        var problem = problem
        problem.errors = problem.errors.map { error in
            FieldError(pointer: self.pointer(error.pointer), message: error.message)
        }
        return problem
    }

    private static func pointer(_ pointer: String) -> String {
        var parts = pointer.split(separator: "/").map(String.init)
        if parts.first == "definition" { parts.removeFirst() }
        switch parts.first {
        case "status": return "/is_enabled"
        case "siteId": return "/site_id"
        case "schedule":
            guard parts.count > 1 else { return "/frequency" }
            parts[1] = parts[1] == "time" ? "scheduled_time" : parts[1]
            return "/" + parts.dropFirst().joined(separator: "/")
        case "tasks":
            guard parts.count > 1, let stage = ContentStage.configurable.first(where: { $0.function == parts[1] })
            else { return "" }
            return "/stage_\(stage.number)_batch_size"
        default: return ""
        }
    }
}

// MARK: - Showing

extension AutomationConfig {
    func write(to writer: inout JSONWriter, site: ID, timezone: String, lastRunAt: Timestamp?, nextRunAt: Timestamp?) {
        writer.beginObject()
        writer.field("site_id", site)
        writer.field("is_enabled", self.isEnabled)
        writer.field("frequency", self.frequency)
        writer.field("scheduled_time", self.time)
        writer.field("day", self.day ?? .null)
        writer.field("timezone", self.timezone ?? timezone)
        for (name, size) in zip(Self.batchNames, self.batchSizes) {
            writer.key(name)
            writer.integer(size)
        }
        writer.nullable("last_run_at", lastRunAt)
        writer.nullable("next_run_at", nextRunAt)
        writer.endObject()
    }
}
