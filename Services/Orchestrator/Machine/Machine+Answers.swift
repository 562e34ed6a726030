import Contracts
import Threads
import Values

// MARK: - What workers answer

extension Machine {
    /// Whether an answer belongs to the batch that is out.
    private func isExpected(_ reference: BatchReference) -> Bool {
        guard let batch = self.state.batch, batch.reference == reference else { return false }
        return batch.isInFlight || batch.clock == .suspended
    }

    mutating func completed(_ answer: BatchCompleted) -> Transition.Verdict {
        guard let stage = self.state.current, let batch = self.state.batch, self.isExpected(answer.reference) else {
            return .late
        }
        switch self.state.status {
        case .cancelled: return self.tally(answer.output, phases: answer.phases, usage: answer.usage)
        case .running, .pausing, .paused: break
        case .pending, .waitingReview, .completed, .partial, .failed: return .late
        }
        if let fault = Machine.fault(of: answer, to: batch, in: stage) {
            let error = WorkError(isTransient: false, code: "invalid_output", message: fault)
            self.fail(stage, batch, error, phases: answer.phases, usage: answer.usage)
            return .applied
        }
        let charge = stage.price?.charge(for: answer) ?? 0
        if charge > self.state.held {
            self.perform(.cover(charge - self.state.held, answer))
        } else {
            self.apply(answer, batch, stage, charge)
        }
        return .applied
    }

    private mutating func apply(_ answer: BatchCompleted, _ batch: Batch, _ stage: Stage, _ charge: Int) {
        let failed = answer.items.count { $0.error != nil }
        let done = answer.items.count - failed
        self.state.progress.processed += max(1, batch.items.count) - failed
        self.state.progress.failed += failed
        self.state.progress.batches += 1
        self.count(stage, processed: done, created: stage.yields.creates.isEmpty ? done : answer.created.count)
        self.state.progress.result.merge(stage.figures(of: answer), uniquingKeysWith: +)
        self.charge(charge, batch)
        self.merge(answer.output, answer.usage)
        if !answer.items.isEmpty || !answer.created.isEmpty {
            self.perform(.apply(changes: answer.items, created: answer.created))
        }
        if stage.select != nil { self.tell(answer, batch, stage, charge, done: done) }
        self.state.batch = nil
        self.findWork(stage)
    }

    private mutating func tell(
        _ answer: BatchCompleted,
        _ batch: Batch,
        _ stage: Stage,
        _ charge: Int,
        done: Int
    ) {
        var facts = self.facts(batch, phases: answer.phases, usage: answer.usage)
        if charge > 0 { facts.credits = charge }
        var what = "completed, \(Machine.count(batch.items.count, "item"))"
        if stage.isOfSite {
            facts.of = stage.batches(with: batch)
            facts.ids = batch.items
            facts.created = stage.names(of: answer.created)
            let kind = stage.select?.kind ?? "item"
            what =
                stage.yields.creates.first.map { "complete - \(Machine.count(answer.created.count, $0.kind)) created" }
                ?? "complete - \(Machine.count(done, kind)) \(stage.yields.statuses.first ?? "done")"
        }
        self.emit(
            "batch.completed",
            "Stage \(self.state.stage): batch \(batch.number)\(facts.of.map { "/\($0)" } ?? "") \(what)",
            stage: .running,
            batch: facts,
            isPublic: batch.number > 1 || batch.remaining > 0
        )
    }

    /// What makes an answer impossible to apply.
    private static func fault(of answer: BatchCompleted, to batch: Batch, in stage: Stage) -> String? {
        let given = Set(batch.items)
        guard answer.items.count == batch.items.count, Set(answer.items.map(\.id)) == given else {
            return "the answer does not account for every item, once, that was given out"
        }
        let labels = answer.created.compactMap(\.label)
        guard Set(labels).count == labels.count else { return "the answer calls two items by one label" }
        for change in answer.items where change.error == nil {
            guard stage.yields.statuses.contains(change.status) else {
                return "the answer moves an item to a status that this stage does not have"
            }
            if let label = change.parentLabel, !labels.contains(label) {
                return "the answer names a parent that it does not create"
            }
            if stage.yields.needsParent, change.parent == nil, change.parentLabel == nil {
                return "the answer leaves an item without a parent"
            }
        }
        var yielded: [Pair: Int] = [:]
        for creation in answer.created {
            guard stage.yields.creates.contains(where: { $0.kind == creation.kind && $0.status == creation.status })
            else { return "the answer creates items that this stage does not make" }
            if let parent = creation.parent {
                guard given.contains(parent) else { return "the answer makes items from one that was not given out" }
                yielded[Pair(kind: creation.kind, item: parent), default: 0] += 1
            }
        }
        for rule in stage.yields.creates where rule.least > 0 {
            for change in answer.items where change.error == nil {
                let count = yielded[Pair(kind: rule.kind, item: change.id), default: 0]
                if count < rule.least { return "the answer makes no \(rule.kind) from an item" }
                if count > rule.most { return "the answer makes too many of \(rule.kind) from an item" }
            }
        }
        return nil
    }

