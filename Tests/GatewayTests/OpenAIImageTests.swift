import Curl
import Testing
import Values

@testable import AIGateway

@Suite(.timeLimit(.minutes(1)))
struct OpenAIImageTests {
    private static let request = ImageRequest(
        function: "test",
        model: "painter",
        prompt: "A cup of tea",
        facts: 0,
        callKey: "image-1",
        limits: CallLimits(within: .seconds(30))
    )

    private static func failure(_ faults: JSON, limit: Int = 16 << 20) async throws -> ProviderError {
        try await FakeProvider.run { fake in
            try await fake.fault(faults)
            var request = self.request
            request.limits = CallLimits(within: .seconds(30))
            request.limits.maximumImage = limit
            let asked = request
            return try #require(
                await #expect(throws: ProviderError.self) { try await fake.provider().draw(asked) }
            )
        }
    }

    @Test("an image comes as bytes, whether the provider sends it or an address for it")
    func images() async throws {
        try await FakeProvider.run { fake in
            let provider = try fake.provider()
            let sent = try await provider.draw(OpenAIImageTests.request)
            #expect(sent.mediaType == "image/png")
            #expect(sent.bytes.count > 60)
            #expect(sent.spent == Spent(inputTokens: 10, outputTokens: 200, costMicros: 40_000))
            try await fake.fault(["kind": "url"])
            let fetched = try await provider.draw(OpenAIImageTests.request)
            #expect(fetched.bytes == sent.bytes && fetched.mediaType == "image/png")
            let data = "data:image/png;base64,iVBORw0KGgoAAAA="
            try await fake.fault(["kind": "url", "url": .string(data)])
            #expect(try await provider.draw(OpenAIImageTests.request).mediaType == "image/png")
            let calls = try await fake.calls
            #expect(calls.map(\.path).filter { $0.contains("images") }.count == 3)
            #expect(calls[0].idempotencyKey == "image-1" && calls[0].prompt == "A cup of tea")
        }
    }

    @Test("an image that was paid for is fetched again when that fails, and not made again")
    func fetching() async throws {
        try await FakeProvider.run { fake in
            try await fake.fault(["kind": "url"], ["kind": "server_error", "path": "files", "times": 2])
            let image = try await fake.provider().draw(OpenAIImageTests.request)
            #expect(image.mediaType == "image/png")
            #expect(
                try await fake.calls.map(\.path) == ["/v1/images/generations"]
                    + Array(repeating: "/files/image.png", count: 3)
            )
        }
        let faults: JSON = ["kind": "url", "url": "http://127.0.0.1:1/x.png"]
        #expect(try await OpenAIImageTests.failure(faults).spent?.costMicros == 40_000)
    }

    @Test(
        "addresses that are not public are not connected to, unless they are the provider's own",
        arguments: [
            ("https://127.0.0.1/x.png", "refused_address"), ("https://169.254.169.254/latest", "refused_address"),
            ("https://[::1]/x.png", "refused_address"), ("http://127.0.0.1:9/x.png", "invalid_request"),
            ("file:///etc/passwd", "invalid_request"), ("https://10.0.0.1:8443/x.png", "refused_address"),
            ("https://user@127.0.0.1/x.png", "invalid_request"), ("x.png", "invalid_request"),
        ]
    )
    func guarded(url: String, code: String) async throws {
        let error = try await OpenAIImageTests.failure(["kind": "url", "url": .string(url)])
        #expect(error.code == code)
        #expect(!error.isTransient)
    }

    @Test(
        "what is no image is not taken",
        arguments: [
            (["kind": "bad_image"], "invalid_output", false), (["kind": "bad_base64"], "invalid_response", true),
            (["kind": "missing"], "invalid_response", true), (["kind": "html"], "invalid_response", true),
            (["kind": "policy"], "policy", false), (["kind": "rate_limit", "retry_after": 3], "rate_limited", true),
            (["kind": "server_error"], "provider_error", true), (["kind": "cut"], "connection_lost", true),
            (["kind": "drop"], "connection_lost", true),
        ] as [(JSON, String, Bool)]
    )
    func failures(fault: JSON, code: String, isTransient: Bool) async throws {
        let error = try await OpenAIImageTests.failure(fault)
        #expect(error.code == code)
        #expect(error.isTransient == isTransient)
        if code == "rate_limited" { #expect(error.retryAfter == .seconds(3)) }
    }

    @Test("an image that is too large is not taken, however it comes")
    func tooLarge() async throws {
        let bytes = try await OpenAIImageTests.failure(["kind": "big", "size": 100_000], limit: 50_000)
        #expect(bytes.code == "answer_too_large" && !bytes.isTransient)
        let more = try await OpenAIImageTests.failure(["kind": "big", "size": 4_000_000], limit: 50_000)
        #expect(more.code == "answer_too_large" && !more.isTransient)
        let fetched = try await OpenAIImageTests.failure(["kind": "url"], limit: 50)
        #expect(fetched.code == "answer_too_large" && !fetched.isTransient)
    }

    @Test(
        "the first bytes say what it is",
        arguments: [
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], "image/png"),
            ([0xFF, 0xD8, 0xFF, 0xE0], "image/jpeg"),
            (Array("RIFF\0\0\0\0WEBPVP8 ".utf8), "image/webp"), (Array("RIFF\0\0\0\0WAVE".utf8), nil),
            ([0xFF, 0xD8], nil),
            (Array("RIFF\0\0\0\0WEB".utf8), nil), (Array("<svg onload=x>".utf8), nil), (Array("GIF89a".utf8), nil),
            ([], nil),
        ] as [([UInt8], String?)]
    )
    func magic(bytes: [UInt8], mediaType: String?) {
        #expect(ImageBytes.mediaType(bytes) == mediaType)
    }
}
