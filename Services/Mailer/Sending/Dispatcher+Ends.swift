import Contracts
import ServiceKit
import Threads
import Values

extension Dispatcher {
    /// Ends, pauses or cancels a mailing with which nothing is left to be done.
    func settleIfDone(_ run: ID) async throws {
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
}
