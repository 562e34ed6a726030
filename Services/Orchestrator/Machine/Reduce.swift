import Contracts
import Threads
import Values

/// The state machine: what becomes of a run when something happens to it.
///
/// A pure function, total over every state and input: it reads no clock, makes no identifier and asks no database. Where
/// it needs to know something, it says so with an effect, and the answer is the next input.
public func reduce(_ state: RunState, _ input: RunInput, _ surroundings: Surroundings) -> Transition {
    var machine = Machine(state, surroundings)
    let verdict = machine.take(input)
    // What is refused or late must leave no trace.
    switch verdict {
    case .applied: return Transition(state: machine.state, effects: machine.effects, verdict: verdict)
    case .unchanged, .late, .refused: return Transition(state: state, effects: [], verdict: verdict)
    }
}

/// A run on its way from one state to the next.
struct Machine {
    var state: RunState
    private(set) var effects: [RunEffect] = []
    let surroundings: Surroundings

    init(_ state: RunState, _ surroundings: Surroundings) {
        self.state = state
        self.surroundings = surroundings
    }

    mutating func perform(_ effect: RunEffect) { self.effects.append(effect) }

    mutating func take(_ input: RunInput) -> Transition.Verdict {
        switch input {
        case .begin: self.begin()
        case .selected(let items, let remaining): self.selected(items, remaining)
        case .admitted: self.admitted()
        case .mustWait: self.mustWait()
        case .started(let reference): self.started(reference)
        case .completed(let answer): self.completed(answer)
        case .failed(let answer): self.failed(answer)
        case .suspended(let reference): self.suspended(reference)
        case .due: self.due()
        case .resend: self.resend()
        case .pause: self.pause()
        case .resume: self.resume()
        case .cancel: self.cancel()
        case .retry: self.retry()
        case .send: self.send()
        }
    }
}

// MARK: - From stage to stage

extension Machine {
    private mutating func begin() -> Transition.Verdict {
        guard self.state.status == .pending, self.state.stage == 0 else { return .late }
        self.enter(stage: 1)
        return .applied
    }

    /// Goes to a stage, or to the end of the run.
    ///
    /// - Parameter passesGate: A person has opened the stage's gate.
    mutating func enter(stage number: Int, passesGate: Bool = false) {
        guard number <= self.state.definition.pipeline.stages.count else { return self.finish() }
        self.state.stage = number
        self.state.progress = StageProgress()
        self.state.batch = nil
        let stage = self.state.definition.pipeline.stages[number - 1]
        if let gate = stage.gate, !passesGate,
            self.state.definition.settings(of: stage)[gate.setting]?.bool != true
        {
            return self.end(
                .partial,
                level: .info,
                "Ended before stage \(number) (\(stage.name)), which is switched off"
            )
        }
        self.findWork(stage)
    }

    /// Looks for the stage's next batch.
    mutating func findWork(_ stage: Stage) {
        if stage.select != nil {
            self.perform(.select(stage))
        } else if self.state.progress.batches == 0 {
            self.state.progress.total = 1
            self.makeReady(items: [], remaining: 0)
        } else {
            self.completeStage(stage)
        }
    }

    private mutating func selected(_ items: [ID], _ remaining: Int) -> Transition.Verdict {
        guard let stage = self.state.current, stage.select != nil, self.state.batch == nil, !self.state.status.isEnded
        else { return .late }
        if items.isEmpty {
            if self.state.progress.batches == 0 { self.skipStage(stage) } else { self.completeStage(stage) }
            return .applied
        }
        self.state.progress.total = self.state.progress.processed + items.count + remaining
        self.makeReady(items: items, remaining: remaining)
        return .applied
    }

    /// Whether nothing new may start.
    var isHeld: Bool { self.state.status == .pausing || self.state.status == .paused }

    private mutating func skipStage(_ stage: Stage) {
        let what = stage.select.map { "No \($0.kind)s to process" } ?? "Nothing to process"
        self.state.cause = self.emit(
            "stage.skipped",
            "Stage \(self.state.stage) (\(stage.name)) skipped: \(what)",
            stage: .skipped
        )
        self.enter(stage: self.state.stage + 1)
    }

    mutating func completeStage(_ stage: Stage) {
        let number = self.state.stage
        let stages = self.state.definition.pipeline.stages
        let next = number < stages.count ? RunEvent.NextStage(number: number + 1, name: stages[number].name) : nil
        self.state.batch = nil
        self.state.cause = self.emit(
            "stage.completed",
            "Stage \(number) (\(stage.name)) completed",
            level: .success,
            stage: .completed,
            next: next
        )
        self.enter(stage: number + 1)
    }

    private mutating func finish() {
        if self.state.outcome.unconfirmed > 0 {
            let count = self.state.outcome.unconfirmed
            self.end(
                .partial,
                level: .warning,
                "Run ended: \(count) \(count == 1 ? "mail was" : "mails were") handed over without a confirmation"
            )
        } else {
            self.end(.completed, level: .success, "Run completed")
        }
    }

    /// Ends the run. A batch that is still out must have been dealt with before.
    mutating func end(_ status: RunStatus, level: LogLevel, _ message: String) {
        self.state.status = status
        self.state.completedAt = self.surroundings.now
        self.emit("run.\(status.rawValue)", message, level: level)
    }
}

// MARK: - Giving out a batch

extension Machine {
    private mutating func makeReady(items: [ID], remaining: Int) {
        // While paused nothing new starts: the items are found again when the run goes on.
        if self.isHeld { return self.settlePause() }
        self.state.epoch += 1
        self.state.batch = Batch(
            number: self.state.progress.batches + 1,
            epoch: self.state.epoch,
            token: self.surroundings.makeID(),
            items: items,
            remaining: remaining,
            clock: .ready
        )
        self.requestSlot()
    }

    mutating func requestSlot() {
        guard let stage = self.state.current else { return }
        self.perform(.requestSlot(worker: stage.worker))
    }

    private mutating func mustWait() -> Transition.Verdict {
        guard self.state.batch?.clock == .ready, self.state.status == .pending else { return .unchanged }
        // Said once: the run may be asked again, and wait again.
        if self.state.sequence > 0 { return .unchanged }
        self.emit("run.pending", "Run accepted; it waits for its turn")
        return .applied
    }

    private mutating func admitted() -> Transition.Verdict {
        guard let stage = self.state.current, self.state.batch?.clock == .ready,
            self.state.status == .pending || self.state.status == .running
        else { return .late }
        if self.state.status == .pending {
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
        if self.state.progress.startedAt == nil {
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
        self.dispatch()
        return .applied
    }

    /// Sends the batch out as a new try.
    private mutating func dispatch() {
        guard var batch = self.state.batch else { return }
        batch.tries += 1
        batch.resends = 0
        batch.clock = .queued
        batch.dueAt = self.surroundings.now + Machine.resendPause(after: 0)
        self.state.batch = batch
        self.perform(.dispatch(batch))
    }

    /// How long to wait for a sign of a worker before the batch is sent once more: 2, 4, 8 … 60 minutes.
    static func resendPause(after resends: Int) -> Duration {
        Backoff.bound(base: .seconds(120), limit: .seconds(3600), failures: resends)
    }

    private mutating func resend() -> Transition.Verdict {
        guard let batch = self.state.batch, batch.isInFlight, self.state.status != .cancelled else { return .unchanged }
        self.perform(.dispatch(batch))
        return .applied
    }

    private mutating func started(_ reference: BatchReference) -> Transition.Verdict {
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
