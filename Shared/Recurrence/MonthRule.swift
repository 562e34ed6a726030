import Values

/// One date in each month, or in each that has it.
struct MonthRule: Hashable, Sendable {
    let day: MonthDay
    /// ``ShortMonth/clamp`` where every month has the day: rules that come to the same are equal.
    let shortMonth: ShortMonth

    init(_ day: MonthDay, _ shortMonth: ShortMonth) {
        self.day = day
        self.shortMonth = day.isRare ? shortMonth : .clamp
    }

    /// The first of its dates that is not before `day`; both count days from 1970-01-01.
    func first(onOrAfter day: Int64) -> Int64 {
        let date = CivilDate(daysSince1970: day)
        // The month before can reach into this one.
        var month = date.year * 12 + date.month - 2
        while true {
            if let found = self.date(inMonth: month), found >= day { return found }
            month += 1
        }
    }

    /// - Parameter index: Counts months; 0 is January of the year 0.
    private func date(inMonth index: Int64) -> Int64? {
        let year = index.floorDivided(by: 12)
        let month = index.floorRemainder(by: 12) + 1
        let length = CivilDate.days(inMonth: month, ofYear: year)
        let wanted = self.day.number.map(Int64.init) ?? length
        let first = CivilDate(year: year, month: month, day: 1).daysSince1970
        if wanted <= length { return first + wanted - 1 }
        switch self.shortMonth {
        case .clamp: return first + length - 1
        case .skip: return nil
        case .next: return first + length
        }
    }

    /// How `day`, one of the rule's dates, came to be; `nil` when it is the day that was asked for.
    func shift(on day: Int64) -> DayShift? {
        guard let wanted = self.day.number else { return nil }
        let date = CivilDate(daysSince1970: day)
        guard date.day != Int64(wanted) else { return nil }
        if self.shortMonth == .clamp { return .clamped(wanted: wanted) }
        return .carriedOver(wanted: wanted)
    }
}

/// Why a monthly schedule fires on another day than the one that it names.
enum DayShift: Hashable, Sendable {
    /// The month is too short: its last day takes the place.
    case clamped(wanted: Int)
    /// The month before was too short: the first of this one takes the place.
    case carriedOver(wanted: Int)

    func text(planned: LocalDateTime) -> String {
        let date = planned.date
        switch self {
        case .clamped(let wanted):
            return "clamped day: \(monthName(date.month)) has no \(ordinal(wanted)), "
                + "fires on the \(ordinal(Int(date.day)))"
        case .carriedOver(let wanted):
            let before = monthName(date.month == 1 ? 12 : date.month - 1)
            return "moved day: \(before) has no \(ordinal(wanted)), fires on the 1st of \(monthName(date.month))"
        }
    }
}

/// - Parameter month: 1 to 12.
private func monthName(_ month: Int64) -> String {
    let names = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    return names[Int(month - 1)]
}
