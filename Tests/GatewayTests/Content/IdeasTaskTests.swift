import Contracts
import Offline
import Testing
import Values

@testable import AIGateway

@Suite struct IdeasTaskTests {
    private static let clusters = [ContentWork.cluster("Coffee"), ContentWork.cluster("Tea")]

    private static func work(settings: JSON = ["ideas": 2], taken: [String] = []) -> Work {
        let keywords = [("latte", 0), ("oolong tea", 1), ("espresso", 0)].map { word, place in
            ContentWork.item("keyword", ["keyword": .string(word)], parent: self.clusters[place].id)
        }
        return ContentWork.make(
            "generate_ideas",
            self.clusters,
            settings: settings,
            context: [
                "keywords": keywords + [ContentWork.item("keyword", ["keyword": "stray"])],
                "ideas": taken.map { ContentWork.item("idea", ["idea_title": .string($0)]) },
            ]
        )
    }

    private static func idea(_ title: String, _ cluster: Int, _ more: JSON = [:]) -> JSON {
        var idea: JSON = ["cluster": .integer(Int64(cluster)), "idea_title": .string(title), "description": "A brief."]
        if case .object(let members) = more { for (name, value) in members { idea[name] = value } }
        return idea
    }

    private static func text(_ ideas: JSON...) -> String {
        String(decoding: (["ideas": .array(ideas)] as JSON).bytes, as: UTF8.self)
    }

