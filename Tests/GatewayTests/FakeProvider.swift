import Curl
import FoundationEssentials
import PythonTool
import ServiceKit
import Values

@testable import AIGateway

/// The provider of `Tests/System/fakeprovider.py`, for one test.
struct FakeProvider {
    static let key = "sk-canary-5f1c"

    /// A request, as the provider has written it down.
    struct Call: Decodable {
        struct Message: Decodable {
            let role: String
            let content: String
        }
        let path: String
        let model: String?
        let idempotencyKey: String?
        let format: String?
        let stream: Bool
        let messages: [Message]?
        let prompt: String?
        let schema: String?

        private enum CodingKeys: String, CodingKey {
            case path, model, format, stream, messages, prompt, schema
            case idempotencyKey = "idempotency_key"
        }
    }

    let port: UInt16
    private let client: HTTPClient

    static func run<Result>(_ body: (FakeProvider) async throws -> Result) async throws -> Result {
        let script = String(#filePath.dropLast("GatewayTests/FakeProvider.swift".count)) + "System/fakeprovider.py"
        let process = try PythonTool.start(script, ["--key", FakeProvider.key])
        do {
            guard let port = UInt16(try await process.readLine()) else { throw ChildProcess.Ended() }
            let client = try HTTPClient(HTTPClient.Configuration(addressPolicy: .any))
            let result = try await body(FakeProvider(port: port, client: client))
            try await process.stop()
            return result
        } catch {
            try await process.stop()
            throw error
        }
    }

    func fault(_ faults: JSON...) async throws {
        try await self.tell("faults", .array(faults))
    }

    /// What all answers to come will be.
    func answer(_ text: String) async throws {
        try await self.tell("answer", ["text": .string(text)])
    }

    private func tell(_ path: String, _ body: JSON) async throws {
        _ = try await self.client.send(
            HTTPClient.Request("POST", "http://127.0.0.1:\(self.port)/\(path)", body: body.bytes)
        )
    }

    var calls: [Call] {
        get async throws {
            let answer = try await self.client.send(HTTPClient.Request("GET", "http://127.0.0.1:\(self.port)/log"))
            return try JSONDecoder().decode([Call].self, from: Data(answer.body))
        }
    }

    /// Our side of it.
    ///
    /// - Parameter credits: Of the image model.
    func provider(key: String = FakeProvider.key, credits: Int = 2) throws -> OpenAIProvider {
        guard let base = WebAddress("http://127.0.0.1:\(self.port)/v1") else { throw ChildProcess.Ended() }
        let models = [
            OpenAIModel(id: "writer", kind: .text, inputPrice: 1_000_000, outputPrice: 2_000_000),
            OpenAIModel(id: "painter", kind: .image, imageCost: 40_000, credits: credits),
        ]
        return try OpenAIProvider(OpenAISettings(base: base, key: Secret(key), models: models))
    }

    static let schema = OutputSchema(
        name: "letter",
        json: """
            {"type":"object","additionalProperties":false,"required":["title","points"],\
            "properties":{"title":{"type":"string"},"points":{"type":"array","items":{"type":"string"}}}}
            """
    )

    static func request(schema: OutputSchema? = FakeProvider.schema) -> ModelRequest {
        ModelRequest(
            function: "test",
            model: "writer",
            prompt: Prompt(system: "You write letters.", user: "About tea."),
            schema: schema,
            facts: 0,
            callKey: "call-1",
            limits: CallLimits(within: .seconds(30))
        )
    }
}
