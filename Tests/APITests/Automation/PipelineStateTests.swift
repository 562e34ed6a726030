import Contracts
import Testing
import Values

@testable import API

@Suite struct PipelineStateTests {
    private static let start = Timestamp(seconds: 1_800_000_000)

    private static func run(_ status: RunStatus, _ stages: [RunView.StageRow]) -> RunView {
        var run = RunView(
            id: ID(),
            key: "run_20270115_080000_manual_1",
            jobID: ID(),
            jobName: "Pipeline",
            type: "content",
            trigger: "manual",
            status: status.rawValue,
            attempt: 1,
            createdAt: self.start,
            startedAt: self.start,
            siteID: ID(),
            stage: 1
        )
        run.stages = stages
        return run
    }

    private static func row(_ number: Int, _ status: StageStatus, _ result: JSON, credits: Int?) -> RunView.StageRow {
        RunView.StageRow(
            number: number,
            name: "…",
            status: status.rawValue,
            attempt: 1,
            total: 47,
            processed: 47,
            failed: 0,
            batches: 3,
            startedAt: self.start,
            completedAt: self.start + .seconds(60),
            result: result,
            credits: credits
        )
    }

    /// The second stage, of which the history has heard nothing yet.
    private static let progress = RunProgress(
        id: ID(),
        stage: 2,
        total: 8,
        processed: 2,
        failed: 0,
        batches: 2,
        result: ["ideas_created": 14, "clusters_processed": 2],
        stageCredits: 4000,
        stageStartedAt: start + .seconds(60),
        batch: 3,
        batchTitle: "Coffee Beans",
        batchStartedAt: start + .seconds(80),
        batchSize: 1,
        remaining: 5,
        credits: 14_500,
        held: 851_500,
        estimate: 866_000
    )

    private static func live(_ batch: Int, at seconds: Int64) -> LiveProgress {
        LiveProgress(
            stage: 2,
            batch: batch,
            phase: "AI_CALL",
            percent: 40,
            message: "Generating ideas",
            at: Timestamp(seconds: self.start.seconds + seconds)
        )
    }

    private static func state(_ live: LiveProgress? = nil) -> PipelineState {
        PipelineState(
            run: self.run(
                .running,
                [self.row(1, .completed, ["clusters_created": 8, "batches_run": 3], credits: 10_000)]
            ),
            progress: self.progress,
            waiting: [2: 6, 3: 14],
            live: live,
            now: self.start + .seconds(90)
        )
    }

    private static func json(_ write: (inout JSONWriter) -> Void) throws -> JSON {
        var writer = JSONWriter()
        write(&writer)
        return try JSON(parsing: writer.bytes)
    }

    @Test("a run is shown with the figures of the stage that is under way")
    func running() throws {
        let run = try Self.json { Self.state().writeRun(to: &$0) }
        #expect(run["run_id"] == "run_20270115_080000_manual_1")
        #expect((run["status"], run["current_stage"], run["total_credits_used"]) == ("running", 2, .number(14.5)))
        #expect((run["credits_estimated"], run["credits_reserved"]) == (866, .number(851.5)))
        #expect(run["stage_1_result"] == ["clusters_created": 8, "batches_run": 3, "credits_used": 10])
        #expect(
            run["stage_2_result"]
                == ["ideas_created": 14, "clusters_processed": 2, "batches_run": 2, "credits_used": 4]
        )
        #expect((run["stage_3_result"], run["error_message"]) == (.null, .null))
    }

    @Test("queues show what waits, and of the stage that is under way what there was")
    func queues() throws {
        let state = Self.state()
        let queues = try Self.json { PipelineState.writeQueues(state.waiting, state.forecast, to: &$0) }
        #expect(queues["stage_1"] == ["total": 0, "pending": 0])
        #expect(queues["stage_2"] == ["total": 8, "pending": 6])
        #expect(queues["stage_3"] == ["total": 14, "pending": 14])
    }

    @Test("the batch that is out shows what its worker last said, and nothing of an earlier one")
    func items() throws {
        let json = try Self.json { Self.state(Self.live(3, at: 85)).writeProgress(to: &$0) }
        let stage = try #require(json["stages"]?.array?[1])
        #expect(stage["batch"] == ["number": 3, "of": 8])
        #expect(stage["current_item"]?["title"] == "Coffee Beans")
        #expect(stage["current_item"]?["message"] == "Generating ideas")
        #expect(stage["current_item"]?["percent"] == 40)
        #expect((stage["remaining"], stage["percent"], stage["credits_used"]) == (6, 25, 4))
        #expect(json["stages"]?.array?[2]["waits_for"] == "Clusters → Ideas")
        #expect(json["stages"]?.array?[2]["is_estimate"] == true)
        #expect(json["phases"]?.array?.count == 6)
        #expect(Self.state(Self.live(2, at: 85)).live == nil)
        #expect(Self.state(Self.live(3, at: 79)).live == nil)
    }

    @Test("a run that has ended is what the history has of it")
    func ended() throws {
        var run = Self.run(
            .partial,
            [
                Self.row(6, .completed, ["images_generated": 3], credits: 6000),
                Self.row(7, .completed, ["ready_for_review": 2], credits: nil),
            ]
        )
        let (content, image) = (ID(), ID())
        run.stage = 7
        run.stages[0].leftOut = [image]
        run.stages[1].items = [content]
        let state = PipelineState(run: run, progress: Self.progress, live: Self.live(3, at: 85), now: Self.start)
        let json = try Self.json { state.writeRun(to: &$0) }
        #expect((json["status"], json["is_partial"], json["current_stage"]) == ("completed", true, 7))
        #expect(json["stage_2_result"] == .null)
        #expect(json["stage_6_result"]?["skipped_ids"] == [.string("\(image)")])
        #expect(json["stage_7_result"]?["content_ids"] == [.string("\(content)")])
        #expect(state.live == nil)
    }
}
