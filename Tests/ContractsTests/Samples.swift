import Contracts
import Values

/// Makes values of messages; the same seed makes the same ones.
struct Samples {
    private var state: UInt64

    init(seed: UInt64) { self.state = seed }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var value = self.state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    mutating func below(_ count: Int) -> Int { Int(self.next() % UInt64(count)) }
    mutating func flag() -> Bool { self.below(2) == 0 }
    mutating func one<Value>(of values: [Value]) -> Value { values[self.below(values.count)] }
    mutating func maybe<Value>(_ make: (inout Samples) -> Value) -> Value? { self.flag() ? make(&self) : nil }
    mutating func list<Value>(upTo count: Int, _ make: (inout Samples) -> Value) -> [Value] {
        (0..<self.below(count + 1)).map { _ in make(&self) }
    }

    mutating func id() -> ID { ID(high: self.next(), low: self.next()) }
    mutating func time() -> Timestamp { Timestamp(microseconds: Int64(self.next() % 4_000_000_000_000_000)) }
    mutating func number() -> Int {
        self.one(of: [0, 1, -1, 9, 10, 99, 100, .max, .min, Int(truncatingIfNeeded: self.next())])
    }

    /// Of pieces that writers of JSON stumble over.
    mutating func text() -> String {
        let pieces = [
            "", "a", "\"", "\\", "/", "\n", "\r", "\r\n", "\t", "\u{1}", "\u{1F}", "\u{7F}", "é", "e\u{301}",
            "\u{2028}",
            "😀", "</script>", "\u{FEFF}", "null", "{{date}}", " ", String(repeating: "x", count: 300),
        ]
        return self.list(upTo: 6) { $0.one(of: pieces) }.joined()
    }

    mutating func json(depth: Int = 3) -> JSON {
        switch self.below(depth == 0 ? 5 : 7) {
        case 0: .null
        case 1: .bool(self.flag())
        case 2: .integer(Int64(self.number()))
        case 3: .number(self.one(of: [0.5, -1.25e-7, 1e300, 3.141592653589793]))
        case 4: .string(self.text())
        case 5: .array(self.list(upTo: 3) { $0.json(depth: depth - 1) })
        default: .object(self.members(depth: depth - 1))
        }
    }

    private mutating func members(depth: Int) -> [String: JSON] {
        let pairs = self.list(upTo: 4) { ($0.text(), $0.json(depth: depth)) }
        return Dictionary(pairs) { first, _ in first }
    }

    mutating func object() -> JSON { .object(self.members(depth: 2)) }

    mutating func figures() -> [String: Int] {
        let pairs = self.list(upTo: 4) { ($0.text(), $0.number()) }
        return Dictionary(pairs) { first, _ in first }
    }
}

// MARK: - Messages

extension Samples {
    mutating func reference() -> BatchReference {
        BatchReference(batch: self.number(), epoch: self.number(), token: self.id())
    }

    mutating func usage() -> Usage {
        Usage(
            provider: self.text(),
            model: self.text(),
            requestedModel: self.maybe { $0.text() },
            promptVersion: self.text(),
            inputTokens: self.number(),
            outputTokens: self.number(),
            costMicros: self.number()
        )
    }

    mutating func phases() -> [PhaseMark] {
        self.list(upTo: 3) { samples in
            PhaseMark(
                phase: samples.one(of: Phase.allCases),
                at: samples.time(),
                message: samples.maybe { $0.text() }
            )
        }
    }

    mutating func workError() -> WorkError {
        WorkError(
            isTransient: self.flag(),
            code: self.text(),
            message: self.text(),
            detail: self.maybe { $0.text() },
            retryAfterMs: self.maybe { $0.number() }
        )
    }

    mutating func sources() -> [SourceFacts] {
        self.list(upTo: 3) { samples in
            SourceFacts(
                name: samples.text(),
                status: samples.one(of: SourceFacts.Status.allCases),
                code: samples.maybe { $0.text() },
                error: samples.maybe { $0.text() },
                bytes: samples.number(),
                ms: samples.number(),
                tries: samples.number(),
                truncated: samples.flag()
            )
        }
    }

    mutating func output() -> BatchOutput {
        BatchOutput(
            contentRef: self.maybe { $0.id() },
            accepted: self.maybe { $0.number() },
            refused: self.maybe { $0.number() },
            unconfirmed: self.maybe { $0.number() },
            suppressed: self.maybe { $0.number() },
            snapshotRef: self.maybe { $0.id() },
            sources: self.maybe { $0.sources() }
        )
    }

