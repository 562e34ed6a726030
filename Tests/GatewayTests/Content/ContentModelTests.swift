import Contracts
import Testing
import Threads
import Values

@testable import AIGateway

/// The functions of the content pipeline with a provider behind a network.
@Suite(.timeLimit(.minutes(2)))
struct ContentModelTests {
    private static func caller(_ fake: FakeProvider) throws -> ModelCaller {
        let routes = try ModelRoutes("default=openai/writer", [try fake.provider()])
        return ModelCaller(routes: routes, limits: CallLimits(within: .seconds(30)), callKey: "call")
    }

    private static let works: [(work: Work, schema: String)] = [
        (
            ContentWork.keywords(
                "latte",
                "flat white coffee",
                "green tea",
                clusters: [ContentWork.cluster("Coffee")]
            ), "clusters"
        ), (ContentWork.make("generate_ideas", [ContentWork.cluster("Coffee")]), "ideas"),
        (ContentWork.task(), "article"), (ContentWork.content(), "image_prompts"),
    ]

    @Test("each is answered by a model, at once")
    func good() async throws {
        try await FakeProvider.run { fake in
            let caller = try ContentModelTests.caller(fake)
            for (work, schema) in ContentModelTests.works {
                let performed = try await FunctionList.read(work).perform(work, caller)
                #expect(performed.yield.items.count == work.items.count && !performed.yield.created.isEmpty)
                #expect(performed.usage?.provider == "openai" && (performed.usage?.costMicros ?? 0) > 0)
                #expect(try await fake.calls.last?.schema == schema)
            }
            #expect(try await fake.calls.count == 4)
        }
    }

    @Test("a server that enforces no schema finds it in the prompt", arguments: ["no_schema", "no_format", "fenced"])
    func plain(kind: String) async throws {
        try await FakeProvider.run { fake in
            try await fake.fault(["kind": .string(kind), "times": .null])
            let caller = try ContentModelTests.caller(fake)
            for (work, _) in ContentModelTests.works {
                #expect(!(try await FunctionList.read(work).perform(work, caller).yield.created.isEmpty))
            }
        }
    }

    @Test("an answer that is wrong is sent back, and corrected", arguments: ["missing", "unknown", "invalid", "short"])
    func repaired(kind: String) async throws {
        try await FakeProvider.run { fake in
            let caller = try ContentModelTests.caller(fake)
            var expected = 0
            for (work, schema) in ContentModelTests.works {
                let isTold = kind != "unknown" || schema != "article"
                if kind == "short", schema != "article" { continue }
                try await fake.fault(["kind": .string(kind), "schema": .string(schema)])
                let performed = try await FunctionList.read(work).perform(work, caller)
                #expect(!performed.yield.created.isEmpty)
                expected += isTold ? 2 : 1
                #expect(try await fake.calls.count == expected, "\(schema)")
            }
        }
    }

    @Test("a mangled answer is read or refused, whatever is wrong with it")
    func mangled() async throws {
        for (work, _) in ContentModelTests.works {
            guard let function = try FunctionList.read(work) as? any AIFunction else { continue }
            try await ContentModelTests.mangle(function)
        }
    }

    private static func mangle<Function: AIFunction>(_ function: Function) async throws {
        let answer = try await OfflineProvider().complete(ModelRequest(model: "composer", task: function)).text
        let bytes = Array(answer.utf8)
        let step = max(bytes.count / 60, 1)
        let odd = ["null", "-1", "1e99", "\"\\u0000\"", "\"\\ud800\"", "[[[[", "{}", "\u{FFFD}", "\""].map {
            Array($0.utf8)
        }
        for place in stride(from: 0, to: bytes.count, by: step) {
            let texts =
                [Array(bytes[..<place]), Array(bytes[place...])]
                + odd.map { Array(bytes[..<place]) + $0 + Array(bytes[min(place + 1, bytes.count)...]) }
            for text in texts {
                if let output = try? function.parse(String(decoding: text, as: UTF8.self)) {
                    _ = try function.yield(output, of: ContentModelTests.work(of: function))
                }
            }
        }
        for (from, to) in [
            (": ", ":"), ("[", "{"), ("\"", "'"), ("1", "\"1\""), (":\"", ":[\""), (":[", ":null,\"x\":["),
        ] {
            _ = try? function.parse(answer.replacing(from, with: to))
        }
    }

