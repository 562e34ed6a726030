import Contracts
import Values

/// The layout of log files.
enum LogText {
    static let rule = String(repeating: "=", count: 40)

    /// `14:05:23 - Automation started`
    static func line(_ at: Timestamp, _ text: String) -> String { "\(self.clock(at)) - \(text)" }

    /// The time of day in UTC.
    static func clock(_ at: Timestamp) -> String { String(at.description.dropFirst(11).prefix(8)) }

    /// The day in UTC.
    static func day(_ at: Timestamp) -> String { String(at.description.prefix(10)) }

    /// A block of lines between rules.
    static func block(_ lines: [String]) -> [String] { [self.rule] + lines + [self.rule] }

    /// A text as one line: what would end the line, or hide a part of it, becomes a blank.
    static func line(_ text: String) -> String {
        if Check.isLine(text) { return text }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { scalars.append(Check.isLine(String(scalar)) ? scalar : " ") }
        return String(scalars)
    }

    /// A text of several lines, each behind an indent.
    static func indented(_ text: String) -> [String] {
        text.unicodeScalars.split { $0 == "\n" || $0 == "\r" }.map { "    " + self.line(String($0)) }
    }

    /// `5m 30s`, `45s`, `1h 0m 5s`.
    static func duration(_ duration: Duration) -> String {
        let seconds = max(0, (duration.milliseconds + 500) / 1000)
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
        if hours > 0 { return "\(hours)h \(minutes)m \(seconds % 60)s" }
        return minutes > 0 ? "\(minutes)m \(seconds % 60)s" : "\(seconds)s"
    }

    /// `Clusters Created` for `clusters_created`.
    static func title(_ figure: String) -> String {
        figure.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
    }

    /// `["Coffee Beans", "Brewing Methods"]`
    static func list(_ names: [String]) -> String { "[\(names.map(self.quoted).joined(separator: ", "))]" }

    /// `[101, 102]`
    static func list(_ ids: [ID]) -> String { "[\(ids.map(\.description).joined(separator: ", "))]" }

    private static func quoted(_ name: String) -> String {
        var writer = JSONWriter()
        writer.string(self.line(name))
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

/// Notes when a day ends: lines tell the time of day only.
struct DayMark {
    private var day: String?

    /// - Returns: The line that tells a new day; none on the first.
    mutating func lines(_ at: Timestamp) -> [String] {
        let day = LogText.day(at)
        defer { self.day = day }
        return self.day == nil || self.day == day ? [] : ["", "Date: \(day)", ""]
    }
}
