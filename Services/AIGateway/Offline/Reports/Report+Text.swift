public import Values

extension Report {
    /// The report as plain text, for readers of mail that show no HTML. Tables become lines.
    public func text(name: String, date: CivilDate) -> String {
        var lines = [self.title, "\(ReportText.line(name, limit: 200)), \(DateWords.written(date))", "", self.summary]
        for section in self.sections {
            lines += ["", section.heading, String(repeating: "-", count: min(section.heading.count, 60))]
            for paragraph in section.paragraphs { lines += [paragraph] }
            guard let table = section.table else { continue }
            lines.append(table.columns.joined(separator: " | "))
            for row in table.rows { lines.append(row.joined(separator: " | ")) }
        }
        if let label { lines += ["", label] }
        return lines.map { CleanText.line($0) }.joined(separator: "\n") + "\n"
    }
}
