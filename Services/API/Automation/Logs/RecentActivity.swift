import Contracts
import Values

/// The last lines of a run's activity, for a page that follows it.
enum RecentActivity {
    /// How many lines are shown.
    static let limit = 50
    /// How many events are looked at: figures are told by how they have changed since the event before.
    static let events = 60

    /// The newest first.
    ///
    /// - Parameters:
    ///   - events: The last ones, the oldest of them first.
    ///   - live: What was last said of the batch that is out, which is kept in no log.
    static func lines(_ events: [LogEvent], live: LiveProgress?) -> [String] {
        var log = ActivityLog()
        var lines: [String] = []
        for event in events { lines += log.lines(event).map { LogText.line(event.at, $0) } }
        if let live, events.last.map({ $0.at <= live.at }) ?? true {
            lines.append(LogText.line(live.at, "Stage \(live.stage): \(live.sentence)"))
        }
        return lines.suffix(self.limit).reversed()
    }
}

extension LiveProgress {
    /// With the percentage, unless the sentence tells it.
    var sentence: String {
        self.message.contains("%") || self.percent == 0 ? self.message : "\(self.message) (\(self.percent)% complete)"
    }
}
