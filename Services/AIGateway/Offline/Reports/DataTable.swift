import Values

/// A list of objects as rows and columns.
struct DataTable {
    /// Shown at most; figures count all rows.
    static let shownRows = 25
    static let shownColumns = 8
    /// Columns that name things are no quantities, though they are numbers.
    private static let names: Set<String> = [
        "id", "year", "zip", "postcode", "phone", "code", "position", "index", "rank",
    ]

    struct Column {
        var name: String
        /// Of the rows that have it.
        var numbers: [Double]
        var isNumeric: Bool
    }

    let rows: [[String: JSON]]
    /// Those that tell rows apart first, then the numbers, each by their names.
    let columns: [Column]

    /// - Returns: `nil` unless it is a list of objects, some of which have members.
    init?(_ elements: [JSON]) {
        var rows: [[String: JSON]] = []
        for element in elements {
            guard case .object(let members) = element else { return nil }
            rows.append(members)
        }
        let names = Set(rows.prefix(1000).flatMap(\.keys)).sorted()
        guard !rows.isEmpty, !names.isEmpty else { return nil }
        self.rows = rows
        let columns = names.prefix(200).map { name -> Column in
            let values = rows.compactMap { $0[name] }.filter { $0 != .null }
            let numbers = values.compactMap(\.number)
            return Column(name: name, numbers: numbers, isNumeric: !numbers.isEmpty && numbers.count == values.count)
        }
        self.columns = columns.filter { !$0.isNumeric } + columns.filter(\.isNumeric)
    }

    /// The beginning of it.
    var shown: Report.Table {
        let columns = self.columns.prefix(DataTable.shownColumns)
        return Report.Table(
            columns: columns.map { ReportText.line($0.name, limit: Report.Limit.cell) },
            rows: self.rows.prefix(DataTable.shownRows).map { row in
                columns.map { ReportText.line((row[$0.name] ?? .null).words, limit: 100) }
            }
        )
    }

    /// The columns that are quantities, with what they come to.
    var figures: [(name: String, figures: Figures)] {
        self.columns.compactMap { column in
            guard column.isNumeric, !DataTable.isName(column.name), let figures = Figures(column.numbers) else {
                return nil
            }
            return (ReportText.line(column.name, limit: 60), figures)
        }
    }

    private static func isName(_ column: String) -> Bool {
        let name = column.lowercased()
        return self.names.contains(name) || name.hasSuffix("_id") || column.hasSuffix("Id") || column.hasSuffix("ID")
    }
}

extension JSON {
    /// A number, whole or not.
    var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// A value in a table.
    var words: String {
        switch self {
        case .null: ""
        case .bool(let value): value ? "yes" : "no"
        case .integer(let value): "\(value)"
        case .number(let value): NumberText.text(value)
        case .string(let text): text
        case .array(let elements): "\(elements.count) \(elements.count == 1 ? "entry" : "entries")"
        case .object(let members): "\(members.count) \(members.count == 1 ? "value" : "values")"
        }
    }
}
