import Contracts
import Crypto
import ServiceKit
import Threads

/// Makes and compares hashes of passwords on a thread of its own: however many sign in, the requests of the others go on.
final class Passwords: Sendable {
    /// How many may wait for the thread; whoever comes then is told to come again.
    private static let limit = 32

    private let thread = SerialThread(name: "passwords")
    private let waiting = Lock(0)
    /// What an unknown account's password is compared with, so that it takes as long as for a known one.
    private let decoy = Lock<String?>(nil)

    /// The rule for new ones, for people. Long ones are fine; what they are made of is theirs to decide
    /// (NIST SP 800-63B, section 5.1.1).
    static let rule = "must have 10 to 200 characters"

    static func isAcceptable(_ password: String) -> Bool {
        (10...200).contains(password.unicodeScalars.count) && !password.unicodeScalars.contains("\0")
    }

    /// - Throws: ``Problem`` (503) when too many wait, or there is no memory.
    func hash(_ password: Secret) async throws -> String {
        let hash = try await self.run { PasswordHash.make(password.reveal()) }
        guard let hash else { throw Problem(.unavailable, "The password cannot be kept now", retryAfter: 5) }
        return hash
    }

    /// Compares a password. It takes the same time where there is no hash.
    ///
    /// - Throws: ``Problem`` (503) when too many wait.
    func verify(_ password: Secret, against hash: String?) async throws -> Bool {
        try await self.run {
            let known = hash ?? self.makeDecoy()
            return PasswordHash.verify(password.reveal(), against: known) && hash != nil
        }
    }

    /// Does what the first comparison would have to do besides. Called once, at the start.
    func prepare() async throws { _ = try await self.run { self.makeDecoy() } }

    private func makeDecoy() -> String {
        if let decoy = self.decoy.withLock({ $0 }) { return decoy }
        let made = PasswordHash.make("nobody's") ?? ""
        self.decoy.withLock { $0 = made }
        return made
    }

    private func run<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async throws -> Result {
        let isAdmitted = self.waiting.withLock { waiting in
            if waiting >= Passwords.limit { return false }
            waiting += 1
            return true
        }
        if !isAdmitted { throw Problem(.unavailable, "Too many are signing in", retryAfter: 5) }
        defer { self.waiting.withLock { $0 -= 1 } }
        return try await self.thread.run(body)
    }
}
