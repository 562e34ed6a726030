import Contracts
import Values

// MARK: - What a run costs

extension Machine {
    mutating func estimated(_ estimate: Estimate, _ available: Int, _ opening: Opening) -> Transition.Verdict {
        let isExpected: Bool
        switch opening {
        case .begin: isExpected = self.state.status == .pending && self.state.stage == 0 && self.state.sequence == 0
        case .retry: isExpected = self.state.status == .failed || self.state.status == .partial
        }
        guard isExpected else { return .late }
        if let reason = Estimate.refusal(total: estimate.total, available: available) {
            return .refused(Problem(.insufficientCredits, reason))
        }
        switch opening {
        case .begin:
            self.hold(estimate.total, available)
            self.enter(stage: 1)
        case .retry(let mode, let stage, let failed):
            self.open(mode, stage, failed) { $0.hold(estimate.total, available) }
        }
        return .applied
    }

    private mutating func hold(_ amount: Int, _ available: Int) {
        self.state.estimate = amount
        if amount == 0 { return }
        self.state.held = amount
        self.perform(.hold(amount))
        let (have, need) = (Credits(thousandths: available).text, Credits(thousandths: amount).text)
        self.emit("credits.held", "Credit check: \(have) credits available, estimated need: \(need) credits")
    }

    /// Whatever the end is, nothing stays set aside.
    mutating func releaseHold() {
        guard self.state.held > 0 else { return }
        let amount = self.state.held
        self.state.held = 0
        self.perform(.release(amount))
        self.emit("credits.released", "\(Credits(thousandths: amount).text) reserved credits released")
    }

    /// Takes what a batch costs from what is set aside.
    mutating func charge(_ amount: Int, _ batch: Batch) {
        guard amount > 0 else { return }
        self.state.held -= amount
        self.state.progress.credits += amount
        self.state.outcome.credits += amount
        self.perform(
            .charge(Charge(amount: amount, stage: self.state.stage, batch: batch.number, epoch: batch.epoch))
        )
    }

    mutating func covered(_ amount: Int, _ answer: BatchCompleted) -> Transition.Verdict {
        guard self.state.batch?.reference == answer.reference else { return .late }
        self.state.held += amount
        self.perform(.hold(amount))
        return self.completed(answer)
    }

    /// The work is done and cannot be paid: it is left as it was. The worker keeps its answer, so that after a top-up the
    /// retry costs no second call.
    mutating func uncovered(_ available: Int, _ answer: BatchCompleted) -> Transition.Verdict {
        guard let stage = self.state.current, let batch = self.state.batch, batch.reference == answer.reference,
            let price = stage.price
        else { return .late }
        let (need, have) = (
            Credits(thousandths: price.charge(for: answer)).text, Credits(thousandths: available + self.state.held).text
        )
        self.state.error = RunError(
            code: ProblemCode.insufficientCredits.rawValue,
            message: "Batch \(batch.number) costs \(need) credits, \(have) are left",
            stage: self.state.stage
        )
        self.state.batch = nil
        self.failStage(stage)
        return .applied
    }
}
