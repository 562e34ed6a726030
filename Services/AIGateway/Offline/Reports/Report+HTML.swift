public import Values

extension Report {
    /// The report as a complete HTML document, also for a mail: styles inline only, no script, no image, nothing remote,
    /// well-formed as XML as well. All texts are escaped; the only markup is this file's.
    ///
    /// - Parameters:
    ///   - name: What kind of report it is: the template's name.
    ///   - date: Of the report.
    public func html(name: String, date: CivilDate) -> String {
        var html = ReportMarkup()
        html.raw("<!DOCTYPE html>\n")
        html.raw("<html style=\"color-scheme: light dark\">\n<head>\n<meta charset=\"utf-8\" />\n")
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n")
        html.raw("<meta name=\"color-scheme\" content=\"light dark\" />\n")
        html.element("title", self.title)
        html.raw("</head>\n<body style=\"margin: 0; padding: 0\">\n")
        html.raw("<div role=\"article\" style=\"\(Style.column)\">\n")
        html.element("p", "\(ReportText.line(name, limit: 200)), \(DateWords.written(date))", style: Style.small)
        html.element("h1", self.title, style: Style.title)
        html.element("p", self.summary, style: Style.summary)
        for section in self.sections {
            html.element("h2", section.heading, style: Style.heading)
            for paragraph in section.paragraphs { html.element("p", paragraph, style: Style.paragraph) }
            if let table = section.table { html.table(table, head: Style.head, cell: Style.cell, Style.table) }
        }
        if let label {
            html.raw("<hr style=\"\(Style.rule)\" />\n")
            html.element("p", label, style: Style.small)
        }
        html.raw("</div>\n</body>\n</html>\n")
        return html.text
    }

    private enum Style {
        static let column =
            "max-width: 800px; margin: 0 auto; padding: 24px 16px; overflow-wrap: break-word; "
            + "font-family: -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif; "
            + "font-size: 16px; line-height: 1.5"
        static let title = "margin: 0 0 16px; font-size: 26px; line-height: 1.25"
        static let summary = "margin: 0 0 16px; font-size: 18px"
        static let heading = "margin: 28px 0 8px; font-size: 19px; line-height: 1.3"
        static let paragraph = "margin: 0 0 12px"
        static let small = "margin: 0 0 12px; font-size: 14px"
        static let table = "border-collapse: collapse; margin: 0 0 16px; font-size: 14px"
        static let head = "border-bottom: 2px solid #888888; padding: 4px 12px 4px 0; text-align: left"
        static let cell =
            "border-bottom: 1px solid #888888; padding: 4px 12px 4px 0; text-align: left; vertical-align: top"
        static let rule = "margin: 28px 0 16px; border: 0; border-top: 1px solid #888888"
    }
}

/// Collects a document. Only ``raw(_:)`` takes markup, and only constants of this file go there.
private struct ReportMarkup {
    private(set) var text = ""

    mutating func raw(_ markup: String) { self.text += markup }

    mutating func element(_ name: String, _ content: String, style: String? = nil, attributes: String = "") {
        let style = style.map { " style=\"\($0)\"" } ?? ""
        // Names and messages come from elsewhere: one line, without characters that turn the writing around.
        self.text += "<\(name)\(attributes)\(style)>\(HTMLEscape.text(CleanText.line(content)))</\(name)>\n"
    }

    /// Wide tables scroll by themselves, not the page with them.
    mutating func table(_ table: Report.Table, head: String, cell: String, _ style: String) {
        self.raw("<div style=\"overflow-x: auto\">\n<table style=\"\(style)\">\n<thead>\n<tr>\n")
        for column in table.columns { self.element("th", column, style: head, attributes: " scope=\"col\"") }
        self.raw("</tr>\n</thead>\n<tbody>\n")
        for row in table.rows {
            self.raw("<tr>\n")
            for text in row { self.element("td", text, style: cell) }
            self.raw("</tr>\n")
        }
        self.raw("</tbody>\n</table>\n</div>\n")
    }
}
