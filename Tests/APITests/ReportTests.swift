import Contracts
import HTTP
import Testing
import Values

@testable import API

@Suite struct SnapshotDiffTests {
    private static func snapshot(_ sources: [String: JSON]) -> JSON {
        let all = sources.sorted { $0.key < $1.key }.map { name, data -> JSON in
            ["name": .string(name), "status": "ok", "bytes": 7, "ms": 3, "data": data]
        }
        return ["collectedAt": "2026-11-21T09:00:00Z", "sources": .array(all)]
    }

    private static func diff(_ before: JSON, _ after: JSON) -> [String] {
        SnapshotDiff(before: self.snapshot(["a": before]), after: self.snapshot(["a": after])).differences.map {
            "\($0.kind.rawValue) \($0.path)"
        }
    }

    @Test("differences are told path by path")
    func paths() {
        #expect(Self.diff(["x": 1, "y": [1, 2]], ["x": 1, "y": [1, 2]]) == [])
        #expect(Self.diff(["x": 1], ["x": 2]) == ["changed /a/data/x"])
        #expect(Self.diff(["x": 1, "y": 2], ["z": 1, "y": 2]) == ["removed /a/data/x", "added /a/data/z"])
        #expect(Self.diff([1, 2, 3], [1, 3]) == ["changed /a/data/1", "removed /a/data/2"])
        #expect(Self.diff([["b": ["c": .null]]], [["b": ["c": false]]]) == ["changed /a/data/0/b/c"])
        #expect(Self.diff(["a/b": 1, "~": 1], ["a/b": 2, "~": 2]) == ["changed /a/data/a~1b", "changed /a/data/~0"])
        #expect(Self.diff(1, ["x": 1]) == ["changed /a/data"])
        #expect(Self.diff(1, .number(1)) == [])
        #expect(Self.diff("é", "e\u{301}") == [])
    }

    @Test("sources are told apart by their names; one that failed has lost its data")
    func sources() {
        let before = Self.snapshot(["a": 1, "b": 2])
        var after = Self.snapshot(["b": 2, "c": 3])
        #expect(
            SnapshotDiff(before: before, after: after).differences.map(\.path) == ["/a", "/c"]
        )
        after = [
            "sources": [
                ["name": "b", "status": "failed", "error": "no answer", "data": .null],
                ["name": "a", "status": "ok", "data": 1],
            ]
        ]
        let diff = SnapshotDiff(before: before, after: after)
        #expect(diff.differences.map(\.path) == ["/b/data", "/b/error", "/b/status"])
        #expect(diff.differences.map(\.kind) == [.removed, .added, .changed])
    }

    @Test("many differences and long values are cut")
    func limits() {
        let before = Self.snapshot(["a": .array((0..<2000).map { .integer($0) })])
        let after = Self.snapshot(["a": .array((0..<2000).map { .integer($0 + 1) })])
        let diff = SnapshotDiff(before: before, after: after)
        #expect(diff.differences.count == 1000 && diff.isCut)
        let long = JSON.string(String(repeating: "x", count: 10_000))
        let cut = SnapshotDiff(before: Self.snapshot(["a": [:]]), after: Self.snapshot(["a": ["b": [long]]]))
        #expect((cut.differences[0].after?.bytes.count ?? 9999) < 600)
    }
}

@Suite struct TemplateFormTests {
    private static let body: JSON = [
        "name": "Sales", "prompt": "How is it?", "model": "fast", "output": "json", "timeoutSeconds": 20,
        "sources": [["name": "a", "type": "static", "data": 1]], "recipients": ["a@example.com"], "subject": "{{date}}",
        "schedule": ["frequency": "daily", "time": "09:00"], "status": "active",
    ]

    private static func definition(_ change: (inout JSON) -> Void = { _ in }) throws -> JobDefinition {
        var body = self.body
        change(&body)
        return try TemplateForm.definition(JSONDocument(body.bytes).root, status: .paused)
    }