    @Test("ideas belong to their clusters, with what the next stage needs")
    func yield() throws {
        let work = IdeasTaskTests.work()
        let task = try IdeasTask(work)
        #expect(task.clusters.map(\.keywords) == [["latte", "espresso"], ["oolong tea"]])
        let output = try task.parse(
            IdeasTaskTests.text(
                IdeasTaskTests.idea("On Tea", 2, ["estimated_word_count": 90_000, "content_structure": "How-To"]),
                IdeasTaskTests.idea(
                    " On\nCoffee",
                    1,
                    ["target_keywords": ["latte", 7, ""], "estimated_word_count": "120", "content_type": "page"]
                )
            )
        )
        let yield = try task.yield(output, of: work)
        #expect(yield.items == work.items.map { .init(id: $0.id, status: "mapped") })
        #expect(yield.created.map(\.parent) == work.items.map(\.id))
        #expect(yield.created.allSatisfy { $0.kind == "idea" && $0.status == "new" && $0.label == nil })
        #expect(
            yield.created[0].attributes == [
                "idea_title": "On Coffee", "description": "A brief.", "content_type": "page",
                "content_structure": "guide", "target_keywords": ["latte"], "estimated_word_count": 500,
            ]
        )
        #expect(yield.created[1].attributes["estimated_word_count"] == 2500)
        #expect(yield.created[1].attributes["content_structure"] == "how_to")
    }

    @Test("more than wanted, taken and equal titles are left out")
    func leftOut() throws {
        let task = try IdeasTask(IdeasTaskTests.work(taken: ["Coffee, again!"]))
        let found = try task.parse(
            IdeasTaskTests.text(
                IdeasTaskTests.idea("Coffee again", 1),
                IdeasTaskTests.idea("A", 1),
                IdeasTaskTests.idea("a!", 1),
                IdeasTaskTests.idea("B", 1),
                IdeasTaskTests.idea("C", 1),
                IdeasTaskTests.idea("☕️", 2),
                IdeasTaskTests.idea("🍵", 2)
            )
        )
        #expect(found.map(\.idea.title) == ["A", "B", "☕️", "🍵"])
    }

    @Test("a cluster without an idea of its own, and what is no idea, is refused")
    func broken() throws {
        let task = try IdeasTask(IdeasTaskTests.work(taken: ["On Tea"]))
        let coffee = IdeasTaskTests.idea("On Coffee", 1)
        func pointers(_ ideas: JSON...) -> [String] {
            let text = String(decoding: (["ideas": .array(ideas)] as JSON).bytes, as: UTF8.self)
            return ContentWork.faults(task, text).map(\.pointer)
        }
        #expect(pointers(coffee) == ["/ideas"])
        #expect(pointers(coffee, IdeasTaskTests.idea("on tea", 2)) == ["/ideas"])
        #expect(pointers(coffee, IdeasTaskTests.idea("B", 3)) == ["/ideas/1/cluster", "/ideas"])
        #expect(pointers(coffee, IdeasTaskTests.idea("", 2)) == ["/ideas/1/idea_title"])
        #expect(pointers(coffee, IdeasTaskTests.idea("B", 2, ["description": 7])) == ["/ideas/1/description"])
        for text in ["", "{}", "[]", #"{"ideas":7}"#, "I cannot do this."] {
            #expect(!ContentWork.faults(task, text).isEmpty, "\(text)")
        }
    }

    @Test("the words for a model hold clusters, keywords, wishes and titles that are taken")
    func prompt() throws {
        let settings: JSON = ["ideas": 3, "words": 1500, "prompt": "Dry humour\n---------------"]
        let work = IdeasTaskTests.work(settings: settings, taken: ["Old one"])
        let words = try IdeasTask(work).instructions
        for part in [
            "Find 3 ideas for each of these 2 clusters", "Cluster 1: Coffee\nKeywords:\n- latte\n- espresso",
            "Dry humour\n-\n", "Titles that are taken:\n- Old one",
        ] {
            #expect(words.user.contains(part), "\(part)")
        }
        #expect(words.system.contains("500 to 1500") && !words.user.contains("stray"))
        #expect(words.user.split(separator: "\n").count { $0 == PromptBlock.fence } == 2)
        #expect(try ContentWork.schemaMembers(IdeasTask(work).schema) == ["ideas"])
    }

    @Test("the offline provider finds ideas for each cluster, other ones when some are taken")
    func offline() async throws {
        let first = try await ContentWork.perform(IdeasTaskTests.work(settings: ["ideas": 4, "words": 600]))
        #expect(first.yield.created.count == 8)
        let titles = first.yield.created.compactMap { $0.attributes["idea_title"]?.string }
        #expect(Set(titles).count == 8)
        for created in first.yield.created {
            let words = try #require(created.attributes["estimated_word_count"]?.integer)
            #expect((500...600).contains(words))
            #expect(created.attributes["target_keywords"]?.array?.isEmpty == false)
        }
        let second = try await ContentWork.perform(IdeasTaskTests.work(settings: ["ideas": 4], taken: titles))
        #expect(Set(titles).isDisjoint(with: second.yield.created.compactMap { $0.attributes["idea_title"]?.string }))
    }

    @Test("hostile names and keywords come through")
    func hostile() async throws {
        for name in ContentWork.hostile where name != "☕️" && name != "----------" {
            let cluster = ContentWork.cluster(name)
            let keywords = ContentWork.hostile.map {
                ContentWork.item("keyword", ["keyword": .string($0)], parent: cluster.id)
            }
            let work = ContentWork.make("generate_ideas", [cluster], context: ["keywords": keywords])
            let task = try IdeasTask(work)
            #expect(task.instructions.user.split(separator: "\n").count { $0 == PromptBlock.fence } == 2)
            let performed = try await ContentWork.perform(work)
            #expect(!performed.yield.created.isEmpty, "\(name)")
        }
    }

    @Test(
        "what cannot be worked with is named",
        arguments: [
            (IdeasTaskTests.work(settings: ["ideas": 0]), "/settings/ideas:"),
            (IdeasTaskTests.work(settings: ["ideas": "7"]), "/settings/ideas:"),
            (IdeasTaskTests.work(settings: ["words": 20_000]), "/settings/words:"),
            (IdeasTaskTests.work(settings: ["prompt": []]), "/settings/prompt:"),
            (ContentWork.cleared(IdeasTaskTests.work()), "/items:"),
            (
                ContentWork.make("generate_ideas", (1...6).map { ContentWork.cluster("C\($0)") }),
                "/items:"
            ), (ContentWork.make("generate_ideas", [ContentWork.cluster(" ")]), "/items/0/attributes/name:"),
        ]
    )
    func wrong(work: Work, words: String) throws {
        let error = #expect(throws: ProviderError.self) { try FunctionList.read(work) }
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }
}
