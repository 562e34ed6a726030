extension Article {
    /// The text as an HTML fragment of `p`, `h2`, `h3`, `ul`, `ol`, `li` and `strong` without attributes, well-formed as
    /// XML as well. The title is not in it: whoever shows the article sets it as the first heading.
    public var html: String {
        var html = self.introduction.map { Self.element("p", $0) }.joined()
        for section in self.sections { html += section.html }
        if !self.conclusion.isEmpty {
            html += Self.element("h2", self.conclusionHeading)
            html += self.conclusion.map { Self.element("p", $0) }.joined()
        }
        return html
    }

    fileprivate static func element(_ name: String, _ text: String) -> String {
        let clean = CleanText.line(text)
        return clean.isEmpty ? "" : "<\(name)>\(HTMLEscape.text(clean))</\(name)>\n"
    }

    /// The text in plain paragraphs, headings on lines of their own, list points behind a dash or a number. Paragraphs
    /// are single lines: where they end is a matter of the window.
    public var text: String {
        var blocks = self.introduction
        for section in self.sections { blocks += section.blocks }
        if !self.conclusion.isEmpty { blocks += [self.conclusionHeading] + self.conclusion }
        return blocks.map(CleanText.line).filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }
}

extension Article.Section {
    /// The section as it stands in ``Article/html``.
    public var html: String {
        var html = Article.element("h2", self.heading)
        html += self.paragraphs.map { Article.element("p", $0) }.joined()
        html += self.list?.html ?? ""
        for part in self.subsections {
            html += Article.element("h3", part.heading)
            html += part.paragraphs.map { Article.element("p", $0) }.joined()
            html += part.list?.html ?? ""
        }
        return html
    }

    fileprivate var blocks: [String] {
        [self.heading] + self.paragraphs + (self.list?.blocks ?? [])
            + self.subsections.flatMap { [$0.heading] + $0.paragraphs + ($0.list?.blocks ?? []) }
    }
}

extension Article.List {
    fileprivate var html: String {
        guard !self.points.isEmpty else { return "" }
        let name = self.isOrdered ? "ol" : "ul"
        return "<\(name)>\n" + self.points.map { "<li>\($0.html)</li>\n" }.joined() + "</\(name)>\n"
    }

    fileprivate var blocks: [String] {
        self.points.enumerated().map { index, point in
            let term = point.term.map { "\($0): " } ?? ""
            return (self.isOrdered ? "\(index + 1). " : "- ") + term + point.text
        }
    }
}

extension Article.List.Point {
    fileprivate var html: String {
        let text = HTMLEscape.text(CleanText.line(self.text))
        guard let term = self.term.map(CleanText.line), !term.isEmpty else { return text }
        return "<strong>\(HTMLEscape.text(term)):</strong> \(text)"
    }
}
