import Contracts
import Testing
import Threads
import Values

@testable import AIGateway

/// Asking, checking and asking again, with answers that are written down beforehand.
@Suite struct ModelCallerTests {
    private final class Scripted: Provider {
        let name = "scripted"
        let models = [ProviderModel(id: "writer", title: "Writer", kind: .text)]
        let isModel: Bool
        private let answers: Lock<[Result<String, ProviderError>]>
        let requests = Lock<[ModelRequest]>([])

        init(_ answers: [Result<String, ProviderError>], isModel: Bool = true) {
            self.answers = Lock(answers)
            self.isModel = isModel
        }

        func complete(_ request: ModelRequest) async throws -> ModelAnswer {
            self.requests.withLock { $0.append(request) }
            let text = try self.answers.withLock { $0.removeFirst() }.get()
            request.progress?(text)
            return ModelAnswer(text: text, inputTokens: 10, outputTokens: 5, costMicros: 3)
        }
    }

    private static let good = """
        {"subject": "Tea", "title": "Tea", "intro": "Welcome.", "items": [{"heading": "x", "paragraphs": ["y"]}]}
        """

    private static func ask(_ provider: Scripted) async throws -> ModelCaller.Answered<NewsletterTask.Output> {
        let routes = try ModelRoutes("default=scripted/writer", [provider])
        let task = try NewsletterTask(
            settings: ["prompt": "Tea", "model": "fast"],
            jobName: "Letter",
            date: "2026-11-21"
        )
        return try await ModelCaller(routes: routes, limits: CallLimits(), callKey: "key").ask(task)
    }

    @Test("an answer that can be used is used, also when it stands among other words")
    func good() async throws {
        for text in [ModelCallerTests.good, "Sure!\n```json\n\(ModelCallerTests.good)\n```"] {
            let provider = Scripted([.success(text)])
            let answered = try await ModelCallerTests.ask(provider)
            #expect(answered.output.items == 1)
            #expect(
                answered.usage
                    == Usage(
                        provider: "scripted",
                        model: "writer",
                        requestedModel: "fast",
                        promptVersion: "newsletter/1",
                        inputTokens: 10,
                        outputTokens: 5,
                        costMicros: 3
                    )
            )
            let requests = provider.requests.withLock { $0 }
            #expect(requests.count == 1 && requests[0].repair == nil && requests[0].callKey == "key")
            #expect(requests[0].function == "generate_newsletter" && requests[0].schema?.name == "newsletter")
        }
    }

    @Test("one that cannot is sent back with its faults, and all calls are paid for")
    func repaired() async throws {
        let provider = Scripted([.success("Sorry."), .success("{\"subject\": 1}"), .success(ModelCallerTests.good)])
        let answered = try await ModelCallerTests.ask(provider)
        #expect(answered.usage.inputTokens == 30 && answered.usage.outputTokens == 15 && answered.usage.costMicros == 9)
        let repairs = provider.requests.withLock { $0.map(\.repair) }
        #expect(repairs.map { $0?.round } == [nil, 1, 2])
        #expect(repairs[1]?.answer == "Sorry.")
        #expect(repairs[2]?.faults.first?.pointer == "/subject")
    }

    @Test("after two repairs it is over, for good, with the last answer and what was spent")
    func beyondRepair() async throws {
        let provider = Scripted(["a", "b", "c", "d"].map { .success($0) })
        let error = await #expect(throws: ProviderError.self) { try await ModelCallerTests.ask(provider) }
        #expect(error?.code == "invalid_output" && error?.isTransient == false)
        #expect(error?.detail == "c")
        #expect(error?.usage?.costMicros == 9 && error?.usage?.model == "writer")
        #expect(provider.requests.withLock { $0.count } == 3)
    }

    @Test("a provider that is no model is not asked to correct itself")
    func noModel() async throws {
        let provider = Scripted([.success("a"), .success(ModelCallerTests.good)], isModel: false)
        let error = await #expect(throws: ProviderError.self) { try await ModelCallerTests.ask(provider) }
        #expect(error?.code == "invalid_output")
        #expect(provider.requests.withLock { $0.count } == 1)
    }

    @Test("a failure ends it at once, and says what was spent before")
    func failure() async throws {
        let down = ProviderError(code: "provider_error", isTransient: true, message: "", retryAfter: .seconds(4))
        let provider = Scripted([.success("a"), .failure(down), .success(ModelCallerTests.good)])
        let error = await #expect(throws: ProviderError.self) { try await ModelCallerTests.ask(provider) }
        #expect(error?.code == "provider_error" && error?.isTransient == true && error?.retryAfter == .seconds(4))
        #expect(error?.usage?.costMicros == 3)
        let first = await #expect(throws: ProviderError.self) {
            try await ModelCallerTests.ask(Scripted([.failure(down)]))
        }
        #expect(first?.usage == nil)
    }

    @Test("what the model writes becomes progress")
    func progress() async throws {
        let provider = Scripted([.success(ModelCallerTests.good)])
        let routes = try ModelRoutes("default=scripted/writer", [provider])
        let task = try NewsletterTask(
            settings: ["prompt": "Tea", "maxItems": 2],
            jobName: "Letter",
            date: "2026-11-21"
        )
        let told = Lock<[String]>([])
        var caller = ModelCaller(routes: routes, limits: CallLimits(), callKey: nil)
        caller.report = { phase, percent, text in told.withLock { $0.append("\(phase.rawValue) \(percent) \(text)") } }
        _ = try await caller.ask(task)
        #expect(
            told.withLock { $0 } == [
                "AI_CALL 10 Asking scripted/writer", "AI_CALL 27 Writing item 1 of 2 (25% complete)",
                "PARSE 80 Checking what was generated",
            ]
        )
    }

    @Test("a newsletter from a provider behind a network, with a repair on the way")
    func wholeWay() async throws {
        try await FakeProvider.run { fake in
            try await fake.fault(["kind": "invalid"], ["kind": "fenced", "times": .null])
            let provider = try fake.provider()
            let routes = try ModelRoutes("default=openai/writer", [provider])
            let task = try NewsletterTask(settings: ["prompt": "Tea"], jobName: "Letter", date: "2026-11-21")
            let answered = try await ModelCaller(routes: routes, limits: CallLimits(), callKey: "key").ask(task)
            #expect(answered.output.items == 2)
            #expect(answered.usage.provider == "openai" && answered.usage.costMicros > 0)
            #expect(try await fake.calls.map(\.idempotencyKey) == ["key", "key-repair1"])
        }
    }
}
