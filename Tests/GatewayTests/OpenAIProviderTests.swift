import Curl
import ServiceKit
import Testing
import Threads
import Values

@testable import AIGateway

/// Against a server that speaks the provider's language, and which the official client takes for one.
@Suite(.timeLimit(.minutes(1)))
struct OpenAIProviderTests {
    private static func failure(
        _ fault: JSON,
        _ change: (inout ModelRequest) -> Void = { _ in }
    ) async throws -> ProviderError {
        try await FakeProvider.run { fake in
            try await fake.fault(fault)
            var request = FakeProvider.request()
            change(&request)
            let asked = request
            let provider = try fake.provider()
            let error = try #require(await #expect(throws: ProviderError.self) { try await provider.complete(asked) })
            for text in ["\(error)", String(reflecting: error), error.detail ?? "", error.message] {
                #expect(!text.contains(FakeProvider.key))
            }
            return error
        }
    }

    @Test("a streamed answer comes in growing pieces, with tokens and their price")
    func streamed() async throws {
        try await FakeProvider.run { fake in
            try await fake.answer(#"{"title": "Tea", "points": ["one", "two", "three"]}"#)
            let heard = Lock<[String]>([])
            var request = FakeProvider.request()
            request.progress = { text in heard.withLock { $0.append(text) } }
            let answer = try await fake.provider().complete(request)
            #expect(answer.text == #"{"title": "Tea", "points": ["one", "two", "three"]}"#)
            #expect(answer.inputTokens == 7 && answer.outputTokens == 12)
            #expect(answer.costMicros == 31)
            let texts = heard.withLock { $0 }
            #expect(texts.last == answer.text)
            #expect(zip(texts, texts.dropFirst()).allSatisfy { $1.hasPrefix($0) && $1 != $0 })
            let calls = try await fake.calls
            #expect(calls.count == 1)
            #expect(calls[0].stream && calls[0].format == "json_schema" && calls[0].idempotencyKey == "call-1")
            #expect(calls[0].messages?.map(\.role) == ["system", "user"])
            #expect(calls[0].messages?.map(\.content) == ["You write letters.", "About tea."])
        }
    }

    @Test("a server that knows less is asked for less, once and for all calls to come")
    func plainer() async throws {
        for (kinds, formats, keys) in [
            (["no_schema"], ["json_schema", "json_object"], ["call-1", "call-1-plain1"]),
            (["no_format"], ["json_schema", "json_object", "-"], ["call-1", "call-1-plain1", "call-1-plain2"]),
            (["no_stream_options"], ["json_schema", "json_schema"], ["call-1", "call-1-plain1"]),
            (
                ["no_stream_options", "no_schema"], ["json_schema", "json_object", "json_object"],
                ["call-1", "call-1-plain1", "call-1-plain2"]
            ),
        ] {
            try await FakeProvider.run { fake in
                let faults = kinds.map { ["kind": .string($0), "times": nil] as JSON }
                try await fake.fault(faults[0], faults[faults.count - 1])
                let provider = try fake.provider()
                // The sample is made from the schema, which is in the prompt when it is not beside it.
                let text = try await provider.complete(FakeProvider.request()).text
                #expect(try JSON(parsing: Array(text.utf8))["title"]?.string == "Some title in plain words")
                let calls = try await fake.calls
                #expect(calls.map { $0.format ?? "-" } == formats)
                #expect(calls.map(\.idempotencyKey) == keys)
                _ = try await provider.complete(FakeProvider.request())
                let later = try await fake.calls
                #expect(later.count == calls.count + 1)
                #expect(later.last?.format == calls.last?.format)
            }
        }
    }

    @Test(
        "what may be better later is transient",
        arguments: [
            (["kind": "rate_limit"], "rate_limited"), (["kind": "server_error"], "provider_error"),
            (["kind": "server_error", "status": 503], "provider_error"),
            (["kind": "server_error", "status": 529], "provider_error"),
            (["kind": "bad_request", "status": 408], "timeout"), (["kind": "bad_request", "status": 409], "conflict"),
            (["kind": "drop"], "connection_lost"), (["kind": "cut"], "connection_lost"),
            (["kind": "unfinished"], "answer_cut"), (["kind": "stream_error"], "provider_error"),
            (["kind": "stream_error", "code": 429], "rate_limited"),
            (["kind": "stream_error", "code": "rate_limit_exceeded"], "rate_limited"),
            (["kind": "html"], "invalid_response"), (["kind": "unknown_finish"], "invalid_response"),
        ] as [(JSON, String)]
    )
    func transient(fault: JSON, code: String) async throws {
        let error = try await OpenAIProviderTests.failure(fault)
        #expect(error.code == code)
        #expect(error.isTransient)
    }

    @Test(
        "what will be the same later is permanent, and kept with the provider's words",
        arguments: [
            (["kind": "bad_request", "message": "no such thing"], "invalid_request", "no such thing"),
            (["kind": "bad_request", "status": 401, "message": "who are you"], "unauthorized", "who are you"),
            (["kind": "bad_request", "status": 402], "payment_required", "wrong"),
            (["kind": "bad_request", "status": 403], "forbidden", "wrong"),
            (["kind": "bad_request", "status": 404], "not_found", "wrong"),
            (["kind": "bad_request", "status": 413], "too_large", "wrong"),
            (["kind": "bad_request", "status": 418], "invalid_request", "wrong"),
            (["kind": "bad_request", "status": 302], "unexpected_answer", "wrong"),
            (["kind": "policy"], "policy", "safety system"),
            (["kind": "bad_request", "code": "content_filter"], "policy", "wrong"),
            (["kind": "refusal"], "policy", "I can't help"), (["kind": "content_filter"], "policy", "Some title"),
            (["kind": "length"], "output_truncated", "Some title"),
            (["kind": "stream_error", "code": "invalid_prompt", "message": "odd"], "invalid_request", "odd"),
            (["kind": "stream_error", "code": 400, "message": "odd"], "invalid_request", "odd"),
        ] as [(JSON, String, String)]
    )
    func permanent(fault: JSON, code: String, words: String) async throws {
        let error = try await OpenAIProviderTests.failure(fault)
        #expect(error.code == code)
        #expect(!error.isTransient)
        #expect(error.detail?.contains(words) == true, "\(error.detail ?? "-")")
        #expect(error.retryAfter == nil)
    }

    @Test("a pause that the provider asks for is passed on")
    func pause() async throws {
        #expect(
            try await OpenAIProviderTests.failure(["kind": "rate_limit", "retry_after": 17]).retryAfter == .seconds(17)
        )
        let hint: JSON = ["kind": "rate_limit", "hint": "Please try again in 2.5s."]
        #expect(try await OpenAIProviderTests.failure(hint).retryAfter == .milliseconds(2500))
        #expect(try await OpenAIProviderTests.failure(["kind": "rate_limit"]).retryAfter == nil)
    }

