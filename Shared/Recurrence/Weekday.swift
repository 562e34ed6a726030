/// A day of the week. The raw value is its one spelling in JSON.
public enum Weekday: String, Hashable, Sendable, CaseIterable {
    case monday
    case tuesday
    case wednesday
    case thursday
    case friday
    case saturday
    case sunday

    /// 0 is Monday, 6 Sunday (the order of ISO 8601).
    var index: Int64 {
        switch self {
        case .monday: 0
        case .tuesday: 1
        case .wednesday: 2
        case .thursday: 3
        case .friday: 4
        case .saturday: 5
        case .sunday: 6
        }
    }

    /// For example `Fridays`.
    var plural: String {
        switch self {
        case .monday: "Mondays"
        case .tuesday: "Tuesdays"
        case .wednesday: "Wednesdays"
        case .thursday: "Thursdays"
        case .friday: "Fridays"
        case .saturday: "Saturdays"
        case .sunday: "Sundays"
        }
    }
}

extension Weekday: Comparable {
    /// Monday comes first.
    public static func < (left: Weekday, right: Weekday) -> Bool { left.index < right.index }
}
