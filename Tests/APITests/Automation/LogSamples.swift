import Contracts
import Values

@testable import API

/// The events of a run as the history has them.
struct LogSamples {
    private var events: [LogEvent] = []
    private var seconds: Int64
    var attempt = 1

    /// 2025-12-03 14:05:23, as in the specification.
    static let start = Timestamp("2025-12-03T14:05:23Z") ?? Timestamp(seconds: 0)
    static let head = LogHead(
        key: "run_20251203_140523_manual",
        trigger: "manual",
        account: "demo",
        site: "0199f3a0-0000-7000-8000-000000000012",
        startedAt: Self.start
    )

    init() { self.seconds = Self.start.seconds }

    mutating func wait(_ seconds: Int64) { self.seconds += seconds }

    static func id(_ number: Int) -> ID { ID(high: 0x0199_f3a0_0000_7000, low: 0x8000_0000_0000_0000 | UInt64(number)) }

    @discardableResult
    mutating func add(_ name: String, stage: Int? = nil, _ data: JSON) throws -> LogEvent {
        let event = LogEvent(
            sequence: self.events.count + 1,
            at: Timestamp(seconds: self.seconds),
            name: name,
            stage: stage,
            attempt: self.attempt,
            data: try JSONDocument(data.bytes).root
        )
        self.events.append(event)
        return event
    }

    static func stage(
        _ number: Int,
        _ status: String,
        total: Int = 0,
        _ result: JSON = [:],
        credits: Int? = nil,
        from: Int64 = 0,
        to: Int64? = nil,
        failed: Int = 0
    ) -> JSON {
        var stage: JSON = [
            "number": .integer(Int64(number)), "name": "…", "status": .string(status), "total": .integer(Int64(total)),
            "processed": 0, "failed": .integer(Int64(failed)), "batches": 3, "result": result,
            "startedAt": .string("\(self.start + .seconds(from))"),
        ]
        if let credits { stage["credits"] = .integer(Int64(credits)) }
        if let to { stage["completedAt"] = .string("\(self.start + .seconds(to))") }
        return stage
    }

    /// The run of the specification's example: 47 keywords, three batches, a retry of the second one.
    static func clustering() throws -> [LogEvent] {
        var run = LogSamples()
        try run.add("credits.held", ["message": "Credit check: 1,500 credits available, estimated need: 866 credits"])
        try run.add("run.running", ["message": "Run started (trigger: manual)"])
        run.wait(1)
        try run.add(
            "stage.started",
            stage: 1,
            ["message": "Stage 1 started", "stage": self.stage(1, "running", total: 47, from: 1)]
        )
        try run.add(
            "batch.started",
            stage: 1,
            [
                "message": "Stage 1: Processing batch 1/3 (20 keywords)",
                "stage": self.stage(1, "running", total: 47, from: 1),
                "batch": [
                    "number": 1, "attempt": 1, "items": 20, "of": 3,
                    "ids": [.string("\(self.id(0x101))"), .string("\(self.id(0x102))")],
                ],
            ]
        )
        run.wait(126)
        try run.add(
            "batch.completed",
            stage: 1,
            [
                "message": "Stage 1: batch 1/3 complete",
                "stage": self.stage(
                    1,
                    "running",
                    total: 47,
                    ["clusters_created": 3, "keywords_processed": 20],
                    from: 1
                ),
                "batch": [
                    "number": 1, "attempt": 1, "items": 20, "of": 3, "credits": 4000,
                    "created": ["Coffee Beans", "Brewing, \"by hand\"", "Grin\nders"],
                    "phases": [
                        ["phase": "INIT", "at": "2025-12-03T14:05:28.5Z", "message": "Initializing"],
                        ["phase": "AI_CALL", "at": "2025-12-03T14:05:45Z", "message": "AI analyzing keywords"],
                        ["phase": "DONE", "at": "2025-12-03T14:07:30Z"],
                    ],
                    "usage": [
                        "provider": "openai", "model": "writer", "promptVersion": "clusters/1", "inputTokens": 512,
                        "outputTokens": 90, "costMicros": 1234,
                    ],
                ],
            ]
        )
        run.wait(1)
        try run.add(
            "batch.failed",
            stage: 1,
            [
                "message": "Stage 1: try 1 of 4 failed: the provider asks to wait; next try in 2 s",
                "stage": self.stage(
                    1,
                    "running",
                    total: 47,
                    ["clusters_created": 3, "keywords_processed": 20],
                    from: 1
                ),
                "batch": [
                    "number": 2, "attempt": 1, "items": 20,
                    "error": [
                        "transient": true, "code": "rate_limited", "message": "the provider asks to wait",
                        "detail": "HTTP 429\n{\"error\":\"slow down\"}",
                    ],
                ],
            ]
        )
        run.wait(200)
        try run.add(
            "batch.completed",
            stage: 1,
            [
                "message": "…",
                "stage": self.stage(
                    1,
                    "running",
                    total: 47,
                    ["clusters_created": 8, "keywords_processed": 47],
                    from: 1
                ),
                "batch": ["number": 3, "attempt": 1, "items": 7, "of": 3, "credits": 2000, "ids": []],
            ]
        )
        try run.add(
            "stage.completed",
            stage: 1,
            [
                "message": "Stage 1 completed",
                "stage": self.stage(
                    1,
                    "completed",
                    total: 47,
                    ["batches_run": 3, "clusters_created": 8, "keywords_processed": 47],
                    credits: 10_000,
                    from: 1,
                    to: 331
                ),
            ]
        )
        try run.add(
            "stage.skipped",
            stage: 2,
            [
                "message": "Stage 2 (Clusters → Ideas) skipped: No clusters to process",
                "stage": self.stage(2, "skipped"),
            ]
        )
        return run.events
    }

    /// What comes behind it: an end, and a second attempt on the next day.
    static func ending() throws -> [LogEvent] {
        var run = LogSamples()
        run.events = try self.clustering()
        run.seconds = run.events.last?.at.seconds ?? run.seconds
        run.wait(400)
        try run.add(
            "run.failed",
            [
                "message": "Run failed at stage 4",
                "run": [
                    "startedAt": "2025-12-03T14:05:23Z", "credits": 12_500,
                    "error": ["code": "provider", "message": "no\nanswer", "stage": 4, "detail": "a trace\nof lines"],
                ],
            ]
        )
        run.wait(86_400)
        run.attempt = 2
        try run.add("run.pending", ["message": "Attempt 2: to go on at stage 4"])
        try run.add("run.running", ["message": "Run goes on at stage 4 (Tasks → Content), attempt 2"])
        try run.add(
            "content.review_ready",
            stage: 7,
            [
                "message": "Automation complete. 2 content pieces ready for review",
                "stage": [
                    "number": 7, "status": "running", "items": [.string("\(self.id(1))"), .string("\(self.id(2))")],
                ],
            ]
        )
        return run.events
    }
}
