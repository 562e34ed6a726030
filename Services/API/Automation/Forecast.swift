import Contracts
import Values

/// How far a run of the content pipeline is, and when it will have ended.
///
/// Reckoned from what is known of the run's stages, from what waits on its site, and from how long an item has taken: in
/// this run, or else in the runs before.
struct Forecast: Hashable, Sendable {
    /// What is known.
    struct Facts: Hashable, Sendable {
        var status: RunStatus
        /// The number of the stage that it is at, or has ended at.
        var stage: Int
        /// The stages that were begun or skipped.
        var stages: [StageFacts]
        /// The batch that is out.
        var batch: BatchFacts?
        /// How many items wait for each stage, by its number.
        var waiting: [Int: Int] = [:]
        /// Seconds per item in the runs before, by the stage's number.
        var paces: [Int: Double] = [:]
        /// When it was not to go on: while it was paused, and between an end and a retry.
        var pauses: [Pause] = []
        var startedAt: Timestamp?
        var completedAt: Timestamp?
    }

    struct StageFacts: Hashable, Sendable {
        var number: Int
        var status: StageStatus
        /// Of the run, in which it was begun last.
        var attempt = 1
        var total = 0
        var processed = 0
        var failed = 0
        var batches = 0
        var credits: Int?
        var startedAt: Timestamp?
        var completedAt: Timestamp?

        var done: Int { self.processed + self.failed }
        var left: Int { max(0, self.total - self.done) }
    }

    struct BatchFacts: Hashable, Sendable {
        /// From 1.
        var number: Int
        var of: Int?
        var size: Int
        var startedAt: Timestamp?
    }

    struct Pause: Hashable, Sendable {
        var start: Timestamp
        /// `nil`: it goes on.
        var end: Timestamp?
    }

    enum StageWord: String, Hashable, Sendable {
        case waiting
        case running
        case paused
        case completed
        case failed
        case skipped
    }

    struct Stage: Hashable, Sendable {
        var number: Int
        var status: StageWord
        /// Of a stage that waits: what is to be expected.
        var total: Int
        var processed = 0
        var failed = 0
        /// Which batch is out, or was the last, and how many there will be.
        var batch: Int?
        var batches: Int?
        var credits: Int?
        var elapsed: Int?
        /// Seconds that are left; `nil` when nobody knows, and when nothing goes on.
        var eta: Int?

        var remaining: Int { max(0, self.total - self.processed - self.failed) }
        /// Of the items, those that are done; 0 to 100.
        var percent: Int {
            switch self.status {
            case .completed, .skipped: 100
            default: self.total == 0 ? 0 : min(100, (self.processed + self.failed) * 100 / self.total)
            }
        }
    }

    private(set) var stages: [Stage] = []
    /// 0 to 100: a seventh for each stage, of which the one that is under way counts as far as its items are done.
    private(set) var percent = 0
    /// Without the time in which it stood still.
    private(set) var elapsed: Int?
    private(set) var eta: Int?
    private(set) var completion: Timestamp?

    private let facts: Facts
    private let now: Timestamp

    init(_ facts: Facts, now: Timestamp) {
        self.facts = facts
        self.now = now
        var seconds: Double? = 0
        // What the stage before will yet send on.
        var coming = 0
        for stage in ContentStage.all {
            let known = facts.stages.first { $0.number == stage.number }
            let isOver = known.map { $0.status == .completed || $0.status == .skipped } ?? false
            var shown = Stage(number: stage.number, status: self.word(known, stage.number), total: 0)
            if let known {
                shown.total = known.total
                shown.processed = known.processed
                shown.failed = known.failed
                shown.credits = known.credits
                shown.elapsed = known.startedAt.map { Self.whole(self.active(from: $0, to: known.completedAt ?? now)) }
                self.setBatch(&shown, known)
            } else if !facts.status.isEnded && stage.number > facts.stage {
                shown.total = coming + (facts.waiting[stage.number] ?? 0)
            }
            let left = isOver ? 0 : shown.remaining
            let need = self.seconds(for: left, of: stage, known)
            if !isOver && self.isGoing { shown.eta = need.map(Self.whole) }
            seconds = need.flatMap { need in seconds.map { $0 + need } }
            coming = stage.yield(of: left)
            self.stages.append(shown)
        }
        self.percent = self.overall()
        self.elapsed = facts.startedAt.map { Self.whole(self.active(from: $0, to: facts.completedAt ?? now)) }
        guard self.isGoing, let seconds else { return }
        self.eta = Self.whole(seconds)
        self.completion = Timestamp(seconds: (now + .microseconds(Int64(seconds * 1_000_000))).seconds)
    }

    /// Whether time brings it nearer to its end.
    private var isGoing: Bool { self.facts.status == .running || self.facts.status == .pending }

