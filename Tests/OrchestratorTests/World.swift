import Contracts
import Orchestrator
import Recurrence
import Threads
import Values

/// A run with everything around it played: items, workers, the ledger, the broker, the clock.
struct World {
    var state: RunState
    var now = Timestamp(seconds: 1_800_000_000)
    /// What the state machine waits to be told before anything else may happen.
    private(set) var question: Question?
    /// All items, in the order in which they were made.
    var items: [Item] = []
    private(set) var events: [RunOccurrence] = []
    private(set) var dispatched: [(stage: Int, batch: Batch)] = []
    private(set) var controls: [BatchControl.Action] = []
    private(set) var charges: [Charge] = []
    /// Whether the organization has a slot free.
    var admits = true
    /// What the organization has, and what of it is set aside, in thousandths of a credit.
    var posted = 0
    private(set) var held = 0
    /// What content runs begin with.
    static let posted = 10_000_000
    private var moved = 0
    private let ids = Counter()

    struct Item: Equatable {
        var id: ID
        var kind: String
        var status: String
        var parent: ID?
        var isUsed = false
        var failedFrom: String?
    }

    enum Question {
        case select(Stage, limit: Int, isCounting: Bool)
        case slot
        case estimate(from: Int, Opening)
        case failed(Retry)
        case cover(Int, BatchCompleted)
    }

    /// Numbered identifiers, so that a failing run can be played again.
    private final class Counter: Sendable {
        let count = Lock(0 as UInt64)
        func next() -> ID {
            let number = self.count.withLock { count in
                count += 1
                return count
            }
            return ID(high: 0x7000, low: 1 << 63 | number)
        }
    }

    init(_ pipeline: Pipeline, tasks: JSON = [:], type: JobType = .newsletter, replayOf: ID? = nil) {
        let counter = self.ids
        self.state = RunState(
            id: counter.next(),
            organization: OrganizationID("test")!,
            key: "run_20270115_080000_manual_0001",
            definition: RunDefinition(
                jobID: counter.next(),
                version: 1,
                name: "Test",
                type: type,
                siteID: type == .content ? counter.next() : nil,
                pipeline: pipeline,
                tasks: tasks,
                zone: (try? ZoneDatabase.system.zone("UTC"))!
            ),
            trigger: .manual,
            createdAt: self.now,
            plannedAt: nil,
            replayOf: replayOf
        )
        for seed in pipeline.seeds { self.add(seed.kind, seed.status) }
    }

    func makeID() -> ID { self.ids.next() }

    mutating func add(_ kind: String, _ status: String, count: Int = 1) {
        for _ in 0..<count { self.items.append(Item(id: self.makeID(), kind: kind, status: status)) }
    }

    func count(_ kind: String, _ status: String) -> Int { self.items.count { $0.kind == kind && $0.status == status } }

    var failed: [Item] { self.items.filter { $0.status == "failed" } }

    /// Gives one input, without answering what it asks.
    @discardableResult
    mutating func step(_ input: RunInput, jitter: Double = 1) -> Transition {
        let ids = self.ids
        let transition = reduce(self.state, input, Surroundings(now: self.now, jitter: jitter) { ids.next() })
        self.state = transition.state
        for effect in transition.effects { self.perform(effect) }
        return transition
    }

    private mutating func perform(_ effect: RunEffect) {
        switch effect {
        case .select(let stage, let limit, let counting):
            self.question = .select(stage, limit: limit, isCounting: counting)
        case .requestSlot: self.question = .slot
        case .estimate(let stage, let opening): self.question = .estimate(from: stage, opening)
        case .findFailed(let mode): self.question = .failed(mode)
        case .cover(let amount, let answer): self.question = .cover(amount, answer)
        case .hold(let amount): self.held += amount
        case .release(let amount): self.held -= amount
        case .charge(let charge):
            self.held -= charge.amount
            self.posted -= charge.amount
            self.charges.append(charge)
        case .dispatch(let batch): self.dispatched.append((self.state.stage, batch))
        case .control(let action, _): self.controls.append(action)
        case .emit(let event): self.events.append(event)
        case .apply(let changes, let created): self.apply(changes, created)
        case .derive(let derivation, let origins):
            for id in origins {
                self.create(.init(kind: derivation.kind, status: derivation.status, parent: id, attributes: [:]))
                self.change(id) { $0.status = derivation.origin }
            }
        case .restoreFailed:
            for index in self.items.indices {
                guard let status = self.items[index].failedFrom else { continue }
                self.items[index].status = status
                self.items[index].failedFrom = nil
            }
        }
    }

    private mutating func change(_ id: ID?, _ body: (inout Item) -> Void) {
        guard let index = self.items.firstIndex(where: { $0.id == id }) else { return }
        body(&self.items[index])
    }

    private mutating func create(_ creation: BatchCompleted.Creation) {
        self.change(creation.parent) { $0.isUsed = true }
        self.items.append(
            Item(id: self.makeID(), kind: creation.kind, status: creation.status, parent: creation.parent)
        )
    }

    private mutating func apply(_ changes: [BatchCompleted.Change], _ created: [BatchCompleted.Creation]) {
        for creation in created { self.create(creation) }
        for change in changes {
            self.change(change.id) { item in
                item.failedFrom = change.error == nil ? nil : item.status
                item.status = change.error == nil ? change.status : "failed"
            }
        }
        guard let rule = self.state.current?.completes else { return }
        let parents = Set(changes.compactMap { change in self.items.first { $0.id == change.id }?.parent })
        for parent in parents {
            let children = self.items.filter { $0.parent == parent && $0.kind == self.state.current?.select?.kind }
            guard children.allSatisfy({ $0.status == rule.done }) else { continue }
            guard self.items.contains(where: { $0.id == parent && $0.kind == rule.kind && $0.status == rule.from })
            else { continue }
            self.change(parent) { $0.status = rule.to }
            self.moved += 1
        }
    }

