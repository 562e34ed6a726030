import AMQP
import Contracts
import Values

/// Tells the orchestrator how far a mailing is, which also shows that it lives.
enum MailProgress {
    /// - Returns: `nil` when it cannot be written; progress may be lost.
    static func message(_ mailing: MailingStore.Mailing, source: String) -> Message? {
        let counts = mailing.counts
        let done = counts.accepted + counts.refused + counts.unconfirmed + counts.suppressed
        let percent = mailing.total > 0 ? min(100, done * 100 / mailing.total) : 0
        return self.message(
            mailing,
            source: source,
            BatchProgress(
                reference: mailing.reference,
                phase: .save,
                percent: percent,
                message: "\(counts.accepted) of \(mailing.total) mails sent (\(percent)% complete)",
                output: counts.output
            )
        )
    }

    static func begun(_ mailing: MailingStore.Mailing, source: String) -> Message? {
        self.message(
            mailing,
            source: source,
            BatchProgress(
                reference: mailing.reference,
                phase: .start,
                percent: 0,
                message: "\(mailing.total) recipients"
            )
        )
    }

    private static func message(
        _ mailing: MailingStore.Mailing,
        source: String,
        _ progress: BatchProgress
    ) -> Message? {
        guard let data = try? progress.jsonBytes() else { return nil }
        let envelope = Envelope(
            id: "\(ID())",
            source: source,
            type: BatchProgress.type,
            subject: "\(mailing.run)",
            time: .now(),
            organization: mailing.organization,
            run: mailing.run,
            stage: mailing.stage,
            attempt: mailing.attempt,
            data: data
        )
        return Message(
            exchange: Exchanges.results,
            routingKey: RoutingKeys.batchProgress,
            properties: MessageProperties(
                contentType: Envelope.contentType,
                messageID: envelope.id,
                type: BatchProgress.type
            ),
            body: envelope.bytes,
            isPersistent: false
        )
    }
}
