/// How often somebody may ask: a bucket for each caller, which fills at a rate and of which each request takes one. Pure.
struct RequestBudget: Sendable {
    struct Settings: Sendable, Hashable {
        /// Requests a second, in the long run. 0: as many as they like.
        var rate: Int
        /// Requests at once, after a silence.
        var burst: Int
    }

    private struct Bucket: Sendable {
        var left: Double
        var at: ContinuousClock.Instant
    }

    /// With more callers than that, those are forgotten who have been silent for long enough.
    private static let capacity = 20_000

    private let settings: Settings
    private var buckets: [Caller.Actor: Bucket] = [:]

    init(_ settings: Settings) { self.settings = settings }

    /// Takes one request out of the caller's bucket.
    ///
    /// - Returns: When there is something in it again; `nil`: it was not empty.
    mutating func take(_ caller: Caller.Actor, now: ContinuousClock.Instant) -> Duration? {
        guard self.settings.rate > 0 else { return nil }
        var bucket = self.buckets[caller] ?? Bucket(left: Double(self.settings.burst), at: now)
        bucket.left = self.level(bucket, now)
        bucket.at = now
        defer { self.buckets[caller] = bucket }
        guard bucket.left < 1 else {
            bucket.left -= 1
            if self.buckets.count > Self.capacity { self.prune(now) }
            return nil
        }
        return .seconds((1 - bucket.left) / Double(self.settings.rate))
    }

    private func level(_ bucket: Bucket, _ now: ContinuousClock.Instant) -> Double {
        let seconds = (now - bucket.at) / .seconds(1)
        return min(Double(self.settings.burst), bucket.left + seconds * Double(self.settings.rate))
    }

    /// A full bucket says no more than none; where that is not enough, those count who have nothing left.
    private mutating func prune(_ now: ContinuousClock.Instant) {
        self.buckets = self.buckets.filter { self.level($0.value, now) < Double(self.settings.burst) }
        if self.buckets.count > Self.capacity { self.buckets = self.buckets.filter { self.level($0.value, now) < 1 } }
    }
}
