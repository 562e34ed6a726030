import Threads

/// Lets something through at most twice a second.
final class Throttle: Sendable {
    private static let pause = Duration.milliseconds(500)
    private let last = Lock<ContinuousClock.Instant?>(nil)

    /// - Parameter isUrgent: Goes through in any case.
    func passes(isUrgent: Bool = false) -> Bool {
        let now = ContinuousClock.now
        return self.last.withLock { last in
            if !isUrgent, let last, now - last < Throttle.pause { return false }
            last = now
            return true
        }
    }
}
