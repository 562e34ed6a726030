public import Contracts
public import Values

/// What can happen to a run.
public enum RunInput: Hashable, Sendable {
    /// It was accepted.
    case begin
    /// Do one stage again, by its number, from what an earlier run has recorded; the first input as well.
    case replay(stage: Int)
    /// The answer to ``RunEffect/select(_:limit:counting:)``.
    case selected(Selection)
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
    case retry(Retry)
    case send
    /// The answer to ``RunEffect/findFailed(_:)``, in the order in which they were made.
    case foundFailed([FailedItem], Retry)
    /// The answer to ``RunEffect/estimate(from:_:)``.
    ///
    /// - Parameter available: What the organization has and no run has set aside, in thousandths of a credit.
    case estimated(Estimate, available: Int, Opening)
    /// The answer to ``RunEffect/cover(_:_:)``: so much was added to what is set aside.
    case covered(Int, BatchCompleted)
    /// The answer to ``RunEffect/cover(_:_:)``: the organization has only this left.
    case uncovered(available: Int, BatchCompleted)
}

/// What a search for items has found.
public struct Selection: Hashable, Sendable {
    public var items: [ID]
    /// How many there are, `items` included; `nil` when they were not counted.
    public var total: Int?
    /// What the item is called, where there is one.
    public var title: String?
    /// Parents that have moved since the last search, because all their children were done.
    public var moved: Int

    public init(items: [ID], total: Int? = nil, title: String? = nil, moved: Int = 0) {
        self.items = items
        self.total = total
        self.title = title
        self.moved = moved
    }
}

/// What becomes of failed items when a run goes on.
public enum Retry: Hashable, Sendable {
    /// They are tried again, if there are any.
    case all
    /// They are tried again; without any there is nothing to do.
    case failedOnly
    /// They are left out.
    case skipFailed
}

/// An item that failed in a run.
public struct FailedItem: Hashable, Sendable {
    public var id: ID
    public var kind: String
    /// The status that it failed in.
    public var status: String

    public init(id: ID, kind: String, status: String) {
        self.id = id
        self.kind = kind
        self.status = status
    }
}

/// Why credits are asked for.
public enum Opening: Hashable, Sendable {
    case begin
    /// Another attempt, from a stage on, with the items that failed.
    case retry(Retry, stage: Int, failed: [FailedItem])
}

/// What is to be done about it, in order, in the transaction that stores the new state.
public enum RunEffect: Hashable, Sendable {
    /// Find the next items of the stage, at most so many, and say which; and how many there are, if they are to be
    /// counted.
    case select(Stage, limit: Int, counting: Bool)
    /// Say what the run will cost from a stage on, and what there is.
    case estimate(from: Int, Opening)
    /// Say which items have failed in this run.
    case findFailed(Retry)
    /// Set so much more aside, if the organization has it, for an answer that costs more than is set aside.
    case cover(Int, BatchCompleted)
    /// Set credits aside, in thousandths.
    case hold(Int)
    /// Give back what was set aside.
    case release(Int)
    /// Charge what was set aside.
    case charge(Charge)
    /// Make new items from these, as the stage says.
    case derive(Stage.Derivation, [ID])
    /// Ask whether the organization may have one more batch with this worker.
    case requestSlot(worker: String)
    /// Send the batch to its worker.
    case dispatch(Batch)
    /// Tell the workers of the batch.
    case control(BatchControl.Action, Batch)
    case emit(RunOccurrence)
    /// Move the batch's items, and create others.
    case apply(changes: [BatchCompleted.Change], created: [BatchCompleted.Creation])
    /// Put the items that failed in this run back to where its stages find them.
    case restoreFailed
}

/// A batch that was paid for.
public struct Charge: Hashable, Sendable {
    /// In thousandths of a credit.
    public var amount: Int
    public var stage: Int
    public var batch: Int
    /// The number of the try that was answered: no two charges of a run have the same.
    public var epoch: Int
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
