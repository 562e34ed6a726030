import Values

/// Dates and small numbers in words.
enum DateWords {
    /// "21 November 2026".
    static func written(_ date: CivilDate) -> String { "\(date.day) \(self.months[Int(date.month) - 1]) \(date.year)" }

    static func weekday(of date: CivilDate) -> String { self.weekdays[Int(date.weekday)] }

    /// "five"; 0 to 59.
    static func number(_ number: Int) -> String {
        let units = [
            "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
            "thirteen",
            "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
        ]
        let tens = ["", "", "twenty", "thirty", "forty", "fifty"]
        guard units.indices.contains(number) || tens.indices.contains(number / 10) else { return "\(number)" }
        if number < units.count { return units[number] }
        return number % 10 == 0 ? tens[number / 10] : "\(tens[number / 10])-\(units[number % 10])"
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    private static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
}
