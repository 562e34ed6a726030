import ServiceKit
import Testing

@testable import AIGateway

@Suite struct ModelRoutesTests {
    /// A provider that is only asked for its models.
    private struct Named: Provider {
        let name: String
        let models: [ProviderModel]

        init(_ name: String, _ models: String..., images: [String] = []) {
            self.name = name
            self.models =
                models.map { ProviderModel(id: $0, title: $0.uppercased(), kind: .text) }
                + images.map { ProviderModel(id: $0, title: $0.uppercased(), kind: .image) }
        }

        func complete(_ request: ModelRequest) async throws -> ModelAnswer {
            throw ProviderError(code: "none", isTransient: false, message: "")
        }
    }

    private static let providers = [Named("offline", "composer"), Named("open", "large", "small", "org/tiny")]

    private static func routes(_ text: String) throws -> ModelRoutes {
        try ModelRoutes(text, ModelRoutesTests.providers)
    }

    @Test("a name leads to its route, another to the default, a model's own name to the model")
    func find() throws {
        let routes = try ModelRoutesTests.routes("default=offline/composer, fast = open/small,deep=open/org/tiny")
        for (name, provider, model) in [
            (nil, "offline", "composer"), ("default", "offline", "composer"), ("fast", "open", "small"),
            ("deep", "open", "org/tiny"), ("open/large", "open", "large"), ("open/org/tiny", "open", "org/tiny"),
            ("unknown", "offline", "composer"), ("open/unknown", "offline", "composer"), ("", "offline", "composer"),
            ("none/large", "offline", "composer"), ("large", "open", "large"), ("org/tiny", "open", "org/tiny"),
            ("open", "open", "large"), ("offline", "offline", "composer"), ("Large", "offline", "composer"),
            ("/", "offline", "composer"), ("FAST", "offline", "composer"),
        ] as [(String?, String, String)] {
            let found = routes.find(name)
            #expect(found.provider.name == provider && found.model == model, "\(name ?? "-")")
        }
    }

    @Test("all that may be named is listed, each once, with one default")
    func listed() throws {
        let routes = try ModelRoutesTests.routes("fast=open/small,default=open/large")
        let listed = routes.listed
        #expect(
            listed.map(\.id) == ["default", "fast", "offline/composer", "open/large", "open/small", "open/org/tiny"]
        )
        #expect(listed.filter(\.isDefault).map(\.title) == ["Default: LARGE"])
        for model in listed {
            let found = routes.find(model.id)
            #expect(found.provider.name == model.provider)
        }
    }

    @Test(
        "every mistake is named, by the pair that has it",
        arguments: [
            ("", ["pair 1 is not name=provider/model", "no pair has the name default"]),
            ("default", ["pair 1 is not name=provider/model", "no pair has the name default"]),
            ("default=composer", ["pair 1 is not name=provider/model", "no pair has the name default"]),
            ("=offline/composer", ["pair 1 is not name=provider/model", "no pair has the name default"]),
            ("default=offline/composer,", ["pair 2 is not name=provider/model"]),
            ("fast=offline/composer", ["no pair has the name default"]),
            ("default=offline/none", ["pair 1 needs one of these models: composer"]),
            ("default=cloud/composer", ["pair 1 needs one of these providers: offline, open"]),
            ("default=offline/composer,default=open/small", ["pair 2 has the name of an earlier one"]),
            ("default=offline/composer,open/x=open/small", ["pair 2 has a slash in its name, as only models have"]),
            (
                "a,b=cloud/x,c=open/y",
                [
                    "pair 1 is not name=provider/model", "pair 2 needs one of these providers: offline, open",
                    "pair 3 needs one of these models: large, small, org/tiny", "no pair has the name default",
                ]
            ),
        ]
    )
    func mistakes(text: String, messages: [String]) {
        let mistakes = #expect(throws: ModelRoutes.Mistakes.self) { try ModelRoutesTests.routes(text) }
        #expect(mistakes?.messages == messages)
    }

    @Test("an image is asked of a model that makes some, a text of one that writes")
    func kinds() throws {
        let providers = [Named("offline", "composer"), Named("open", "large", images: ["paint", "draw"])]
        let plain = try ModelRoutes("default=open/large,sketch=open/draw", providers)
        for (name, model) in [
            (nil, "paint"), ("sketch", "draw"), ("draw", "draw"), ("open", "paint"), ("composer", "paint"),
            ("open/draw", "draw"), ("open/large", "paint"), ("default", "paint"),
        ] as [(String?, String)] {
            #expect(plain.findImage(name)?.model == model, "\(name ?? "-")")
        }
        #expect(plain.find("sketch").model == "large")
        #expect(plain.find("draw").model == "large")
        #expect(plain.find("open/paint").model == "large")
        #expect(try ModelRoutes("default=open/large,image=open/draw", providers).findImage(nil)?.model == "draw")
        #expect(try ModelRoutesTests.routes("default=open/large").findImage(nil) == nil)
        #expect(plain.listed.filter { $0.kind == .image }.map(\.id) == ["sketch", "open/paint", "open/draw"])
        let mistakes = #expect(throws: ModelRoutes.Mistakes.self) {
            try ModelRoutes("default=open/paint,image=offline/composer", providers)
        }
        #expect(
            mistakes?.messages == [
                "pair 1 needs one of these models: large", "pair 2 needs one of these models: none there",
            ]
        )
    }

    @Test("the service names the setting with each of them")
    func settings() {
        var settings = SettingsReader([
            "STAGECOACH_MODEL_ROUTES": "x,y=z/z", "STAGECOACH_CONCURRENCY": "0", "STAGECOACH_SECRET_KEYS": "hunter2",
        ])
        _ = GatewayService(&settings)
        #expect(
            settings.mistakes.map(\.name) == [
                "STAGECOACH_MODEL_ROUTES", "STAGECOACH_MODEL_ROUTES", "STAGECOACH_MODEL_ROUTES",
                "STAGECOACH_CONCURRENCY", "STAGECOACH_SECRET_KEYS",
            ]
        )
        var none = SettingsReader([:])
        _ = GatewayService(&none)
        #expect(none.mistakes.map(\.name) == ["STAGECOACH_SECRET_KEYS"])
    }
}
