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
        case .begin: self.begin(at: 1)
        case .replay(let stage): self.begin(at: stage)
        case .selected(let selection): self.selected(selection)
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
        case .retry(let mode): self.retry(mode)
        case .send: self.send()
        case .foundFailed(let items, let mode): self.foundFailed(items, mode)
        case .estimated(let estimate, let available, let opening): self.estimated(estimate, available, opening)
        case .covered(let amount, let answer): self.covered(amount, answer)
        case .uncovered(let available, let answer): self.uncovered(available, answer)
        }
    }

    var stages: [Stage] { self.state.definition.pipeline.stages }

    /// Whether nothing new may start.
    var isHeld: Bool { self.state.status == .pausing || self.state.status == .paused }
}

// MARK: - From stage to stage

extension Machine {
    private mutating func begin(at number: Int) -> Transition.Verdict {
        guard self.state.status == .pending, self.state.stage == 0, self.state.sequence == 0 else { return .late }
        if number > 1 {
            guard self.state.replayOf != nil, number <= self.stages.count else { return .late }
            self.passRecorded(before: number)
            self.enter(stage: number)
        } else if self.state.definition.pipeline.isPriced {
            self.perform(.estimate(from: 1, .begin))
        } else {
            self.enter(stage: 1)
        }
        return .applied
    }

    /// Goes to a stage, or to the end of the run.
    ///
    /// - Parameter passesGate: A person has opened the stage's gate.
    mutating func enter(stage number: Int, passesGate: Bool = false) {
        guard number <= self.stages.count else { return self.finish() }
        self.goTo(stage: number)
        self.state.batch = nil
        let stage = self.stages[number - 1]
        if let gate = stage.gate, !passesGate,
            self.state.definition.settings(of: stage)[gate.setting]?.bool != true
        {
            self.state.error = self.missingInput
            return self.end(
                .partial,
                level: .info,
                "Ended before stage \(number) (\(stage.name)), which is switched off"
            )
        }
        self.findWork(stage)
    }

    /// Takes up the count of a stage where it was left, if it was there before.
    mutating func goTo(stage number: Int) {
        self.state.stage = number
        self.state.progress = self.state.ended.removeValue(forKey: number) ?? StageProgress()
        self.state.progress.startedAt = nil
        self.state.progress.total = 0
        self.state.progress.failed = 0
        self.state.progress.leftOut = []
    }

    /// Looks for the stage's next batch.
    ///
    /// - Parameter counting: Whether all that wait are counted, as at the beginning of the stage. Later the number is
    ///   known, and counting again would cost more with each item of the site.
    mutating func findWork(_ stage: Stage, counting: Bool = false) {
        if stage.select != nil {
            let counts = counting || self.state.progress.total == 0 || !stage.isOfSite
            self.perform(.select(stage, limit: stage.searchLimit, counting: counts))
        } else if self.state.progress.batches == 0 {
            self.state.progress.total = 1
            self.makeReady(Selection(items: []), remaining: 0)
        } else {
            self.completeStage(stage)
        }
    }

    private mutating func selected(_ selection: Selection) -> Transition.Verdict {
        guard let stage = self.state.current, stage.select != nil, self.state.batch == nil, !self.state.status.isEnded
        else { return .late }
        if selection.moved > 0, let figure = stage.completes?.figure {
            self.state.progress.result[figure, default: 0] += selection.moved
        }
        if stage.lists != nil {
            // Counted when the run goes on: nothing is begun while it is paused.
            if self.isHeld { self.settlePause() } else { self.list(selection, stage) }
        } else if !selection.items.isEmpty {
            self.work(on: selection, stage)
        } else if self.state.progress.failed > self.state.progress.leftOut.count {
            self.failForItems(stage)
        } else if self.state.progress.batches == 0, self.state.progress.leftOut.isEmpty {
            self.skipStage(stage)
        } else {
            // The queue is verified empty: this search has found nothing.
            self.completeStage(stage)
        }
        return .applied
    }

    private mutating func work(on selection: Selection, _ stage: Stage) {
        let done = self.state.progress.processed + self.state.progress.failed
        if let total = selection.total { self.state.progress.total = done + total }
        let remaining = max(0, self.state.progress.total - done - selection.items.count)
        if let figure = stage.figures.total { self.state.progress.result[figure] = self.state.progress.total }
        if stage.isLocal, let derivation = stage.derives {
            if self.isHeld { self.settlePause() } else { self.derive(selection.items, remaining, derivation, stage) }
        } else {
            self.makeReady(selection, remaining: remaining)
        }
    }

    /// Some items failed by themselves while their batches were done: a person decides what becomes of them.
    private mutating func failForItems(_ stage: Stage) {
        let count = self.state.progress.failed - self.state.progress.leftOut.count
        self.state.error = RunError(
            code: "items_failed",
            message: "\(Machine.count(count, stage.select?.kind ?? "item")) failed",
            stage: self.state.stage
        )
        self.failStage(stage)
    }