    private func found(_ stage: Stage) -> [Item] {
        self.items.filter { item in
            item.kind == stage.select?.kind && item.status == stage.select?.status
                && (stage.lists != nil || stage.select?.scope == .run || !item.isUsed)
        }
    }

    /// Gives an input and answers everything that it asks, as the store does.
    ///
    /// - Returns: What the sender is told in the end.
    @discardableResult
    mutating func give(_ input: RunInput, jitter: Double = 1) -> Transition.Verdict {
        let verdict = self.step(input, jitter: jitter).verdict
        return self.answerQuestions() ?? verdict
    }

    /// - Returns: A refusal, if one was the answer to an answer.
    @discardableResult
    mutating func answerQuestions() -> Transition.Verdict? {
        var refusal: Transition.Verdict?
        while let question = self.question {
            self.question = nil
            let verdict: Transition.Verdict
            switch question {
            case .select(let stage, let limit, let isCounting):
                let found = self.found(stage).map(\.id)
                let selection = Selection(
                    items: Array(found.prefix(limit)),
                    total: isCounting ? found.count : nil,
                    moved: self.moved
                )
                self.moved = 0
                verdict = self.step(.selected(selection)).verdict
            case .slot: verdict = self.step(self.admits ? .admitted : .mustWait).verdict
            case .estimate(let stage, let opening):
                let waiting = self.state.definition.pipeline.stages.map { $0.lists == nil ? self.found($0).count : 0 }
                let estimate = self.state.definition.pipeline.estimate(waiting: waiting, from: stage)
                verdict = self.step(.estimated(estimate, available: self.posted - self.held, opening)).verdict
            case .failed(let mode):
                let items = self.failed.map { FailedItem(id: $0.id, kind: $0.kind, status: $0.failedFrom ?? "") }
                verdict = self.step(.foundFailed(items, mode)).verdict
            case .cover(let amount, let answer):
                let available = self.posted - self.held
                let input: RunInput =
                    available >= amount ? .covered(amount, answer) : .uncovered(available: available, answer)
                verdict = self.step(input).verdict
            }
            if case .refused = verdict { refusal = verdict }
        }
        return refusal
    }

    /// The answer of a worker that has done the batch that is out.
    func success(_ output: BatchOutput? = nil) -> BatchCompleted {
        let (batch, stage) = (self.state.batch!, self.state.current!)
        var result = ["done": 1]
        if stage.function == Functions.generateContent { result["total_words"] = 2500 }
        if stage.function == Functions.generateImages { result["image_credits"] = 2 }
        var created: [BatchCompleted.Creation] = []
        for rule in stage.yields.creates {
            if stage.yields.needsParent {
                let count = (batch.items.count + 5) / 6
                created += (0..<count).map {
                    .init(kind: rule.kind, status: rule.status, parent: nil, attributes: [:], label: "\($0)")
                }
            } else if rule.least > 0 {
                for id in batch.items {
                    for _ in 0..<stage.forecast.yields(from: 1) {
                        created.append(.init(kind: rule.kind, status: rule.status, parent: id, attributes: [:]))
                    }
                }
            }
        }
        return BatchCompleted(
            reference: batch.reference,
            items: batch.items.enumerated().map { index, id in
                .init(
                    id: id,
                    status: stage.yields.statuses.first ?? "",
                    parentLabel: stage.yields.needsParent ? "\(index / 6)" : nil
                )
            },
            created: created,
            result: result,
            output: output
        )
    }

    func failure(transient: Bool, retryAfterMs: Int? = nil) -> BatchFailed {
        BatchFailed(
            reference: self.state.batch!.reference,
            error: WorkError(
                isTransient: transient,
                code: transient ? "rate_limited" : "policy",
                message: "no",
                retryAfterMs: retryAfterMs
            )
        )
    }

    /// Lets the time pass until something is due.
    mutating func letTimePass() {
        if let due = self.state.batch?.dueAt { self.now = max(self.now, due) }
        self.give(.due)
    }

    var names: [String] { self.events.map(\.name) }
}

extension Pipeline {
    static let newsletterForTests = forTests(.newsletter)
    static let echoForTests = forTests(.echo)
    static let contentForTests = forTests(.content)

    private static func forTests(_ type: JobType) -> Pipeline {
        Pipeline.standard(for: JobDefinition(name: "Test", type: type, status: .active))!
    }

    /// Two stages of several batches, one of which makes items for the next.
    static let batches = Pipeline(
        stages: [
            Stage(
                name: "one",
                select: .init(kind: "thing", status: "new"),
                batch: 2,
                worker: "w",
                function: "f",
                timeout: .seconds(60),
                yields: .init(statuses: ["half"], creates: [.init(kind: "child", status: "new")])
            ),
            Stage(
                name: "two",
                select: .init(kind: "thing", status: "half"),
                batch: 3,
                worker: "v",
                function: "f",
                timeout: .seconds(60),
                retries: 1,
                isSuspendable: true,
                yields: .init(statuses: ["whole"])
            ),
            Stage(
                name: "three",
                select: .init(kind: "nothing", status: "never"),
                worker: "w",
                function: "f",
                timeout: .seconds(60)
            ),
        ],
        seeds: Array(repeating: .init(kind: "thing", status: "new"), count: 5)
    )
}

/// Numbers that look random and are the same each time (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var z = self.state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
