import Testing
import Values

@testable import Offline

@Suite struct NewsletterTests {
    private static let json = """
        {"subject":"S","preheader":"P","title":"T","dateline":"D","language":"pt-BR","intro":"I","closing":"C","label":"L",
         "items":[{"heading":"H","paragraphs":["one","two"],"list":["x"]},{"heading":"G","paragraphs":["three"]}]}
        """

    private static func read(_ text: String) throws -> Newsletter {
        try Newsletter(json: JSONDocument(Array(text.utf8)).root)
    }

    private static func fault(_ text: String) throws -> FieldError? {
        do {
            _ = try self.read(text)
            return nil
        } catch let error as FieldError { return error }
    }

    @Test("JSON is read and written without loss")
    func roundTrip() throws {
        let newsletter = try Self.read(Self.json)
        #expect(newsletter.language == "pt-BR")
        #expect(newsletter.items[0].list == ["x"])
        #expect(newsletter.items[1].list == nil)
        #expect(try Newsletter(json: JSONDocument(newsletter.jsonBytes()).root) == newsletter)
    }

    @Test("what a model may leave out is filled in")
    func defaults() throws {
        let newsletter = try Self.read(
            #"{"subject":"S","title":"T","intro":"I","items":[{"heading":"H","paragraphs":["p"]}]}"#
        )
        #expect(
            newsletter
                == Newsletter(subject: "S", title: "T", intro: "I", items: [.init(heading: "H", paragraphs: ["p"])])
        )
        #expect(newsletter.language == "en")
    }

    @Test(
        "what is missing, empty, too long or of another type is refused by name",
        arguments: [
            (#""subject":"S""#, #""subject":"""#, "/subject"), (#""title":"T""#, #""title":" \u202e ""#, "/title"),
            (#""intro":"I""#, #""intro":null"#, "/intro"), (#""intro":"I","#, "", "/intro"),
            (#""heading":"G""#, #""heading":"\u0007""#, "/items/1/heading"),
            (#"["three"]"#, "[]", "/items/1"), (#"["three"]"#, #"["three",""]"#, "/items/1/paragraphs/1"),
            (#""list":["x"]"#, #""list":["x",""]"#, "/items/0/list/1"),
            (#""list":["x"]"#, #""list":[1]"#, "/items/0/list/0"),
            (#""language":"pt-BR""#, #""language":"english (UK)""#, "/language"),
            (#""subject":"S""#, "\"subject\":\"\(String(repeating: "s", count: 201))\"", "/subject"),
        ]
    )
    func refusals(part: String, replacement: String, pointer: String) throws {
        let text = try #require(Self.json.replacingOnce(part, by: replacement))
        #expect(try Self.fault(text)?.pointer == pointer)
    }

    @Test("the number of items is bounded")
    func itemBounds() throws {
        func text(_ count: Int) -> String {
            let items = Array(repeating: #"{"heading":"H","paragraphs":["p"]}"#, count: count).joined(separator: ",")
            return #"{"subject":"S","title":"T","intro":"I","items":[\#(items)]}"#
        }
        #expect(try Self.fault(text(0))?.pointer == "/items")
        #expect(try Self.fault(text(50)) == nil)
        #expect(try Self.fault(text(51))?.pointer == "/items")
    }

    @Test("every fault is found, not only the first")
    func faults() {
        let newsletter = Newsletter(subject: "", title: "T", language: "x", intro: "", items: [])
        #expect(newsletter.faults().map(\.pointer) == ["/subject", "/language", "/intro", "/items"])
    }

    @Test("reading cleans: no line break can get into a header")
    func cleaning() throws {
        let newsletter = try Self.read(
            #"{"subject":"a\r\nBcc: x","title":"T","intro":"I","items":[{"heading":"H","paragraphs":["p"]}]}"#
        )
        #expect(newsletter.subject == "a Bcc: x")
    }

    /// A newsletter full of what must not get through.
    private static let hostile = Newsletter(
        subject: "</title><script>alert(1)</script>",
        preheader: "\"><img src=x onerror='alert(1)'>",
        title: "<h1 onclick=\"x\">&amp; & &#60;",
        dateline: "<!-- -->",
        language: "en\"><script>",
        intro: "a\u{0}b\u{202E}c\r\nd < e > f \"g\" 'h'",
        items: [
            .init(heading: "]]><![CDATA[", paragraphs: ["<p>", "\u{B}\u{1B}[31mred"], list: ["</li>", "<b>"]),
            .init(
                heading: String(repeating: "w", count: 100),
                paragraphs: [String(repeating: "long words here ", count: 20)]
            ),
        ],
        closing: "</body></html>",
        label: "job's"
    )

    @Test("the HTML of a hostile issue is well formed and shows everything as text")
    func hostileHTML() {
        let html = Self.hostile.html
        #expect(Markup.fault(in: html) == nil)
        #expect(html.contains("&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(html.contains("&lt;h1 onclick=&quot;x&quot;&gt;&amp;amp; &amp; &amp;#60;"))
        #expect(html.contains("abc d &lt; e &gt; f &quot;g&quot; 'h'"))
        #expect(html.contains("<html lang=\"en\" dir=\"ltr\""))
        #expect(html.contains("job's"))
        #expect(html.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && $0.value != 0x202E) })
    }

    @Test("the strict reader of these tests does find faults")
    func reader() {
        let html = Self.hostile.html
        #expect(Markup.fault(in: String(html.dropFirst())) != nil)
        #expect(Markup.fault(in: html + "x") != nil)
        for (part, replacement) in [
            ("</ul>", ""), ("&amp; &amp;", "& &amp;"), ("<p ", "<script "), (" style=", " onclick="),
            ("</h1>", "</h2>"), ("&quot;", "\""),
            ("max-width", "background: url(x); max-width"),
        ] {
            #expect(html.replacingOnce(part, by: replacement).map { Markup.fault(in: $0) != nil } == true, "\(part)")
        }
    }

    @Test("text has lines of at most 72 columns, numbered items and underlined headings")
    func hostileText() {
        let text = Self.hostile.text
        for line in text.split(separator: "\n") where Columns.width(of: line) > 72 {
            #expect(!line.contains(" ") || line.hasPrefix("2. "))
        }
        #expect(text.contains("1. ]]><![CDATA[\n---------------\n\n<p>\n"))
        #expect(text.contains("\n- </li>\n- <b>\n"))
        #expect(text.hasSuffix("</body></html>\n\njob's\n"))
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
    }

    @Test("an issue in a language written from right to left says so")
    func direction() {
        var newsletter = Self.hostile
        newsletter.language = "ar-EG"
        #expect(newsletter.html.contains("<html lang=\"ar-EG\" dir=\"rtl\""))
        #expect(
            Language.isRightToLeft("he") && !Language.isRightToLeft("az-Latn") && !Language.isRightToLeft("ur-Latn")
        )
        #expect(
            Language.isTag("de") && Language.isTag("zh-Hant-TW") && !Language.isTag("") && !Language.isTag("d-")
                && !Language.isTag("de_AT")
        )
    }

    @Test("a single item is not numbered, and optional parts leave no gap")
    func small() {
        let newsletter = Newsletter(
            subject: "S",
            title: "Title",
            intro: "Intro.",
            items: [.init(heading: "Head", paragraphs: ["Body."])]
        )
        #expect(newsletter.text == "Title\n=====\n\nIntro.\n\nHead\n----\n\nBody.\n")
        #expect(Markup.fault(in: newsletter.html) == nil)
        #expect(!newsletter.html.contains("<hr"))
    }

    @Test("words and tokens of an issue are those of its texts")
    func measures() {
        let newsletter = Newsletter(
            subject: "not counted",
            title: "One two",
            intro: "three",
            items: [.init(heading: "four", paragraphs: ["five six"], list: ["seven"])]
        )
        #expect(newsletter.wordCount == 7)
        #expect((10...16).contains(newsletter.estimatedTokens))
    }
}

extension String {
    /// `nil` when the part does not occur.
    func replacingOnce(_ part: String, by replacement: String) -> String? {
        var start = self.startIndex
        while start < self.endIndex {
            if self[start...].hasPrefix(part) {
                return self[..<start] + replacement + self[self.index(start, offsetBy: part.count)...]
            }
            start = self.index(after: start)
        }
        return nil
    }
}
