import Contracts
import Offline
import Testing
import Values

@testable import AIGateway

@Suite struct ImagePromptsTaskTests {
    private static func image(_ heading: Int? = nil, _ prompt: String = "A cup") -> JSON {
        var image: JSON = ["prompt": .string(prompt), "caption": "Cup", "alt_text": ""]
        if let heading { image["heading"] = .integer(Int64(heading)) }
        return image
    }

    private static func text(_ featured: JSON, _ others: JSON...) -> String {
        String(decoding: (["featured": featured, "in_article": .array(others)] as JSON).bytes, as: UTF8.self)
    }

    @Test("one image for the article, and one for each chosen heading")
    func yield() throws {
        let work = ContentWork.content()
        let task = try ImagePromptsTask(work)
        #expect(task.headings == ["Beans", "Water", "Brewing"])
        let images = try task.parse(
            ImagePromptsTaskTests.text(
                ImagePromptsTaskTests.image(),
                ImagePromptsTaskTests.image(3, "Three"),
                ImagePromptsTaskTests.image(1),
                ImagePromptsTaskTests.image(2)
            )
        )
        let yield = try task.yield(images, of: work)
        #expect(yield.items == [.init(id: work.items[0].id, status: "draft")])
        #expect(yield.created.allSatisfy { $0.kind == "image" && $0.status == "pending" })
        #expect(yield.created.allSatisfy { $0.parent == work.items[0].id })
        let types = yield.created.compactMap { $0.attributes["image_type"]?.string }
        #expect(types == ["featured", "in_article", "in_article", "in_article"])
        #expect(
            yield.created[3].attributes == [
                "image_type": "in_article", "prompt": "Three", "caption": "Cup", "alt_text": "Brewing",
                "heading": "Brewing",
            ]
        )
        #expect(yield.created[0].attributes["heading"] == nil)
    }

    @Test("headings are chosen, each once; an article without any gets an image for its title")
    func headings() throws {
        let one = try ImagePromptsTask(ContentWork.content(settings: ["images": 1]))
        #expect(one.headings == ["Beans"])
        let same = try ImagePromptsTask(ContentWork.content(["headings": ["A", " ", "a", "\u{200B}", "B"]]))
        #expect(same.headings == ["A", "B"])
        for headings in [.null, [], ["", "\n"]] as [JSON] {
            let task = try ImagePromptsTask(ContentWork.content(["headings": headings]))
            #expect(task.headings == ["Coffee at Home"])
            let images = try task.parse(
                ImagePromptsTaskTests.text(ImagePromptsTaskTests.image(), ImagePromptsTaskTests.image(1))
            )
            #expect(images.count == 2 && images[1].type == .inArticle && images[1].heading == nil)
        }
    }

    @Test("a heading that is missing, doubled or unknown, and an image without words, is refused")
    func broken() throws {
        let task = try ImagePromptsTask(ContentWork.content(settings: ["images": 2]))
        func pointers(_ featured: JSON, _ others: JSON...) -> [String] {
            let answer: JSON = ["featured": featured, "in_article": .array(others)]
            return ContentWork.faults(task, String(decoding: answer.bytes, as: UTF8.self)).map(\.pointer)
        }
        let (first, second) = (ImagePromptsTaskTests.image(1), ImagePromptsTaskTests.image(2))
        let lead = ImagePromptsTaskTests.image()
        #expect(pointers(lead, first, second) == [])
        #expect(pointers(lead, first) == ["/in_article"])
        #expect(pointers(lead, first, second, first) == ["/in_article/2/heading"])
        #expect(pointers(lead, first, second, ImagePromptsTaskTests.image(3)) == ["/in_article/2/heading"])
        #expect(pointers(lead, first, ImagePromptsTaskTests.image(2, " ")) == ["/in_article/1/prompt"])
        #expect(pointers(.null, first, second) == ["/featured", "/featured/prompt"])
        #expect(!ContentWork.faults(task, "[]").isEmpty && !ContentWork.faults(task, "Sorry.").isEmpty)
    }

    @Test("the words for a model hold title, introduction and numbered headings")
    func prompt() throws {
        let work = ContentWork.content(
            ["title": "----------", "introduction": "a\n----------"],
            settings: ["images": 2]
        )
        let words = try ImagePromptsTask(work).instructions.user
        for part in ["2 images", "Title: ----------", "1. Beans\n2. Grinding"] {
            #expect(words.contains(part), "\(part): \(words)")
        }
        #expect(words.split(separator: "\n").count { $0 == PromptBlock.fence } == 2)
        #expect(try ContentWork.schemaMembers(ImagePromptsTask(work).schema) == ["featured", "in_article"])
    }

    @Test("the offline provider describes them, whatever the article is about")
    func offline() async throws {
        let plain = try await ContentWork.perform(ContentWork.content())
        #expect(plain.yield.created.count == 4)
        for text in ContentWork.hostile {
            let work = ContentWork.content([
                "title": .string(text + " x"), "introduction": .string(text),
                "headings": .array(ContentWork.hostile.map { .string($0) }),
            ])
            let yield = try await ContentWork.perform(work).yield
            #expect(yield.created.count == 4)
            #expect(yield.created.filter { $0.attributes["image_type"] == "featured" }.count == 1)
        }
        #expect(try await ContentWork.perform(ContentWork.content(["headings": []])).yield.created.count == 2)
    }

    @Test(
        "what cannot be worked with is named",
        arguments: [
            (ContentWork.content(["title": .null]), "/items/0/attributes/title:"),
            (ContentWork.content(["headings": [1]]), "/items/0/attributes/headings:"),
            (ContentWork.content(settings: ["images": 0]), "/settings/images:"),
            (ContentWork.cleared(ContentWork.content()), "/items:"),
        ]
    )
    func wrong(work: Work, words: String) throws {
        let error = #expect(throws: ProviderError.self) { try FunctionList.read(work) }
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }
}

