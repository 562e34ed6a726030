import Values

/// One or several days of the week, never none: what would never come round is no schedule.
public struct Weekdays: Hashable, Sendable {
    /// Bit 0 is Monday, bit 6 Sunday.
    private let bits: UInt8

    public init(_ first: Weekday, _ others: Weekday...) {
        self.bits = others.reduce(1 << first.index) { $0 | 1 << $1.index }
    }

    /// `nil` when `days` is empty. Naming a day twice changes nothing.
    public init?(_ days: some Sequence<Weekday>) {
        let bits = days.reduce(0 as UInt8) { $0 | 1 << $1.index }
        if bits == 0 { return nil }
        self.bits = bits
    }

    public static let all = Weekdays(.monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday)

    /// In the order of the week, Monday first.
    public var days: [Weekday] { Weekday.allCases.filter { self.contains($0) } }

    public func contains(_ day: Weekday) -> Bool { self.bits & 1 << day.index != 0 }

    /// The first of these days that is not before `day`; both count days from 1970-01-01.
    func first(onOrAfter day: Int64) -> Int64 {
        let weekday = (day + 3).floorRemainder(by: 7)  // 1970-01-01 was a Thursday
        // Two weeks in a row, so that the search can run past Sunday.
        let fortnight = UInt16(self.bits) | UInt16(self.bits) << 7
        return day + Int64((fortnight >> UInt16(weekday)).trailingZeroBitCount)
    }
}
