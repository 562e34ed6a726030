/// How long to wait before the next try: exponential growth with full jitter, so that many clients that failed at the
/// same moment do not come back at the same moment.
public struct Backoff: Sendable {
    private let base: Duration
    private let limit: Duration
    /// How often ``next(jitter:)`` has been called since the last ``reset()``.
    public private(set) var failures = 0

    /// - Parameters:
    ///   - base: The upper bound of the first wait; it doubles with each failure.
    ///   - limit: The bound never grows beyond this.
    public init(base: Duration = .milliseconds(100), limit: Duration = .seconds(10)) {
        self.base = base
        self.limit = limit
    }

    /// The wait after one more failure: between a tenth of the bound and the bound.
    ///
    /// - Parameter jitter: 0 to 1; random unless a test gives it.
    public mutating func next(jitter: Double = .random(in: 0...1)) -> Duration {
        let bound = Self.bound(base: self.base, limit: self.limit, failures: self.failures)
        self.failures += 1
        return bound * (0.1 + 0.9 * jitter)
    }

    /// To be called after a success.
    public mutating func reset() { self.failures = 0 }

    /// `base` doubled `failures` times, at most `limit`.
    public static func bound(base: Duration, limit: Duration, failures: Int) -> Duration {
        // 2^30 times any sensible base is beyond any sensible limit; more doublings would only overflow.
        let grown = base * Double(1 << min(failures, 30))
        return min(grown, limit)
    }
}
