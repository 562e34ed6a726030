import Contracts
import Threads
import Values

/// How far a batch is: when each phase was reached, and when others last heard of it.
final class Phases: Sendable {
    private let reached = Lock<[PhaseMark]>([])
    private let throttle = Throttle()

    /// Of each phase the first time.
    var marks: [PhaseMark] { self.reached.withLock { $0 } }

    func mark(_ phase: Phase, _ message: String) {
        self.reached.withLock { marks in
            if marks.contains(where: { $0.phase == phase }) { return }
            marks.append(PhaseMark(phase: phase, at: .now(), message: message))
        }
    }

    /// Whether others are to hear of it: of the beginning always, of the rest at most twice a second.
    func mayTell(_ phase: Phase) -> Bool { self.throttle.passes(isUrgent: phase == .start) }
}
