public import Values

/// When a server wants to be asked again. Servers say it in several places, and the most exact one counts.
public enum RetryAfter {
    /// Nothing sensible is beyond a day.
    private static let longest = Duration.seconds(86400)

    /// - Parameter now: This machine's clock, for a date in an answer that does not say when it was given.
    public static func find(_ headers: HTTPClient.Headers, body: String, now: Timestamp) -> Duration? {
        let found =
            headers["retry-after-ms"].flatMap { self.number($0) }.map { .milliseconds($0) }
            ?? headers["Retry-After"].flatMap { value in
                if let seconds = self.number(value) { return Duration.milliseconds(seconds * 1000) }
                // Their clock against their date: ours may be wrong.
                let given = headers["Date"].flatMap { self.date($0) } ?? now
                return self.date(value).map { $0 - given }
            } ?? self.find(in: body)
        return found.map { min(max($0, .zero), self.longest) }
    }

    private static func number(_ text: String) -> Double? {
        let trimmed = text.filter { $0 != " " }
        guard !trimmed.isEmpty, trimmed.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }) else { return nil }
        return Double(trimmed).flatMap { $0 <= 1e9 ? $0 : nil }
    }

    /// A date of HTTP (RFC 9110, section 5.6.7), in any of its three forms: `Sun, 06 Nov 1994 08:49:37 GMT`,
    /// `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`.
    static func date(_ text: String) -> Timestamp? {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        var month: Int64?
        var time: [Int64]?
        var numbers: [Int64] = []
        for word in text.split(whereSeparator: { " ,-".contains($0) }) {
            if let index = months.firstIndex(of: String(word)) {
                month = Int64(index + 1)
            } else if word.contains(":") {
                time = word.split(separator: ":").compactMap { Int64($0) }
            } else if let number = Int64(word) {
                numbers.append(number)
            }
        }
        guard let month, let time, time.count == 3, numbers.count == 2, (0..<24).contains(time[0]),
            (0..<60).contains(time[1]), (0...60).contains(time[2]), (0...9999).contains(numbers[1])
        else { return nil }
        let year = numbers[1] >= 100 ? numbers[1] : numbers[1] + (numbers[1] < 70 ? 2000 : 1900)
        let day = CivilDate(year: year, month: month, day: numbers[0])
        guard day.isValid else { return nil }
        return Timestamp(seconds: day.daysSince1970 * 86400 + time[0] * 3600 + time[1] * 60 + min(time[2], 59))
    }

    // MARK: - In the body

    /// In a member of its JSON, else in its words: "Please try again in 1m20.5s."
    static func find(in body: String) -> Duration? {
        if let document = try? JSONDocument(Array(body.utf8)), let found = self.find(in: document.root, depth: 0) {
            return found
        }
        let words = body.lowercased()
        for phrase in ["try again in ", "retry after ", "retry in "] {
            if let place = words.firstRange(of: phrase), let found = self.duration(words[place.upperBound...]) {
                return found
            }
        }
        return nil
    }

    private static func find(in element: JSONElement, depth: Int) -> Duration? {
        if depth > 6 { return nil }
        for (key, value) in element.members {
            switch key.lowercased().filter({ $0 != "_" && $0 != "-" }) {
            case "retryafter", "retryafterseconds", "retrydelay":
                if let seconds = value.double, (0...1e9).contains(seconds) { return .milliseconds(seconds * 1000) }
                if let text = value.string {
                    if let seconds = self.number(text) { return .milliseconds(seconds * 1000) }
                    if let found = self.duration(text[...]) { return found }
                }
            case "retryafterms":
                if let milliseconds = value.double, (0...1e12).contains(milliseconds) {
                    return .milliseconds(milliseconds)
                }
            default: break
            }
        }
        for value in element.members.map(\.value) + element.elements {
            if let found = self.find(in: value, depth: depth + 1) { return found }
        }
        return nil
    }

    /// What a text begins with: `20s`, `1m20.5s`, `350ms`, `6 seconds`.
    static func duration(_ text: Substring) -> Duration? {
        let units: [(names: [String], seconds: Double)] = [
            (["milliseconds", "millisecond", "ms"], 0.001), (["seconds", "second", "sec", "s"], 1),
            (["minutes", "minute", "min", "m"], 60), (["hours", "hour", "h"], 3600), (["days", "day", "d"], 86400),
        ]
        var rest = text
        var total: Double?
        while true {
            rest = rest.drop { $0 == " " }
            let digits = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
            guard let number = Double(digits), number <= 1e9 else { break }
            let behind = rest.dropFirst(digits.count).drop { $0 == " " }
            let word = behind.prefix { $0.isLetter }
            guard let unit = units.first(where: { $0.names.contains(String(word)) }) else { break }
            total = (total ?? 0) + number * unit.seconds
            rest = behind.dropFirst(word.count)
        }
        return total.map { .milliseconds(($0 * 1000).rounded()) }
    }
}
