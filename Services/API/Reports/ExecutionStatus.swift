import Contracts

/// Where the execution of a report stands, in the words of its interface.
enum ExecutionStatus: String, CaseIterable, Sendable {
    case pending = "Pending"
    case running = "Running"
    case success = "Success"
    case error = "Error"

    init(_ status: RunStatus) {
        switch status {
        case .pending: self = .pending
        case .running, .pausing, .paused, .waitingReview: self = .running
        case .completed, .partial: self = .success
        case .failed, .cancelled: self = .error
        }
    }

    /// The statuses of runs that it stands for.
    var runStatuses: [String] { RunStatus.allCases.filter { ExecutionStatus($0) == self }.map(\.rawValue) }
}
