import Contracts
import Orchestrator
import Recurrence
import Threads
import Values

/// A run with everything around it played: items, workers, the broker, the clock.
struct World {
    var state: RunState
    var now = Timestamp(seconds: 1_800_000_000)
    /// What the state machine waits to be told before anything else may happen.
    private(set) var question: Question?
    /// Items of each status that the run's stages will find.
    var items: [String: [ID]] = [:]
    private(set) var events: [RunOccurrence] = []
    private(set) var dispatched: [(stage: Int, batch: Batch)] = []
    private(set) var controls: [BatchControl.Action] = []
    /// Whether the organization has a slot free.
    var admits = true
    private let ids = Counter()

    enum Question {
        case select(Stage)
        case slot
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

    init(_ pipeline: Pipeline, tasks: JSON = [:], type: JobType = .newsletter) {
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
                siteID: nil,
                pipeline: pipeline,
                tasks: tasks,
                zone: (try? ZoneDatabase.system.zone("UTC"))!
            ),
            trigger: .manual,
            createdAt: self.now,
            plannedAt: nil
        )
        for seed in pipeline.seeds { self.items[seed.status, default: []].append(counter.next()) }
    }

    func makeID() -> ID { self.ids.next() }

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
        case .select(let stage): self.question = .select(stage)
        case .requestSlot: self.question = .slot
        case .dispatch(let batch): self.dispatched.append((self.state.stage, batch))
        case .control(let action, _): self.controls.append(action)
        case .emit(let event): self.events.append(event)
        case .apply(let changes, _):
            for change in changes {
                for status in self.items.keys { self.items[status]?.removeAll { $0 == change.id } }
                self.items[change.error == nil ? change.status : "failed", default: []].append(change.id)
            }
        case .restoreFailed(let stage):
            guard let status = stage.select?.status else { return }
            self.items[status, default: []] += self.items["failed"] ?? []
            self.items["failed"] = []
        }
    }

    /// Gives an input and answers everything that it asks, as the store does.
    @discardableResult
    mutating func give(_ input: RunInput, jitter: Double = 1) -> Transition.Verdict {
        let verdict = self.step(input, jitter: jitter).verdict
        self.answerQuestions()
        return verdict
    }

    mutating func answerQuestions() {
        while let question = self.question {
            self.question = nil
            switch question {
            case .select(let stage):
                let found = self.items[stage.select?.status ?? ""] ?? []
                let batch = Array(found.prefix(stage.batch))
                self.step(.selected(items: batch, remaining: found.count - batch.count))
            case .slot: self.step(self.admits ? .admitted : .mustWait)
            }
        }
    }

    /// The answer of a worker that has done the batch that is out.
    func success(_ output: BatchOutput? = nil) -> BatchCompleted {
        let batch = self.state.batch!
        return BatchCompleted(
            reference: batch.reference,
            items: batch.items.map { .init(id: $0, status: self.state.current!.yields.statuses.first ?? "") },
            result: ["done": 1],
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
    static let newsletterForTests = Pipeline.standard(for: .newsletter)!
    static let echoForTests = Pipeline.standard(for: .echo)!

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
                yields: .init(statuses: ["half"], kinds: ["child"])
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
