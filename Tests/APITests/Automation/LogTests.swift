import Contracts
import Testing
import Values

@testable import API

@Suite struct LogTests {
    private static func activity(_ events: [LogEvent]) -> String {
        var log = ActivityLog()
        var lines = ActivityLog.head(LogSamples.head)
        for event in events { lines += log.file(event) }
        return lines.joined(separator: "\n")
    }

    private static func stage(_ number: Int, _ events: [LogEvent]) throws -> String {
        var log = StageLog(try #require(ContentStage.numbered(number)))
        return events.filter { $0.stage == number || $0.stage == nil }.flatMap { log.file($0) }.joined(separator: "\n")
    }

    @Test("the log of a run is laid out as specified")
    func run() throws {
        #expect(
            try Self.activity(LogSamples.clustering()) == """
                ========================================
                AUTOMATION RUN: run_20251203_140523_manual
                Started: 2025-12-03 14:05:23
                Timezone: UTC
                Trigger: manual
                Account: demo
                Site: 0199f3a0-0000-7000-8000-000000000012
                ========================================

                14:05:23 - Credit check: 1,500 credits available, estimated need: 866 credits
                14:05:23 - Automation started (trigger: manual)
                14:05:24 - Stage 1 starting: Keywords → Clusters
                14:05:24 - Stage 1: Found 47 pending keywords
                14:05:24 - Stage 1: Processing batch 1/3 (20 keywords)
                14:07:30 - Stage 1: Batch 1/3 complete - 3 clusters created
                14:07:31 - Stage 1: Batch 2 failed (attempt 1) - rate_limited (transient): the provider asks to wait
                14:10:51 - Stage 1: Batch 3/3 complete - 5 clusters created
                14:10:51 - Stage 1 complete: 47 keywords → 8 clusters (5m 30s, 10 credits)
                14:10:51 - Stage 2 (Clusters → Ideas) skipped: No clusters to process
                """
        )
    }

    @Test("an end has totals and the whole error; a further attempt says what it passes over, and a new day its date")
    func ending() throws {
        let text = try Self.activity(LogSamples.ending())
        let end = text[try #require(text.firstRange(of: "14:17:31 - Automation failed")).lowerBound...]
        #expect(
            end == """
                14:17:31 - Automation failed at stage 4

                ========================================
                AUTOMATION FAILED
                Total Time: 12m 8s
                Stage 1: 47 keywords → 8 clusters (5m 30s, 10 credits)
                Stage 2: nothing to process
                Credits Used: 12.5
                Error (stage 4): no answer
                    a trace
                    of lines
                ========================================


                Date: 2025-12-04

                14:17:31 - Attempt 2: to go on at stage 4
                14:17:31 - Stage 1 already completed - skipping
                14:17:31 - Stage 2 already completed - skipping
                14:17:31 - Automation goes on at stage 4 (Tasks → Content), attempt 2
                14:17:31 - Automation complete. 2 content pieces ready for review
                """
        )
    }

