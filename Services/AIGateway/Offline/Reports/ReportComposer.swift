import Values

/// Makes a report from data alone: tables, what numbers come to, and a summary of that in words. No model, no network,
/// and the same report for the same data.
public enum ReportComposer {
    public static let label = "Composed offline from the data of its sources, without a language model."
    /// How deep lists are looked for within objects.
    private static let deepest = 3
    /// Of an object's values, shown one by one.
    private static let shownValues = 40
    /// Sections of a source.
    private static let shownParts = 12

    public static func compose(_ material: ReportMaterial) -> Report {
        let given = material.sources.filter { $0.data != nil }
        var facts: [String] = []
        var sections: [Report.Section] = []
        for source in given {
            let heading = ReportText.line(source.name, limit: 100)
            var parts = self.sections(of: source.data ?? .null, heading: heading, depth: 0, &facts)
            if parts.count > self.shownParts {
                parts = Array(parts.prefix(self.shownParts))
                parts[parts.count - 1].paragraphs.append("There is more in \(heading) that is not shown.")
            }
            if source.isCut, !parts.isEmpty {
                parts[0].paragraphs.append("This is the beginning of what the source gave; the rest was too large.")
            }
            sections += parts
        }
        let missing = material.sources.filter { $0.data == nil }
        if !missing.isEmpty {
            sections.append(
                Report.Section(
                    heading: "What is missing",
                    paragraphs: missing.prefix(Report.Limit.paragraphs).map { source in
                        let name = ReportText.line(source.name, limit: 100)
                        return "\(name) gave nothing: \(ReportText.line(source.error ?? "no reason", limit: 600))."
                    }
                )
            )
        }
        sections.append(
            Report.Section(
                heading: "About this report",
                paragraphs: ["It was asked for in these words: \(ReportText.line(material.prompt, limit: 1000))"]
            )
        )
        return Report(
            title: ReportText.line(material.name, limit: 150),
            summary: self.summary(material, given.count, missing, facts),
            sections: sections.prefix(Report.Limit.sections).map(self.cleaned),
            label: self.label
        )
    }

    /// Names are a part of most texts, and may be empty or odd.
    private static func cleaned(_ section: Report.Section) -> Report.Section {
        let heading = ReportText.line(section.heading, limit: Report.Limit.heading)
        var table = section.table
        table?.columns = (section.table?.columns ?? []).map { ReportText.line($0, limit: Report.Limit.cell) }
        table?.rows = (section.table?.rows ?? []).map { row in
            row.map { ReportText.line($0, limit: Report.Limit.cell) }
        }
        return Report.Section(
            heading: heading.isEmpty ? "–" : heading,
            paragraphs: section.paragraphs.map { ReportText.line($0, limit: Report.Limit.paragraph) },
            table: table
        )
    }

    private static func summary(
        _ material: ReportMaterial,
        _ given: Int,
        _ missing: [ReportMaterial.Source],
        _ facts: [String]
    ) -> String {
        let total = material.sources.count
        let sources = total == 1 ? "source" : "sources"
        let date = DateWords.written(material.date)
        let count = given == total ? "\(total)" : "\(given) of \(total)"
        var sentences = ["This report of \(date) draws on \(count) \(sources)."]
        sentences += facts.prefix(6)
        if !missing.isEmpty {
            let names = missing.map { ReportText.line($0.name, limit: 60) }.joined(separator: ", ")
            sentences.append("Nothing came from \(names).")
        }
        return ReportText.line(sentences.joined(separator: " "), limit: 2000)
    }

    // MARK: - Data

    /// - Parameter facts: Sentences for the summary are added here.
    private static func sections(
        of data: JSON,
        heading: String,
        depth: Int,
        _ facts: inout [String]
    ) -> [Report.Section] {
        switch data {
        case .array(let elements): return [self.section(of: elements, heading: heading, &facts)]
        case .object(let members): return self.sections(of: members, heading: heading, depth: depth, &facts)
        case .string(let text):
            let lines = CleanText.lines(String(text.prefix(20_000))).map { ReportText.line($0, limit: 2000) }
            let shown = Array(lines.prefix(Report.Limit.paragraphs - 2))
            return [Report.Section(heading: heading, paragraphs: shown.isEmpty ? ["It is empty."] : shown)]
        case .null: return [Report.Section(heading: heading, paragraphs: ["It is empty."])]
        case .bool, .integer, .number:
            let words = "\(heading) is \(data.words)."
            facts.append(words)
            return [Report.Section(heading: heading, paragraphs: [words])]
        }
    }

    private static func section(of elements: [JSON], heading: String, _ facts: inout [String]) -> Report.Section {
        if elements.isEmpty {
            facts.append("\(heading) has no rows.")
            return Report.Section(heading: heading, paragraphs: ["It has no rows."])
        }
        if let table = DataTable(elements) { return self.section(of: table, heading: heading, &facts) }
        let numbers = elements.compactMap(\.number)
        if numbers.count == elements.count, let figures = Figures(numbers) {
            facts.append(self.sentence(heading, figures))
            return Report.Section(
                heading: heading,
                paragraphs: [self.sentence(heading, figures)],
                table: self.table([("value", figures)])
            )
        }
        facts.append("\(heading) has \(self.count(elements.count, "entry", "entries")).")
        let rows = elements.prefix(DataTable.shownRows).enumerated().map { index, value in
            ["\(index + 1)", ReportText.line(value.words, limit: Report.Limit.cell)]
        }
        return Report.Section(
            heading: heading,
            paragraphs: [self.extent(rows.count, of: elements.count)],
            table: Report.Table(columns: ["No.", "Value"], rows: rows)
        )
    }

