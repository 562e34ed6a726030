import Contracts

/// The words of `/automation` for what has words of its own inside (A-4 of the requirements).
enum EdgeWords {
    /// `running`, `paused`, `completed` or `failed`.
    static func status(_ status: RunStatus) -> String {
        switch status {
        case .pending, .running, .pausing, .waitingReview: "running"
        case .paused: "paused"
        case .completed, .partial: "completed"
        case .failed, .cancelled: "failed"
        }
    }

    /// Why a run that is shown as failed has failed; `nil` for others.
    static func errorMessage(_ status: RunStatus, _ message: String?) -> String? {
        switch status {
        case .cancelled: "cancelled"
        case .failed, .partial: message
        default: nil
        }
    }
}
