import Contracts
import Crypto
import Curl
import Postgres
import ServiceKit
import Threads
import Values

/// Sends notifications. Several processes share the work.
///
/// As with mailings, one transaction after the other writes what has become of what was sent and claims what is due: what
/// is claimed is committed as `sending`, with this process as its owner, before anything is said to anyone.
final class Notifier: Sendable {
    /// Requests at a time; they wait for others most of the time.
    private static let requests = 16

    private struct State: Sendable {
        var requests = 0
        var transports: [Int]
        var outcomes: [OutboxStore.Outcome] = []
        var isStopping = false
    }

    private let identity: Identity
    private let owner: ID
    private let database: Database
    private let journal: Journal
    private let sender: NotificationSender
    private let transports: [any Transport]
    private let rate: RateLimit
    private let logger: Logger
    private let metrics: NotificationMetrics
    private let state: Lock<State>
    /// There is something to do.
    let changed = Signal()

    /// - Parameters:
    ///   - owner: This process, as in the leases of the mailer's processes.
    ///   - transports: For mails, one each at a time.
    ///   - rate: For mails, of this process.
    init(
        identity: Identity,
        owner: ID,
        database: Database,
        journal: Journal,
        sender: NotificationSender,
        transports: [any Transport],
        rate: RateLimit,
        logger: Logger,
        metrics: NotificationMetrics
    ) {
        self.identity = identity
        self.owner = owner
        self.database = database
        self.journal = journal
        self.sender = sender
        self.transports = transports
        self.rate = rate
        self.logger = logger
        self.metrics = metrics
        self.state = Lock(State(transports: Array(transports.indices)))
    }

    /// Takes nothing more. What was taken is sent to its end.
    func stop() {
        self.state.withLock { $0.isStopping = true }
        self.changed.send()
    }

    /// Runs until it is stopped and everything under way has ended.
    func run() async throws {
        try await self.untilItWorks { try await self.beat() }
        while true {
            let (isDone, room, mailRoom, hasOutcomes) = self.state.withLock { state in
                (
                    state.isStopping && state.requests == 0 && state.transports.count == self.transports.count
                        && state.outcomes.isEmpty,
                    state.isStopping ? 0 : Notifier.requests - state.requests,
                    state.isStopping ? 0 : state.transports.count,
                    !state.outcomes.isEmpty
                )
            }
            if isDone { break }
            let mails = min(mailRoom, max(self.rate.available(), 0))
            var claimed = 0
            if hasOutcomes || room > 0 || mails > 0 { claimed = try await self.turn(requests: room, mails: mails) }
            if claimed == 0 { await self.changed.wait(for: .milliseconds(500)) }
        }
        for transport in self.transports { await transport.close() }
        await self.sender.clients.close()
    }

    // MARK: - One turn

    /// - Returns: How many were claimed.
    private func turn(requests: Int, mails: Int) async throws -> Int {
        let outcomes = self.state.withLock { state in
            defer { state.outcomes = [] }
            return state.outcomes
        }
        let owner = self.owner
        let claims: [OutboxStore.Claim]
        do {
            claims = try await self.journal.transaction { session, entry in
                OutboxStore.settle(session, outcomes, owner: owner)
                for outcome in outcomes where outcome.isGone { try self.disable(session, outcome, &entry) }
                let claims = try OutboxStore.claim(session, limit: requests, mail: false, owner: owner)
                return claims + (try OutboxStore.claim(session, limit: mails, mail: true, owner: owner))
            }
        } catch {
            // What has become of them must not be forgotten: it is written the next time.
            self.state.withLock { $0.outcomes = outcomes + $0.outcomes }
            try await self.afterFailure(error)
            return 0
        }
        for claim in claims { self.begin(claim) }
        return claims.count
    }

    private func begin(_ claim: OutboxStore.Claim) {
        let index = self.state.withLock { state -> Int? in
            if claim.channel == .email { return state.transports.popLast() }
            state.requests += 1
            return nil
        }
        if claim.channel == .email { self.rate.take(1) }
        Task {
            let fate = await self.sender.send(claim, over: index.map { self.transports[$0] })
            let outcome = self.outcome(of: claim, fate)
            self.metrics.count(claim.channel, outcome)
            self.state.withLock { state in
                if let index { state.transports.append(index) }
                if claim.channel != .email { state.requests -= 1 }
                state.outcomes.append(outcome)
            }
            self.changed.send()
        }
    }

