import Contracts
import Testing
import Values

@testable import AIGateway

@Suite struct NewsletterTaskTests {
    private static func task(_ settings: JSON, date: String = "2026-11-21") throws -> NewsletterTask {
        try NewsletterTask(settings: settings, jobName: "Tea letter", date: date)
    }

    @Test("settings become a task; what they leave out has its default")
    func reading() throws {
        let plain = try NewsletterTaskTests.task(["prompt": "Tea"])
        #expect(plain.prompt == "Tea")
        #expect(plain.maxItems == 5)
        #expect(plain.tone == nil && plain.model == nil)
        #expect(plain.jobName == "Tea letter")
        #expect(plain.date == CivilDate(year: 2026, month: 11, day: 21))
        let whole = try NewsletterTaskTests.task([
            "prompt": "Tea", "maxItems": 2, "tone": "dry", "model": "fast", "x": 1,
        ])
        #expect(whole.maxItems == 2 && whole.tone == "dry" && whole.model == "fast")
        for model in ["", "default", .null] as [JSON] {
            #expect(try NewsletterTaskTests.task(["prompt": "Tea", "tone": "", "model": model]) == plain)
        }
    }

    @Test(
        "what is wrong is named as it stands in the message",
        arguments: [
            ([:], "2026-11-21", "/settings/prompt"), (["prompt": 1], "2026-11-21", "/settings/prompt"),
            (["prompt": "Tea", "maxItems": "2"], "2026-11-21", "/settings/maxItems"),
            (["prompt": "Tea", "tone": []], "2026-11-21", "/settings/tone"), ([], "2026-11-21", "/settings"),
            (["prompt": "Tea"], "", "/date"), (["prompt": "Tea"], "2026-02-30", "/date"),
            (["prompt": "Tea"], "21.11.2026", "/date"), (["prompt": "Tea"], "2026-11-21T00:00:00Z", "/date"),
        ] as [(JSON, String, String)]
    )
    func wrong(settings: JSON, date: String, pointer: String) {
        let error = #expect(throws: FieldError.self) { try NewsletterTaskTests.task(settings, date: date) }
        #expect(error?.pointer == pointer)
    }

    @Test("the offline provider's answer is a newsletter, the same each time, with its figures")
    func offline() async throws {
        let task = try NewsletterTaskTests.task(["prompt": "Growing herbs on a balcony", "maxItems": 4])
        let request = ModelRequest(model: "composer", task: task)
        let answer = try await OfflineProvider().complete(request)
        #expect(try await OfflineProvider().complete(request).text == answer.text)
        #expect(answer.inputTokens > 0 && answer.outputTokens > 50 && answer.costMicros == 0)
        let output = try task.parse(answer.text)
        let content = output.content
        #expect(output.items == 4)
        #expect(output.words > 100)
        #expect(content.topic.lowercased().contains("herbs"))
        #expect(content.html.contains("</body>") && !content.text.isEmpty)
        #expect(Check.isLine(content.subject) && !content.subject.isEmpty)
    }

    @Test("a request that cannot be met is refused for good", arguments: [0, 51, -1])
    func offlineRefuses(count: Int) async throws {
        var task = try NewsletterTaskTests.task(["prompt": "Tea"])
        task.maxItems = count
        let request = ModelRequest(model: "composer", task: task)
        let error = await #expect(throws: ProviderError.self) { try await OfflineProvider().complete(request) }
        #expect(error?.code == "invalid_request")
        #expect(error?.isTransient == false)
    }

    private static let issue: JSON = [
        "subject": "Tea", "title": "All about tea", "intro": "Welcome.",
        "items": [
            ["heading": "Green", "paragraphs": ["Steep it briefly."]],
            ["heading": "Black", "list": ["Hot water"], "paragraphs": []],
        ],
    ]

