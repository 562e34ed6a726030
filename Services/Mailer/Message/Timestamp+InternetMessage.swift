import Values

extension Timestamp {
    /// For header fields, in UTC: `Sat, 21 Nov 2026 12:00:00 +0000` (RFC 5322, section 3.3).
    var internetMessageFormat: String {
        let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func digits(_ value: Int64, _ count: Int) -> String {
            let text = String(value)
            return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
        }
        let second = (self.seconds % 86400 + 86400) % 86400
        let date = CivilDate(daysSince1970: (self.seconds - second) / 86400)
        let time = [second / 3600, second / 60 % 60, second % 60].map { digits($0, 2) }.joined(separator: ":")
        let day = "\(date.day) \(months[Int(date.month) - 1]) \(digits(date.year, 4))"
        return "\(weekdays[Int(date.weekday)]), \(day) \(time) +0000"
    }
}
