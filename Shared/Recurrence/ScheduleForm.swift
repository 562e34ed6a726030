public import Values

/// A schedule as it is written in JSON:
/// `{"frequency": "weekly", "time": "09:00", "day": ["monday", "thursday"], "timezone": "Europe/Berlin"}`.
///
/// The members are kept as they came, so that ``validated(at:in:rules:defaultZone:errors:)`` can name all that is wrong with
/// them and not only the first. Other members are ignored; `null` is the same as a member left out.
public struct ScheduleForm: Hashable, Sendable {
    /// `daily`, `weekly` or `monthly`.
    public let frequency: JSON?
    /// `HH:MM`.
    public let time: JSON?
    /// For `weekly` a day of the week or a list of several, from `monday` to `sunday`; for `monthly` 1 to 31 or `last`,
    /// without it 1; for `daily` nothing.
    public let day: JSON?
    /// For `monthly` what happens in months without the day: `clamp` (which is the default), `skip` or `next`.
    public let shortMonth: JSON?
    /// An IANA zone. Without one the schedule follows the default that its owner gives.
    public let timezone: JSON?

    /// The members that a form can have.
    public static let members = Set(CodingKeys.allCases.map(\.rawValue))

    /// The form of a recurrence. ``validated(at:in:rules:defaultZone:errors:)`` reads the same one back.
    ///
    /// - Parameter timezone: `nil`: the schedule follows the default.
    public init(_ recurrence: Recurrence, timezone: String?) {
        switch recurrence.rule {
        case .daily(let time):
            self.frequency = "daily"
            self.time = .string(time.description)
            self.day = nil
            self.shortMonth = nil
        case .weekly(let weekdays, let time):
            self.frequency = "weekly"
            self.time = .string(time.description)
            let names = weekdays.days.map { JSON.string($0.rawValue) }
            self.day = names.count == 1 ? names[0] : .array(names)
            self.shortMonth = nil
        case .monthly(let month, let time):
            self.frequency = "monthly"
            self.time = .string(time.description)
            self.day = month.day.number.map { .integer(Int64($0)) } ?? "last"
            self.shortMonth = month.shortMonth == .clamp ? nil : .string(month.shortMonth.rawValue)
        }
        self.timezone = timezone.map { .string($0) }
    }
}

extension ScheduleForm: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case frequency
        case time
        case day
        case shortMonth
        case timezone
    }

    /// Reads any object.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.frequency = try container.decodeIfPresent(JSON.self, forKey: .frequency)
        self.time = try container.decodeIfPresent(JSON.self, forKey: .time)
        self.day = try container.decodeIfPresent(JSON.self, forKey: .day)
        self.shortMonth = try container.decodeIfPresent(JSON.self, forKey: .shortMonth)
        self.timezone = try container.decodeIfPresent(JSON.self, forKey: .timezone)
    }

    /// Writes `"day": null` for a schedule without one; other members without a value are left out.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(self.frequency, forKey: .frequency)
        try container.encodeIfPresent(self.time, forKey: .time)
        try container.encode(self.day ?? .null, forKey: .day)
        try container.encodeIfPresent(self.shortMonth, forKey: .shortMonth)
        try container.encodeIfPresent(self.timezone, forKey: .timezone)
    }
}
