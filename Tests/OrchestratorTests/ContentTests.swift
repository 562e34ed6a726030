import Contracts
import Orchestrator
import Testing
import Values

/// Runs of the content pipeline.
@Suite struct ContentTests {
    private func world(keywords: Int = 47, posted: Int = 2_000_000) -> World {
        var world = World(.contentForTests, type: .content)
        world.add("keyword", "new", count: keywords)
        world.posted = posted
        return world
    }

    /// Has workers do what is out, until the run rests or `stop` says so.
    private func work(_ world: inout World, until stop: (World) -> Bool = { _ in false }) {
        for _ in 0..<5000 where !stop(world) {
            guard let batch = world.state.batch, world.state.status == .running else { return }
            switch batch.clock {
            case .queued, .started: world.give(.completed(world.success()))
            case .rearmed: world.give(.due)
            case .ready: world.give(.admitted)
            case .backoff, .suspended: return
            }
        }
    }

    private func results(_ world: World) -> [Int: StageSnapshot] {
        var results: [Int: StageSnapshot] = [:]
        for event in world.events where ["stage.completed", "stage.skipped", "stage.failed"].contains(event.name) {
            results[event.stage] = event.event.stage
        }
        return results
    }

    @Test("47 keywords go through all seven stages, and everything adds up")
    func whole() {
        var world = self.world()
        #expect(world.give(.begin) == .applied)
        #expect(world.state.held == 866_000)
        self.work(&world)
        #expect(world.state.status == .completed)
        let results = self.results(world).mapValues(\.result)
        // 20, 20 and 7 keywords: 4 + 4 + 2 clusters.
        #expect(results[1] == ["keywords_processed": 47, "clusters_created": 10, "batches_run": 3, "done": 3])
        #expect(results[2] == ["clusters_processed": 10, "ideas_created": 70, "batches_run": 10, "done": 10])
        #expect(results[3] == ["ideas_processed": 70, "tasks_created": 70, "batches_run": 4])
        #expect(
            results[4]
                == [
                    "tasks_processed": 70, "tasks_total": 70, "content_created": 70, "total_words": 175_000,
                    "batches_run": 70, "done": 70,
                ]
        )
        #expect(
            results[5] == ["content_processed": 70, "prompts_created": 280, "batches_run": 70, "done": 70]
        )
        #expect(
            results[6]
                == [
                    "images_processed": 280, "images_generated": 280, "content_moved_to_review": 70,
                    "batches_run": 280, "done": 280,
                ]
        )
        #expect(results[7] == ["ready_for_review": 70, "batches_run": 0])
        #expect(self.results(world)[7]?.items?.count == 70)
        #expect(world.count("content", "review") == 70)
        #expect(world.count("idea", "completed") == 70)
        #expect(world.count("task", "completed") == 70)
        let credits = self.results(world).values.reduce(0) { $0 + ($1.credits ?? 0) }
        #expect(credits == 10_000 + 20_000 + 350_000 + 140_000 + 560_000)
        #expect(world.state.outcome.credits == credits)
        #expect(world.charges.reduce(0) { $0 + $1.amount } == credits)
        #expect(world.posted == 2_000_000 - credits)
        #expect(world.held == 0 && world.state.held == 0)
        #expect(world.names.suffix(1) == ["run.completed"])
        #expect(world.names.contains("content.review_ready"))
    }

    @Test("a site with nothing to do completes, each stage skipped and logged")
    func empty() {
        var world = self.world(keywords: 0, posted: 0)
        #expect(world.give(.begin) == .applied)
        #expect(world.state.status == .completed)
        #expect(world.names.filter { $0 == "stage.skipped" }.count == 6)
        let said = world.events.map(\.event.message)
        #expect(said.contains("Stage 1 (Keywords → Clusters) skipped: No keywords to process"))
        #expect(world.names.first == "run.running")
        #expect(world.state.startedAt != nil)
    }

    @Test("without the credits nothing starts; with exactly enough it does")
    func refused() {
        for (posted, text) in [
            (500_000, "Need ~866 credits, you have 500"),
            (1_039_199, "Need ~866 credits (1,039.2 with reserve), you have 1,039.199"),
        ] {
            var world = self.world(posted: posted)
            guard case .refused(let problem) = world.give(.begin) else { return #expect(Bool(false)) }
            #expect(problem.code == .insufficientCredits)
            #expect(problem.detail == text)
            #expect(world.events.isEmpty && world.held == 0 && world.state.stage == 0)
        }
        var world = self.world(posted: 1_039_200)
        #expect(world.give(.begin) == .applied)
        #expect(world.held == 866_000)
    }

    @Test("use beyond what is set aside takes from what is there; with nothing left the run fails, and can go on")
    func exhausted() {
        var world = self.world(keywords: 6, posted: 150_000)
        world.give(.begin)
        #expect(world.held == 2000 + 2000 + 35_000 + 14_000 + 56_000)
        // Each article is six times as long as expected.
        var batches = 0
        while world.state.status == .running, batches < 1000 {
            batches += 1
            if world.state.batch?.clock == .rearmed { world.give(.due) }
            guard world.state.batch?.isInFlight == true else { continue }
            var answer = world.success()
            if world.state.stage == 4 { answer.result["total_words"] = 15_000 }
            world.give(.completed(answer))
            #expect(world.posted - world.held >= 0 && world.held >= 0)
        }
        #expect(world.state.status == .failed)
        #expect(world.state.error?.code == "insufficient_credits")
        #expect(world.state.error?.stage == 4)
        #expect(world.failed == [])
        #expect(world.held == 0)
        // 4,000 for the first stages, then 30,000 each: the fifth has hardly anything left.
        let done = world.count("content", "draft")
        #expect(world.posted == 150_000 - 4000 - done * 30_000 && done == 4)
        guard case .refused(let problem) = world.give(.retry(.all)) else { return #expect(Bool(false)) }
        #expect(problem.code == .insufficientCredits)
        world.posted += 1_000_000
        let batch = world.state.progress.batches
        #expect(world.give(.retry(.all)) == .applied)
        // The same batch: the worker knows its answer.
        #expect(world.state.batch?.number == batch + 1)
        self.work(&world)
        #expect(world.state.status == .completed)
        #expect(world.count("content", "review") == 7)
    }

    @Test("pausing lets the batch in flight end; going on takes the next, and no item is done twice")
    func pause() {
        var world = self.world()
        world.give(.begin)
        self.work(&world) { $0.state.stage == 4 && $0.state.batch?.number == 24 }
        #expect(world.give(.pause) == .applied)
        #expect(world.state.status == .pausing)
        world.give(.completed(world.success()))
        #expect(world.state.status == .paused)
        #expect(world.count("content", "draft") == 24)
        #expect(world.held == world.state.held && world.held > 0)
        #expect(world.give(.resume) == .applied)
        #expect(world.state.batch?.number == 25)
        #expect(world.state.progress.total == 70)
        self.work(&world)
        #expect(world.state.status == .completed)
        #expect(world.count("content", "review") == 70)
    }

    @Test("an item that failed for good stops the run; tried again it goes on from there")
    func failedItem() {
        var world = self.world()
        world.give(.begin)
        self.work(&world) { $0.state.stage == 4 && $0.state.batch?.number == 10 }
        let item = world.state.batch?.items.first
        world.give(.failed(world.failure(transient: false)))
        #expect(world.state.status == .failed)
        #expect(world.failed.map(\.id) == [item])
        #expect(world.held == 0)
        #expect(world.give(.retry(.failedOnly)) == .applied)
        #expect(world.failed == [])
        #expect(world.state.attempt == 2)
        #expect(world.state.batch?.items.first == item)
        #expect(world.state.progress.total == 70)
        #expect(world.state.progress.processed == 9)
        self.work(&world)
        #expect(world.state.status == .completed)
        #expect(self.results(world)[4]?.result["tasks_processed"] == 70)
        #expect(world.count("content", "review") == 70)
        guard case .refused = world.give(.retry(.all)) else { return #expect(Bool(false)) }
    }

    @Test("failed items can be left out: the run ends partial, lists them, and takes them up later")
    func leftOut() {
        var world = self.world(keywords: 12)
        world.give(.begin)
        self.work(&world) { $0.state.stage == 4 && $0.state.batch?.number == 3 }
        let item = world.state.batch!.items[0]
        world.give(.failed(world.failure(transient: false)))
        #expect(world.give(.retry(.skipFailed)) == .applied)
        self.work(&world)
        #expect(world.state.status == .partial)
        #expect(self.results(world)[4]?.leftOut == [item])
        #expect(self.results(world)[4]?.result["content_created"] == 13)
        #expect(world.count("content", "review") == 13)
        guard case .refused = world.give(.retry(.skipFailed)) else { return #expect(Bool(false)) }
        #expect(world.give(.retry(.failedOnly)) == .applied)
        #expect(world.state.stage == 4)
        self.work(&world)
        #expect(world.state.status == .completed)
        #expect(world.count("content", "review") == 14)
    }

    @Test("without failed items there is nothing to try again or to leave out")
    func nothingFailed() {
        var world = self.world(keywords: 6, posted: 150_000)
        world.give(.begin)
        for _ in 0..<4 {
            world.give(.failed(world.failure(transient: true)))
            world.letTimePass()
        }
        #expect(world.state.status == .failed)
        #expect(world.failed.count == 6)
        world.give(.retry(.all))
        #expect(world.state.status == .running)
        var other = self.world(keywords: 0)
        other.give(.begin)
        for mode in [Retry.failedOnly, .skipFailed, .all] {
            guard case .refused = other.give(.retry(mode)) else { return #expect(Bool(false)) }
        }
    }

    @Test("items that come later are for the next run: what was counted is what is done")
    func manyIdeas() {
        var world = self.world(keywords: 0, posted: 1_000_000_000)
        world.add("idea", "new", count: 2345)
        world.give(.begin)
        #expect(world.state.stage == 3)
        #expect(world.count("task", "queued") == 1000)
        #expect(world.state.batch?.clock == .rearmed)
        #expect(world.give(.pause) == .applied)
        #expect(world.state.status == .paused)
        world.give(.resume)
        #expect(world.count("task", "queued") == 2000)
        world.give(.due)
        #expect(world.state.stage == 4)
        #expect(self.results(world)[3]?.result == ["ideas_processed": 2345, "tasks_created": 2345, "batches_run": 118])
        #expect(self.results(world)[3]?.batches == 118)
        world.give(.cancel)
        #expect(world.held == 0)
    }

    @Test("an answer that the stage does not allow is invalid output")
    func invalid() {
        func outcome(stage: Int, _ change: (inout BatchCompleted) -> Void) -> String? {
            var world = self.world(keywords: 6)
            world.give(.begin)
            self.work(&world) { $0.state.stage == stage }
            var answer = world.success()
            change(&answer)
            world.give(.completed(answer))
            return world.state.error?.code
        }
        #expect(outcome(stage: 1) { _ in } == nil)
        #expect(outcome(stage: 1) { $0.items[0].parentLabel = nil } == "invalid_output")
        #expect(outcome(stage: 1) { $0.items[0].parentLabel = "none" } == "invalid_output")
        #expect(outcome(stage: 1) { $0.created.append($0.created[0]) } == "invalid_output")
        #expect(outcome(stage: 1) { $0.created[0].status = "mapped" } == "invalid_output")
        #expect(outcome(stage: 1) { $0.created[0].kind = "content" } == "invalid_output")
        #expect(outcome(stage: 1) { $0.items.removeLast() } == "invalid_output")
        #expect(outcome(stage: 2) { $0.created = [] } == "invalid_output")
        #expect(outcome(stage: 2) { $0.created[0].parent = ID() } == "invalid_output")
        #expect(outcome(stage: 4) { $0.created.append($0.created[0]) } == "invalid_output")
        #expect(outcome(stage: 5) { $0.created = [] } == "invalid_output")
        #expect(outcome(stage: 6) { $0.items[0].status = "approved" } == "invalid_output")
    }

    @Test("what images cost is bounded, whatever the worker states")
    func imagePrice() throws {
        let price = try #require(Pipeline.contentForTests.stages[5].price)
        func charge(_ result: [String: Int]) -> Int {
            price.charge(
                for: BatchCompleted(
                    reference: BatchReference(batch: 1, epoch: 1, token: ID()),
                    items: [.init(id: ID(), status: "generated")],
                    result: result
                )
            )
        }
        #expect(charge([:]) == 1000)
        #expect(charge(["image_credits": 3]) == 3000)
        #expect(charge(["image_credits": 1_000_000_000_000]) == 4000)
        #expect(charge(["image_credits": -5]) == 1000)
    }
}
