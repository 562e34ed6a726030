public import Contracts
public import Values

/// What can happen to a run.
public enum RunInput: Hashable, Sendable {
    /// It was accepted.
    case begin
    /// The answer to ``RunEffect/select(_:)``.
    case selected(items: [ID], remaining: Int)
    /// The answer to ``RunEffect/requestSlot(worker:)``: its batch may go out.
    case admitted
    /// The answer to ``RunEffect/requestSlot(worker:)``: its organization has enough under way; it will be asked again.
    case mustWait
    /// The worker has begun with the batch.
    case started(BatchReference)
    case completed(BatchCompleted)
    case failed(BatchFailed)
    /// The worker has stopped in the middle, as it was asked to.
    case suspended(BatchReference)
    /// ``Batch/dueAt`` has passed.
    case due
    /// The broker has lost its queues: what was sent may be gone.
    case resend
    case pause
    case resume
    case cancel
    case retry
    case send
}

/// What is to be done about it, in order, in the transaction that stores the new state.
public enum RunEffect: Hashable, Sendable {
    /// Find the next items of the stage, and say which.
    case select(Stage)
    /// Ask whether the organization may have one more batch with this worker.
    case requestSlot(worker: String)
    /// Send the batch to its worker.
    case dispatch(Batch)
    /// Tell the workers of the batch.
    case control(BatchControl.Action, Batch)
    case emit(RunOccurrence)
    /// Move the batch's items, and create others.
    case apply(changes: [BatchCompleted.Change], created: [BatchCompleted.Creation])
    /// Put items that failed in this stage back to where it finds them.
    case restoreFailed(Stage)
}

/// Something that happened to a run, on its way to becoming an event.
public struct RunOccurrence: Hashable, Sendable {
    /// The event's type without prefix and version: `run.completed`, `stage.started`.
    public var name: String
    public var id: ID
    public var sequence: Int
    public var cause: ID?
    /// The number of the stage it is about; 0 for none.
    public var stage: Int
    /// Whether it also goes out singly, for anyone.
    public var isPublic: Bool
    public var event: RunEvent
}

/// The result of ``reduce(_:_:_:)``.
public struct Transition: Hashable, Sendable {
    public var state: RunState
    public var effects: [RunEffect]
    public var verdict: Verdict

    public enum Verdict: Hashable, Sendable {
        case applied
        /// It asks for what is already so.
        case unchanged
        /// An answer to a batch that is no longer out, or not to this run's.
        case late
        case refused(Problem)
    }
}

/// What the state machine may not fetch by itself.
public struct Surroundings: Sendable {
    public var now: Timestamp
    /// A fresh identifier, for events and tokens.
    public var makeID: @Sendable () -> ID
    /// 0 to 1, for the length of a wait.
    public var jitter: Double

    public init(now: Timestamp, jitter: Double, makeID: @escaping @Sendable () -> ID) {
        self.now = now
        self.jitter = jitter
        self.makeID = makeID
    }
}
