import Contracts
import Testing
import Values

/// Codecs that are written by hand, held against the ones that the compiler makes.
@Suite struct CodecTests {
    private static func root(_ bytes: [UInt8]) throws -> JSONElement { try JSONDocument(bytes).root }

    /// Equal as JSON: the order of members means nothing.
    private static func expectEqual(_ written: [UInt8], _ value: some Codable & Hashable) throws {
        #expect(try JSON(parsing: written) == JSON(parsing: value.jsonBytes()))
    }

    @Test("events of runs", arguments: 0..<300 as Range<UInt64>)
    func events(seed: UInt64) throws {
        var samples = Samples(seed: seed)
        let event = samples.event()
        try CodecTests.expectEqual(event.bytes, event)
        let root = try CodecTests.root(event.bytes)
        #expect(try RunEvent(json: root) == event)
        var run = event.run
        run.error = nil
        run.sources = nil
        #expect(try RunSnapshot(reading: #require(root["run"])) == run)
        guard var stage = event.stage else { return }
        stage.result = [:]
        #expect(try StageSnapshot(reading: #require(root["stage"])) == stage)
    }

    @Test("what is no run or stage as this version knows it is refused")
    func strangeEvents() throws {
        var samples = Samples(seed: 1)
        let event = JSON(try CodecTests.root(samples.event().bytes))
        for (member, value) in [
            ("id", "x"), ("key", 1), ("jobId", .null), ("jobName", [:]), ("type", "podcast"), ("trigger", "moon"),
            ("status", "sleeping"), ("createdAt", "yesterday"),
        ] as [(String, JSON)] {
            var run = try #require(event["run"])
            run[member] = value
            let root = try CodecTests.root(run.bytes)
            #expect(throws: FieldError.self) { try RunSnapshot(reading: root) }
        }
        let stage = try CodecTests.root(Array(#"{"number":1,"name":"a","status":"asleep"}"#.utf8))
        #expect(throws: FieldError.self) { try StageSnapshot(reading: stage) }
    }

    @Test("work", arguments: 0..<200 as Range<UInt64>)
    func work(seed: UInt64) throws {
        var samples = Samples(seed: seed)
        let work = samples.work()
        try CodecTests.expectEqual(work.bytes, work)
        let root = try CodecTests.root(work.bytes)
        #expect(try Work(checking: root) == work)
        #expect(WorkEcho(root)?.reference == work.reference)
    }

    @Test("an echo reads of its work what the whole of it would be refused for as well")
    func echo() throws {
        var samples = Samples(seed: 1)
        let work = JSON(try CodecTests.root(samples.work().bytes))
        for member in ["batch", "epoch", "token"] {
            for value in [nil, "1", .number(1.5), true, [1]] as [JSON?] {
                var changed = work
                changed[member] = value
                #expect(WorkEcho(try CodecTests.root(changed.bytes)) == nil)
                #expect(throws: FieldError.self) { try Work(json: CodecTests.root(changed.bytes)) }
            }
        }
    }

    @Test("answers, the plain ones and the others", arguments: 0..<300 as Range<UInt64>)
    func completed(seed: UInt64) throws {
        var samples = Samples(seed: seed)
        var answer = samples.completed()
        if seed % 3 == 0 { answer = BatchCompleted(reference: answer.reference, result: answer.result) }
        if seed % 6 == 0 { answer.result = [:] }
        try CodecTests.expectEqual(answer.bytes, answer)
        let root = try CodecTests.root(answer.bytes)
        let problems = answer.problems()
        guard problems.isEmpty else {
            #expect(throws: Problem(problems)) { try BatchCompleted(reading: root) }
            return
        }
        #expect(try BatchCompleted(reading: root) == answer)
        #expect(try BatchCompleted(checking: root) == answer)
    }

    @Test("an answer that is not whole is refused alike by both ways of reading it")
    func brokenAnswers() throws {
        let plain = JSON(try CodecTests.root(BatchCompleted(reference: Samples.reference).bytes))
        let values: [JSON?] = [
            nil, .some(.null), "", "x", 0, .number(1.5), true, [], [[:]], [1], [:], ["a": 1], ["a": "b"],
        ]
        for member in ["reference", "items", "created", "result", "output", "usage", "phases", "unknown"] {
            for value in values {
                var changed = plain
                changed[member] = value
                let root = try CodecTests.root(changed.bytes)
                let read = Result { () throws(Problem) in try BatchCompleted(reading: root) }
                let checked = Result { () throws(Problem) in try BatchCompleted(checking: root) }
                #expect(read == checked, "\(member): \(String(describing: value))")
            }
        }
    }

    @Test("envelopes are read as they were written", arguments: 0..<300 as Range<UInt64>)
    func envelopes(seed: UInt64) throws {
        var samples = Samples(seed: seed)
        let envelope = samples.envelope()
        #expect(try Envelope(json: CodecTests.root(envelope.bytes)) == envelope)
    }

    @Test("problems keep all that programs need", arguments: ProblemCode.allCases)
    func problems(code: ProblemCode) throws {
        let problem = Problem(
            code,
            "in words",
            retryAfter: 3,
            runId: ID(),
            runKey: "run_1",
            errors: [FieldError(pointer: "/a", message: "b")]
        )
        let root = try CodecTests.root(problem.jsonBytes())
        #expect(try Problem(json: root) == problem)
        #expect(root["status"]?.integer == Int64(code.status))
        #expect(root["title"]?.string == code.title)
        #expect(root["retryable"]?.bool == code.isRetryable)
        #expect((400...599).contains(code.status))
    }
}

extension Samples {
    static var reference: BatchReference { BatchReference(batch: 1, epoch: 2, token: ID(high: 0x4000, low: 1 << 63)) }
}
