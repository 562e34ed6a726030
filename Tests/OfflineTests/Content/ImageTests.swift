import Testing
import Values

@testable import Offline

@Suite(.timeLimit(.minutes(2))) struct ImageTests {
    private static let svg: [String: Set<String>] = [
        "svg": ["xmlns", "width", "height", "viewBox", "role", "aria-label"], "title": [],
        "rect": ["x", "y", "width", "height", "rx", "fill", "opacity"],
        "circle": ["cx", "cy", "r", "fill", "stroke", "stroke-width", "opacity"],
        "polygon": ["points", "fill", "opacity"],
        "text": ["x", "y", "font-family", "font-size", "font-weight", "text-anchor", "fill", "opacity"],
    ]

    private static func article() throws -> Article {
        try ArticleComposer.compose(
            ArticleTask(
                title: "A Practical Guide to Cold Brew",
                keywords: ["cold brew", "cold brew ratio"],
                targetWords: 1800
            )
        )
    }

    @Test("one featured image from title and introduction, the others from headings")
    func prompts() throws {
        let article = try Self.article()
        for count in [1, 3, 5, 19] {
            let prompts = try ImagePromptComposer.compose(ArticleOutline(article), inArticle: count)
            #expect(prompts.faults() == [])
            #expect(prompts.images.count == 1 + min(count, article.sections.count))
            #expect(prompts.images[0].type == .featured)
            #expect(prompts.images[0].prompt.contains(article.title))
            #expect(prompts.images[0].prompt.contains(article.introduction[0].prefix(40)))
            let headings = article.sections.map(\.heading)
            for image in prompts.images.dropFirst() {
                let heading = try #require(image.heading)
                #expect(image.type == .inArticle && headings.contains(heading))
                #expect(image.prompt.contains(heading) && image.caption == heading && image.altText.contains(heading))
            }
            #expect(Set(prompts.images.map(\.prompt)).count == prompts.images.count)
        }
        let outline = ArticleOutline(article)
        #expect(try ImagePromptComposer.compose(outline) == ImagePromptComposer.compose(outline))
        #expect(try ImagePromptComposer.compose(outline).images.count == 4)
    }

    @Test("stored HTML gives the same outline as the article itself")
    func outline() throws {
        let article = try Self.article()
        #expect(ArticleOutline(title: article.title, html: article.html) == ArticleOutline(article))
        let other = ArticleOutline(
            title: "T",
            html:
                "<pre>x</pre><P class=\"a\">One &amp; <em>two</em></P><h2>A</h2><h2><b>B</b> &lt;c&gt;</h2><h2>End</h2><p"
        )
        #expect(other == ArticleOutline(title: "T", introduction: "One & two", headings: ["A", "B <c>"]))
        #expect(ArticleOutline(title: "T", html: "").headings == [])
        #expect(ArticleOutline(title: "T", html: "<h2>only").headings == [])
    }

    @Test("odd outlines give prompts, and impossible ones are refused")
    func oddOutlines() throws {
        let none = ArticleOutline(title: "Tea", introduction: "", headings: [])
        #expect(try ImagePromptComposer.compose(none).images.count == 1)
        let same = ArticleOutline(title: "Tea", introduction: "x", headings: ["A", "A", "", "\u{0}"])
        #expect(try ImagePromptComposer.compose(same).images.count == 2)
        for text in KeywordSamples.hostile {
            let outline = ArticleOutline(title: "Tea " + text, introduction: text, headings: KeywordSamples.hostile)
            #expect(try ImagePromptComposer.compose(outline, inArticle: 19).faults() == [])
        }
        func pointer(_ outline: ArticleOutline, _ count: Int) -> String? {
            do {
                _ = try ImagePromptComposer.compose(outline, inArticle: count)
                return nil
            } catch { return error.pointer }
        }
        #expect(pointer(ArticleOutline(title: " ", introduction: "", headings: []), 3) == "/title")
        #expect(pointer(none, 0) == "/inArticle")
        #expect(pointer(none, 20) == "/inArticle")
    }

    @Test(
        "a card is well-formed, says that it was made offline, and has the words on it",
        arguments: ImageType.allCases
    )
    func cards(type: ImageType) throws {
        let texts = KeywordSamples.hostile + KeywordSamples.coffee + [String(repeating: "wide MMMM ", count: 40)]
        for text in texts {
            let card = TitleCard(ImagePrompt(type: type, prompt: text, caption: text, altText: text))
            let found = XMLReader.read(card.svg, allowed: Self.svg)
            #expect(found.fault == nil, "\(text.prefix(40))")
            #expect(found.elements.first == "svg" && found.elements.count { $0 == "svg" } == 1)
            #expect(card.svg.contains(">offline</text>"))
            #expect(card.width == (type == .featured ? 1200 : 1024) && card.height == (type == .featured ? 630 : 768))
            for line in Self.lines(card) {
                #expect(line.x + TextWidth.of(line.text) * line.size / 1000 <= card.width - 60, "\(line)")
                #expect(line.y < card.height - 40 && line.y - line.size > 20, "\(line)")
            }
            #expect(Self.lines(card).count <= 12)
        }
        let card = TitleCard(ImagePrompt(type: type, prompt: "A cup", caption: "Cold Brew Ratios"))
        #expect(Self.lines(card).map(\.text).joined(separator: " ") == "Cold Brew Ratios")
        #expect(Self.lines(TitleCard(ImagePrompt(type: type, prompt: ""))).map(\.text) == ["Untitled"])
    }

    /// The large texts of a card, entities resolved.
    private static func lines(_ card: TitleCard) -> [(text: String, x: Int, y: Int, size: Int)] {
        card.svg.split(separator: "\n").filter { $0.hasPrefix("<text") && $0.contains("font-weight") }.compactMap {
            line in
            func number(_ name: String) -> Int? {
                guard let start = line.firstRange(of: " \(name)=\"")?.upperBound else { return nil }
                return Int(line[start...].prefix { $0 != "\"" })
            }
            guard let start = line.firstIndex(of: ">"), let x = number("x"), let y = number("y"),
                let size = number("font-size")
            else { return nil }
            var text = String(line[line.index(after: start)...].dropLast("</text>".count))
            for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
                text = text.replacing(entity, with: character)
            }
            return (text, x, y, size)
        }
    }

    @Test("the same prompt gives the same bytes; other prompts give other colours and patterns")
    func stable() {
        func card(_ number: Int) -> TitleCard {
            TitleCard(ImagePrompt(type: .featured, prompt: "Prompt \(number)", caption: "Tea"))
        }
        #expect(card(1).bytes == card(1).bytes)
        #expect(Set((0..<60).map { card($0).svg }).count == 60)
        let grounds = Set(
            (0..<60).compactMap { number in CardPattern.palettes.first { card(number).svg.contains($0.ground) } }
        )
        #expect(grounds.count >= 8)
        var hash = FNV1a()
        hash.add(card(7).bytes)
        #expect(hash.value == 6_322_842_036_048_205_980)
    }

    @Test("the words of every palette stand out from its ground")
    func contrast() {
        func luminance(_ colour: String) -> Double {
            let number = Int(colour.dropFirst(), radix: 16) ?? 0
            let parts = [number >> 16, number >> 8 & 255, number & 255].map { Double($0) / 255 }
            // The power 2.4 of WCAG 2.2, taken as 2.5 to do without a library; the difference is small.
            let linear = parts.map { $0 <= 0.04 ? $0 / 12.92 : (($0 + 0.055) / 1.055) }.map {
                $0 * $0 * $0.squareRoot()
            }
            return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        }
        for palette in CardPattern.palettes {
            let ground = luminance(palette.ground)
            #expect((luminance(palette.ink) + 0.05) / (ground + 0.05) >= 7)
            #expect((luminance(palette.accent) + 0.05) / (ground + 0.05) >= 4.5)
        }
    }
}