    private func word(_ known: StageFacts?, _ number: Int) -> StageWord {
        // Stages go one after the other: what lies behind is done, though it may not have been told yet.
        guard let known else { return number < self.facts.stage ? .completed : .waiting }
        switch known.status {
        case .completed: return .completed
        case .skipped: return .skipped
        case .failed, .cancelled: return .failed
        case .running:
            switch self.facts.status {
            case .paused: return .paused
            case .failed, .cancelled: return .failed
            default: return .running
            }
        }
    }

    private func setBatch(_ stage: inout Stage, _ known: StageFacts) {
        if stage.number == self.facts.stage, let batch = self.facts.batch, known.status == .running {
            stage.batch = batch.number
            stage.batches = batch.of.map { max($0, batch.number) } ?? batch.number
        } else if known.batches > 0 {
            stage.batch = known.batches
            stage.batches = known.batches
        }
    }

    // MARK: - Time

    /// How long some items will take.
    ///
    /// - Returns: `nil` when nothing is known of how long one takes.
    private func seconds(for count: Int, of stage: ContentStage, _ known: StageFacts?) -> Double? {
        if count == 0 { return 0 }
        let spent = known == nil ? 0 : self.spent(on: stage)
        guard let pace = self.pace(of: stage, known, spent) else { return nil }
        // What the batch that is out has taken already; it may take longer than others, but not more than all of it.
        let size = known == nil ? 0 : self.facts.batch?.size ?? 0
        return max(0, pace * Double(count) - min(spent, pace * Double(size)))
    }

    private func pace(of stage: ContentStage, _ known: StageFacts?, _ spent: Double) -> Double? {
        let earlier = self.facts.paces[stage.number]
        // What is done of a stage that was begun anew was done before, in a time that it does not tell.
        if let known, known.done > 0, let start = known.startedAt, known.attempt == 1 || earlier == nil {
            let taken = self.active(from: start, to: known.completedAt ?? self.now) - spent
            return max(0, taken) / Double(known.done)
        }
        if let earlier { return earlier }
        // Nobody is asked: they take as long as a commit.
        return stage.worker == "AI" ? self.presumedPace : 0
    }

    /// What an item is presumed to take of a stage that nothing is known of: as long as in the slowest stage of this run so
    /// far; `nil` as long as nothing is done.
    private var presumedPace: Double? {
        self.facts.stages.compactMap { stage in
            guard stage.done > 0, stage.attempt == 1, let start = stage.startedAt else { return nil }
            return self.active(from: start, to: stage.completedAt ?? self.now) / Double(stage.done)
        }.max()
    }

    /// Seconds since the batch that is out was begun.
    private func spent(on stage: ContentStage) -> Double {
        guard stage.number == self.facts.stage, let start = self.facts.batch?.startedAt else { return 0 }
        return self.active(from: start, to: self.now)
    }

    /// Seconds between two times, without those in which the run stood still.
    private func active(from start: Timestamp, to end: Timestamp) -> Double {
        var total = end.microseconds - start.microseconds
        for pause in self.facts.pauses {
            let from = max(pause.start, start)
            let to = min(pause.end ?? self.now, end)
            if from < to { total -= to.microseconds - from.microseconds }
        }
        return Double(max(0, total)) / 1_000_000
    }

    private static func whole(_ seconds: Double) -> Int { Int(min(seconds.rounded(), 1_000_000_000)) }

    private func overall() -> Int {
        if self.facts.status == .completed || self.facts.status == .partial { return 100 }
        let parts = self.stages.reduce(0) { $0 + $1.percent }
        // Not before it is.
        return min(99, parts / self.stages.count)
    }
}

extension Forecast {
    /// Seconds per item of earlier runs: the middle one of what their stages have taken, so that a run that was paused for
    /// a night does not count for more than others.
    static func paces(_ earlier: [(stage: Int, items: Int, seconds: Double)]) -> [Int: Double] {
        Dictionary(grouping: earlier.filter { $0.items > 0 && $0.seconds >= 0 }, by: \.stage).mapValues { runs in
            let paces = runs.map { $0.seconds / Double($0.items) }.sorted()
            return paces[(paces.count - 1) / 2]
        }
    }

    /// When a run stood still, from the changes of its state in their order.
    static func pauses(_ changes: [(status: RunStatus, at: Timestamp)]) -> [Pause] {
        var pauses: [Pause] = []
        var start: Timestamp?
        for change in changes {
            switch change.status {
            case .paused, .completed, .partial, .failed, .cancelled: start = start ?? change.at
            case .pending, .running, .pausing, .waitingReview:
                if let begin = start { pauses.append(Pause(start: begin, end: change.at)) }
                start = nil
            }
        }
        if let start { pauses.append(Pause(start: start, end: nil)) }
        return pauses
    }
}
