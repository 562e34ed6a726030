/// Which schedules somebody takes: not every kind of job runs at all the times that there are words for.
public struct ScheduleRules: Hashable, Sendable {
    /// How often a schedule fires. The raw value is its one spelling in JSON.
    public enum Frequency: String, Hashable, Sendable, CaseIterable {
        case daily
        case weekly
        case monthly
    }

    /// What may be chosen, in the order in which it is named to people.
    public let frequencies: [Frequency]
    /// The day of a weekly schedule that names none. `nil`: it has to name one.
    public let weekday: Weekday?

    public init(_ frequencies: [Frequency] = Frequency.allCases, weekday: Weekday? = nil) {
        self.frequencies = frequencies
        self.weekday = weekday
    }

    /// Every frequency; a weekly schedule names its days.
    public static let all = ScheduleRules()

    /// For example `daily, weekly or monthly`.
    var words: String {
        let names = self.frequencies.map(\.rawValue)
        let last = names.suffix(1).joined()
        return names.count < 2 ? last : "\(names.dropLast().joined(separator: ", ")) or \(last)"
    }
}
