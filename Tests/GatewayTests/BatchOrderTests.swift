import Contracts
import Testing
import Values

@testable import AIGateway
@testable import AMQP

@Suite struct BatchOrderTests {
    private static let item = Work.Item(
        id: ID(high: 1, low: 2),
        kind: "issue",
        status: "new",
        attributes: ["topic": "tea"]
    )

    static let work = Work(
        batch: 1,
        epoch: 3,
        token: ID(high: 0x4000, low: 1 << 63),
        function: Functions.generateNewsletter,
        jobId: ID(high: 3, low: 4),
        jobName: "Tea letter",
        jobType: .newsletter,
        stageName: "generate",
        date: "2026-11-21",
        timeoutMs: 300_000,
        silenceMs: nil,
        settings: ["prompt": "Tea"],
        items: [item]
    )

    private static func delivery(_ work: Work, _ change: (inout JSON) -> Void = { _ in }) throws -> Delivery {
        let envelope = Envelope(
            id: "message",
            source: "/services/orchestrator",
            type: Work.type,
            organization: OrganizationID("demo"),
            run: ID(high: 5, low: 6),
            stage: 1,
            attempt: 2,
            correlation: "correlation",
            traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            data: work.bytes
        )
        var json = try JSON(parsing: envelope.bytes)
        change(&json)
        return self.delivery(json.bytes)
    }

    private static func delivery(_ body: [UInt8]) -> Delivery {
        Delivery(
            exchange: Exchanges.work,
            routingKey: Workers.text,
            properties: MessageProperties(),
            body: body,
            isRedelivered: false,
            tag: 1,
            session: 1
        )
    }

    @Test("a batch is read with all that its answer needs")
    func reading() throws {
        let order = try BatchOrder(BatchOrderTests.delivery(BatchOrderTests.work))
        #expect(order.work == BatchOrderTests.work)
        #expect(order.key == BatchOrder.Key(run: ID(high: 5, low: 6), stage: 1, batch: 1))
        #expect(order.organization.text == "demo")
        #expect(order.attempt == 2)
        let payload = BatchSuspended(reference: order.work.reference)
        let message = try order.message(payload, routingKey: "key", source: "/services/ai-gateway", isCertain: false)
        let root = try JSONDocument(message.body).root
        let envelope = try Envelope(json: root)
        #expect(envelope.causation == "message" && envelope.correlation == "correlation")
        #expect(envelope.run == order.key.run && envelope.stage == 1 && envelope.attempt == 2)
        #expect(envelope.type == BatchSuspended.type && envelope.id == message.properties.messageID)
        #expect(envelope.traceparent == "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
        #expect(try BatchSuspended(json: #require(root["data"])) == payload)
        #expect(!message.isPersistent && !message.isMandatory)
        #expect(try order.message(payload, routingKey: "key", source: "x").isMandatory)
    }

    @Test("what decides about the outcome decides about the hash, and nothing else does")
    func hashes() throws {
        func hash(_ change: (inout Work) -> Void) throws -> [UInt8] {
            var work = BatchOrderTests.work
            change(&work)
            return try BatchOrder(BatchOrderTests.delivery(work)).hash
        }
        let plain = try hash { _ in }
        // A batch that is given out anew is the same one: it must not be asked for twice.
        #expect(try hash { $0.epoch = 9 } == plain)
        #expect(try hash { $0.token = ID() } == plain)
        #expect(try hash { $0.timeoutMs = 1 } == plain)
        let others = [
            try hash { $0.function = "other" }, try hash { $0.jobName = "Other" }, try hash { $0.date = "2026-11-22" },
            try hash { $0.settings = ["prompt": "Coffee"] },
            try hash { $0.settings = ["prompt": "Tea", "tone": "dry"] },
            try hash { $0.items = [] }, try hash { $0.items[0].attributes = ["topic": "coffee"] },
            try hash { $0.items[0].id = ID() }, try hash { $0.items.append($0.items[0]) },
        ]
        #expect(Set(others + [plain]).count == others.count + 1)
    }

    @Test("the order of members does not matter to the hash")
    func order() throws {
        let text = String(decoding: try BatchOrderTests.delivery(BatchOrderTests.work).body, as: UTF8.self)
        let settings = #""settings":{"prompt":"Tea"}"#
        #expect(text.contains(settings))
        func hash(_ written: String) throws -> [UInt8] {
            try BatchOrder(BatchOrderTests.delivery(Array(text.replacing(settings, with: written).utf8))).hash
        }
        #expect(
            try hash(#""settings":{"tone":"dry","prompt":"Tea"}"#)
                == hash(#""settings" : { "prompt":"T\u0065a","tone":"dry" }"#)
        )
    }

    @Test(
        "what is no batch of work is refused with its kind",
        arguments: [
            ("type", "stagecoach.run.start.v1", .unsupportedType),
            ("type", "stagecoach.batch.work.v2", .unsupportedType),
            ("orgid", nil, .unsupportedType), ("runid", nil, .unsupportedType), ("stage", nil, .unsupportedType),
            ("runid", "1", .invalidMessage), ("specversion", "0.3", .invalidMessage), ("data", nil, .invalidMessage),
            ("data", [:], .invalidMessage), ("id", nil, .invalidMessage),
        ] as [(String, JSON?, ProblemCode)]
    )
    func refused(member: String, value: JSON?, code: ProblemCode) throws {
        let delivery = try BatchOrderTests.delivery(BatchOrderTests.work) { $0[member] = value }
        let problem = #expect(throws: Problem.self) { try BatchOrder(delivery) }
        #expect(problem?.code == code)
    }

    @Test("a body that is no JSON, or nests too deeply, is refused")
    func bodies() {
        for body in ["", "batch", String(repeating: "[", count: 40)] {
            let problem = #expect(throws: Problem.self) { try BatchOrder(BatchOrderTests.delivery(Array(body.utf8))) }
            #expect(problem?.code == .invalidMessage)
        }
    }
}
