import Values

/// When a notification that did not arrive is sent again. Pure: the chance comes in as an argument.
struct RetrySchedule: Hashable, Sendable {
    /// The waits after the first try, the second, …; after the last of them nothing is tried any more.
    let waits: [Duration]

    /// As Standard Webhooks recommends: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h; ten tries in three days.
    static let standard = RetrySchedule(
        waits: [5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400].map { .seconds($0) }
    )

    /// Nobody has to be waited for longer, whatever they ask for.
    static let longest = Duration.seconds(86400)

    /// - Parameters:
    ///   - tries: How often it has been tried, from 1.
    ///   - asked: How long the other side wants to be left alone.
    ///   - jitter: 0 to 1; spreads what failed at the same moment over a fifth of the wait.
    /// - Returns: `nil` when it is given up.
    func wait(after tries: Int, asked: Duration?, jitter: Double) -> Duration? {
        guard tries >= 1, tries <= self.waits.count else { return nil }
        let wait = self.waits[tries - 1] * (0.9 + 0.2 * min(max(jitter, 0), 1))
        return max(wait, min(asked ?? .zero, RetrySchedule.longest))
    }

    /// Reads `5,300,1800`, in seconds; `nil` for anything else.
    init?(_ text: String) {
        var waits: [Duration] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let seconds = Int(part.filter { $0 != " " }), (1...86400).contains(seconds) else { return nil }
            waits.append(.seconds(seconds))
        }
        if waits.count > 20 { return nil }
        self.waits = waits
    }

    init(waits: [Duration]) { self.waits = waits }
}