    @Test("a template is a job of type report")
    func job() throws {
        let job = try Self.definition()
        #expect(job.type == .report && job.status == .active && job.name == "Sales")
        #expect(job.tasks["collect"] == ["sources": [["name": "a", "type": "static", "data": 1]]])
        #expect(
            job.tasks["generate"] == ["prompt": "How is it?", "model": "fast", "output": "json", "timeoutSeconds": 20]
        )
        #expect(job.tasks["deliver"] == ["enabled": true, "recipients": ["a@example.com"], "subject": "{{date}}"])
        let plain = try Self.definition { body in
            for name in ["recipients", "schedule", "model", "subject"] { body[name] = .some(.null) }
            body["status"] = .some(.null)
            body["id"] = "shown"
        }
        #expect(plain.tasks["deliver"] == nil && plain.schedule == nil && plain.status == .paused)
        #expect(try Self.definition { $0["recipients"] = [] }.tasks["deliver"] == nil)
        #expect(try Self.definition { $0["recipients"] = "all" }.tasks["deliver"]?["recipients"] == "all")
    }

    @Test(
        "what is wrong is named as the template has it",
        arguments: [
            ("name", "", "/name"), ("prompt", nil, "/prompt"), ("prompt", 7, "/prompt"), ("sources", nil, "/sources"),
            ("sources", [], "/sources"), ("output", "pdf", "/output"), ("timeoutSeconds", 0, "/timeoutSeconds"),
            ("recipients", ["x"], "/recipients/0"), ("recipients", 7, "/recipients"), ("subject", "{{x}}", "/subject"),
            ("status", "asleep", "/status"), ("sources", [["name": "a", "type": "static"]], "/sources/0/data"),
        ] as [(String, JSON?, String)]
    )
    func wrong(member: String, value: JSON?, pointer: String) {
        let problem = #expect(throws: Problem.self) { try Self.definition { $0[member] = value } }
        #expect(problem?.errors.map(\.pointer) == [pointer])
    }

    @Test("members that nobody knows are refused")
    func unknown() {
        #expect(throws: Refusal.self) { try Self.definition { $0["prompts"] = 1 } }
        #expect(throws: Refusal.self) {
            try Self.definition { $0["sources"] = [["name": "a", "type": "static", "data": 1, "uri": "x"]] }
        }
    }
}

@Suite struct ExecutionTests {
    @Test("each status of a run has its word")
    func words() {
        let words = Dictionary(uniqueKeysWithValues: RunStatus.allCases.map { ($0, ExecutionStatus($0).rawValue) })
        #expect(
            words == [
                .pending: "Pending", .running: "Running", .pausing: "Running", .paused: "Running",
                .waitingReview: "Running",
                .completed: "Success", .partial: "Success", .failed: "Error", .cancelled: "Error",
            ]
        )
        #expect(Set(ExecutionStatus.allCases.flatMap(\.runStatuses)) == Set(RunStatus.allCases.map(\.rawValue)))
    }

    @Test("the tries of a stage are those that failed, and the one that came to its end")
    func attempts() {
        func stage(_ number: Int, _ status: String) -> RunView.StageRow {
            .init(
                number: number,
                name: "S",
                status: status,
                attempt: 1,
                total: 1,
                processed: 1,
                failed: 0,
                batches: 1,
                startedAt: nil,
                completedAt: Timestamp(seconds: 9),
                result: [:]
            )
        }
        let failed = [
            ExecutionAttempt(stage: 1, name: "S", number: 1, at: Timestamp(seconds: 1), error: ["code": "x"]),
            ExecutionAttempt(stage: 2, name: "S", number: 1, at: Timestamp(seconds: 2), error: ["code": "y"]),
        ]
        let all = ExecutionAttempt.all(failed: failed, stages: [stage(1, "completed"), stage(2, "failed")])
        #expect(all.map(\.stage) == [1, 1, 2] && all.map(\.number) == [1, 2, 1])
        #expect(all.map { $0.error == nil } == [false, true, false])
    }
}