    private struct Pair: Hashable {
        var kind: String
        var item: ID
    }

    private mutating func merge(_ output: BatchOutput?, _ usage: Usage?) {
        if let output {
            self.state.outcome.contentRef = output.contentRef ?? self.state.outcome.contentRef
            self.state.outcome.snapshotRef = output.snapshotRef ?? self.state.outcome.snapshotRef
            self.state.outcome.sources = output.sources ?? self.state.outcome.sources
            // Totals of the mailing, not of this batch: a later answer takes the place of an earlier one.
            self.state.outcome.accepted = output.accepted ?? self.state.outcome.accepted
            self.state.outcome.refused = output.refused ?? self.state.outcome.refused
            self.state.outcome.unconfirmed = output.unconfirmed ?? self.state.outcome.unconfirmed
        }
        self.state.outcome.costMicros += usage?.costMicros ?? 0
    }

    /// After a cancellation: what had happened by then is kept, and nothing follows from it.
    private mutating func tally(
        _ output: BatchOutput?,
        phases: [PhaseMark],
        usage: Usage?
    ) -> Transition.Verdict {
        guard let batch = self.state.batch, let output else { return .late }
        self.merge(
            BatchOutput(accepted: output.accepted, refused: output.refused, unconfirmed: output.unconfirmed),
            nil
        )
        self.state.batch = nil
        self.emit(
            "batch.stopped",
            "Stage \(self.state.stage): the worker has stopped; \(Machine.count(self.state.outcome.accepted, "mail")) sent",
            stage: .cancelled,
            batch: self.facts(batch, phases: phases, usage: usage)
        )
        return .applied
    }

    mutating func failed(_ answer: BatchFailed) -> Transition.Verdict {
        guard let stage = self.state.current, let batch = self.state.batch, self.isExpected(answer.reference) else {
            return .late
        }
        switch self.state.status {
        case .cancelled: return self.tally(answer.output, phases: answer.phases, usage: answer.usage)
        case .running, .pausing, .paused: break
        case .pending, .waitingReview, .completed, .partial, .failed: return .late
        }
        self.merge(answer.output, answer.usage)
        self.fail(stage, batch, answer.error, phases: answer.phases, usage: answer.usage)
        return .applied
    }

    mutating func suspended(_ reference: BatchReference) -> Transition.Verdict {
        guard self.isExpected(reference) else { return .late }
        switch self.state.status {
        case .pausing:
            self.state.batch?.clock = .suspended
            self.settlePause()
            return .applied
        case .running:
            // The pause was taken back before the worker had stopped; it stopped all the same.
            self.wakeSuspended()
            return .applied
        case .paused: return .unchanged
        case .pending, .waitingReview, .completed, .partial, .failed, .cancelled: return .late
        }
    }

    /// Sends a suspended batch out again, as the same try.
    mutating func wakeSuspended() {
        guard var batch = self.state.batch else { return }
        batch.clock = .queued
        batch.dueAt = self.surroundings.now + Machine.resendPause(after: 0)
        self.state.batch = batch
        self.perform(.control(.resume, batch))
        self.perform(.dispatch(batch))
    }
}

// MARK: - Failures and time

