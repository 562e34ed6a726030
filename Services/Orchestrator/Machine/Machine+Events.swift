public import Contracts
public import Values

// MARK: - What is told

extension Machine {
    /// Adds an event that carries the run as it stands now.
    ///
    /// - Returns: The event's id, to be named as a cause.
    @discardableResult
    mutating func emit(
        _ name: String,
        _ message: String,
        level: LogLevel = .info,
        stage status: StageStatus? = nil,
        next: RunEvent.NextStage? = nil,
        batch: RunEvent.BatchFacts? = nil,
        cause: ID? = nil,
        items: [ID]? = nil,
        isPublic: Bool = true
    ) -> ID {
        self.state.sequence += 1
        let id = self.surroundings.makeID()
        self.perform(
            .emit(
                RunOccurrence(
                    name: name,
                    id: id,
                    sequence: self.state.sequence,
                    cause: cause,
                    stage: status == nil ? 0 : self.state.stage,
                    isPublic: isPublic,
                    event: RunEvent(
                        level: level,
                        message: message,
                        run: self.state.snapshot,
                        stage: status.flatMap { self.state.stageSnapshot($0, at: self.surroundings.now, items: items) },
                        next: next,
                        batch: batch
                    )
                )
            )
        )
        return id
    }

    func facts(
        _ batch: Batch,
        phases: [PhaseMark] = [],
        usage: Usage? = nil,
        error: WorkError? = nil
    ) -> RunEvent.BatchFacts {
        RunEvent.BatchFacts(
            number: batch.number,
            attempt: batch.tries,
            items: batch.items.count,
            title: batch.title,
            phases: phases.isEmpty ? nil : phases,
            usage: usage,
            error: error
        )
    }

    static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    /// A duration for people: `4 s`, `5 min`.
    static func words(_ duration: Duration) -> String {
        let seconds = (duration.milliseconds + 500) / 1000
        return seconds >= 120 && seconds % 60 == 0 ? "\(seconds / 60) min" : "\(max(1, seconds)) s"
    }
}

extension RunState {
    /// The run as its events carry it.
    public var snapshot: RunSnapshot {
        RunSnapshot(
            id: self.id,
            key: self.key,
            jobId: self.definition.jobID,
            jobName: self.definition.name,
            siteId: self.definition.siteID,
            type: self.definition.type,
            trigger: self.trigger,
            status: self.status,
            attempt: self.attempt,
            stage: self.stage,
            stages: self.definition.pipeline.stages.count,
            createdAt: self.createdAt,
            plannedAt: self.plannedAt,
            startedAt: self.startedAt,
            completedAt: self.completedAt,
            generated: self.outcome.contentRef != nil,
            contentRef: self.outcome.contentRef,
            sent: self.outcome.accepted > 0,
            recipients: self.outcome.accepted,
            refused: self.outcome.refused,
            unconfirmed: self.outcome.unconfirmed,
            credits: self.outcome.credits,
            costMicros: self.outcome.costMicros,
            error: self.error,
            snapshotRef: self.outcome.snapshotRef,
            sources: self.outcome.sources,
            replayOf: self.replayOf
        )
    }

    /// The stage it is at, as events carry it.
    ///
    /// - Parameter items: What a gate has found.
    public func stageSnapshot(_ status: StageStatus, at now: Timestamp, items: [ID]? = nil) -> StageSnapshot? {
        guard let stage = self.current else { return nil }
        var result = self.progress.result
        result["batches_run"] = self.progress.batches
        return StageSnapshot(
            number: self.stage,
            name: stage.name,
            status: status,
            total: self.progress.total,
            processed: self.progress.processed,
            failed: self.progress.failed,
            batches: self.progress.batches,
            startedAt: self.progress.startedAt,
            completedAt: status == .running ? nil : now,
            result: result,
            credits: stage.price == nil ? nil : self.progress.credits,
            items: items,
            leftOut: self.progress.leftOut.isEmpty ? nil : Array(self.progress.leftOut.prefix(Limits.listedItems))
        )
    }
}