    private mutating func skipStage(_ stage: Stage) {
        self.ensureRunning(stage)
        let what = stage.select.map { "No \($0.kind)s to process" } ?? "Nothing to process"
        self.state.cause = self.emit(
            "stage.skipped",
            "Stage \(self.state.stage) (\(stage.name)) skipped: \(what)",
            stage: .skipped
        )
        self.enter(stage: self.state.stage + 1)
    }

    mutating func completeStage(_ stage: Stage, items: [ID]? = nil) {
        let number = self.state.stage
        // What is done again is one stage.
        let isLast = number == self.stages.count || self.state.replayOf != nil
        let next =
            !isLast ? RunEvent.NextStage(number: number + 1, name: self.stages[number].name) : nil
        self.state.batch = nil
        let message = "Stage \(number) (\(stage.name)) completed"
        self.state.cause = self.emit(
            "stage.completed",
            message,
            level: .success,
            stage: .completed,
            next: next,
            items: items
        )
        if self.state.outcome.leftOut > 0 { self.state.ended[number] = self.state.progress }
        if isLast { self.finish() } else { self.enter(stage: number + 1) }
    }

    private mutating func finish() {
        self.state.error = self.missingInput
        if self.state.outcome.leftOut > 0 {
            let count = self.state.outcome.leftOut
            self.end(
                .partial,
                level: .warning,
                "Run ended without \(Machine.count(count, "item")) that failed and \(count == 1 ? "was" : "were") left out"
            )
        } else if let missing = self.state.error {
            self.end(.partial, level: .warning, "Run ended with a part of its input: \(missing.message)")
        } else if self.state.outcome.unconfirmed > 0 {
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
        self.releaseHold()
        self.state.status = status
        self.state.completedAt = self.surroundings.now
        self.emit("run.\(status.rawValue)", message, level: level)
    }
}

extension Stage {
    /// So many items does the orchestrator work on in one transaction by itself.
    private static let localLimit = 1000

    /// How many items are looked for at once.
    fileprivate var searchLimit: Int {
        if self.lists != nil { return Limits.listedItems }
        return self.isLocal ? max(1, Stage.localLimit / max(1, self.batch)) * self.batch : self.batch
    }
}

// MARK: - What the orchestrator does by itself

extension Machine {
    /// Makes one item from each, batch by batch, as a worker would.
    private mutating func derive(_ items: [ID], _ remaining: Int, _ derivation: Stage.Derivation, _ stage: Stage) {
        self.ensureRunning(stage)
        self.ensureStarted(stage)
        self.perform(.derive(derivation, items))
        var rest = items[...]
        while !rest.isEmpty {
            let part = rest.prefix(stage.batch)
            rest = rest.dropFirst(part.count)
            let left = rest.count + remaining
            self.state.progress.processed += part.count
            self.state.progress.batches += 1
            self.count(stage, processed: part.count, created: part.count)
            let number = self.state.progress.batches
            let of = number + stage.batches(of: left)
            let what = "\(Machine.count(part.count, derivation.kind)) created"
            self.emit(
                "batch.completed",
                "Stage \(self.state.stage): batch \(number)/\(of) complete - \(what)",
                stage: .running,
                batch: RunEvent.BatchFacts(number: number, attempt: 1, items: part.count, of: of, ids: Array(part)),
                isPublic: number > 1 || left > 0
            )
        }
        if remaining == 0 { return self.findWork(stage) }
        // The rest is for the next transaction: others wait for this one.
        self.state.epoch += 1
        var batch = Batch(
            number: self.state.progress.batches + 1,
            epoch: self.state.epoch,
            token: self.surroundings.makeID(),
            items: [],
            remaining: remaining,
            clock: .rearmed
        )
        batch.dueAt = self.surroundings.now
        self.state.batch = batch
    }

    /// Counts what a person will read, and ends the stage with it.
    private mutating func list(_ selection: Selection, _ stage: Stage) {
        self.ensureRunning(stage)
        self.ensureStarted(stage)
        let count = selection.total ?? selection.items.count
        self.state.progress.total = count
        self.state.progress.processed = count
        if let figure = stage.lists { self.state.progress.result[figure] = count }
        if count > 0 {
            let pieces = "\(stage.select?.kind ?? "item") \(count == 1 ? "piece" : "pieces")"
            self.emit(
                "\(stage.select?.kind ?? "item").review_ready",
                "Automation complete. \(count) \(pieces) ready for review",
                level: .success,
                stage: .running,
                items: selection.items
            )
        }
        self.completeStage(stage, items: selection.items)
    }

    /// Adds to the figures that are not the worker's to state.
    mutating func count(_ stage: Stage, processed: Int, created: Int) {
        if let figure = stage.figures.processed { self.state.progress.result[figure, default: 0] += processed }
        if let figure = stage.figures.created { self.state.progress.result[figure, default: 0] += created }
    }
}

extension Stage {
    /// How many batches so many items make.
    func batches(of items: Int) -> Int { (items + self.batch - 1) / max(1, self.batch) }

    /// How many batches there will be in all, with this one and what waits behind it.
    func batches(with batch: Batch) -> Int { batch.number + self.batches(of: batch.remaining) }
}
