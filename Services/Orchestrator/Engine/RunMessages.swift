import AMQP
import Contracts
import Recurrence
import ServiceKit
import Values

/// Writes the messages of one run.
struct RunMessages {
    let row: RunRow
    let source: String
    let now: Timestamp

    private var state: RunState { self.row.state }

    /// - Parameter cause: The message that led to it, where the state machine names no event.
    func envelope(_ occurrence: RunOccurrence, cause: String?) -> Envelope {
        Envelope(
            id: "\(occurrence.id)",
            source: self.source,
            type: "stagecoach.\(occurrence.name).v1",
            subject: "\(self.state.id)",
            time: self.now,
            organization: self.state.organization,
            run: self.state.id,
            stage: occurrence.stage > 0 ? occurrence.stage : nil,
            attempt: occurrence.event.run.attempt,
            sequence: occurrence.sequence,
            correlation: self.row.correlation,
            causation: occurrence.cause.map { "\($0)" } ?? cause,
            traceparent: self.row.traceparent,
            data: occurrence.event.bytes
        )
    }

    func routingKey(_ occurrence: RunOccurrence) -> String {
        EventKeys.run(
            occurrence.name,
            self.state.definition.type,
            stage: occurrence.stage,
            self.state.organization
        )
    }

    /// - Returns: `nil` for a stage that the pipeline does not have.
    func work(
        _ batch: Batch,
        stage number: Int,
        items: [Work.Item],
        context: [String: [Work.Item]]
    ) -> Message? {
        let stages = self.state.definition.pipeline.stages
        guard stages.indices.contains(number - 1) else { return nil }
        let stage = stages[number - 1]
        let work = Work(
            batch: batch.number,
            epoch: batch.epoch,
            token: batch.token,
            function: stage.function,
            jobId: self.state.definition.jobID,
            jobName: self.state.definition.name,
            jobType: self.state.definition.type,
            stageName: stage.name,
            date: self.date,
            timeoutMs: stage.timeout.map { Int($0.milliseconds) },
            silenceMs: stage.silence.map { Int($0.milliseconds) },
            settings: self.state.definition.settings(of: stage),
            items: items,
            context: context,
            outputs: Work.Outputs(
                contentRef: self.state.outcome.contentRef,
                snapshotRef: self.state.outcome.snapshotRef
            )
        )
        return self.message(
            Work.type,
            work.bytes,
            stage: number,
            key: RoutingKeys.work(stage.worker, isScheduled: self.state.trigger.isBackground),
            isMandatory: true,
            isPersistent: true
        )
    }

    /// On the wall clock of the job: a newsletter of the 21st is not dated the 20th because it is night elsewhere.
    private var date: String {
        self.state.definition.zone.date(at: self.state.plannedAt ?? self.state.createdAt).text
    }

    /// Not kept: a worker that is not there has nothing to be told, and reads the run's wishes when it comes.
    func control(_ action: BatchControl.Action, _ batch: Batch, stage number: Int) throws -> Message? {
        let stages = self.state.definition.pipeline.stages
        guard stages.indices.contains(number - 1) else { return nil }
        return self.message(
            BatchControl.type,
            try BatchControl(action: action, batch: batch.number, epoch: batch.epoch).jsonBytes(),
            stage: number,
            key: RoutingKeys.control(stages[number - 1].worker),
            isMandatory: false,
            isPersistent: false
        )
    }

    private func message(
        _ type: String,
        _ data: [UInt8],
        stage: Int,
        key: String,
        isMandatory: Bool,
        isPersistent: Bool
    ) -> Message {
        let envelope = Envelope(
            id: "\(ID(at: self.now))",
            source: self.source,
            type: type,
            subject: "\(self.state.id)",
            time: self.now,
            organization: self.state.organization,
            run: self.state.id,
            stage: stage,
            attempt: self.state.attempt,
            correlation: self.row.correlation,
            traceparent: self.row.traceparent,
            data: data
        )
        return Message(
            exchange: Exchanges.work,
            routingKey: key,
            properties: MessageProperties(
                contentType: Envelope.contentType,
                messageID: envelope.id,
                type: type,
                headers: self.row.traceparent.map { [MessageHeaders.traceparent: .string($0)] } ?? [:]
            ),
            body: envelope.bytes,
            isMandatory: isMandatory,
            isPersistent: isPersistent
        )
    }
}
