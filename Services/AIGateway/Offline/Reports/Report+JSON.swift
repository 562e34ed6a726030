public import Values

extension Report {
    /// The report as data: what ``init(json:)`` reads.
    public var json: JSON {
        var members: [String: JSON] = [
            "title": .string(self.title), "summary": .string(self.summary),
            "sections": .array(self.sections.map(\.json)),
        ]
        if let label { members["label"] = .string(label) }
        return .object(members)
    }

    /// Reads what a model has written: texts are cleaned, rows filled up or cut to their columns.
    ///
    /// - Throws: ``Faults`` with all that is wrong.
    public init(json: JSONElement) throws(Faults) {
        var reader = ReportReader()
        let title = reader.line(json["title"], "/title", limit: Limit.title)
        let summary = reader.line(json["summary"], "/summary", limit: Limit.paragraph)
        let elements = reader.list(json["sections"], "/sections", limit: Limit.sections)
        if elements.isEmpty { reader.add("/sections", "must have at least one section") }
        let sections = elements.enumerated().map { reader.section($0.element, "/sections/\($0.offset)") }
        let label = json["label"]?.string.map { ReportText.line($0, limit: Limit.heading) }
        if !reader.faults.isEmpty { throw Faults(faults: reader.faults) }
        self.init(title: title, summary: summary, sections: sections, label: label)
    }
}

extension Report.Section {
    fileprivate var json: JSON {
        var table = JSON.null
        if let own = self.table {
            table = [
                "columns": .array(own.columns.map { .string($0) }),
                "rows": .array(own.rows.map { row in .array(row.map { .string($0) }) }),
            ]
        }
        return [
            "heading": .string(self.heading), "paragraphs": .array(self.paragraphs.map { .string($0) }),
            "table": table,
        ]
    }
}

/// Collects what is wrong while a report is read.
private struct ReportReader {
    var faults: [FieldError] = []

    mutating func add(_ pointer: String, _ message: String) {
        // More than a few help nobody.
        if self.faults.count < 50 { self.faults.append(FieldError(pointer: pointer, message: message)) }
    }

    mutating func line(_ element: JSONElement?, _ pointer: String, limit: Int) -> String {
        let line = ReportText.line(element?.string ?? "", limit: limit)
        if line.isEmpty { self.add(pointer, "must be a text that is not empty") }
        return line
    }

    mutating func list(_ element: JSONElement?, _ pointer: String, limit: Int) -> [JSONElement] {
        guard let element, element.isArray else {
            self.add(pointer, "must be a list")
            return []
        }
        let elements = element.elements
        if elements.count > limit { self.add(pointer, "must have at most \(limit)") }
        return Array(elements.prefix(limit))
    }

    mutating func section(_ element: JSONElement, _ pointer: String) -> Report.Section {
        let heading = self.line(element["heading"], pointer + "/heading", limit: Report.Limit.heading)
        let paragraphs = self.list(element["paragraphs"], pointer + "/paragraphs", limit: Report.Limit.paragraphs)
        let texts = paragraphs.map { ReportText.line($0.string ?? "", limit: Report.Limit.paragraph) }
        var table: Report.Table?
        if let own = element["table"], !own.isNull { table = self.table(own, pointer + "/table") }
        let section = Report.Section(heading: heading, paragraphs: texts.filter { !$0.isEmpty }, table: table)
        if section.paragraphs.isEmpty, table == nil { self.add(pointer, "must have a paragraph or a table") }
        return section
    }

    private mutating func table(_ element: JSONElement, _ pointer: String) -> Report.Table {
        let columns = self.list(element["columns"], pointer + "/columns", limit: Report.Limit.columns)
        if columns.isEmpty { self.add(pointer + "/columns", "must have at least one") }
        let names = columns.map { ReportReader.cell($0) }
        let rows = self.list(element["rows"], pointer + "/rows", limit: Report.Limit.rows).map { row in
            let cells = row.elements.prefix(names.count).map { ReportReader.cell($0) }
            return cells + Array(repeating: "", count: names.count - cells.count)
        }
        return Report.Table(columns: names, rows: rows)
    }

    /// Models write figures as numbers now and then.
    private static func cell(_ element: JSONElement) -> String {
        if let text = element.string { return ReportText.line(text, limit: Report.Limit.cell) }
        if element.isNull || element.isArray || element.isObject { return "" }
        return ReportText.line(String(decoding: element.raw, as: UTF8.self), limit: Report.Limit.cell)
    }
}
