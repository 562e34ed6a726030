extension Newsletter {
    /// The issue as plain text: lines of at most 72 columns (a longer word stays whole), items numbered, headings
    /// underlined, line breaks as `\n`.
    ///
    /// 72 leaves room for the marks that mail readers put before quoted lines (RFC 3676, section 4.2, asks for lines of
    /// at most 78).
    public var text: String {
        let issue = self.cleaned()
        var blocks: [[String]] = []
        if let dateline = issue.dateline, !dateline.isEmpty { blocks.append(Columns.wrap(dateline, to: Self.columns)) }
        blocks.append(Self.underlined(Columns.wrap(issue.title, to: Self.columns), with: "="))
        blocks.append(Columns.wrap(issue.intro, to: Self.columns))
        for (index, item) in issue.items.enumerated() {
            let number = issue.items.count > 1 ? "\(index + 1). " : ""
            let indent = String(repeating: " ", count: number.count)
            let heading = Columns.wrap(item.heading, to: Self.columns, first: number, indent: indent)
            blocks.append(Self.underlined(heading, with: "-"))
            for paragraph in item.paragraphs { blocks.append(Columns.wrap(paragraph, to: Self.columns)) }
            if let list = item.list, !list.isEmpty {
                blocks.append(list.flatMap { Columns.wrap($0, to: Self.columns, first: "- ", indent: "  ") })
            }
        }
        if !issue.closing.isEmpty || issue.label != nil { blocks.append([String(repeating: "-", count: 24)]) }
        if !issue.closing.isEmpty { blocks.append(Columns.wrap(issue.closing, to: Self.columns)) }
        if let label = issue.label, !label.isEmpty { blocks.append(Columns.wrap(label, to: Self.columns)) }
        return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private static let columns = 72

    private static func underlined(_ lines: [String], with mark: Character) -> [String] {
        let width = min(lines.map { Columns.width(of: $0) }.max() ?? 0, self.columns)
        return lines + [String(repeating: mark, count: max(width, 1))]
    }
}
