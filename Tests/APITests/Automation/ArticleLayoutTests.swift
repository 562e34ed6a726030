import Testing
import Values

@testable import API

@Suite struct ArticleLayoutTests {
    private static let html = "<p>Intro</p>\n<h2>Beans &amp; roasts</h2>\n<p>One</p>\n<h2>Grinders</h2>\n<p>Two</p>\n"

    @Test("images stand under their headings, the featured one above, and what has no place at the end")
    func places() {
        let pieces = ArticleLayout.pieces(
            Self.html,
            images: [(false, "grinders"), (true, nil), (false, "Beans  & Roasts"), (false, "Gone"), (false, nil)]
        )
        #expect(
            pieces == [
                .image(1), .html("<p>Intro</p>\n<h2>Beans &amp; roasts</h2>"), .image(2),
                .html("\n<p>One</p>\n<h2>Grinders</h2>"), .image(0), .html("\n<p>Two</p>\n"), .image(3), .image(4),
            ]
        )
    }

    @Test("a text without headings, and without anything")
    func plain() {
        #expect(ArticleLayout.pieces("<p>A</p>", images: [(false, "A")]) == [.html("<p>A</p>"), .image(0)])
        #expect(ArticleLayout.pieces("", images: []) == [])
        #expect(
            ArticleLayout.pieces("<p>broken</h2>", images: [(false, "broken")]) == [.html("<p>broken</h2>"), .image(0)]
        )
    }

    @Test("what a model has written stays text")
    func escaped() {
        let figure = ArticleLayout.figure(
            ["alt_text": "\"><script>", "caption": "a < b & 'c'", "width": 1024],
            source: "/api/v1/artifacts/1"
        )
        #expect(
            figure == """
                <figure><img src="/api/v1/artifacts/1" alt="&quot;&gt;&lt;script&gt;" width="1024">\
                <figcaption>a &lt; b &amp; &#39;c&#39;</figcaption></figure>

                """
        )
    }
}
