import Curl
import ServiceKit
import Testing

@testable import AIGateway

@Suite struct OpenAISettingsTests {
    private static func read(_ values: [String: String]) -> (OpenAISettings?, [String]) {
        var reader = SettingsReader(values)
        let settings = OpenAISettings(&reader)
        return (settings, reader.mistakes.map(\.name))
    }

    @Test("nothing set: no provider. An address or a key is enough for one")
    func presence() throws {
        let nothing = OpenAISettingsTests.read([:])
        #expect(nothing.0 == nil && nothing.1 == [])
        let byKey = try #require(OpenAISettingsTests.read(["STAGECOACH_OPENAI_KEY": "sk-1"]).0)
        #expect(byKey.base.text == "https://api.openai.com:443/v1")
        #expect(byKey.key?.reveal() == "sk-1")
        #expect(byKey.models.contains { $0.kind == .text } && byKey.models.contains { $0.kind == .image })
        let values = [
            "STAGECOACH_OPENAI_URL": "http://localhost:11434/v1/", "STAGECOACH_OPENAI_MODELS": "text llama3.2:3b",
        ]
        let byURL = try #require(OpenAISettingsTests.read(values).0)
        #expect(byURL.base.text == "http://localhost:11434/v1")
        #expect(byURL.key == nil)
        #expect(byURL.routes == "default=openai/llama3.2:3b")
    }

