import AMQP
import Contracts
import MailMessage
import Postgres
import ServiceKit
import Threads
import Values

/// Hands the mails of all active mailings over, on a fixed number of connections.
///
/// One transaction after the other writes what has become of mails and claims as many recipients as there are free
/// connections: under load many at once, when little is to do one by one. Several processes work on the same mailings.
final class Dispatcher: Sendable {
    struct State: Sendable {
        var free: [Int]
        var outcomes: [DeliveryStore.Outcome] = []
        var mailings: [MailingStore.Mailing] = []
        var next = 0
        /// Mailings with nobody to claim just now: others wait, or are with another process.
        var quiet: [ID: ContinuousClock.Instant] = [:]
        var issues: [ID: MailComposer.Issue] = [:]
        /// How many connections may be used now; fewer after the server has asked for less.
        var limit: Int
        /// No session with the server: when to try again, and what it said.
        var pausedUntil: ContinuousClock.Instant?
        var backoff = Backoff(base: .seconds(1), limit: .seconds(30))
        var lastProblem = ""
        /// Mailings whose sender the server refuses.
        var senderRefusals: [ID: String] = [:]
        var isStopping = false
    }

    /// This process, in the rows of what it is handing over.
    let owner = ID()
    let identity: Identity
    let composer: MailComposer
    let transports: [any Transport]
    let database: Database
    let journal: Journal
    let publisher: Publisher
    let logger: Logger
    let metrics: MailMetrics
    let state: Lock<State>
    let changed = Signal()
    let rate: RateLimit

    init(
        _ settings: MailSettings,
        identity: Identity,
        database: Database,
        journal: Journal,
        publisher: Publisher,
        logger: Logger,
        metrics: MailMetrics
    ) throws {
        self.identity = identity
        self.composer = MailComposer(settings: settings)
        self.transports = try (0..<settings.connections).map { _ in try settings.makeTransport() }
        self.database = database
        self.journal = journal
        self.publisher = publisher
        self.logger = logger
        self.metrics = metrics
        self.rate = RateLimit(perSecond: settings.rate)
        self.state = Lock(
            State(free: Array(0..<settings.connections), limit: settings.connections)
        )
    }

    /// A mailing was added or changed: look at once.
    func wake() { self.changed.send() }

    /// Takes no more recipients. Those that were taken are handed over to their end.
    func stop() {
        self.state.withLock { $0.isStopping = true }
        self.changed.send()
    }

    /// Runs until it is stopped and everything under way has ended.
    func run() async throws {
        try await self.untilItWorks { try await self.beat() }
        var looked = ContinuousClock.now - .seconds(1)
        while true {
            if ContinuousClock.now - looked > .milliseconds(500) {
                looked = .now
                await self.look()
            }
            let (isDone, hasOutcomes) = self.state.withLock { state in
                (
                    state.isStopping && state.free.count == self.transports.count && state.outcomes.isEmpty,
                    !state.outcomes.isEmpty
                )
            }
            if isDone { break }
            let target = self.nextMailing()
            if !hasOutcomes, target == nil {
                await self.changed.wait(for: .milliseconds(500))
                looked = ContinuousClock.now - .seconds(1)
                continue
            }
            try await self.turn(target)
        }
        for transport in self.transports { await transport.close() }
    }

    // MARK: - One turn

    /// The mailing whose turn it is, with how many recipients it may have; `nil` when none may have any.
    private func nextMailing() -> (mailing: MailingStore.Mailing, limit: Int)? {
        self.state.withLock { state in
            if let until = state.pausedUntil {
                if until > .now { return nil }
                state.pausedUntil = nil
            }
            let busy = self.transports.count - state.free.count
            let room = min(state.free.count, state.limit - busy, self.rate.available())
            guard !state.isStopping, room > 0 else { return nil }
            let now = ContinuousClock.now
            for _ in state.mailings.indices {
                state.next = (state.next + 1) % state.mailings.count
                let mailing = state.mailings[state.next]
                if state.quiet[mailing.run].map({ $0 <= now }) ?? true { return (mailing, room) }
            }
            return nil
        }
    }

    private func turn(_ target: (mailing: MailingStore.Mailing, limit: Int)?) async throws {
        let outcomes = self.state.withLock { state in
            defer { state.outcomes = [] }
            return state.outcomes
        }
        let owner = self.owner
        let claims: [DeliveryStore.Claim]
        do {
            claims = try await self.journal.transaction { session, entry in
                try DeliveryStore.settle(session, outcomes, owner: owner)
                for outcome in outcomes { try self.tell(outcome, &entry) }
                guard let (mailing, limit) = target, mailing.state == "running" else { return [] }
                return try DeliveryStore.claim(session, mailing.run, limit: limit, owner: owner)
            }
            self.state.withLock { state in
                for outcome in outcomes { state.quiet[outcome.run] = nil }
            }
        } catch {
            // What has become of mails must not be forgotten: it is written the next time.
            self.state.withLock { $0.outcomes = outcomes + $0.outcomes }
            try await self.afterFailure(error)
            return
        }
        guard let target else { return }
        if claims.isEmpty {
            try await self.untilItWorks { try await self.settleIfDone(target.mailing.run) }
            return
        }
        self.rate.take(claims.count)
        try await self.hand(over: claims, of: target.mailing)
    }

    func afterFailure(_ error: any Error) async throws {
        guard let outage = error as? PostgresError, outage.isOutage else { throw error }
        try await Task.sleep(for: .milliseconds(300))
    }

    func untilItWorks(_ body: () async throws -> Void) async throws {
        while true {
            do {
                return try await body()
            } catch {
                try await self.afterFailure(error)
            }
        }
    }
}