extension Machine {
    /// A try has failed: wait and try again, or give up.
    private mutating func fail(
        _ stage: Stage,
        _ batch: Batch,
        _ error: WorkError,
        phases: [PhaseMark] = [],
        usage: Usage? = nil
    ) {
        let mayTryAgain = error.isTransient && batch.tries <= stage.retries
        let pause = mayTryAgain ? self.pause(before: batch.tries + 1, error.retryAfterMs) : .zero
        let consequence =
            mayTryAgain ? "; next try in \(Machine.words(pause))" : error.isTransient ? "; that was the last try" : ""
        self.emit(
            "batch.failed",
            """
            Stage \(self.state.stage): try \(batch.tries) of \(stage.retries + 1) failed: \(error.message)\(consequence)
            """,
            level: mayTryAgain ? .warning : .error,
            stage: .running,
            batch: self.facts(batch, phases: phases, usage: usage, error: error),
            isPublic: true
        )
        guard mayTryAgain else { return self.giveUp(stage, batch, error) }
        // From now on the old answer is late: another try may be out when it comes.
        self.state.epoch += 1
        self.state.batch?.epoch = self.state.epoch
        self.state.batch?.token = self.surroundings.makeID()
        self.state.batch?.clock = .backoff
        self.state.batch?.dueAt = self.surroundings.now + pause
        if self.isHeld { self.settlePause() }
    }

    /// Exponential, with full jitter, from 2 s to a minute; longer if the other side asks for it, up to a quarter of an
    /// hour.
    private func pause(before retry: Int, _ retryAfterMs: Int?) -> Duration {
        let bound = Backoff.bound(base: .seconds(2), limit: .seconds(60), failures: retry - 2)
        let wanted = Duration.milliseconds(min(retryAfterMs ?? 0, 900_000))
        return max(bound * (0.5 + 0.5 * self.surroundings.jitter), wanted)
    }

    private mutating func giveUp(_ stage: Stage, _ batch: Batch, _ error: WorkError) {
        self.state.error = RunError(
            code: error.code,
            message: error.message,
            stage: self.state.stage,
            detail: error.detail
        )
        self.state.progress.failed += max(1, batch.items.count)
        if !batch.items.isEmpty {
            let changes = batch.items.map { BatchCompleted.Change(id: $0, status: "failed", error: error.message) }
            self.perform(.apply(changes: changes, created: []))
        }
        self.state.batch = nil
        self.failStage(stage)
    }

    /// Ends the stage and the run with ``RunState/error``.
    mutating func failStage(_ stage: Stage) {
        let reason = self.state.error?.message ?? ""
        self.emit(
            "stage.failed",
            "Stage \(self.state.stage) (\(stage.name)) failed: \(reason)",
            level: .error,
            stage: .failed
        )
        switch stage.failure {
        case .fail: self.end(.failed, level: .error, "Run failed at stage \(self.state.stage): \(reason)")
        case .partial: self.end(.partial, level: .warning, "Run ended without stage \(self.state.stage): \(reason)")
        }
    }

    mutating func due() -> Transition.Verdict {
        guard let stage = self.state.current, let batch = self.state.batch, let dueAt = batch.dueAt,
            dueAt <= self.surroundings.now, self.state.status == .running || self.state.status == .pausing
        else { return .unchanged }
        switch batch.clock {
        case .queued:
            self.state.batch?.resends += 1
            self.state.batch?.dueAt = self.surroundings.now + Machine.resendPause(after: batch.resends + 1)
            self.perform(.dispatch(batch))
        case .started:
            let limit = stage.timeout ?? stage.silence ?? .zero
            self.perform(.control(.cancel, batch))
            self.fail(
                stage,
                batch,
                WorkError(
                    isTransient: true,
                    code: "timeout",
                    message: "the worker has not answered within \(Machine.words(limit))"
                )
            )
        case .backoff:
            self.state.batch?.clock = .ready
            self.state.batch?.dueAt = nil
            self.requestSlot()
        case .rearmed:
            self.state.batch = nil
            self.findWork(stage)
        case .ready, .suspended: return .unchanged
        }
        return .applied
    }
}

extension Stage {
    /// The worker's figures that the result shows; those that are only for the price are left out, and those that the
    /// orchestrator counts.
    fileprivate func figures(of answer: BatchCompleted) -> [String: Int] {
        let others = [
            self.figures.processed, self.figures.total, self.figures.created, self.completes?.figure,
            self.price?.claim,
        ]
        return answer.result.filter { name, _ in !others.contains(name) }
    }

    /// What those are called that came into being, where they have names.
    fileprivate func names(of created: [BatchCompleted.Creation]) -> [String]? {
        let names = created.compactMap { creation in
            self.yields.creates.first { $0.kind == creation.kind }?.title
                .flatMap { creation.attributes[$0]?.string }
                .map { String($0.prefix(200)) }
        }
        return names.isEmpty ? nil : names
    }
}
