/// A day of the month.
public struct MonthDay: Hashable, Sendable {
    /// 1 to 31; `nil` is the last day, whichever that is.
    public let number: Int?

    /// The 28th to the 31st, as the month has it.
    public static let last = MonthDay(last: ())

    /// `nil` unless `number` is 1 to 31.
    public init?(_ number: Int) {
        guard (1...31).contains(number) else { return nil }
        self.number = number
    }

    private init(last: Void) { self.number = nil }

    /// Whether some months do not have it.
    var isRare: Bool { self.number.map { $0 > 28 } ?? false }

    /// For example `31st`, or `last day`.
    var text: String { self.number.map(ordinal) ?? "last day" }
}

/// What a monthly schedule does in a month that does not have its day. The raw value is its one spelling in JSON.
public enum ShortMonth: String, Hashable, Sendable, CaseIterable {
    /// It fires on the month's last day.
    case clamp
    /// It does not fire in that month.
    case skip
    /// It fires on the first day of the month after.
    case next
}

/// For example `1st`, `22nd`, `13th`; of 1 to 31.
func ordinal(_ number: Int) -> String {
    switch (number % 10, number) {
    case (_, 11...13): "\(number)th"
    case (1, _): "\(number)st"
    case (2, _): "\(number)nd"
    case (3, _): "\(number)rd"
    default: "\(number)th"
    }
}
