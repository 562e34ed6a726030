import AMQP
import Contracts
import ServiceKit
import Values

/// What the mailer answers about a batch.
enum MailAnswer: Sendable {
    case completed(BatchCompleted)
    case failed(BatchFailed)
    case suspended(BatchSuspended)

    var type: String {
        switch self {
        case .completed: BatchCompleted.type
        case .failed: BatchFailed.type
        case .suspended: BatchSuspended.type
        }
    }

    init(type: String, json: JSONElement) throws {
        switch type {
        case BatchCompleted.type: self = .completed(try BatchCompleted(json: json))
        case BatchFailed.type: self = .failed(try BatchFailed(json: json))
        default: self = .suspended(try BatchSuspended(json: json))
        }
    }

    func bytes() throws -> [UInt8] {
        switch self {
        case .completed(let answer): try answer.jsonBytes()
        case .failed(let answer): try answer.jsonBytes()
        case .suspended(let answer): try answer.jsonBytes()
        }
    }

    /// The same answer to another sending of the batch.
    func with(_ reference: BatchReference) -> MailAnswer {
        switch self {
        case .completed(var answer):
            answer.reference = reference
            return .completed(answer)
        case .failed(var answer):
            answer.reference = reference
            return .failed(answer)
        case .suspended(var answer):
            answer.reference = reference
            return .suspended(answer)
        }
    }

    private var routingKey: String {
        switch self {
        case .completed: RoutingKeys.batchCompleted
        case .failed: RoutingKeys.batchFailed
        case .suspended: RoutingKeys.batchSuspended
        }
    }

    func message(_ mailing: MailingStore.Mailing, source: String) throws -> Message {
        let envelope = Envelope(
            id: "\(ID())",
            source: source,
            type: self.type,
            subject: "\(mailing.run)",
            time: .now(),
            organization: mailing.organization,
            run: mailing.run,
            stage: mailing.stage,
            attempt: mailing.attempt,
            correlation: mailing.correlation,
            traceparent: mailing.traceparent,
            data: try self.bytes()
        )
        return Message(
            exchange: Exchanges.results,
            routingKey: self.routingKey,
            properties: MessageProperties(
                contentType: Envelope.contentType,
                messageID: envelope.id,
                type: self.type
            ),
            body: envelope.bytes,
            isMandatory: true
        )
    }

    /// What a mailing with nothing left to do has come to.
    static func end(of mailing: MailingStore.Mailing, at now: Timestamp) -> MailAnswer {
        let counts = mailing.counts
        let phases = [PhaseMark(phase: .done, at: now)]
        guard counts.accepted + counts.unconfirmed > 0 else {
            return .failed(
                BatchFailed(
                    reference: mailing.reference,
                    error: self.nobody(mailing),
                    output: counts.output,
                    phases: phases
                )
            )
        }
        return .completed(
            BatchCompleted(
                reference: mailing.reference,
                items: mailing.item.map { [.init(id: $0, status: "sent")] } ?? [],
                result: [
                    "recipients": counts.accepted, "refused": counts.refused, "unconfirmed": counts.unconfirmed,
                    "suppressed": counts.suppressed,
                ],
                output: counts.output,
                phases: phases
            )
        )
    }

    private static func nobody(_ mailing: MailingStore.Mailing) -> WorkError {
        if mailing.counts.refused > 0 {
            return WorkError(
                isTransient: false,
                code: "all_refused",
                message: "The mail server refused all \(mailing.counts.refused) addresses"
            )
        }
        return WorkError(isTransient: false, code: "no_recipients", message: "There is nobody to send to")
    }
}
