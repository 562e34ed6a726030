import Contracts
import Postgres
import Values

/// A run's row: the state of the state machine, and what only the outside needs.
struct RunRow {
    var state: RunState
    var traceparent: String?
    /// The command that began the run.
    var correlation: String?
    /// When the batch began to wait for its turn.
    var readyAt: Timestamp?
}

/// What a row says before its definition is at hand.
struct RawRun {
    var id: ID
    var organization: OrganizationID
    var jobID: ID
    var version: Int
    var key: String
    var trigger: Trigger
    var createdAt: Timestamp
    var plannedAt: Timestamp?
    var replayOf: ID?
    private var apply: (inout RunState) -> Void
    private var traceparent: String?
    private var correlation: String?
    private var readyAt: Timestamp?

    /// Reads the columns of `RunStore.columns`, in their order.
    init(_ row: inout Row) throws {
        self.id = try row.next()
        self.organization = try RawRun.read(try row.next(), "organization_id") { OrganizationID($0) }
        self.jobID = try row.next()
        self.version = try row.next()
        self.key = try row.next()
        self.trigger = try RawRun.read(try row.next(), "trigger") { Trigger(rawValue: $0) }
        let status = try RawRun.read(try row.next(), "status") { RunStatus(rawValue: $0) }
        let holdsScope = try row.next(optional: ID.self) != nil
        let attempt = try row.next(Int.self)
        let sequence = try row.next(Int.self)
        self.createdAt = try row.next()
        self.plannedAt = try row.next(optional: Timestamp.self)
        let startedAt = try row.next(optional: Timestamp.self)
        let completedAt = try row.next(optional: Timestamp.self)
        self.traceparent = try row.next(optional: String.self)
        self.correlation = try row.next(optional: String.self)

        let stage = try row.next(Int.self)
        var progress = StageProgress()
        progress.startedAt = try row.next(optional: Timestamp.self)
        progress.total = try row.next()
        progress.processed = try row.next()
        progress.failed = try row.next()
        progress.batches = try row.next()
        progress.result = try row.next(optional: JSON.self)?.figures ?? [:]
        let cause = try row.next(optional: ID.self)

        let epoch = try row.next(Int.self)
        var batch = try RawRun.batch(&row)
        self.readyAt = try row.next(optional: Timestamp.self)

        var outcome = Outcome()
        outcome.contentRef = try row.next(optional: ID.self)
        outcome.accepted = try row.next()
        outcome.refused = try row.next()
        outcome.unconfirmed = try row.next()
        outcome.credits = try row.next()
        outcome.costMicros = try row.next()
        let error = try row.next(optional: JSON.self).map { try RunError(json: JSONDocument($0.bytes).root) }

        let held = try row.next(Int.self)
        let estimate = try row.next(Int.self)
        progress.credits = try row.next()
        progress.leftOut = try row.next(optional: [ID].self) ?? []
        outcome.leftOut = try row.next()
        // Not assigned as they are read: without a batch `batch?.title = try row.next()` would pass over no column.
        let title = try row.next(optional: String.self)
        let givenAt = try row.next(optional: Timestamp.self)
        batch?.title = title
        batch?.givenAt = givenAt
        let ended = try row.next(optional: JSON.self)?.endedStages ?? [:]
        outcome.snapshotRef = try row.next(optional: ID.self)
        outcome.sources = try row.next(optional: JSON.self).map { try [SourceFacts](json: JSONDocument($0.bytes).root) }
        self.replayOf = try row.next(optional: ID.self)

        let (finalProgress, finalOutcome, finalBatch) = (progress, outcome, batch)
        self.apply = { state in
            state.status = status
            state.holdsScope = holdsScope
            state.attempt = attempt
            state.sequence = sequence
            state.startedAt = startedAt
            state.completedAt = completedAt
            state.stage = stage
            state.progress = finalProgress
            state.cause = cause
            state.epoch = epoch
            state.batch = finalBatch
            state.ended = ended
            state.held = held
            state.estimate = estimate
            state.outcome = finalOutcome
            state.error = error
        }
    }

    private static func batch(_ row: inout Row) throws -> Batch? {
        let clock = try row.next(optional: String.self).map { text in
            try RawRun.read(text, "clock") { Batch.Clock(rawValue: $0) }
        }
        let number = try row.next(optional: Int.self)
        let epoch = try row.next(optional: Int.self)
        let token = try row.next(optional: ID.self)
        let tries = try row.next(optional: Int.self)
        let resends = try row.next(optional: Int.self)
        let items = try row.next(optional: [ID].self)
        let remaining = try row.next(optional: Int.self)
        let dueAt = try row.next(optional: Timestamp.self)
        guard let clock, let number, let epoch, let token else { return nil }
        var batch = Batch(
            number: number,
            epoch: epoch,
            token: token,
            items: items ?? [],
            remaining: remaining ?? 0,
            clock: clock
        )
        batch.tries = tries ?? 0
        batch.resends = resends ?? 0
        batch.dueAt = dueAt
        return batch
    }

    private static func read<Value>(_ text: String, _ column: String, _ parse: (String) -> Value?) throws -> Value {
        guard let value = parse(text) else { throw UnreadableRow(column: column, value: text) }
        return value
    }

    func row(_ definition: RunDefinition) -> RunRow {
        var state = RunState(
            id: self.id,
            organization: self.organization,
            key: self.key,
            definition: definition,
            trigger: self.trigger,
            createdAt: self.createdAt,
            plannedAt: self.plannedAt,
            replayOf: self.replayOf
        )
        self.apply(&state)
        return RunRow(
            state: state,
            traceparent: self.traceparent,
            correlation: self.correlation,
            readyAt: self.readyAt
        )
    }
}

/// A row holds a word that this version does not know: it was written by a newer one.
struct UnreadableRow: Error, CustomStringConvertible {
    let column: String
    let value: String
    var description: String { "column \(self.column) holds \(self.value), which this version does not know" }
}