    private func outcome(of claim: OutboxStore.Claim, _ fate: NotificationFate) -> OutboxStore.Outcome {
        func outcome(_ state: String, _ status: Int?, _ detail: String) -> OutboxStore.Outcome {
            OutboxStore.Outcome(
                id: claim.entry.id,
                rule: claim.entry.rule,
                state: state,
                status: status,
                detail: detail
            )
        }
        switch fate {
        case .sent(let status, let detail): return outcome("sent", status, detail)
        case .failed(let status, let detail): return self.told(claim, outcome("failed", status, detail))
        case .unconfirmed(let detail): return self.told(claim, outcome("unconfirmed", nil, detail))
        case .gone(let status, let detail):
            var gone = outcome("failed", status, detail)
            gone.isGone = true
            return self.told(claim, gone)
        case .retry(let status, let detail, let asked):
            let jitter = Double.random(in: 0...1)
            let wait = self.sender.settings.schedule.wait(after: claim.tries, asked: asked, jitter: jitter)
            guard let wait else { return self.told(claim, outcome("failed", status, detail)) }
            var retry = outcome("pending", status, detail)
            retry.wait = wait
            return retry
        case .untouched:
            var untouched = outcome("pending", nil, "")
            untouched.isUntouched = true
            return untouched
        }
    }

    /// What the other side has said may be anybody's: the log has the status alone.
    private func told(_ claim: OutboxStore.Claim, _ outcome: OutboxStore.Outcome) -> OutboxStore.Outcome {
        self.logger.warning(
            "a notification did not arrive",
            [
                "notification": "\(claim.entry.id)", "rule": "\(claim.entry.rule)", "channel": claim.channel.rawValue,
                LogKeys.organization: claim.entry.organization, "state": outcome.state,
                "status": outcome.status.map { "\($0)" } ?? "none", "tries": claim.tries,
            ]
        )
        return outcome
    }

    /// The receiver has said that it wants nothing any more.
    private func disable(_ session: Session, _ outcome: OutboxStore.Outcome, _ entry: inout JournalEntry) throws {
        let reason = "The receiver answered with 410: it wants no more of them"
        guard let rule = try RuleStore.disable(session, outcome.rule, reason: reason) else { return }
        try OutboxStore.dropDisabled(session)
        let event = NotificationEvent(ruleId: rule.id, name: rule.name, channel: rule.channel, reason: reason)
        entry.emit(
            Envelope(
                id: "\(ID())",
                source: self.identity.source,
                type: "stagecoach.notification.disabled.v1",
                subject: "\(rule.id)",
                time: .now(),
                organization: rule.organization,
                data: try event.jsonBytes()
            ),
            routingKey: EventKeys.plain("notification.disabled", rule.organization)
        )
    }

    // MARK: - Keeping

    /// Takes back what dead processes had under way, drops what is not wanted any more, and measures. Runs until the task
    /// is cancelled.
    func keep() async {
        var pruned: ContinuousClock.Instant?
        while !Task.isCancelled {
            do {
                try await self.takeBack()
                let waiting = try await self.database.session { session in
                    try OutboxStore.dropDisabled(session)
                    return try OutboxStore.waiting(session)
                }
                self.metrics.waiting.set(Double(waiting.count))
                self.metrics.oldest.set(waiting.oldest)
                if pruned.map({ .now - $0 > .seconds(3600) }) ?? true {
                    while try await self.database.session({ try OutboxStore.prune($0) }) > 0 {}
                    pruned = .now
                }
            } catch is CancellationError {
                break
            } catch {
                self.logger.debug("keeping the notifications is put off", [LogKeys.error: "\(error)"])
            }
            try? await Task.sleep(for: .seconds(1))
        }
    }

    private func takeBack() async throws {
        let (owner, instance) = (self.owner, self.identity.instance)
        let lost = try await self.database.session { session in
            try OutboxStore.abandon(session, owner: owner, instance: instance)
        }
        if lost.unconfirmed > 0 {
            self.logger.warning("notifications of a dead process are unconfirmed", [LogKeys.count: lost.unconfirmed])
        }
        if lost.again > 0 {
            self.logger.info("notifications of a dead process are sent again", [LogKeys.count: lost.again])
            self.changed.send()
        }
    }

    private func beat() async throws {
        let (owner, instance) = (self.owner, self.identity.instance)
        try await self.database.session { try DeliveryStore.beat($0, owner: owner, instance: instance) }
    }

    private func afterFailure(_ error: any Error) async throws {
        guard let outage = error as? PostgresError, outage.isOutage else { throw error }
        try await Task.sleep(for: .milliseconds(300))
    }

    private func untilItWorks(_ body: () async throws -> Void) async throws {
        while true {
            do {
                return try await body()
            } catch {
                try await self.afterFailure(error)
            }
        }
    }
}
