import Contracts
import Values

// MARK: - What people ask for

extension Machine {
    mutating func pause() -> Transition.Verdict {
        switch self.state.status {
        case .pending:
            self.settlePause()
            return .applied
        case .running:
            if self.state.batch?.isInFlight == true {
                self.state.status = .pausing
                self.emit("run.pausing", "Pause requested: the batch in flight is the last one")
                self.controlSuspendable(.pause)
            } else {
                self.settlePause()
            }
            return .applied
        case .pausing, .paused: return .unchanged
        case .waitingReview: return self.refuse("The run waits for a review; there is nothing to pause")
        case .completed, .partial, .failed, .cancelled: return self.refuse("The run has ended")
        }
    }

    private mutating func controlSuspendable(_ action: BatchControl.Action) {
        guard self.state.current?.isSuspendable == true, let batch = self.state.batch else { return }
        self.perform(.control(action, batch))
    }

    /// Nothing is under way any more: the pause holds from now on.
    mutating func settlePause() {
        switch self.state.batch?.clock {
        case .backoff, .suspended: self.state.batch?.dueAt = nil
        // Not begun: its items are found again.
        case .ready, .rearmed, nil: self.state.batch = nil
        case .queued, .started: return
        }
        if self.state.status == .paused { return }
        self.state.status = .paused
        self.emit("run.paused", "Run paused")
    }

    mutating func resume() -> Transition.Verdict {
        switch self.state.status {
        case .pausing:
            self.state.status = .running
            self.emit("run.running", "Pause taken back")
            self.controlSuspendable(.resume)
        case .paused:
            // One that had never begun waits for its turn as before.
            self.state.status = self.state.startedAt == nil ? .pending : .running
            self.emit("run.\(self.state.status.rawValue)", "Run resumed")
            self.goOn()
        case .pending, .running: return self.refuse("The run is not paused")
        case .waitingReview: return self.refuse("The run waits for a review")
        case .completed, .partial, .failed, .cancelled: return self.refuse("The run has ended")
        }
        return .applied
    }

    /// Takes up the stage where it was left.
    private mutating func goOn() {
        switch self.state.batch?.clock {
        case .suspended: self.wakeSuspended()
        case .backoff:
            self.state.batch?.clock = .ready
            self.requestSlot()
        case .ready, .queued, .started, .rearmed, nil:
            if let stage = self.state.current { self.findWork(stage) } else { self.enter(stage: 1) }
        }
    }

    mutating func cancel() -> Transition.Verdict {
        switch self.state.status {
        case .cancelled: return .unchanged
        case .completed, .partial, .failed: return self.refuse("The run has ended")
        case .pending, .running, .pausing, .paused, .waitingReview: break
        }
        if let batch = self.state.batch, batch.isInFlight || batch.clock == .suspended {
            self.perform(.control(.cancel, batch))
            // Kept, so that the worker's last word can be told from any other.
            self.state.batch?.clock = .suspended
            self.state.batch?.dueAt = nil
        } else {
            self.state.batch = nil
        }
        self.releaseHold()
        self.state.status = .cancelled
        self.state.completedAt = self.surroundings.now
        self.emit("run.cancelled", "Run cancelled", level: .warning, stage: self.state.stage > 0 ? .cancelled : nil)
        return .applied
    }

    mutating func retry(_ mode: Retry) -> Transition.Verdict {
        switch self.state.status {
        case .failed: break
        case .partial:
            // What was generated and not sent is sent; what was left out is tried again.
            if self.state.outcome.leftOut == 0 { return mode == .all ? self.send() : self.refuse("No item has failed") }
        case .pending, .running, .pausing, .paused, .waitingReview: return self.refuse("The run has not ended")
        case .completed: return self.refuse("The run has completed; there is nothing to retry")
        case .cancelled: return self.refuse("The run was cancelled; start a new one")
        }
        guard self.state.current != nil else { return self.refuse("The run failed before its first stage") }
        self.perform(.findFailed(mode))
        return .applied
    }

    mutating func foundFailed(_ items: [FailedItem], _ mode: Retry) -> Transition.Verdict {
        guard self.state.status == .failed || self.state.status == .partial else { return .late }
        if items.isEmpty, mode != .all { return self.refuse("No item has failed") }
        var stage = self.state.stage
        if self.state.status == .partial {
            // The first stage that left something out.
            let first = self.stages.firstIndex { stage in
                items.contains { $0.kind == stage.select?.kind && $0.status == stage.select?.status }
            }
            guard let first, mode != .skipFailed else { return self.refuse("There is nothing to retry") }
            stage = first + 1
        }
        if self.state.definition.pipeline.isPriced {
            self.perform(.estimate(from: stage, .retry(mode, stage: stage, failed: items)))
        } else {
            self.open(mode, stage, items) { _ in }
        }
        return .applied
    }

    /// Begins the next attempt.
    ///
    /// - Parameter hold: Sets credits aside for it, once the attempt has begun.
    mutating func open(_ mode: Retry, _ number: Int, _ failed: [FailedItem], _ hold: (inout Machine) -> Void) {
        self.state.holdsScope = true
        if number != self.state.stage {
            self.goTo(stage: number)
            // It begins because somebody asked, not because the stage before it ended.
            self.state.cause = nil
        }
        guard let stage = self.state.current else { return }
        switch mode {
        case .all, .failedOnly:
            self.state.outcome.leftOut = 0
            self.state.progress.leftOut = []
            self.perform(.restoreFailed)
        case .skipFailed:
            let known = Set(self.state.progress.leftOut)
            let fresh = failed.map(\.id).filter { !known.contains($0) }
            self.state.progress.leftOut += fresh
            self.state.outcome.leftOut += fresh.count
        }
        self.reopen(stage, hold)
    }

    mutating func send() -> Transition.Verdict {
        guard self.state.status == .partial, let stage = self.state.current, stage.gate != nil else {
            return self.refuse("Only a run that was generated and not sent can be sent")
        }
        // An error of another stage says what the content lacks, not that it was not sent.
        let isComplete = self.state.error?.stage != self.state.stage
        if isComplete, self.state.outcome.accepted + self.state.outcome.unconfirmed > 0 {
            return self.refuse("All mails were handed over; those without a confirmation are not sent again")
        }
        self.state.holdsScope = false
        self.perform(.restoreFailed)
        self.reopen(stage) { _ in }
        return .applied
    }

    /// Takes up a stage that did not come to its end. It goes on counting where it was: what was done is not done again.
    private mutating func reopen(_ stage: Stage, _ hold: (inout Machine) -> Void) {
        self.state.attempt += 1
        self.state.error = nil
        self.state.completedAt = nil
        self.state.status = .pending
        self.state.batch = nil
        self.emit("run.pending", "Attempt \(self.state.attempt): to go on at stage \(self.state.stage) (\(stage.name))")
        hold(&self)
        self.state.progress.startedAt = nil
        self.state.progress.total = 0
        self.state.progress.failed = self.state.progress.leftOut.count
        if stage.select == nil { self.state.progress.batches = 0 }
        self.findWork(stage, counting: true)
    }

    func refuse(_ detail: String) -> Transition.Verdict {
        .refused(Problem(.invalidState, detail, runId: self.state.id, runKey: self.state.key))
    }
}