    private static func section(of table: DataTable, heading: String, _ facts: inout [String]) -> Report.Section {
        let figures = table.figures
        var sentences = ["\(heading) has \(self.count(table.rows.count, "row", "rows"))."]
        for (name, found) in figures.prefix(3) { sentences.append(self.sentence(name, found)) }
        facts.append(sentences.prefix(2).joined(separator: " "))
        let shown = table.shown
        var paragraphs = [sentences.joined(separator: " ")]
        paragraphs += figures.dropFirst(3).prefix(10).map { self.sentence($0.name, $0.figures) }
        paragraphs.append(self.extent(shown.rows.count, of: table.rows.count))
        let hidden = table.columns.count - shown.columns.count
        if hidden > 0 { paragraphs.append("\(self.count(hidden, "column is", "columns are")) not shown.") }
        return Report.Section(heading: heading, paragraphs: paragraphs, table: self.merged(shown, figures))
    }

    /// The rows, with what their numbers come to below them.
    private static func merged(_ table: Report.Table, _ figures: [(name: String, figures: Figures)]) -> Report.Table {
        let places = table.columns.map { name in figures.first { $0.name == name }?.figures }
        guard places.contains(where: { $0 != nil }), table.columns.count > 1 || places[0] == nil else { return table }
        func row(_ title: String, _ value: (Figures) -> String) -> [String] {
            // The title takes the first cell, unless that is a number itself.
            places.enumerated().map { index, found in
                found.map(value) ?? (index == 0 ? title : "")
            }
        }
        guard places[0] == nil else { return table }
        var merged = table
        merged.rows += [
            row("Sum") { NumberText.text($0.sum) }, row("Mean") { NumberText.text($0.mean) },
            row("Least") { NumberText.text($0.least) }, row("Most") { NumberText.text($0.most) },
            row("Change, first to last") { $0.changeText },
        ]
        return merged
    }

    private static func table(_ figures: [(name: String, figures: Figures)]) -> Report.Table {
        Report.Table(
            columns: ["Figure", "Count", "Least", "Most", "Sum", "Mean", "Change"],
            rows: figures.map { name, found in
                [
                    name, "\(found.count)", NumberText.text(found.least), NumberText.text(found.most),
                    NumberText.text(found.sum), NumberText.text(found.mean), found.changeText,
                ]
            }
        )
    }

    private static func sections(
        of members: [String: JSON],
        heading: String,
        depth: Int,
        _ facts: inout [String]
    ) -> [Report.Section] {
        let sorted = members.sorted { $0.key < $1.key }
        var rows: [[String]] = []
        var inner: [Report.Section] = []
        for (name, value) in sorted {
            let name = ReportText.line(name, limit: 100)
            switch value {
            case .array where depth < self.deepest, .object where depth < self.deepest:
                // Too many parts make no report.
                if inner.count <= self.shownParts {
                    inner += self.sections(
                        of: value,
                        heading: ReportText.line("\(heading): \(name)", limit: 150),
                        depth: depth + 1,
                        &facts
                    )
                }
            default: rows.append([name, ReportText.line(value.words, limit: Report.Limit.cell)])
            }
        }
        let shown = Array(rows.prefix(self.shownValues))
        if shown.isEmpty, !inner.isEmpty { return inner }
        let extent = rows.isEmpty ? "It is empty." : self.extent(shown.count, of: rows.count, "value", "values")
        let own = Report.Section(
            heading: heading,
            paragraphs: [extent],
            table: shown.isEmpty ? nil : Report.Table(columns: ["Name", "Value"], rows: shown)
        )
        if depth == 0, !rows.isEmpty { facts.append("\(heading) has \(self.count(rows.count, "value", "values")).") }
        return [own] + inner
    }

    // MARK: - Words

    private static func sentence(_ name: String, _ figures: Figures) -> String {
        if figures.count == 1 { return "\(name) is \(NumberText.text(figures.first))." }
        let sum = NumberText.text(figures.sum)
        let (least, most) = (NumberText.text(figures.least), NumberText.text(figures.most))
        if figures.least == figures.most { return "\(name) is \(least) throughout, \(sum) in all." }
        let change = figures.change.map { $0 == 0 ? "" : "; from first to last \(figures.changeText)" } ?? ""
        let mean = NumberText.text(figures.mean)
        return "\(name) comes to \(sum) in all, from \(least) to \(most), \(mean) on average\(change)."
    }

    private static func count(_ count: Int, _ one: String, _ many: String) -> String {
        "\(NumberText.text(Double(count))) \(count == 1 ? one : many)"
    }

    private static func extent(_ shown: Int, of all: Int, _ one: String = "row", _ many: String = "rows") -> String {
        shown == all
            ? "\(all == 1 ? "The \(one) is" : "All \(self.count(all, one, many)) are") shown."
            : "\(shown) of \(self.count(all, one, many)) are shown."
    }
}
