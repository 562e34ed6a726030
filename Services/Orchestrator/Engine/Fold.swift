import Contracts
import Values

/// A run within a transaction: what comes in, one after the other, and what has come of it so far.
final class Fold {
    /// An input, with what it came from.
    struct Entry {
        var input: RunInput
        /// The message or event that caused it.
        var cause: String?
        /// Where its verdict goes; `nil` for inputs that nobody waits for.
        var receipt: Receipt?
    }

    /// The place where a sender's verdict is left.
    final class Receipt {
        var verdict: Transition.Verdict?
    }

    enum Question {
        case select(Stage, limit: Int, isCounting: Bool)
        case slot(worker: String)
        case estimate(from: Int, Opening)
        case failed(Retry)
        case cover(Int, BatchCompleted)
    }

    /// What is to be done to items before others are looked for.
    struct ItemWork {
        var changes: [BatchCompleted.Change] = []
        var created: [BatchCompleted.Creation] = []
        /// What becomes of the parents of those that have changed.
        var completes: Stage.Completion?
        var derivations: [(Stage.Derivation, [ID])] = []
        var restoresFailed = false
    }

    /// A message to a worker, with the run's facts at the time.
    enum Outgoing {
        case work(Batch, stage: Int)
        case control(BatchControl.Action, Batch, stage: Int)
    }

    private(set) var row: RunRow
    /// The slot that it held when the transaction began.
    let heldSlot: Slot?
    /// Whether the run had ended before the transaction began.
    let hadEnded: Bool
    private(set) var isChanged = false
    private(set) var question: Question?
    private(set) var emitted: [(occurrence: RunOccurrence, cause: String?)] = []
    private(set) var outgoing: [Outgoing] = []
    private var work = ItemWork()
    private var movement = CreditStore.Movement()
    private var charges: [Charge] = []
    /// Parents that have moved since the last search.
    var moved = 0
    /// Items that were found for it in this transaction, for the message that gives them out.
    var items: [ID: Work.Item] = [:]
    private var queue: [Entry] = []
    private var cause: String?
    private var receipt: Receipt?
    private(set) var late = 0

    init(_ row: RunRow) {
        self.row = row
        self.hadEnded = row.state.status.isEnded
        self.heldSlot = row.state.batch?.isInFlight == true ? Slot(row.state) : nil
    }

    var state: RunState { self.row.state }

    /// The slot that it holds now.
    var slot: Slot? { self.state.batch?.isInFlight == true ? Slot(self.state) : nil }

    func add(_ input: RunInput, cause: String? = nil, receipt: Receipt? = nil) {
        self.queue.append(Entry(input: input, cause: cause, receipt: receipt))
    }

    /// Takes inputs until one asks something, or there are no more.
    func advance(_ surroundings: Surroundings) {
        while self.question == nil, !self.queue.isEmpty {
            let entry = self.queue.removeFirst()
            self.cause = entry.cause
            self.receipt = entry.receipt
            let verdict = self.take(entry.input, surroundings)
            entry.receipt?.verdict = verdict
            if verdict == .late { self.late += 1 }
        }
    }

    /// Gives the answer to the question.
    func answer(_ input: RunInput, _ surroundings: Surroundings) {
        self.question = nil
        // Only the answer may show that what was asked for is not possible.
        let verdict = self.take(input, surroundings)
        if case .refused = verdict { self.receipt?.verdict = verdict }
    }

    private func take(_ input: RunInput, _ surroundings: Surroundings) -> Transition.Verdict {
        let transition = reduce(self.row.state, input, surroundings)
        guard transition.verdict == .applied else { return transition.verdict }
        self.isChanged = true
        self.row.state = transition.state
        for effect in transition.effects { self.perform(effect) }
        if self.row.state.batch?.clock == .ready {
            self.row.readyAt = self.row.readyAt ?? surroundings.now
        } else {
            self.row.readyAt = nil
        }
        return transition.verdict
    }

    private func perform(_ effect: RunEffect) {
        switch effect {
        case .select(let stage, let limit, let counting):
            self.question = .select(stage, limit: limit, isCounting: counting)
        case .estimate(let stage, let opening): self.question = .estimate(from: stage, opening)
        case .findFailed(let mode): self.question = .failed(mode)
        case .cover(let amount, let answer): self.question = .cover(amount, answer)
        case .hold(let amount): self.movement.held += amount
        case .release(let amount): self.movement.held -= amount
        case .charge(let charge):
            self.movement.held -= charge.amount
            self.movement.posted -= charge.amount
            self.charges.append(charge)
        case .derive(let derivation, let items): self.work.derivations.append((derivation, items))
        case .requestSlot(let worker): self.question = .slot(worker: worker)
        case .dispatch(let batch): self.outgoing.append(.work(batch, stage: self.state.stage))
        case .control(let action, let batch): self.outgoing.append(.control(action, batch, stage: self.state.stage))
        case .emit(let occurrence): self.emitted.append((occurrence, self.cause))
        case .apply(let changes, let created):
            self.work.changes += changes
            self.work.created += created
            self.work.completes = self.state.current?.completes
        case .restoreFailed: self.work.restoresFailed = true
        }
    }

    /// Takes out what is to be done to items before others are looked for.
    func takeItemWork() -> ItemWork {
        defer { self.work = ItemWork() }
        return self.work
    }

    /// Takes out what is to be booked.
    func takeCredits() -> (movement: CreditStore.Movement, charges: [Charge]) {
        defer { (self.movement, self.charges) = (CreditStore.Movement(), []) }
        return (self.movement, self.charges)
    }
}

/// A place among the batches that an organization may have under way with a worker.
struct Slot: Hashable, Comparable {
    var organization: OrganizationID
    var worker: String

    init(organization: OrganizationID, worker: String) {
        self.organization = organization
        self.worker = worker
    }

    /// - Returns: `nil` before the first stage.
    init?(_ state: RunState) {
        guard let worker = state.current?.worker else { return nil }
        self.init(organization: state.organization, worker: worker)
    }

    static func < (left: Slot, right: Slot) -> Bool {
        (left.organization.text, left.worker) < (right.organization.text, right.worker)
    }
}
