import Testing
import Values

@testable import Offline

/// The outputs as a model writes them.
@Suite struct ContentJSONTests {
    private static func fault<Output: Decodable>(_ type: Output.Type, _ text: String) throws -> FieldError? {
        do {
            _ = try Output(json: JSONDocument(Array(text.utf8)).root)
            return nil
        } catch let error as FieldError { return error }
    }

    private static func pointer<Output: Decodable>(_ type: Output.Type, _ text: String) throws -> String? {
        try self.fault(type, text)?.pointer
    }

    @Test("clusters: what is read, and what is refused")
    func clusters() throws {
        let text =
            #"{"clusters":[{"name":" Cold\n Brew ","keyword_ids":["a","b"]},{"name":"Tea","description":"d","keyword_ids":["c"],"existing":true,"x":1}]}"#
        let clusters = try KeywordClusters(json: JSONDocument(Array(text.utf8)).root)
        #expect(clusters.clusters.map(\.name) == ["Cold Brew", "Tea"])
        #expect(clusters.clusters[1].isExisting && !clusters.clusters[0].isExisting)
        #expect(try KeywordClusters(json: JSONDocument(clusters.jsonBytes()).root) == clusters)
        for (text, pointer) in [
            (#"{}"#, "/clusters"), (#"{"clusters":{}}"#, "/clusters"), (#"{"clusters":[{}]}"#, "/clusters/0/name"),
            (#"{"clusters":[{"name":"","keyword_ids":["a"]}]}"#, "/clusters/0/name"),
            (#"{"clusters":[{"name":"A","keyword_ids":[]}]}"#, "/clusters/0/keyword_ids"),
            (#"{"clusters":[{"name":"A","keyword_ids":[1]}]}"#, "/clusters/0/keyword_ids/0"),
            (#"{"clusters":[{"name":"A","keyword_ids":["a"]},{"name":"a","keyword_ids":["b"]}]}"#, "/clusters/1/name"),
            (#"{"clusters":[{"name":"A","keyword_ids":["a","a"]}]}"#, "/clusters/0/keyword_ids/1"),
        ] { #expect(try Self.pointer(KeywordClusters.self, text) == pointer, "\(text)") }
        let request = ClusterRequest(keywords: [Keyword(id: "a", text: "x"), Keyword(id: "b", text: "y")])
        let answer = KeywordClusters(clusters: [.init(name: "A", keywordIDs: ["a", "z"])])
        #expect(answer.faults(for: request).map(\.pointer) == ["/clusters/0/keyword_ids/1", "/clusters"])
    }

    @Test("ideas: what is read, and what is refused")
    func ideas() throws {
        let text =
            #"{"ideas":[{"idea_title":"T","description":"D"},{"idea_title":"U","description":"E","content_structure":"how_to","target_keywords":["k"],"estimated_word_count":1200}]}"#
        let set = try IdeaSet(json: JSONDocument(Array(text.utf8)).root)
        #expect(set.ideas[0] == Idea(title: "T", description: "D"))
        #expect(set.ideas[1].estimatedWords == 1200 && set.ideas[1].keywords == ["k"])
        #expect(try IdeaSet(json: JSONDocument(set.jsonBytes()).root) == set)
        for (text, pointer) in [
            (#"{"ideas":[]}"#, "/ideas"), (#"{"ideas":[{"description":"D"}]}"#, "/ideas/0/idea_title"),
            (#"{"ideas":[{"idea_title":"T","description":""}]}"#, "/ideas/0/description"),
            (
                #"{"ideas":[{"idea_title":"T","description":"D"},{"idea_title":"t!","description":"D"}]}"#,
                "/ideas/1/idea_title"
            ),
            (
                #"{"ideas":[{"idea_title":"T","description":"D","estimated_word_count":1}]}"#,
                "/ideas/0/estimated_word_count"
            ),
            (
                #"{"ideas":[{"idea_title":"T","description":"D","estimated_word_count":"x"}]}"#,
                "/ideas/0/estimated_word_count"
            ),
            (#"{"ideas":[{"idea_title":"T","description":"D","target_keywords":[""]}]}"#, "/ideas/0/target_keywords/0"),
        ] { #expect(try Self.pointer(IdeaSet.self, text) == pointer, "\(text)") }
        #expect(ContentStructure(word: "How-To") == .howTo)
        #expect(ContentStructure(word: "sonnet") == .guide)
    }

    @Test("articles: what is read, filled in and refused")
    func articles() throws {
        let text =
            #"{"title":"T","introduction":"One <b>.","sections":[{"heading":"H","paragraphs":["p & q"],"list":{"points":["a",{"term":"b","text":"c"}]}},{"heading":"G","subsections":[{"heading":"S","list":{"ordered":true,"points":["x"]}}]}],"conclusion":["End."]}"#
        let article = try Article(json: JSONDocument(Array(text.utf8)).root)
        #expect(article.metaTitle == "T" && article.metaDescription == "One <b>." && article.label == nil)
        let html = """
            <p>One &lt;b&gt;.</p>
            <h2>H</h2>
            <p>p &amp; q</p>
            <ul>
            <li>a</li>
            <li><strong>b:</strong> c</li>
            </ul>
            <h2>G</h2>
            <h3>S</h3>
            <ol>
            <li>x</li>
            </ol>
            <h2>Conclusion</h2>
            <p>End.</p>

            """
        #expect(article.html == html)
        #expect(article.text == "One <b>.\n\nH\n\np & q\n\n- a\n\n- b: c\n\nG\n\nS\n\n1. x\n\nConclusion\n\nEnd.\n")
        #expect(article.wordCount == 13)
        #expect(try Article(json: JSONDocument(article.jsonBytes()).root) == article)
        func with(_ members: String) -> String {
            #"{"title":"T","introduction":["i"],"sections":[{"heading":"H","paragraphs":["p"]}],"# + members + "}"
        }
        let long = String(repeating: "x", count: 61)
        for (text, pointer) in [
            (#"{"introduction":["i"],"sections":[]}"#, "/title"), (#"{"title":"T","sections":[]}"#, "/introduction"),
            (#"{"title":"T","introduction":["i"],"sections":[]}"#, "/sections"),
            (#"{"title":"T","introduction":["i"],"sections":[{"heading":"H"}]}"#, "/sections/0"),
            (#"{"title":"T","introduction":["i"],"sections":[{"paragraphs":["p"]}]}"#, "/sections/0/heading"),
            (
                #"{"title":"T","introduction":["i"],"sections":[{"heading":"H","list":{"points":[]}}]}"#,
                "/sections/0"
            ),
            (
                #"{"title":"T","introduction":["i"],"sections":[{"heading":"H","list":{"points":[7]}}]}"#,
                "/sections/0/list/points/0"
            ),
            (with(#""meta_title":7"#), "/meta_title"), (with(#""secondary_keywords":"a""#), "/secondary_keywords"),
        ] { #expect(try Self.pointer(Article.self, text) == pointer, "\(text)") }
        // What is beside the text is cut or left out.
        let beside = with(#""meta_title":"\#(long)","language":"e n","secondary_keywords":["","a"],"excerpt":" ""#)
        let read = try Article(json: JSONDocument(Array(beside.utf8)).root)
        #expect(read.metaTitle.count <= 60 && read.metaTitle.hasPrefix("xxx") && read.language == "en")
        #expect(read.secondaryKeywords == ["a"] && read.excerpt == "i")
        let holes = with(#""conclusion":["","c"],"conclusion_heading":"""#)
        #expect(try Article(json: JSONDocument(Array(holes.utf8)).root).conclusion == ["c"])
        #expect(try Self.pointer(Article.self, with(#""label":null"#)) == nil)
    }

    @Test("image prompts: what is read, and what is refused")
    func images() throws {
        let text =
            #"{"images":[{"image_type":"featured","prompt":"P"},{"image_type":"in_article","prompt":"Q","caption":"C","alt_text":"A","heading":"H"}]}"#
        let prompts = try ImagePrompts(json: JSONDocument(Array(text.utf8)).root)
        #expect(
            prompts.images[1] == ImagePrompt(type: .inArticle, prompt: "Q", caption: "C", altText: "A", heading: "H")
        )
        #expect(try ImagePrompts(json: JSONDocument(prompts.jsonBytes()).root) == prompts)
        for (text, pointer) in [
            (#"{"images":[]}"#, "/images"), (#"{"images":[{"prompt":"P"}]}"#, "/images/0/image_type"),
            (#"{"images":[{"image_type":"banner","prompt":"P"}]}"#, "/images/0/image_type"),
            (#"{"images":[{"image_type":"in_article","prompt":"P"}]}"#, "/images"),
            (#"{"images":[{"image_type":"featured","prompt":""}]}"#, "/images/0/prompt"),
            (
                #"{"images":[{"image_type":"featured","prompt":"P"},{"image_type":"in_article","prompt":"P"}]}"#,
                "/images/1/prompt"
            ),
        ] { #expect(try Self.pointer(ImagePrompts.self, text) == pointer, "\(text)") }
        let fault = try Self.fault(ImagePrompts.self, #"{"images":[{"image_type":"banner","prompt":"P"}]}"#)
        #expect(fault?.message == "must be one of featured, in_article")
    }

    @Test("texts are cut at sentences and at words")
    func cuts() {
        #expect(ShortText.cut("Short.", limit: 10) == "Short.")
        #expect(ShortText.cut("One two three. Four five six.", limit: 20) == "One two three.")
        #expect(ShortText.cut("One two three four five", limit: 12) == "One two…")
        #expect(ShortText.cut(String(repeating: "x", count: 50), limit: 10).count == 10)
        #expect(ShortText.title("Cold Brew: Everything That You Need", limit: 20) == "Cold Brew")
        #expect(ShortText.title("Why Is It So? Causes to Check", limit: 20) == "Why Is It So?")
        #expect(ShortText.title("One Two Three Four Five Six", limit: 14) == "One Two Three…")
    }

    @Test("prewritten sentences of articles stand in one place only, and headings name their part")
    func library() {
        var seen: Set<Phrase> = []
        for kind in SectionKind.all {
            #expect(kind.aspectHeadings.count >= 3 && kind.plainHeadings.count >= 3 && kind.rows.count == 3)
            #expect(kind.points.count == 6 && kind.rows.allSatisfy { $0.count >= 3 })
            for heading in kind.aspectHeadings { #expect(LibraryTests.written(heading).contains("‹aspect›")) }
            for heading in kind.plainHeadings { #expect(!LibraryTests.written(heading).contains("‹aspect›")) }
            for phrase in kind.rows.joined() + kind.points.map(\.text) {
                #expect(seen.insert(phrase).inserted, "\(LibraryTests.written(phrase))")
            }
        }
        let general = Set(LibraryTests.general.flatMap { $0.rows.joined() })
        #expect(general.isDisjoint(with: seen))
        for structure in ContentStructure.allCases {
            let plan = SectionKind.plan(structure)
            #expect(plan.count == 8 && Set(plan).count == 8)
        }
    }
}