    mutating func work() -> Work {
        Work(
            batch: self.number(),
            epoch: self.number(),
            token: self.id(),
            function: self.text(),
            jobId: self.id(),
            jobName: self.text(),
            jobType: self.one(of: JobType.allCases),
            stageName: self.text(),
            date: self.text(),
            timeoutMs: self.maybe { $0.number() },
            silenceMs: self.maybe { $0.number() },
            settings: self.object(),
            items: self.list(upTo: 3) {
                Work.Item(id: $0.id(), kind: $0.text(), status: $0.text(), attributes: $0.object())
            },
            outputs: Work.Outputs(contentRef: self.maybe { $0.id() }, snapshotRef: self.maybe { $0.id() })
        )
    }

    mutating func completed() -> BatchCompleted {
        BatchCompleted(
            reference: self.reference(),
            items: self.list(upTo: 2) { samples in
                BatchCompleted.Change(
                    id: samples.id(),
                    status: samples.text(),
                    attributes: samples.maybe { $0.object() },
                    error: samples.maybe { $0.text() }
                )
            },
            created: self.list(upTo: 2) { samples in
                BatchCompleted.Creation(
                    kind: samples.text(),
                    status: samples.text(),
                    parent: samples.maybe { $0.id() },
                    attributes: samples.object()
                )
            },
            result: self.figures(),
            output: self.maybe { $0.output() },
            usage: self.maybe { $0.usage() },
            phases: self.phases()
        )
    }

    mutating func run() -> RunSnapshot {
        RunSnapshot(
            id: self.id(),
            key: self.text(),
            jobId: self.id(),
            jobName: self.text(),
            siteId: self.maybe { $0.id() },
            type: self.one(of: JobType.allCases),
            trigger: self.one(of: Trigger.allCases),
            status: self.one(of: RunStatus.allCases),
            attempt: self.number(),
            stage: self.number(),
            stages: self.number(),
            createdAt: self.time(),
            plannedAt: self.maybe { $0.time() },
            startedAt: self.maybe { $0.time() },
            completedAt: self.maybe { $0.time() },
            generated: self.flag(),
            contentRef: self.maybe { $0.id() },
            sent: self.flag(),
            recipients: self.number(),
            refused: self.number(),
            unconfirmed: self.number(),
            credits: self.number(),
            costMicros: self.number(),
            error: self.maybe { samples in
                RunError(
                    code: samples.text(),
                    message: samples.text(),
                    stage: samples.number(),
                    detail: samples.maybe { $0.text() }
                )
            },
            snapshotRef: self.maybe { $0.id() },
            sources: self.maybe { $0.sources() },
            replayOf: self.maybe { $0.id() }
        )
    }

    mutating func stage() -> StageSnapshot {
        StageSnapshot(
            number: self.number(),
            name: self.text(),
            status: self.one(of: StageStatus.allCases),
            total: self.number(),
            processed: self.number(),
            failed: self.number(),
            batches: self.number(),
            startedAt: self.maybe { $0.time() },
            completedAt: self.maybe { $0.time() },
            result: self.figures()
        )
    }

    mutating func event() -> RunEvent {
        RunEvent(
            level: self.one(of: LogLevel.allCases),
            message: self.text(),
            run: self.run(),
            stage: self.maybe { $0.stage() },
            next: self.maybe { RunEvent.NextStage(number: $0.number(), name: $0.text()) },
            batch: self.maybe { samples in
                RunEvent.BatchFacts(
                    number: samples.number(),
                    attempt: samples.number(),
                    items: samples.number(),
                    phases: samples.maybe { $0.phases() },
                    usage: samples.maybe { $0.usage() },
                    error: samples.maybe { $0.workError() }
                )
            }
        )
    }

    /// A text as attributes of an envelope may have it: not empty.
    private mutating func name() -> String { "n" + self.text().prefix(300) }

    mutating func envelope() -> Envelope {
        Envelope(
            id: self.name(),
            source: self.name(),
            type: self.name(),
            subject: self.maybe { $0.name() },
            time: self.maybe { $0.time() },
            organization: self.maybe { $0.one(of: [.system, OrganizationID("a_-9")!]) },
            run: self.maybe { $0.id() },
            stage: self.maybe { $0.below(1 << 31) },
            attempt: self.maybe { $0.below(1 << 31) },
            sequence: self.maybe { $0.below(1 << 31) },
            correlation: self.maybe { $0.name() },
            causation: self.maybe { $0.name() },
            idempotencyKey: self.maybe { $0.name() },
            expiryTime: self.maybe { $0.time() },
            traceparent: self.maybe { $0.name() },
            data: self.object().bytes
        )
    }
}