    @Test("a provider that says nothing, falls silent, or never stops, is left")
    func limits() async throws {
        let never = try await OpenAIProviderTests.failure(["kind": "timeout"]) {
            $0.limits = CallLimits(within: .milliseconds(300))
        }
        #expect(never.code == "timeout" && never.isTransient)
        let silent = try await OpenAIProviderTests.failure(["kind": "silent"]) { $0.limits.silence = .seconds(1) }
        #expect(silent.code == "timeout" && silent.isTransient)
        let late = try await OpenAIProviderTests.failure(["kind": "silent"]) { $0.limits = CallLimits(within: .zero) }
        #expect(late.code == "timeout" && late.isTransient)
        let huge = try await OpenAIProviderTests.failure(["kind": "huge"]) { $0.limits.maximumText = 50_000 }
        #expect(huge.code == "answer_too_large" && !huge.isTransient)
        #expect((huge.detail?.count ?? 0) == ProviderError.detailLimit)
    }

    @Test("a failure after the answer still says what was spent")
    func spent() async throws {
        let error = try await OpenAIProviderTests.failure(["kind": "length"])
        #expect((error.spent?.costMicros ?? 0) > 0)
    }

    @Test("a wrong key is refused without being repeated")
    func key() async throws {
        try await FakeProvider.run { fake in
            let provider = try fake.provider(key: "sk-wrong-canary")
            let error = await #expect(throws: ProviderError.self) {
                try await provider.complete(FakeProvider.request())
            }
            #expect(error?.code == "unauthorized")
            #expect(error?.detail?.contains("<redacted>") == true)
            let said = "\(String(reflecting: error)) \(error?.detail ?? "") \(error?.message ?? "")"
            #expect(!said.contains("canary"))
        }
    }

    @Test("servers that do not stream, do not count, or put the end of the line elsewhere, are understood")
    func others() async throws {
        try await FakeProvider.run { fake in
            let provider = try fake.provider()
            try await fake.fault(["kind": "plain"])
            let whole = try await provider.complete(FakeProvider.request())
            #expect(whole.text.contains("Some title"))
            #expect(whole.inputTokens == 7)
            try await fake.fault(["kind": "no_usage"])
            let uncounted = try await provider.complete(FakeProvider.request())
            #expect(uncounted.inputTokens == 7 && uncounted.outputTokens > 5 && uncounted.costMicros > 0)
            try await fake.fault(["kind": "cut_late"])
            let late = try await provider.complete(FakeProvider.request())
            #expect(late.text == whole.text && late.outputTokens > 5)
            try await fake.fault(["kind": "plain"], ["kind": "length"])
            let cut = await #expect(throws: ProviderError.self) { try await provider.complete(FakeProvider.request()) }
            #expect(cut?.code == "output_truncated")
        }
    }

    @Test("a repair sends back the answer and its faults, under a key of its own")
    func repair() async throws {
        try await FakeProvider.run { fake in
            var request = FakeProvider.request()
            let faults = [FieldError(pointer: "/title", message: "is missing")]
            request.repair = Repair(round: 2, answer: "{}", faults: faults)
            _ = try await fake.provider().complete(request)
            let call = try #require(try await fake.calls.first)
            #expect(call.messages?.map(\.role) == ["system", "user", "assistant", "user"])
            #expect(call.messages?[2].content == "{}")
            #expect(call.messages?[3].content.contains("/title: is missing") == true)
            #expect(call.idempotencyKey == "call-1-repair2")
        }
    }

    @Test("cancelling ends the call at once")
    func cancelled() async throws {
        try await FakeProvider.run { fake in
            try await fake.fault(["kind": "timeout", "times": nil])
            let provider = try fake.provider()
            let task = Task { try await provider.complete(FakeProvider.request()) }
            while try await fake.calls.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
        }
    }

    @Test("nobody there: transient")
    func nobody() async throws {
        let provider = try await FakeProvider.run { try $0.provider() }
        let error = await #expect(throws: ProviderError.self) { try await provider.complete(FakeProvider.request()) }
        #expect(error?.code == "connection_lost" && error?.isTransient == true)
    }

    @Test("a key is not sent without encryption to a host with a public address, whatever the host is called")
    func unencrypted() async throws {
        let base = try #require(WebAddress("http://192.88.98.1/v1"))
        let models = [OpenAIModel(id: "writer", kind: .text)]
        let provider = try OpenAIProvider(OpenAISettings(base: base, key: Secret("sk-1"), models: models))
        let error = await #expect(throws: ProviderError.self) { try await provider.complete(FakeProvider.request()) }
        #expect(error?.code == "refused_address" && error?.isTransient == false)
    }

    @Test("a model that is not there, or makes something else, is not asked for")
    func models() async throws {
        try await FakeProvider.run { fake in
            var request = FakeProvider.request()
            request.model = "painter"
            let asked = request
            let error = await #expect(throws: ProviderError.self) { try await fake.provider().complete(asked) }
            #expect(error?.code == "no_model" && error?.isTransient == false)
            let calls = try await fake.calls
            #expect(calls.isEmpty)
        }
    }
}