@Suite(.timeLimit(.minutes(1)))
struct ImageTaskTests {
    @Test("an image is kept, and its item has an address for it, with its size and what it costs")
    func yield() throws {
        let work = ContentWork.image()
        let task = try ImageTask(work)
        let answer = ImageAnswer(bytes: [1, 2], mediaType: "image/png", width: 640, height: 480, spent: Spent())
        let yield = try task.yield(DrawnImage(answer: answer, model: "open/painter", credits: 3), of: work)
        let artifact = try #require(yield.artifacts.first)
        #expect(artifact.bytes == [1, 2] && artifact.mediaType == "image/png" && artifact.title == "Coffee")
        let item = try #require(yield.items.first)
        #expect(item.id == work.items[0].id && item.status == "generated")
        #expect(
            item.attributes == [
                "image_url": .string("/api/v1/artifacts/\(artifact.id)"), "media_type": "image/png", "width": 640,
                "height": 480, "model": "open/painter",
            ]
        )
        #expect(yield.result == ["image_credits": 3] && yield.created.isEmpty)
    }

    @Test("size, style and model come from the settings")
    func settings() throws {
        let plain = try ImageTask(ContentWork.image())
        #expect(plain.size == (1024, 1024) && plain.instructions == "A cup of coffee on a table")
        #expect(plain.requestedModel == nil)
        let settings: JSON = ["size": "1536X1024", "style": "water\ncolour", "model": "open/painter"]
        let styled = try ImageTask(ContentWork.image(settings: settings))
        #expect(styled.size == (1536, 1024) && styled.requestedModel == "open/painter")
        #expect(styled.instructions == "A cup of coffee on a table\nStyle: water colour")
        for size in ["auto", "1024", "1024x", "0x0", "99999x10", "-1x5", "1024x1024x1024"] as [JSON] {
            let error = #expect(throws: FieldError.self) { try ImageTask(ContentWork.image(settings: ["size": size])) }
            #expect(error?.pointer == "/settings/size")
        }
    }

    @Test("the offline provider draws cards, for whatever words, each as wide as it says, at two credits")
    func offline() async throws {
        for text in ContentWork.hostile + ["A cup"] {
            for type in ["featured", "in_article", "odd"] {
                let work = ContentWork.image(["prompt": .string(text), "image_type": .string(type), "caption": ""])
                let performed = try await ContentWork.perform(work)
                let artifact = performed.yield.artifacts[0]
                let attributes = try #require(performed.yield.items[0].attributes)
                let svg = String(decoding: artifact.bytes, as: UTF8.self)
                #expect(artifact.mediaType == "image/svg+xml" && attributes["media_type"] == "image/svg+xml")
                #expect(svg.contains("width=\"\(attributes["width"]?.integer ?? 0)\""))
                #expect(!svg.contains("<script") && attributes["model"] == "offline/cards")
                #expect(performed.yield.result == ["image_credits": 2])
                #expect(performed.usage?.model == "cards" && performed.usage?.promptVersion == "images/1")
            }
        }
    }

    @Test("a model's own credits count, and what fails is passed on with its reason")
    func credits() async throws {
        try await FakeProvider.run { fake in
            let caller = try ImageTaskTests.caller(fake)
            let work = ContentWork.image(settings: ["model": "openai/painter"])
            let performed = try await FunctionList.read(work).perform(work, caller)
            #expect(performed.yield.result == ["image_credits": 4])
            #expect(performed.usage?.costMicros == 40_000 && performed.usage?.requestedModel == "openai/painter")
            #expect(performed.yield.items[0].attributes?["width"] == 8)
            for (fault, code, isTransient) in [
                (["kind": "policy"], "policy", false),
                (["kind": "rate_limit", "retry_after": 7], "rate_limited", true),
                (["kind": "server_error"], "provider_error", true), (["kind": "cut"], "connection_lost", true),
                (["kind": "drop"], "connection_lost", true),
            ] as [(JSON, String, Bool)] {
                try await fake.fault(fault)
                let error = await #expect(throws: ProviderError.self) {
                    try await FunctionList.read(work).perform(work, caller)
                }
                #expect(error?.code == code && error?.isTransient == isTransient && error?.detail != nil, "\(code)")
                #expect(error?.retryAfter == (code == "rate_limited" ? .seconds(7) : nil))
            }
        }
    }

    private static func caller(_ fake: FakeProvider) throws -> ModelCaller {
        let routes = try ModelRoutes("default=openai/writer", [try fake.provider(credits: 4)])
        return ModelCaller(routes: routes, limits: CallLimits(within: .seconds(20)), callKey: "call")
    }

    @Test(
        "the size of an image stands in its first bytes",
        arguments: [
            (ImageTaskTests.png, 640, 480), (ImageTaskTests.jpeg, 300, 200),
            (ImageTaskTests.webp("VP8 ", [0, 0, 0, 0x9D, 0x01, 0x2A, 0x40, 0x01, 0xF0, 0x00]), 320, 240),
            (ImageTaskTests.webp("VP8L", [0x2F, 0x3F, 0xC1, 0x3B, 0x00, 0, 0, 0, 0, 0]), 320, 240),
            (ImageTaskTests.webp("VP8X", [0, 0, 0, 0, 0x3F, 0x01, 0x00, 0xEF, 0x00, 0x00]), 320, 240),
        ]
    )
    func sizes(bytes: [UInt8], width: Int, height: Int) {
        let size = ImageBytes.size(bytes)
        #expect(size?.width == width && size?.height == height)
        for count in bytes.indices {
            // Whatever is missing, it is no size or the right one.
            if let cut = ImageBytes.size(Array(bytes[..<count])) { #expect(cut == (width, height)) }
        }
    }

    private static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8) + [
            0, 0, 2, 0x80, 0, 0, 1, 0xE0,
        ]
    private static let jpeg: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xFF, 0xC0, 0, 17, 8, 0, 200, 1, 44, 3]

    private static func webp(_ kind: String, _ head: [UInt8]) -> [UInt8] {
        Array("RIFF".utf8) + [0, 0, 0, 0] + Array("WEBP\(kind)".utf8) + [0, 0, 0, 0] + head
    }

    @Test("bytes that are no image have no size")
    func noImages() {
        #expect(ImageBytes.size([]) == nil && ImageBytes.size([0xFF, 0xD8, 0xFF, 0xC0, 0]) == nil)
        #expect(ImageBytes.size(Array("GIF89a".utf8)) == nil)
        #expect(ImageBytes.size([0xFF, 0xD8, 0xFF] + Array(repeating: 0xFF, count: 4000)) == nil)
    }
}
