/// What image prompts are made from: an article's title, its first paragraphs and its headings of the second level.
public struct ArticleOutline: Hashable, Sendable {
    public var title: String
    public var introduction: String
    public var headings: [String]

    public init(title: String, introduction: String, headings: [String]) {
        self.title = title
        self.introduction = introduction
        self.headings = headings
    }

    /// The conclusion's heading is left out: there is nothing to show there.
    public init(_ article: Article) {
        self.init(
            title: article.title,
            introduction: article.introduction.first ?? "",
            headings: article.sections.map(\.heading)
        )
    }

    /// From stored HTML: the text of the first `p` and of every `h2`. Whatever is not well-formed is skipped.
    public init(title: String, html: String) {
        let headings = Self.texts(of: "h2", in: html)
        self.init(
            title: title,
            introduction: Self.texts(of: "p", in: html).first ?? "",
            headings: headings.count > 1 ? headings.dropLast() : headings
        )
    }

    private static func texts(of name: String, in html: String) -> [String] {
        let bytes = Array(html.utf8)
        let (open, close) = (Array("<\(name)".utf8), Array("</\(name)".utf8))
        var texts: [String] = []
        var index = 0
        while let start = self.find(open, in: bytes, from: index), texts.count < 100 {
            index = start + open.count
            // "<pre" is no "<p".
            guard index < bytes.count, [UInt8(ascii: ">"), UInt8(ascii: " ")].contains(bytes[index]),
                let inside = bytes[index...].firstIndex(of: UInt8(ascii: ">")),
                let end = self.find(close, in: bytes, from: inside)
            else { continue }
            let text = self.plain(String(decoding: bytes[(inside + 1)..<end], as: UTF8.self))
            if !text.isEmpty { texts.append(text) }
            index = end
        }
        return texts
    }

    private static func find(_ mark: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard start + mark.count <= bytes.count else { return nil }
        return (start...(bytes.count - mark.count)).first { place in
            bytes[place] == mark[0]
                && mark.indices.allSatisfy { bytes[place + $0] | 0x20 == mark[$0] | 0x20 }
        }
    }

    /// Without tags, entities resolved.
    private static func plain(_ html: String) -> String {
        var text = ""
        var isTag = false
        for scalar in html.unicodeScalars {
            if scalar == "<" {
                isTag = true
            } else if scalar == ">", isTag {
                isTag = false
            } else if !isTag {
                text.unicodeScalars.append(scalar)
            }
        }
        let entities = [
            ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&"),
        ]
        for (entity, character) in entities where text.contains("&") { text = text.replacing(entity, with: character) }
        return CleanText.line(text)
    }
}