    private static func work(of function: some AIFunction) -> Work {
        self.works.first { $0.work.function == type(of: function).name }?.work ?? ContentWork.task()
    }

    @Test("markup in answers is text, and hostile words are sorted like others")
    func hostile() async throws {
        try await FakeProvider.run { fake in
            let caller = try ContentModelTests.caller(fake)
            try await fake.fault(["kind": "markup", "times": .null])
            let items = ContentWork.hostile.map { ContentWork.item("keyword", ["keyword": .string($0)]) }
            let works = ContentModelTests.works.map(\.work) + [ContentWork.make("auto_cluster", items)]
            for work in works {
                let yield = try await FunctionList.read(work).perform(work, caller).yield
                #expect(Set(yield.items.map(\.id)) == Set(work.items.map(\.id)))
                for artifact in yield.artifacts {
                    let html = String(decoding: artifact.bytes, as: UTF8.self)
                    #expect(!html.contains("<script") && !html.contains("\u{202E}"))
                }
                for created in yield.created {
                    #expect(!created.attributes.bytes.contains(0x0A))
                    #expect(!String(decoding: created.attributes.bytes, as: UTF8.self).contains("\u{202E}"))
                }
            }
            #expect(try await fake.calls.count == works.count)
        }
    }

    @Test(
        "what does not pass is permanent, what passes is transient, each with the provider's words",
        arguments: [
            ("policy", "policy", false), ("content_filter", "policy", false), ("refusal", "policy", false),
            ("length", "output_truncated", false), ("rate_limit", "rate_limited", true),
            ("server_error", "provider_error", true), ("cut", "connection_lost", true),
            ("unfinished", "answer_cut", true),
        ]
    )
    func failures(kind: String, code: String, isTransient: Bool) async throws {
        try await FakeProvider.run { fake in
            let caller = try ContentModelTests.caller(fake)
            for (work, _) in ContentModelTests.works {
                try await fake.fault(["kind": .string(kind), "retry_after": 3])
                let error = await #expect(throws: ProviderError.self) {
                    try await FunctionList.read(work).perform(work, caller)
                }
                #expect(error?.code == code && error?.isTransient == isTransient && error?.detail != nil)
                #expect(error?.retryAfter == (kind == "rate_limit" ? .seconds(3) : nil))
            }
            #expect(try await fake.calls.count == ContentModelTests.works.count)
        }
    }

    @Test("an answer that stays wrong is the end, after two repairs")
    func beyondRepair() async throws {
        try await FakeProvider.run { fake in
            let caller = try ContentModelTests.caller(fake)
            try await fake.fault(["kind": "short", "times": .null])
            let work = ContentWork.task()
            let error = await #expect(throws: ProviderError.self) {
                try await FunctionList.read(work).perform(work, caller)
            }
            #expect(error?.code == "invalid_output" && error?.isTransient == false)
            #expect(error?.message.contains("What was generated is not an article: /sections") == true)
            #expect(error?.detail?.contains("Getting Coffee at Home Right") == true)
            #expect(error?.usage?.promptVersion == "content/1" && (error?.usage?.costMicros ?? 0) > 0)
            #expect(try await fake.calls.count == 3)
        }
    }

    @Test("an article that comes slowly says how far it is")
    func progress() async throws {
        try await FakeProvider.run { fake in
            var caller = try ContentModelTests.caller(fake)
            let told = Lock<[String]>([])
            caller.report = { _, _, sentence in told.withLock { $0.append(sentence) } }
            try await fake.fault(["kind": "pace", "seconds": 3])
            let work = ContentWork.task()
            _ = try await FunctionList.read(work).perform(work, caller)
            let sections = told.withLock { $0 }.filter { $0.hasPrefix("Writing sections (") }
            #expect(sections.count >= 2 && sections.allSatisfy { $0.hasSuffix("% complete)") }, "\(sections)")
        }
    }
}
