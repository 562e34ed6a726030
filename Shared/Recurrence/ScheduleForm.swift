public import Values

/// A schedule as it is written in JSON:
/// `{"frequency": "weekly", "time": "09:00", "day": ["monday", "thursday"], "timezone": "Europe/Berlin"}`.
///
/// The members are kept as they came, so that ``validated(at:in:rules:defaultZone:errors:)`` can name all that is wrong with
/// them and not only the first. Other members are ignored; `null` is the same as a member left out.
public struct ScheduleForm: Hashable, Sendable {
    /// `daily`, `weekly`, `monthly` or `cron`.
    public let frequency: JSON?
    /// `HH:MM`; for `cron` nothing.
    public let time: JSON?
    /// For `weekly` a day of the week or a list of several, from `monday` to `sunday`; for `monthly` 1 to 31 or `last`,
    /// without it 1; for `daily` and `cron` nothing.
    public let day: JSON?
    /// For `monthly` what happens in months without the day: `clamp` (which is the default), `skip` or `next`.
    public let shortMonth: JSON?
    /// For `cron` a cron expression, see ``CronExpression``.
    public let cron: JSON?
    /// An IANA zone. Without one the schedule follows the default that its owner gives.
    public let timezone: JSON?
    /// What becomes of a planned time while a run is active: `skip` (which is the default), `queue_one` or `cancel_other`.
    public let overlap: JSON?
    /// `{"policy": "latest", "windowMinutes": 360}`: what becomes of planned times that were missed.
    public let catchUp: JSON?
    /// Over how many minutes the starts of all schedules that are planned for one time are spread.
    public let spreadMinutes: JSON?

    /// The members that a form can have.
    public static let members = Set(CodingKeys.allCases.map(\.rawValue))
    /// The members that ``catchUp`` can have.
    public static let catchUpMembers: Set<String> = ["policy", "windowMinutes"]

    /// The form of a recurrence, with the defaults for all else. ``validated(at:in:rules:defaultZone:errors:)`` reads the
    /// same one back.
    ///
    /// - Parameter timezone: `nil`: the schedule follows the default.
    public init(_ recurrence: Recurrence, timezone: String?) {
        var time: LocalTime?
        var day: JSON?
        var shortMonth: JSON?
        var cron: JSON?
        switch recurrence.rule {
        case .daily(let at):
            self.frequency = "daily"
            time = at
        case .weekly(let weekdays, let at):
            self.frequency = "weekly"
            time = at
            let names = weekdays.days.map { JSON.string($0.rawValue) }
            day = names.count == 1 ? names[0] : .array(names)
        case .monthly(let month, let at):
            self.frequency = "monthly"
            time = at
            day = month.day.number.map { .integer(Int64($0)) } ?? "last"
            shortMonth = month.shortMonth == .clamp ? nil : .string(month.shortMonth.rawValue)
        case .cron(let expression):
            self.frequency = "cron"
            cron = .string(expression.source)
        }
        self.time = time.map { .string($0.description) }
        self.day = day
        self.shortMonth = shortMonth
        self.cron = cron
        self.overlap = nil
        self.catchUp = nil
        self.spreadMinutes = nil
        self.timezone = timezone.map { .string($0) }
    }
}

extension ScheduleForm: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case frequency
        case time
        case day
        case shortMonth
        case cron
        case timezone
        case overlap
        case catchUp
        case spreadMinutes
    }

    /// Reads any object.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.frequency = try container.decodeIfPresent(JSON.self, forKey: .frequency)
        self.time = try container.decodeIfPresent(JSON.self, forKey: .time)
        self.day = try container.decodeIfPresent(JSON.self, forKey: .day)
        self.shortMonth = try container.decodeIfPresent(JSON.self, forKey: .shortMonth)
        self.cron = try container.decodeIfPresent(JSON.self, forKey: .cron)
        self.timezone = try container.decodeIfPresent(JSON.self, forKey: .timezone)
        self.overlap = try container.decodeIfPresent(JSON.self, forKey: .overlap)
        self.catchUp = try container.decodeIfPresent(JSON.self, forKey: .catchUp)
        self.spreadMinutes = try container.decodeIfPresent(JSON.self, forKey: .spreadMinutes)
    }

    /// Writes `"day": null` for a schedule without one; other members without a value are left out.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(self.frequency, forKey: .frequency)
        try container.encodeIfPresent(self.time, forKey: .time)
        try container.encode(self.day ?? .null, forKey: .day)
        try container.encodeIfPresent(self.shortMonth, forKey: .shortMonth)
        try container.encodeIfPresent(self.cron, forKey: .cron)
        try container.encodeIfPresent(self.timezone, forKey: .timezone)
        try container.encodeIfPresent(self.overlap, forKey: .overlap)
        try container.encodeIfPresent(self.catchUp, forKey: .catchUp)
        try container.encodeIfPresent(self.spreadMinutes, forKey: .spreadMinutes)
    }
}
