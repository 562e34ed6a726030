/// Slows down whoever tries passwords: how many failures there were, by account and by address. Pure.
struct LoginGuard: Sendable {
    /// A row of failures that are counted together.
    private struct Count: Sendable {
        var failures: Int
        var until: ContinuousClock.Instant
    }

    /// How long failures count, from the first of them.
    static let window = Duration.seconds(900)
    /// Of one account, wherever they come from.
    static let accountLimit = 10
    /// Of one address, whatever the account.
    static let addressLimit = 50
    /// Whoever makes names up must not fill the memory with them.
    private static let capacity = 20_000

    private var counts: [String: Count] = [:]

    /// - Returns: How long nobody may try; `nil`: now.
    func pause(account: String, address: String, now: ContinuousClock.Instant) -> Duration? {
        let limits = [(LoginGuard.key(account: account), LoginGuard.accountLimit), (address, LoginGuard.addressLimit)]
        return limits.compactMap { key, limit -> Duration? in
            guard let count = self.counts[key], count.until > now, count.failures >= limit else { return nil }
            return count.until - now
        }.max()
    }

    mutating func fail(account: String, address: String, now: ContinuousClock.Instant) {
        if self.counts.count > LoginGuard.capacity { self.counts = self.counts.filter { $0.value.until > now } }
        if self.counts.count > LoginGuard.capacity { self.counts = [:] }
        for key in [LoginGuard.key(account: account), address] {
            var count = self.counts[key] ?? Count(failures: 0, until: now)
            if count.until <= now { count = Count(failures: 0, until: now + LoginGuard.window) }
            count.failures += 1
            self.counts[key] = count
        }
    }

    /// The account's own are forgotten; the address may have tried others.
    mutating func succeed(account: String) { self.counts[LoginGuard.key(account: account)] = nil }

    private static func key(account: String) -> String { "account \(account)" }
}
