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
    private struct State: Sendable {
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
    private let identity: Identity
    private let composer: MailComposer
    private let transports: [any Transport]
    private let database: Database
    private let journal: Journal
    private let publisher: Publisher
    private let logger: Logger
    private let metrics: MailMetrics
    private let state: Lock<State>
    private let changed = Signal()
    private let rate: RateLimit

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

    // MARK: - Handing over

    private func hand(over claims: [DeliveryStore.Claim], of mailing: MailingStore.Mailing) async throws {
        var issue: MailComposer.Issue?
        try await self.untilItWorks { issue = try await self.issue(of: mailing) }
        for claim in claims {
            guard let index = self.state.withLock({ $0.free.popLast() }) else { continue }
            let (transport, content) = (self.transports[index], issue)
            Task {
                let outcome = await self.hand(over: claim, of: mailing, content, transport)
                self.finished(outcome, index)
            }
        }
    }

    /// What is sent; `nil` when it is gone.
    private func issue(of mailing: MailingStore.Mailing) async throws -> MailComposer.Issue? {
        if let known = self.state.withLock({ $0.issues[mailing.run] }) { return known }
        let content = try await self.database.session { session in
            try ContentStore.fetch(session, mailing.contentRef, mailing.organization)
        }
        guard let content else { return nil }
        let issue = MailComposer.Issue(
            run: mailing.run,
            organization: mailing.organization,
            subject: mailing.subject,
            html: content.html,
            text: content.text
        )
        self.state.withLock { state in
            if state.issues.count >= 64 { state.issues = [:] }
            state.issues[mailing.run] = issue
        }
        return issue
    }

    private func hand(
        over claim: DeliveryStore.Claim,
        of mailing: MailingStore.Mailing,
        _ issue: MailComposer.Issue?,
        _ transport: any Transport
    ) async -> DeliveryStore.Outcome {
        func outcome(
            _ state: String,
            _ code: Int?,
            _ detail: String,
            pause: Duration = .zero,
            bad: Bool = false
        )
            -> DeliveryStore.Outcome
        {
            DeliveryStore.Outcome(
                run: claim.run,
                subscriber: claim.subscriber,
                email: claim.email,
                organization: mailing.organization,
                state: state,
                pause: pause,
                code: code,
                detail: detail,
                isAddressBad: bad
            )
        }
        guard let issue else { return outcome("refused", nil, "the content is gone") }
        let message: (id: String, bytes: [UInt8])
        let address: EmailAddress
        do {
            address = try EmailAddress(claim.email)
            let recipient = Mailbox(address, name: claim.name)
            message = try self.composer.compose(issue, to: recipient, subscriber: claim.subscriber, at: .now())
        } catch {
            return outcome("refused", nil, "the mail cannot be written: \(error)")
        }
        let handover = await transport.send(
            from: self.composer.settings.from.address.canonical,
            to: address.canonical,
            id: message.id,
            message: message.bytes
        )
        self.metrics.count(handover)
        switch handover {
        case .sent(let code, let detail):
            self.serverAnswered()
            return outcome("sent", code, detail)
        case .refused(let code, let detail, let isAddressBad):
            self.serverAnswered()
            return outcome("refused", code, detail, bad: isAddressBad)
        case .unconfirmed(let detail): return outcome("unconfirmed", nil, detail)
        case .deferred(let code, let detail, let slowDown):
            if slowDown { self.slowDown() }
            // The first try and three more.
            if claim.tries >= 4 { return outcome("refused", code, "still deferred after four tries: \(detail)") }
            return outcome("deferred", code, detail, pause: Dispatcher.pause(after: claim.tries))
        case .senderRefused(let code, let detail):
            self.state.withLock { $0.senderRefusals[claim.run] = detail }
            return outcome("pending", code, detail)
        case .unavailable(let detail):
            self.noServer(detail)
            return outcome("pending", nil, detail)
        }
    }

    /// 10, 30, 90 seconds, more or less: less than the time of silence after which a mailing is given up.
    private static func pause(after tries: Int) -> Duration {
        let bound = [10, 30, 90][min(max(tries, 1), 3) - 1]
        return .seconds(bound) * Double.random(in: 0.75...1.25)
    }

    private func finished(_ outcome: DeliveryStore.Outcome, _ index: Int) {
        self.state.withLock { state in
            state.free.append(index)
            state.outcomes.append(outcome)
            state.quiet[outcome.run] = nil
        }
        self.changed.send()
    }

    private func serverAnswered() {
        self.state.withLock { state in
            state.backoff.reset()
            if state.limit < self.transports.count, Int.random(in: 0..<50) == 0 { state.limit += 1 }
        }
    }

    /// The server says that it is too busy: half as many connections, and more again as it goes well.
    private func slowDown() { self.state.withLock { $0.limit = max(1, $0.limit / 2) } }

    private func noServer(_ problem: String) {
        self.state.withLock { state in
            state.lastProblem = problem
            if state.pausedUntil == nil { state.pausedUntil = .now + state.backoff.next() }
        }
    }

    // MARK: - Ends

    /// Ends, pauses or cancels a mailing with which nothing is left to be done.
    private func settleIfDone(_ run: ID) async throws {
        let (refusal, source) = (self.state.withLock { $0.senderRefusals[run] }, self.identity.source)
        let isEnded = try await self.journal.transaction { session, entry in
            guard var mailing = try MailingStore.lock(session, run) else { return true }
            let left = try DeliveryStore.suppress(session, run)
            mailing.counts.suppressed += left
            let rest = try DeliveryStore.rest(session, run)
            let answer: MailAnswer
            let state: String
            switch mailing.state {
            case "running" where refusal != nil && !rest.isSending:
                let error = WorkError(
                    isTransient: false,
                    code: "sender_refused",
                    message: "The mail server refuses the sender: \(refusal ?? "")"
                )
                answer = .failed(
                    BatchFailed(reference: mailing.reference, error: error, output: mailing.counts.output)
                )
                state = "failed"
            case "running" where !rest.isOpen && !rest.isSending:
                answer = .end(of: mailing, at: .now())
                state = "completed"
            case "pausing" where !rest.isSending:
                try MailingStore.pause(session, run)
                let suspended = BatchSuspended(reference: mailing.reference, output: mailing.counts.output)
                entry.send(try MailAnswer.suspended(suspended).message(mailing, source: source))
                return true
            case "cancelling" where !rest.isSending:
                let error = WorkError(isTransient: false, code: "cancelled", message: "The mailing was cancelled")
                answer = .failed(
                    BatchFailed(reference: mailing.reference, error: error, output: mailing.counts.output)
                )
                state = "cancelled"
            default: return !["running", "pausing", "cancelling"].contains(mailing.state)
            }
            try MailingStore.end(session, run, state, answer)
            entry.send(try answer.message(mailing, source: source))
            return true
        }
        self.state.withLock { state in
            if isEnded {
                state.mailings.removeAll { $0.run == run }
                state.senderRefusals[run] = nil
                state.issues[run] = nil
                state.quiet[run] = nil
            } else {
                state.quiet[run] = .now + .milliseconds(300)
            }
        }
    }

    // MARK: - Now and then

    /// Looks which mailings are active.
    private func look() async {
        do {
            let mailings = try await self.database.session { try MailingStore.active($0) }
            self.state.withLock { $0.mailings = mailings }
            for mailing in mailings where mailing.state != "running" { try await self.settleIfDone(mailing.run) }
        } catch {
            self.logger.debug("the look for mailings is put off", [LogKeys.error: "\(error)"])
        }
    }

    /// Says that this process lives, lists what dead ones had under way, gives up what stands still, and tells how far the
    /// mailings are. Runs until the task is cancelled.
    func keep() async {
        while !Task.isCancelled {
            do {
                try await self.beat()
                try await self.giveUpSilent()
                try await self.tellProgress()
            } catch is CancellationError {
                break
            } catch {
                self.logger.debug("keeping the mailings is put off", [LogKeys.error: "\(error)"])
            }
            try? await Task.sleep(for: .seconds(1))
        }
    }

    /// Says goodbye: nothing is under way here any more.
    func farewell() async {
        let owner = self.owner
        do {
            try await self.database.session { try DeliveryStore.farewell($0, owner: owner) }
        } catch {
            self.logger.debug("the process could not say goodbye; its lease runs out", [LogKeys.error: "\(error)"])
        }
    }

    private func beat() async throws {
        let (owner, instance) = (self.owner, self.identity.instance)
        let abandoned = try await self.journal.transaction { session, entry in
            try DeliveryStore.beat(session, owner: owner, instance: instance)
            let abandoned = try DeliveryStore.abandon(session, owner: owner, instance: instance)
            for (run, subscriber) in abandoned {
                guard let mailing = try MailingStore.lock(session, run) else { continue }
                try self.tell("mail.unconfirmed", mailing.organization, run, subscriber, nil, &entry)
            }
            return abandoned.count
        }
        if abandoned > 0 {
            self.logger.warning("mails of a dead process are unconfirmed", [LogKeys.count: abandoned])
        }
    }

    private func giveUpSilent() async throws {
        let (problem, source) = (self.state.withLock { $0.lastProblem }, self.identity.source)
        for run in try await self.database.session({ try MailingStore.silent($0) }) {
            try await self.journal.transaction { session, entry in
                guard let mailing = try MailingStore.lock(session, run), mailing.state == "running" else { return }
                let error = WorkError(
                    isTransient: true,
                    code: "no_progress",
                    message: "Nothing has gone forward for too long" + (problem.isEmpty ? "" : ": \(problem)")
                )
                let answer = MailAnswer.failed(
                    BatchFailed(reference: mailing.reference, error: error, output: mailing.counts.output)
                )
                try MailingStore.end(session, run, "failed", answer)
                entry.send(try answer.message(mailing, source: source))
            }
        }
    }

    private func tellProgress() async throws {
        let runs = self.state.withLock { $0.mailings.map(\.run) }
        if runs.isEmpty { return }
        let source = self.identity.source
        let mailings = try await self.journal.transaction { session, entry in
            let mailings = try MailingStore.takeTelling(session, runs)
            for mailing in mailings {
                let event = MailProgressEvent(
                    total: mailing.total,
                    accepted: mailing.counts.accepted,
                    refused: mailing.counts.refused,
                    unconfirmed: mailing.counts.unconfirmed,
                    suppressed: mailing.counts.suppressed
                )
                entry.emit(
                    Envelope(
                        id: "\(ID())",
                        source: source,
                        type: "stagecoach.mail.progress.v1",
                        subject: "\(mailing.run)",
                        time: .now(),
                        organization: mailing.organization,
                        run: mailing.run,
                        stage: mailing.stage,
                        data: try event.jsonBytes()
                    ),
                    routingKey: EventKeys.plain("mail.progress", mailing.organization)
                )
            }
            return mailings
        }
        let progress = mailings.compactMap { MailProgress.message($0, source: source) }
        // Lost progress is no loss.
        self.publisher.send(progress) { _ in }
    }

    // MARK: - Events

    private func tell(_ outcome: DeliveryStore.Outcome, _ entry: inout JournalEntry) throws {
        let name: String
        switch outcome.state {
        case "refused": name = "mail.bounced"
        case "unconfirmed": name = "mail.unconfirmed"
        default: return
        }
        try self.tell(name, outcome.organization, outcome.run, outcome.subscriber, outcome.detail, &entry)
    }

    private func tell(
        _ name: String,
        _ organization: OrganizationID,
        _ run: ID,
        _ subscriber: ID,
        _ detail: String?,
        _ entry: inout JournalEntry
    ) throws {
        entry.emit(
            Envelope(
                id: "\(ID())",
                source: self.identity.source,
                type: "stagecoach.\(name).v1",
                subject: "\(run)",
                time: .now(),
                organization: organization,
                run: run,
                data: try MailRecipientEvent(subscriberId: subscriber, detail: detail).jsonBytes()
            ),
            routingKey: EventKeys.plain(name, organization)
        )
    }
}
