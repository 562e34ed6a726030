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
        case .ready, nil: self.state.batch = nil
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
        case .ready, .queued, .started, nil:
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
        self.state.status = .cancelled
        self.state.completedAt = self.surroundings.now
        self.emit("run.cancelled", "Run cancelled", level: .warning, stage: self.state.stage > 0 ? .cancelled : nil)
        return .applied
    }

    mutating func retry() -> Transition.Verdict {
        switch self.state.status {
        case .failed: break
        case .partial: return self.send()
        case .pending, .running, .pausing, .paused, .waitingReview: return self.refuse("The run has not ended")
        case .completed: return self.refuse("The run has completed; there is nothing to retry")
        case .cancelled: return self.refuse("The run was cancelled; start a new one")
        }
        guard let stage = self.state.current else { return self.refuse("The run failed before its first stage") }
        self.state.holdsScope = true
        self.open(stage)
        return .applied
    }

    mutating func send() -> Transition.Verdict {
        guard self.state.status == .partial, let stage = self.state.current, stage.gate != nil else {
            return self.refuse("Only a run that was generated and not sent can be sent")
        }
        if self.state.error == nil, self.state.outcome.accepted + self.state.outcome.unconfirmed > 0 {
            return self.refuse("All mails were handed over; those without a confirmation are not sent again")
        }
        self.state.holdsScope = false
        self.open(stage)
        return .applied
    }

    /// Begins the next attempt, at a stage that did not come to its end.
    private mutating func open(_ stage: Stage) {
        self.state.attempt += 1
        self.state.error = nil
        self.state.completedAt = nil
        self.state.status = .pending
        self.state.batch = nil
        self.emit("run.pending", "Attempt \(self.state.attempt): to go on at stage \(self.state.stage) (\(stage.name))")
        let batches = self.state.progress.batches
        self.perform(.restoreFailed(stage))
        let (processed, result) = (self.state.progress.processed, self.state.progress.result)
        self.enter(stage: self.state.stage, passesGate: true)
        // The stage goes on counting where it was: what was done is not done again.
        self.state.progress.batches = batches
        self.state.progress.processed = processed
        self.state.progress.result = result
    }

    func refuse(_ detail: String) -> Transition.Verdict {
        .refused(Problem(.invalidState, detail, runId: self.state.id, runKey: self.state.key))
    }
}
