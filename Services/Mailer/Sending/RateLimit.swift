import Threads

/// How many mails may go out now, at so many a second; up to a second's worth at once.
final class RateLimit: Sendable {
    private struct State: Sendable {
        var tokens: Double
        var filled: ContinuousClock.Instant
    }

    private let perSecond: Int
    private let now: @Sendable () -> ContinuousClock.Instant
    private let state: Lock<State>

    /// - Parameter perSecond: 0: without limit.
    init(perSecond: Int, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.perSecond = perSecond
        self.now = now
        self.state = Lock(State(tokens: Double(perSecond), filled: now()))
    }

    func available() -> Int {
        if self.perSecond == 0 { return .max }
        return self.state.withLock { state in
            let now = self.now()
            let (seconds, attoseconds) = (now - state.filled).components
            let passed = Double(seconds) + Double(attoseconds) / 1e18
            state.tokens = min(Double(self.perSecond), state.tokens + passed * Double(self.perSecond))
            state.filled = now
            return Int(state.tokens)
        }
    }

    func take(_ count: Int) {
        if self.perSecond > 0 { self.state.withLock { $0.tokens -= Double(count) } }
    }
}
