extension Newsletter {
    /// The issue as a complete HTML document for a mail: one column of at most 600 pixels, styles inline only, no
    /// script, no image, nothing remote, well-formed as XML as well.
    ///
    /// No colours are set: `color-scheme` lets the mail reader choose text and background for light and dark.
    public var html: String {
        let issue = self.cleaned()
        let language = Language.isTag(issue.language) ? issue.language : "en"
        let direction = Language.isRightToLeft(language) ? "rtl" : "ltr"
        var html = HTMLText()
        html.raw("<!DOCTYPE html>\n")
        html.raw("<html lang=\"\(language)\" dir=\"\(direction)\" style=\"color-scheme: light dark\">\n<head>\n")
        html.raw("<meta charset=\"utf-8\" />\n")
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n")
        html.raw("<meta name=\"color-scheme\" content=\"light dark\" />\n")
        html.raw("<meta name=\"supported-color-schemes\" content=\"light dark\" />\n")
        html.element("title", issue.subject)
        html.raw("</head>\n<body style=\"margin: 0; padding: 0\">\n")
        if !issue.preheader.isEmpty {
            html.element("div", issue.preheader, style: "display: none; max-height: 0; overflow: hidden")
        }
        html.raw("<div role=\"article\" lang=\"\(language)\" dir=\"\(direction)\" style=\"\(Style.column)\">\n")
        if let dateline = issue.dateline, !dateline.isEmpty { html.element("p", dateline, style: Style.small) }
        html.element("h1", issue.title, style: Style.title)
        html.element("p", issue.intro, style: Style.paragraph)
        for item in issue.items {
            html.element("h2", item.heading, style: Style.heading)
            for paragraph in item.paragraphs { html.element("p", paragraph, style: Style.paragraph) }
            if let list = item.list, !list.isEmpty {
                html.raw("<ul style=\"\(Style.list)\">\n")
                for point in list { html.element("li", point, style: Style.point) }
                html.raw("</ul>\n")
            }
        }
        if !issue.closing.isEmpty || issue.label != nil { html.raw("<hr style=\"\(Style.rule)\" />\n") }
        if !issue.closing.isEmpty { html.element("p", issue.closing, style: Style.paragraph) }
        if let label = issue.label, !label.isEmpty { html.element("p", label, style: Style.small) }
        html.raw("</div>\n</body>\n</html>\n")
        return html.text
    }

    private enum Style {
        static let column =
            "max-width: 600px; margin: 0 auto; padding: 24px 16px; overflow-wrap: break-word; "
            + "font-family: -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif; "
            + "font-size: 16px; line-height: 1.5"
        static let title = "margin: 0 0 16px; font-size: 26px; line-height: 1.25"
        static let heading = "margin: 28px 0 8px; font-size: 19px; line-height: 1.3"
        static let paragraph = "margin: 0 0 12px"
        static let small = "margin: 0 0 12px; font-size: 14px"
        static let list = "margin: 0 0 12px; padding: 0 24px"
        static let point = "margin: 0 0 4px"
        static let rule = "margin: 28px 0 16px; border: 0; border-top: 1px solid #888888"
    }
}

/// Collects a document. Only ``raw(_:)`` takes markup, and only constants of this file go there.
private struct HTMLText {
    private(set) var text = ""

    mutating func raw(_ markup: String) { self.text += markup }

    mutating func element(_ name: String, _ content: String, style: String? = nil) {
        let attributes = style.map { " style=\"\($0)\"" } ?? ""
        self.text += "<\(name)\(attributes)>\(HTMLEscape.text(content))</\(name)>\n"
    }
}

enum HTMLEscape {
    /// The text for an element, or for an attribute in double quotes.
    static func text(_ text: String) -> String {
        let special = "&<>\"".utf8
        guard text.utf8.contains(where: special.contains) else { return text }
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
