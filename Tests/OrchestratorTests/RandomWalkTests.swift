import Contracts
import Orchestrator
import Testing
import Values

/// Many thousand runs to which anything happens at any time; what must always hold, is looked at after each step.
@Suite struct RandomWalkTests {
    @Test("the rules hold on every path", arguments: 0..<4)
    func walk(pipeline: Int) {
        for seed in 0..<(pipeline == 3 ? 300 : 2000) {
            var random = SeededGenerator(state: UInt64(seed))
            var world = self.world(pipeline, &random)
            var walk = Walk()
            walk.check(world.give(.begin), world)
            for _ in 0..<60 where !walk.isBroken {
                world.admits = Int.random(in: 0..<4, using: &random) > 0
                if Int.random(in: 0..<3, using: &random) == 0 { world.now = world.now + .seconds(700) }
                walk.check(world.give(self.randomInput(world, &random)), world)
            }
            // With good will on all sides it comes to an end.
            world.admits = true
            for _ in 0..<200 where !walk.isBroken && world.state.status != .completed {
                if world.state.status == .cancelled || world.state.status == .partial { break }
                walk.check(world.give(self.helpfulInput(&world)), world)
            }
            #expect(world.state.status.isEnded && world.state.status != .failed, "seed \(seed) of \(pipeline)")
        }
    }

    private func world(_ pipeline: Int, _ random: inout SeededGenerator) -> World {
        switch pipeline {
        case 0: World(.newsletterForTests, tasks: ["publish": ["enabled": .bool(Bool.random(using: &random))]])
        case 1: World(.batches)
        case 3: self.content(&random)
        default: World(.echoForTests, type: .echo)
        }
    }

    private func content(_ random: inout SeededGenerator) -> World {
        var world = World(.contentForTests, type: .content)
        world.add("keyword", "new", count: Int.random(in: 0...3, using: &random))
        world.add("image", "pending", count: Int.random(in: 0...2, using: &random))
        world.posted = World.posted
        return world
    }

    private func randomInput(_ world: World, _ random: inout SeededGenerator) -> RunInput {
        let commands: [RunInput] = [
            .pause, .resume, .cancel, .retry(.all), .retry(.failedOnly), .retry(.skipFailed), .send, .due, .resend,
            .admitted, .mustWait, .begin, .replay(stage: 2),
            .selected(Selection(items: [])),
        ]
        // Cancelling ends most of what could be seen.
        if Int.random(in: 0..<20, using: &random) == 0 { return .cancel }
        if let batch = world.state.batch, Bool.random(using: &random) {
            return switch Int.random(in: 0..<6, using: &random) {
            case 0: .started(batch.reference)
            case 1: .failed(world.failure(transient: Bool.random(using: &random)))
            case 2: .suspended(batch.reference)
            default: .completed(world.success(.init(contentRef: world.makeID(), accepted: 1)))
            }
        }
        return commands.filter { $0 != .cancel }.randomElement(using: &random)!
    }

    private func helpfulInput(_ world: inout World) -> RunInput {
        switch world.state.status {
        case .pending: return .admitted
        case .paused: return .resume
        case .failed: return .retry(.all)
        default: break
        }
        switch world.state.batch?.clock {
        case .queued, .started, .suspended: return .completed(world.success(.init(accepted: 1)))
        case .backoff:
            world.now = world.now + .seconds(1000)
            return .due
        case .rearmed: return .due
        case .ready, nil: return .admitted
        }
    }
}

/// What is remembered of a run to compare with.
private struct Walk {
    var events = 0
    var dispatched = 0
    var stage = 0
    var attempt = 1
    var epoch = 0
    var lastStatus = RunStatus.pending
    var isBroken = false
    /// Batches that are done: stage and number.
    var completed: Set<[Int]> = []

    mutating func check(_ verdict: Transition.Verdict, _ world: World) {
        let state = world.state
        func rule(_ holds: Bool, _ what: String) -> Bool {
            if !holds { Issue.record("\(what): \(state.status) \(String(describing: state.batch)) \(world.names)") }
            return holds
        }
        var holds = true
        holds =
            rule(
                world.events.map(\.sequence)
                    == Array(1...max(1, world.events.count)).prefix(world.events.count).map { $0 },
                "sequences have no gaps"
            ) && holds
        holds = rule(state.sequence == world.events.count, "the state knows its last event") && holds
        holds = rule(Set(world.events.map(\.id)).count == world.events.count, "event ids are unique") && holds
        holds = rule(state.status.isEnded == (state.completedAt != nil), "ended means a time of the end") && holds
        let inFlight = state.batch?.isInFlight ?? false
        holds =
            rule(!inFlight || state.status == .running || state.status == .pausing, "work is out only while running")
            && holds
        holds = rule(state.status != .pausing || inFlight, "pausing waits for a batch in flight") && holds
        holds = rule(state.status != .running || state.batch != nil, "a running run has a batch") && holds
        let isTimed = inFlight || state.batch?.clock == .backoff || state.batch?.clock == .rearmed
        holds =
            rule(state.status != .running || isTimed == (state.batch?.dueAt != nil), "what can hang has a clock")
            && holds
        holds =
            rule(
                !(state.status == .paused || state.status.isEnded) || state.batch?.dueAt == nil,
                "nothing happens by itself in a run that rests"
            ) && holds
        // A partial run that is retried takes up what was left out.
        let mayGoBack = state.attempt > self.attempt
        holds = rule(state.stage >= self.stage || mayGoBack, "stages are not gone back to") && holds
        holds =
            rule(state.held == world.held && world.held >= 0, "the account and the run agree on what is held") && holds
        holds = rule(!state.status.isEnded || state.held == 0, "nothing stays set aside at an end") && holds
        let charged = world.charges.reduce(0) { $0 + $1.amount }
        holds = rule(state.outcome.credits == charged, "what it cost was charged") && holds
        holds = rule(world.posted == 0 || world.posted == World.posted - charged, "accounts add up") && holds
        holds = rule(Set(world.charges.map(\.epoch)).count == world.charges.count, "a try is charged once") && holds
        holds = rule(state.epoch >= self.epoch, "epochs do not fall") && holds
        if state.status != self.lastStatus {
            let fresh = world.events.dropFirst(self.events).map(\.name)
            holds = rule(fresh.contains("run.\(state.status.rawValue)"), "a change of status is an event") && holds
        }
        for (stage, batch) in world.dispatched.dropFirst(self.dispatched) {
            holds =
                rule(!self.completed.contains([stage, batch.number]), "a completed batch is not given out again")
                && holds
        }
        for event in world.events.dropFirst(self.events) where event.name == "batch.completed" {
            let key = [event.stage, event.event.batch!.number]
            holds = rule(self.completed.insert(key).inserted, "a batch completes once") && holds
        }
        self.events = world.events.count
        self.dispatched = world.dispatched.count
        self.stage = state.stage
        self.attempt = state.attempt
        self.epoch = state.epoch
        self.lastStatus = state.status
        self.isBroken = !holds
    }
}
