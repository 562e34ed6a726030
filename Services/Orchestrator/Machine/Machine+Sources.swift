import Contracts
import Values

// MARK: - What was collected

extension Machine {
    /// What the run lacks because sources gave nothing; `nil` when nothing is missing.
    var missingInput: RunError? {
        guard let sources = self.state.outcome.sources, !sources.failed.isEmpty else { return nil }
        let collecting = self.stages.firstIndex { $0.worker == Workers.source }
        return RunError(
            code: "sources_failed",
            message: sources.failureText,
            stage: collecting.map { $0 + 1 } ?? self.state.stage
        )
    }

    /// Passes over the stages before the one that is done again: what they gave is on record.
    mutating func passRecorded(before number: Int) {
        for earlier in 1..<number {
            self.goTo(stage: earlier)
            let stage = self.stages[earlier - 1]
            self.ensureRunning(stage)
            self.state.cause = self.emit(
                "stage.skipped",
                "Stage \(earlier) (\(stage.name)) skipped: what an earlier run has recorded is taken",
                stage: .skipped
            )
        }
    }
}