    @Test("models with their kinds and prices")
    func models() throws {
        let models = try OpenAIModel.list("text a/b:c 0.40/1.6,image  p 0.04 , text free, text d 12/0.000001")
        #expect(
            models == [
                OpenAIModel(id: "a/b:c", kind: .text, inputPrice: 400_000, outputPrice: 1_600_000),
                OpenAIModel(id: "p", kind: .image, imageCost: 40_000), OpenAIModel(id: "free", kind: .text),
                OpenAIModel(id: "d", kind: .text, inputPrice: 12_000_000, outputPrice: 1),
            ]
        )
        let priced = try OpenAIModel.list("image a 0.04 credits=4, image b credits=1, image c")
        #expect(priced.map(\.credits) == [4, 1, 2] && priced.map(\.imageCost) == [40_000, 0, 0])
        #expect(models[0].cost(input: 1000, output: 500) == 1200)
        #expect(models[0].cost(input: 1, output: 0) == 1)
        #expect(models[0].cost(input: 0, output: 0) == 0)
        #expect(models[2].cost(input: 100_000_000, output: 100_000_000) == 0)
        #expect(models[3].cost(input: 100_000_000, output: 100_000_000) == 1_200_000_100)
    }

    @Test(
        "each mistake in the models is named, by the entry that has it",
        arguments: [
            ("", ["entry 1 is not \"text name input/output\" or \"image name price\""]),
            ("gpt", ["entry 1 is not \"text name input/output\" or \"image name price\""]),
            ("video gpt", ["entry 1 is not \"text name input/output\" or \"image name price\""]),
            ("text a 1/2 3", ["entry 1 is not \"text name input/output\" or \"image name price\""]),
            ("text a,", ["entry 2 is not \"text name input/output\" or \"image name price\""]),
            ("text a,image a", ["entry 2 has the name of an earlier one"]),
            ("text a=b", ["entry 1 has a name that no model has"]),
            ("text a 1", ["entry 1 needs a price like 0.40/1.60: input/output in US dollars per million tokens"]),
            ("text a -1/2", ["entry 1 needs a price like 0.40/1.60: input/output in US dollars per million tokens"]),
            ("image a 1/2", ["entry 1 needs a price like 0.04: US dollars for each image"]),
            ("image a 1e9", ["entry 1 needs a price like 0.04: US dollars for each image"]),
            ("image a .5", ["entry 1 needs a price like 0.04: US dollars for each image"]),
            ("image a credits=5", ["entry 1 needs credits from 1 to 4"]),
            ("image a 0.1 credits=", ["entry 1 needs credits from 1 to 4"]),
            ("text a 1/2 credits=2", ["entry 1 is not \"text name input/output\" or \"image name price\""]),
            ("image a 0.1234567", ["entry 1 needs a price like 0.04: US dollars for each image"]),
        ]
    )
    func modelMistakes(text: String, messages: [String]) {
        let mistakes = #expect(throws: OpenAIModel.Mistakes.self) { try OpenAIModel.list(text) }
        #expect(mistakes?.messages == messages)
    }

    @Test(
        "addresses that are taken, and those that are not",
        arguments: [
            ("https://api.example.com/v1", true), ("https://api.example.com", true),
            ("HTTPS://Example.com:8443/x/", true),
            ("http://127.0.0.1:8080/v1", true), ("http://localhost/v1", true), ("http://[::1]:8080/v1", true),
            ("http://127.9.9.9/v1", true), ("http://model.localhost:1/v1", true), ("http://ollama:11434/v1", true),
            ("http://10.0.0.5/v1", true), ("http://api.example.com/v1", false), ("http://10.0.0.6/v1", false),
            ("http://localhost.example.com/v1", false), ("http://127.0.0.1.example.com/", false),
            ("http://[fd00::1]/v1", false), ("ftp://example.com", false), ("api.example.com", false),
            ("https://", false),
            ("https://user:pass@example.com/v1", false), ("https://example.com/v1?key=x", false),
            ("https://example.com/v1#x", false), ("https://example.com:0/", false), ("https://example.com:x/", false),
            ("https://example.com:99999/", false), ("https://exa mple.com/", false), ("https://[::1/", false),
            ("https://[::g]/", false), ("https://[::1]x/", false),
        ]
    )
    func addresses(url: String, isTaken: Bool) {
        let (_, mistakes) = OpenAISettingsTests.read([
            "STAGECOACH_OPENAI_URL": url, "STAGECOACH_OPENAI_HTTP_HOSTS": "Ollama, 10.0.0.5",
        ])
        #expect(mistakes == (isTaken ? [] : ["STAGECOACH_OPENAI_URL"]))
    }

    @Test("the service names every mistake at once, and shows no key")
    func mistakes() {
        var reader = SettingsReader([
            "STAGECOACH_OPENAI_URL": "http://example.com", "STAGECOACH_OPENAI_KEY": "hunter 2",
            "STAGECOACH_OPENAI_MODELS": "text a,video b", "STAGECOACH_SECRET_KEYS": String(repeating: "A", count: 43),
        ])
        _ = GatewayService(&reader)
        #expect(
            reader.mistakes.map(\.name).sorted() == [
                "STAGECOACH_OPENAI_KEY", "STAGECOACH_OPENAI_MODELS", "STAGECOACH_OPENAI_URL",
            ]
        )
        #expect(!reader.mistakes.contains { $0.description.contains("hunter") })
        #expect(OpenAISettingsTests.read(["STAGECOACH_OPENAI_MODELS": "text a"]).1 == ["STAGECOACH_OPENAI_MODELS"])
    }

    @Test("routes may name its models, and lead to them when nobody says otherwise")
    func routes() {
        let open = [
            "STAGECOACH_OPENAI_KEY": "sk-1", "STAGECOACH_OPENAI_MODELS": "text a, image b, text c",
            "STAGECOACH_SECRET_KEYS": String(repeating: "A", count: 43),
        ]
        for (routes, count) in [
            (nil, 0), ("default=openai/c,image=openai/b", 0), ("default=offline/composer", 0), ("default=openai/b", 1),
            ("default=openai/a,image=openai/a", 1), ("default=openai/none", 1),
        ] as [(String?, Int)] {
            var reader = SettingsReader(open.merging(routes.map { ["STAGECOACH_MODEL_ROUTES": $0] } ?? [:]) { $1 })
            _ = GatewayService(&reader)
            #expect(reader.mistakes.count == count, "\(routes ?? "-")")
        }
    }

    @Test("a secret is in no print and no dump of what holds it")
    func secrets() throws {
        let settings = try #require(OpenAISettingsTests.read(["STAGECOACH_OPENAI_KEY": "sk-hunter2"]).0)
        var dumped = ""
        dump(settings, to: &dumped)
        for text in ["\(settings)", String(reflecting: settings), dumped, "\(settings.key as Any)"] {
            #expect(!text.contains("hunter2"))
        }
    }
}
