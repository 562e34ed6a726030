import AMQP
import Contracts
import Postgres
import ServiceKit
import Threads
import Values

extension Dispatcher {
    /// Looks which mailings are active.
    func look() async {
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

    func beat() async throws {
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
}
