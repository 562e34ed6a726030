import Contracts
import Orchestrator
import Testing
import Values

/// Reports: stages without items, and what one hands to the next.
@Suite struct ReportTests {
    private static func tasks(isDelivered: Bool, timeout: Int? = nil) -> JSON {
        var generate: JSON = ["prompt": "p"]
        generate["timeoutSeconds"] = timeout.map { .integer(Int64($0)) }
        var tasks: JSON = ["collect": ["sources": []], "generate": generate]
        if isDelivered { tasks["deliver"] = ["enabled": true, "recipients": "all"] }
        return tasks
    }

    private static func pipeline(_ tasks: JSON) throws -> Pipeline {
        let definition = JobDefinition(name: "R", type: .report, status: .active, tasks: tasks)
        return try #require(Pipeline.standard(for: definition))
    }

    private static func world(isDelivered: Bool = false, replayOf: ID? = nil) throws -> World {
        let tasks = self.tasks(isDelivered: isDelivered)
        return World(try self.pipeline(tasks), tasks: tasks, type: .report, replayOf: replayOf)
    }

    private static func source(_ name: String, isGood: Bool) -> SourceFacts {
        SourceFacts(
            name: name,
            status: isGood ? .ok : .failed,
            error: isGood ? nil : "no answer",
            bytes: 1,
            ms: 1,
            tries: 1
        )
    }

    private static func collected(_ world: inout World, _ goods: Bool...) -> ID {
        let ref = world.makeID()
        let sources = goods.enumerated().map { self.source("s\($0.offset)", isGood: $0.element) }
        world.give(.completed(world.success(BatchOutput(snapshotRef: ref, sources: sources))))
        return ref
    }

    @Test("the pipeline is as long as there is somebody to send to, and as patient as the settings say")
    func pipelines() throws {
        #expect(try Self.pipeline(Self.tasks(isDelivered: false)).stages.map(\.worker) == ["source.fetch", "ai.text"])
        let whole = try Self.pipeline(Self.tasks(isDelivered: true, timeout: 7))
        #expect(whole.stages.map(\.function) == ["collect_sources", "generate_report", "send_report"])
        #expect(whole.stages.map(\.timeout) == [.seconds(300), .seconds(7), nil])
        #expect(whole.stages.map(\.retries) == [3, 3, 0])
    }

    @Test("what is collected is the input of what is generated")
    func whole() throws {
        var world = try Self.world()
        world.give(.begin)
        let input = Self.collected(&world, true, true)
        #expect(world.state.stage == 2 && world.state.outcome.snapshotRef == input)
        let content = world.makeID()
        world.give(.completed(world.success(BatchOutput(contentRef: content))))
        let run = world.state.snapshot
        #expect(run.status == .completed && run.error == nil)
        #expect(run.snapshotRef == input && run.contentRef == content && run.sources?.count == 2)
    }

    @Test("a source that gave nothing leaves the run partial, with its name and its error")
    func partial() throws {
        var world = try Self.world()
        world.give(.begin)
        _ = Self.collected(&world, true, false)
        world.give(.completed(world.success(BatchOutput(contentRef: world.makeID()))))
        #expect(world.state.status == .partial)
        let error = try #require(world.state.error)
        #expect(error.code == "sources_failed" && error.stage == 1)
        #expect(error.message == "1 of 2 sources failed: s1 (no answer)")
        guard case .refused = world.give(.send) else { return #expect(Bool(false), "there is nothing to send") }
        guard case .refused = world.give(.retry(.all)) else { return #expect(Bool(false), "there is nothing to retry") }
    }

    @Test("without any source the run fails after three more tries, with the last error and all sources")
    func dead() throws {
        var world = try Self.world()
        world.give(.begin)
        for number in 1...4 {
            #expect(world.state.status == .running && world.state.batch?.tries == number)
            let batch = try #require(world.state.batch)
            let error = WorkError(isTransient: true, code: "sources_failed", message: "try \(number)", detail: "whole")
            let output = BatchOutput(sources: [Self.source("s0", isGood: false)])
            world.give(.failed(BatchFailed(reference: batch.reference, error: error, output: output)))
            if let due = world.state.batch?.dueAt { world.now = due }
            world.give(.due)
        }
        #expect(world.state.status == .failed)
        #expect(world.state.error == RunError(code: "sources_failed", message: "try 4", stage: 1, detail: "whole"))
        #expect(world.state.snapshot.sources?.count == 1 && world.state.snapshot.snapshotRef == nil)
        let failures = world.events.filter { $0.name == "batch.failed" }
        #expect(failures.map { $0.event.batch?.error?.message } == (1...4).map { "try \($0)" })
    }

    @Test("delivery that fails leaves the report; sending it again is possible, and once all is sent it is not")
    func delivery() throws {
        var world = try Self.world(isDelivered: true)
        world.give(.begin)
        _ = Self.collected(&world, true, false)
        world.give(.completed(world.success(BatchOutput(contentRef: world.makeID()))))
        let batch = try #require(world.state.batch)
        let error = WorkError(isTransient: false, code: "no_such_list", message: "no list")
        world.give(.failed(BatchFailed(reference: batch.reference, error: error)))
        #expect(world.state.status == .partial && world.state.error?.stage == 3)
        #expect(world.give(.send) == .applied)
        world.give(.completed(world.success(BatchOutput(accepted: 2))))
        #expect(world.state.status == .partial && world.state.error?.code == "sources_failed")
        guard case .refused = world.give(.send) else { return #expect(Bool(false), "it was sent twice") }
    }

    @Test("with delivery switched off what is missing is said all the same")
    func gate() throws {
        var tasks = Self.tasks(isDelivered: true)
        tasks["deliver"] = ["enabled": false, "recipients": "all"]
        var world = World(try Self.pipeline(tasks), tasks: tasks, type: .report)
        world.give(.begin)
        _ = Self.collected(&world, true, false)
        world.give(.completed(world.success(BatchOutput(contentRef: world.makeID()))))
        #expect(world.state.status == .partial && world.state.error?.code == "sources_failed")
        #expect(world.give(.send) == .applied)
    }

    @Test("a stage that is done again is the only one")
    func replay() throws {
        var world = try Self.world(isDelivered: true, replayOf: ID(high: 1, low: 2))
        let input = world.makeID()
        world.state.outcome.snapshotRef = input
        world.state.outcome.sources = [Self.source("s0", isGood: true)]
        #expect(world.give(.replay(stage: 2)) == .applied)
        #expect(world.names == ["run.running", "stage.skipped", "stage.started"])
        #expect(world.dispatched.map(\.stage) == [2])
        world.give(.completed(world.success(BatchOutput(contentRef: world.makeID()))))
        #expect(world.state.status == .completed && world.dispatched.count == 1)
        #expect(world.state.snapshot.snapshotRef == input && world.state.snapshot.replayOf == ID(high: 1, low: 2))
    }

    @Test("only a run that is made for it does a stage again")
    func wrongReplay() throws {
        var world = try Self.world()
        #expect(world.give(.replay(stage: 2)) == .late)
        #expect(world.give(.begin) == .applied)
        #expect(world.give(.replay(stage: 2)) == .late)
        var other = try Self.world(replayOf: ID())
        #expect(other.give(.replay(stage: 3)) == .late)
    }
}
