import AMQP
import Contracts
import Crypto
import Recurrence
import ServiceKit
import Values

/// Writes the scheduler's messages.
struct SchedulerMessages: Sendable {
    let source: String

    /// The run of a planned time: the same one, whoever asks and however often.
    ///
    /// - Parameter backfill: The backfill that makes up for it; its run is another one.
    static func runID(_ job: ID, _ planned: Timestamp, backfill: ID? = nil) -> ID {
        let digest = Hash.sha256("\(job)/\(planned)" + (backfill.map { "/\($0)" } ?? ""))
        func number(_ range: Range<Int>) -> UInt64 { digest[range].reduce(0) { $0 << 8 | UInt64($1) } }
        return ID(planned: planned, hash: (number(0..<8), number(8..<16)))
    }

    /// The command that starts the run of a planned time.
    func start(_ occurrence: OccurrenceStore.Occurrence) throws -> Message {
        let start = RunStart(
            jobId: occurrence.jobID,
            idempotencyKey: occurrence.key,
            runId: occurrence.runID,
            trigger: occurrence.backfillID == nil ? .scheduled : .backfill,
            plannedAt: occurrence.plannedAt,
            overlap: Overlap(rawValue: occurrence.overlap.rawValue)
        )
        let envelope = Envelope(
            id: "\(ID())",
            source: self.source,
            type: RunStart.type,
            subject: "\(occurrence.jobID)",
            time: .now(),
            organization: occurrence.organization,
            idempotencyKey: occurrence.key,
            expiryTime: occurrence.expiresAt,
            traceparent: Trace().traceparent,
            data: try start.jsonBytes()
        )
        return Message(
            exchange: Exchanges.commands,
            routingKey: RoutingKeys.command(RunStart.name, occurrence.organization),
            properties: MessageProperties(
                contentType: Envelope.contentType,
                messageID: envelope.id,
                correlationID: occurrence.key,
                replyTo: Queues.schedulerReplies,
                type: RunStart.type
            ),
            body: envelope.bytes,
            isMandatory: true
        )
    }

    /// Tells what became of a planned time.
    func tell(
        _ name: String,
        _ message: String,
        _ occurrence: OccurrenceStore.Occurrence,
        _ entry: inout JournalEntry
    ) throws {
        let event = ScheduleEvent(
            message: message,
            jobId: occurrence.jobID,
            plannedAt: occurrence.plannedAt,
            local: occurrence.local,
            reason: occurrence.reason,
            runId: occurrence.runID,
            code: occurrence.code,
            firedAt: occurrence.firedAt
        )
        entry.emit(
            Envelope(
                id: "\(ID())",
                source: self.source,
                type: "stagecoach.\(name).v1",
                subject: "\(occurrence.jobID)",
                time: .now(),
                organization: occurrence.organization,
                data: try event.jsonBytes()
            ),
            routingKey: EventKeys.schedule(name, occurrence.type, occurrence.organization)
        )
    }
}