    @Test("the log of a stage is laid out as specified")
    func stage() throws {
        #expect(
            try Self.stage(1, LogSamples.clustering()) == """
                ========================================
                STAGE 1: Keywords → Clusters (AI)
                Started: 2025-12-03 14:05:24
                Timezone: UTC
                ========================================
                14:05:24 - Query: keywords with status new, without a cluster, not disabled
                14:05:24 - Found 47 pending keywords
                14:05:24 - Batch size: 20 keywords
                14:05:24 - Total batches: 3

                --- Batch 1/3 ---
                14:05:24 - Keyword IDs: [\(LogSamples.id(0x101)), \(LogSamples.id(0x102))]
                14:05:24 - Calling auto_cluster
                14:05:28 - Phase: INIT - Initializing
                14:05:45 - Phase: AI_CALL - AI analyzing keywords
                14:07:30 - Phase: DONE
                14:07:30 - Result: 3 clusters created
                14:07:30 - Clusters: ["Coffee Beans", "Brewing, \\"by hand\\"", "Grin ders"]
                14:07:30 - Model: openai/writer (prompt clusters/1), 512 + 90 tokens, $0.001234
                14:07:30 - Credits used: 4
                14:07:31 - Error (attempt 1): rate_limited (transient): the provider asks to wait
                    HTTP 429
                    {"error":"slow down"}
                14:07:31 - Stage 1: try 1 of 4 failed: the provider asks to wait; next try in 2 s

                --- Batch 3/3 ---
                14:10:51 - Keyword IDs: []
                14:10:51 - Calling auto_cluster
                14:10:51 - Result: 5 clusters created
                14:10:51 - Credits used: 2

                ========================================
                STAGE 1 COMPLETE
                Total Time: 5m 30s
                Processed: 47 keywords
                Clusters Created: 8
                Batches: 3
                Credits Used: 10
                ========================================

                """
        )
    }

    @Test("a stage without work, a stage that was done before, a stage that has not begun")
    func others() throws {
        let events = try LogSamples.ending()
        #expect(
            try Self.stage(2, events) == """
                ========================================
                STAGE 2: Clusters → Ideas (AI)
                Started: 2025-12-03 14:05:23
                Timezone: UTC
                ========================================
                14:10:51 - Stage 2 (Clusters → Ideas) skipped: No clusters to process

                ========================================
                STAGE 2 SKIPPED
                ========================================

                14:17:31 - Stage 2 already completed - skipping
                """
        )
        #expect(try Self.stage(1, events).hasSuffix("\n14:17:31 - Stage 1 already completed - skipping"))
        #expect(try Self.stage(5, events) == "")
        #expect(
            try Self.stage(7, events).hasSuffix(
                "14:17:31 - Content IDs ready: [\(LogSamples.id(1)), \(LogSamples.id(2))]"
            )
        )
    }

    @Test("the last lines are the newest ones first, with what was last said of the batch that is out")
    func recent() throws {
        let events = try LogSamples.clustering()
        let live = LiveProgress(
            stage: 4,
            batch: 1,
            phase: "AI_CALL",
            percent: 65,
            message: "Writing sections",
            at: Timestamp(seconds: LogSamples.start.seconds + 500)
        )
        let lines = RecentActivity.lines(Array(events.suffix(3)), live: live)
        #expect(
            lines == [
                "14:13:43 - Stage 4: Writing sections (65% complete)",
                "14:10:51 - Stage 2 (Clusters → Ideas) skipped: No clusters to process",
                "14:10:51 - Stage 1 complete: 47 keywords → 8 clusters (5m 30s, 10 credits)",
                // How many there were before is not known any more: the names are counted, and this batch has none.
                "14:10:51 - Stage 1: Batch 3/3 complete - 0 clusters created",
            ]
        )
        #expect(RecentActivity.lines(events, live: nil).count == 10)
        let many = (0..<20).flatMap { _ in events }
        #expect(RecentActivity.lines(many, live: live).count == 50)
    }

    @Test(
        "times, lists and names as people read them",
        arguments: [
            (0, "0s"), (45, "45s"), (330, "5m 30s"), (3605, "1h 0m 5s"), (-5, "0s"), (90_000, "25h 0m 0s"),
        ]
    )
    func durations(seconds: Int, text: String) { #expect(LogText.duration(.seconds(seconds)) == text) }

    @Test("what a model has named cannot break out of its line")
    func lines() {
        #expect(LogText.line("a\r\nb\u{1B}[2Jc\u{202E}d\u{2028}e") == "a  b [2Jc d e")
        #expect(LogText.indented("one\r\n\ttwo\n\nthree") == ["    one", "     two", "    three"])
        #expect(LogText.list(["a \"b\"", "c, d"]) == #"["a \"b\"", "c, d"]"#)
        #expect(LogText.title("content_moved_to_review") == "Content Moved To Review")
        #expect(LogEvent.name(ofType: "stagecoach.content.review_ready.v1") == "content.review_ready")
        #expect(LogEvent.name(ofType: "odd") == "odd")
    }

    @Test(
        "credits are exact",
        arguments: [
            (0, "0"), (500, "0.5"), (10_000, "10"), (1_039_200, "1039.2"), (-3125, "-3.125"), (1, "0.001"),
            (1050, "1.05"),
        ]
    )
    func credits(thousandths: Int, text: String) { #expect(CreditText.text(thousandths: thousandths) == text) }
}