    @Test("an issue that has all that is needed is taken, in whatever order, with members that nobody knows")
    func parsing() throws {
        var issue = NewsletterTaskTests.issue
        issue["mood"] = "calm"
        let task = try NewsletterTaskTests.task(["prompt": "Tea"])
        let output = try task.parse(String(decoding: issue.bytes, as: UTF8.self))
        #expect(output.content.subject == "Tea")
        #expect(output.content.topic == "All about tea")
        #expect(output.items == 2)
        #expect(output.words == 11)
        issue["topic"] = "tea\r\nand more"
        let cleaned = try task.parse(String(decoding: issue.bytes, as: UTF8.self)).content
        #expect(Check.isLine(cleaned.topic))
    }

    @Test(
        "an answer that is no issue is refused, and kept with the reason",
        arguments: [
            "", "Sure! Here is your newsletter:", "[]", "null", "{}", "{\"subject\":\"Tea\"",
            "{\"subject\":\"a\",\"subject\":\"b\"}", "{\"subject\":\"\\u0000\"}",
        ]
    )
    func noIssues(text: String) throws {
        let task = try NewsletterTaskTests.task(["prompt": "Tea"])
        let faults = try #require(#expect(throws: OutputFaults.self) { try task.parse(text) })
        let error = ProviderError(faults, what: NewsletterTask.noun, text: text)
        #expect(error.code == "invalid_output")
        #expect(error.isTransient == false)
        #expect(error.detail == text)
        #expect(error.message.hasPrefix("What was generated is not a newsletter: "))
    }

    @Test("a member that is missing, empty or too long makes an issue one that cannot be sent")
    func brokenIssues() throws {
        let task = try NewsletterTaskTests.task(["prompt": "Tea"])
        let long = JSON.string(String(repeating: "x", count: 6000))
        let cases: [(String, JSON?, String)] = [
            ("subject", nil, "/subject"), ("subject", " \n", "/subject"), ("subject", long, "/subject"),
            ("title", nil, "/title"), ("intro", nil, "/intro"), ("intro", long, "/intro"), ("items", [], "/items"),
            ("items", nil, "/items"), ("items", [["heading": "x"]], "/items/0/paragraphs"),
            ("items", [["heading": "", "paragraphs": ["x"]]], "/items/0/heading"),
            ("items", .array(Array(repeating: ["heading": "x", "paragraphs": ["y"]], count: 51)), "/items"),
            ("language", "not a language", "/language"),
        ]
        for (member, value, pointer) in cases {
            var issue = NewsletterTaskTests.issue
            issue[member] = value
            let text = String(decoding: issue.bytes, as: UTF8.self)
            let faults = try #require(#expect(throws: OutputFaults.self) { try task.parse(text) })
            let error = ProviderError(faults, what: NewsletterTask.noun, text: text)
            #expect(error.message.contains(pointer), "\(member): \(error.message)")
            #expect((error.detail?.count ?? 0) <= 10_000)
        }
    }

    @Test("the schema for models is JSON with the members that the parser reads, each required")
    func schema() throws {
        let schema = try #require(try NewsletterTaskTests.task(["prompt": "Tea"]).schema)
        let root = try JSONDocument(Array(schema.json.utf8)).root
        let members = try #require(root["properties"]).members.map(\.key)
        #expect(root["required"]?.elements.compactMap(\.string) == members)
        #expect(members.contains("items") && members.contains("subject"))
    }

    @Test("the words for a model hold all that the settings say")
    func words() throws {
        let settings: JSON = ["prompt": "Tea\nand cake", "tone": "dry", "maxItems": 1]
        let words = try NewsletterTaskTests.task(settings).instructions
        for part in ["Tea\nand cake", "Tone: dry", "1 item.", "Tea letter", "2026-11-21"] {
            #expect(words.user.contains(part), "\(part)")
        }
        #expect(try !NewsletterTaskTests.task(["prompt": "Tea"]).instructions.user.contains("Tone"))
    }

    @Test("an issue that is being written says how far it is")
    func progress() throws {
        let task = try NewsletterTaskTests.task(["prompt": "Tea", "maxItems": 2])
        let item = #"{"heading": "x", "paragraphs": []}, "#
        let steps = ["", "{\"intro\"", item, item + item, item + item + item].map { task.progress($0) }
        #expect(steps.map { $0?.fraction } == [0, 0, 0.25, 0.75, 0.75])
        #expect(steps[3]?.sentence == "Writing item 2 of 2")
    }
}
