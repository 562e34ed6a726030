import Contracts
import Threads
import Values

// MARK: - Giving out a batch

extension Machine {
    mutating func makeReady(_ selection: Selection, remaining: Int) {
        // While paused nothing new starts: the items are found again when the run goes on.
        if self.isHeld { return self.settlePause() }
        self.state.epoch += 1
        var batch = Batch(
            number: self.state.progress.batches + 1,
            epoch: self.state.epoch,
            token: self.surroundings.makeID(),
            items: selection.items,
            remaining: remaining,
            clock: .ready
        )
        batch.title = selection.title
        self.state.batch = batch
        self.requestSlot()
    }

    mutating func requestSlot() {
        guard let stage = self.state.current else { return }
        self.perform(.requestSlot(worker: stage.worker))
    }

    mutating func mustWait() -> Transition.Verdict {
        guard self.state.batch?.clock == .ready, self.state.status == .pending else { return .unchanged }
        // Said once, after what was said of the credits: the run may be asked again, and wait again.
        if self.state.sequence > (self.state.estimate > 0 ? 1 : 0) { return .unchanged }
        self.emit("run.pending", "Run accepted; it waits for its turn")
        return .applied
    }

    mutating func admitted() -> Transition.Verdict {
        guard let stage = self.state.current, self.state.batch?.clock == .ready,
            self.state.status == .pending || self.state.status == .running
        else { return .late }
        self.ensureRunning(stage)
        self.ensureStarted(stage)
        self.dispatch(stage)
        return .applied
    }

    /// The run's first piece of work is about to begin.
    mutating func ensureRunning(_ stage: Stage) {
        guard self.state.status == .pending else { return }
        self.state.status = .running
        let isFirst = self.state.startedAt == nil
        self.state.startedAt = self.state.startedAt ?? self.surroundings.now
        self.emit(
            "run.running",
            isFirst
                ? "Run started (trigger: \(self.state.trigger.rawValue))"
                : "Run goes on at stage \(self.state.stage) (\(stage.name)), attempt \(self.state.attempt)"
        )
    }

    /// The stage's first batch is about to begin.
    mutating func ensureStarted(_ stage: Stage) {
        guard self.state.progress.startedAt == nil else { return }
        self.state.progress.startedAt = self.surroundings.now
        self.emit(
            "stage.started",
            "Stage \(self.state.stage) (\(stage.name)) started",
            stage: .running,
            cause: self.state.cause,
            // On the way from stage to stage `stage.completed` says what comes next.
            isPublic: self.state.stage == 1
        )
    }

    /// Sends the batch out as a new try.
    private mutating func dispatch(_ stage: Stage) {
        guard var batch = self.state.batch else { return }
        batch.tries += 1
        batch.resends = 0
        batch.clock = .queued
        batch.dueAt = self.surroundings.now + Machine.resendPause(after: 0)
        batch.givenAt = batch.givenAt ?? self.surroundings.now
        self.state.batch = batch
        if stage.isOfSite, batch.tries == 1 { self.announce(batch, stage) }
        self.perform(.dispatch(batch))
    }

    private mutating func announce(_ batch: Batch, _ stage: Stage) {
        let of = batch.number + stage.batches(of: batch.remaining)
        let kind = stage.select?.kind ?? "item"
        var facts = self.facts(batch)
        facts.of = of
        facts.ids = batch.items
        let what =
            stage.batch == 1
            ? "Started \(kind) \(batch.number)/\(of)\(batch.title.map { ": \($0)" } ?? "")"
            : "Processing batch \(batch.number)/\(of) (\(Machine.count(batch.items.count, kind)))"
        self.emit(
            "batch.started",
            "Stage \(self.state.stage): \(what)",
            stage: .running,
            batch: facts,
            isPublic: false
        )
    }

    /// How long to wait for a sign of a worker before the batch is sent once more: 2, 4, 8 … 60 minutes.
    static func resendPause(after resends: Int) -> Duration {
        Backoff.bound(base: .seconds(120), limit: .seconds(3600), failures: resends)
    }

    mutating func resend() -> Transition.Verdict {
        guard let batch = self.state.batch, batch.isInFlight, self.state.status != .cancelled else { return .unchanged }
        self.perform(.dispatch(batch))
        return .applied
    }

    mutating func started(_ reference: BatchReference) -> Transition.Verdict {
        guard let stage = self.state.current, let batch = self.state.batch, batch.reference == reference,
            batch.isInFlight
        else { return .late }
        // Work without a limit in all has to show now and then that it goes forward.
        if batch.clock == .started, stage.silence == nil { return .unchanged }
        self.state.batch?.clock = .started
        self.state.batch?.dueAt = (stage.timeout ?? stage.silence).map { self.surroundings.now + $0 + Machine.grace }
        return .applied
    }

    /// A worker cuts itself at its timeout; the orchestrator acts this much later, for those that died.
    static let grace: Duration = .seconds(30)
}
