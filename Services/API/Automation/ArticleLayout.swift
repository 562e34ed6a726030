import Values

/// An article with its images: the featured one above the text, the others under their headings.
enum ArticleLayout {
    enum Piece: Hashable, Sendable {
        case html(String)
        /// The place of an image in the list.
        case image(Int)
    }

    /// Takes a text apart where images go in.
    ///
    /// - Parameter images: Whether an image is the featured one, and its heading. One whose heading is not in the text goes
    ///   to the end.
    static func pieces(_ html: String, images: [(isFeatured: Bool, heading: String?)]) -> [Piece] {
        var pieces: [Piece] = images.indices.filter { images[$0].isFeatured }.map { .image($0) }
        var waiting = images.indices.filter { !images[$0].isFeatured }
        var rest = html[...]
        while let end = rest.firstRange(of: "</h2>")?.upperBound {
            let part = rest[..<end]
            pieces.append(.html(String(part)))
            let heading = self.text(part[(part.ranges(of: "<h2>").last?.upperBound ?? end)...].dropLast(5))
            for index in waiting where images[index].heading.map({ self.isSame($0, heading) }) ?? false {
                pieces.append(.image(index))
            }
            waiting.removeAll { images[$0].heading.map { self.isSame($0, heading) } ?? false }
            rest = rest[end...]
        }
        if !rest.isEmpty { pieces.append(.html(String(rest))) }
        return pieces + waiting.map { .image($0) }
    }

    /// An image as it stands in an article.
    static func figure(_ attributes: JSON, source: String) -> String {
        func size(_ name: String) -> String {
            attributes[name]?.integer.map { " \(name)=\"\($0)\"" } ?? ""
        }
        let alt = self.escaped(attributes["alt_text"]?.string ?? "")
        let caption = attributes["caption"]?.string ?? ""
        let below = caption.isEmpty ? "" : "<figcaption>\(self.escaped(caption))</figcaption>"
        return "<figure><img src=\"\(self.escaped(source))\" alt=\"\(alt)\"\(size("width"))\(size("height"))>"
            + "\(below)</figure>\n"
    }

    /// A text between tags or in an attribute.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// The inverse, for what escapes there are in headings.
    private static func text(_ html: Substring) -> String {
        var text = String(html)
        let names = [
            ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&apos;", "'"),
            ("&amp;", "&"),
        ]
        for (name, character) in names { text.replace(name, with: character) }
        return text
    }

    /// Whatever blanks there are, and in whatever case.
    private static func isSame(_ left: String, _ right: String) -> Bool {
        left.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
            == right.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    }
}
