import Contracts
import Recurrence
import Values

/// What becomes of the planned times of a schedule that have come.
///
/// Pure: the clock comes in as an argument, and the next planned time is computed from the last one, never from now.
struct Plan {
    /// A planned time, and what is to be done about it.
    struct Decision: Equatable {
        var fire: Fire
        var verdict: Verdict
    }

    enum Verdict: Equatable {
        /// The run is to be started.
        case dispatch
        /// A later one, also missed, is started in its place.
        case coalesce
        /// It came up too late: the window for catching up is over.
        case miss
    }

    var decisions: [Decision]
    /// `nil` when there is none.
    var next: Timestamp?

    /// More planned times than this are not made up for one by one; the last are.
    static let limit = 1000

    /// - Parameters:
    ///   - due: The planned time that has come, as it was stored.
    ///   - window: How late a run may start. Of several times within it the latest is started.
    init(_ recurrence: Recurrence, in zone: Zone, due: Timestamp, now: Timestamp, window: Duration) {
        var fires: [Fire] = []
        var last = due
        // The stored time is found again as the first one after the moment before it.
        var fire = recurrence.next(after: Timestamp(microseconds: due.microseconds - 1), in: zone)
        while let found = fire, found.at <= now {
            fires.append(found)
            if fires.count > Plan.limit { fires.removeFirst() }
            last = found.at
            fire = recurrence.next(after: last, in: zone)
        }
        let earliest = now - window
        self.decisions = fires.enumerated().map { index, fire in
            let verdict: Verdict =
                fire.at < earliest ? .miss : index == fires.count - 1 ? .dispatch : .coalesce
            return Decision(fire: fire, verdict: verdict)
        }
        self.next = fire?.at
    }

    /// How late a run of a job may start.
    static func window(for type: JobType) -> Duration {
        switch type {
        case .newsletter: .seconds(3600)
        case .report: .seconds(6 * 3600)
        case .content: .seconds(12 * 3600)
        case .custom, .echo: .seconds(3600)
        }
    }
}
