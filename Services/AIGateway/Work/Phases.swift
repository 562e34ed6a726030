import Contracts
import Threads
import Values

/// How far a batch is: when each phase was reached, and when others last heard of it.
final class Phases: Sendable {
    private struct State: Sendable {
        var marks: [PhaseMark] = []
        var told: ContinuousClock.Instant?
    }

    private let state = Lock(State())

    /// Of each phase the first time.
    var marks: [PhaseMark] { self.state.withLock { $0.marks } }

    func mark(_ phase: Phase, _ message: String) {
        self.state.withLock { state in
            if state.marks.contains(where: { $0.phase == phase }) { return }
            state.marks.append(PhaseMark(phase: phase, at: .now(), message: message))
        }
    }

    /// Whether others are to hear of it: of the beginning always, of the rest at most twice a second.
    func mayTell(_ phase: Phase) -> Bool {
        let now = ContinuousClock.now
        return self.state.withLock { state in
            if phase != .start, let told = state.told, now - told < .milliseconds(500) { return false }
            state.told = now
            return true
        }
    }
}
