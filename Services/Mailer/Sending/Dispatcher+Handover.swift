import Contracts
import MailMessage
import Postgres
import Threads
import Values

extension Dispatcher {
    func hand(over claims: [DeliveryStore.Claim], of mailing: MailingStore.Mailing) async throws {
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
            message = try self.composer.compose(
                issue,
                to: recipient,
                subscriber: claim.subscriber,
                isSubscriber: claim.isSubscriber,
                at: .now()
            )
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
}
