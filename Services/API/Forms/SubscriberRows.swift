import Contracts

/// Makes rows of subscribers from the rows of a file, whose first one names the columns.
struct SubscriberRows {
    /// The file cannot be one of subscribers.
    struct Unreadable: Error, Equatable { let reason: String }

    /// The columns that are no attributes.
    static let reserved: Set<String> = ["email", "name", "status"]
    private static let columnLimit = 50
    private static let valueLimit = 2000

    private var columns: [String]?
    private(set) var rejected: [SubscribersImported.Rejection] = []

    /// Takes what the reader has read, in order.
    ///
    /// - Returns: The row for the mailer; `nil` for the header, and for a row that was rejected.
    mutating func take(_ result: Result<CSVReader.Row, CSVReader.Fault>) throws(Unreadable) -> SubscribersImport.Row? {
        switch result {
        case .failure(let fault):
            if self.columns == nil { throw Unreadable(reason: "the header row cannot be read: \(fault.reason)") }
            self.rejected.append(.init(line: fault.line, reason: fault.reason))
            return nil
        case .success(let row):
            guard let columns = self.columns else {
                self.columns = try SubscriberRows.columns(row.fields)
                return nil
            }
            do throws(Unreadable) {
                return try SubscriberRows.subscriber(row, columns)
            } catch {
                self.rejected.append(.init(line: row.line, reason: error.reason))
                return nil
            }
        }
    }

    /// - Throws: ``Unreadable`` for a file without anything in it.
    func finish() throws(Unreadable) {
        if self.columns == nil { throw Unreadable(reason: "there is no header row") }
    }

    private static func columns(_ fields: [String]) throws(Unreadable) -> [String] {
        let names = fields.map { CSVWriter.unmarked($0.filter { !$0.isNewline }.trimmingBlanks) }
        let lower = names.map { $0.lowercased() }
        guard lower.contains("email") else { throw Unreadable(reason: "the header row has no column email") }
        guard Set(lower).count == lower.count else { throw Unreadable(reason: "two columns have the same name") }
        guard names.count <= self.columnLimit else {
            throw Unreadable(reason: "there are more than \(self.columnLimit) columns")
        }
        guard names.allSatisfy({ !$0.isEmpty && $0.utf8.count <= 100 && Check.isLine($0) }) else {
            throw Unreadable(reason: "columns must have names of at most 100 bytes, without control characters")
        }
        // Those that we know are found in any case; the others keep theirs.
        return zip(names, lower).map { self.reserved.contains($1) ? $1 : $0 }
    }

    private static func subscriber(
        _ row: CSVReader.Row,
        _ columns: [String]
    ) throws(Unreadable) -> SubscribersImport.Row {
        guard row.fields.count == columns.count else {
            throw Unreadable(reason: "the row has \(row.fields.count) fields, the header \(columns.count)")
        }
        var email = ""
        var name: String?
        var attributes: [String: String] = [:]
        for (column, field) in zip(columns, row.fields) {
            let value = CSVWriter.unmarked(field.trimmingBlanks)
            guard value.utf8.count <= self.valueLimit, !value.utf8.contains(0) else {
                throw Unreadable(reason: "\(column) is longer than \(self.valueLimit) bytes, or contains NUL")
            }
            switch column {
            case "email": email = value
            case "name": name = value.isEmpty ? nil : value
            // Of an export. Whether somebody gets mail is not for a file to say.
            case "status": break
            default: attributes[column] = value
            }
        }
        if email.isEmpty { throw Unreadable(reason: "there is no address") }
        return SubscribersImport.Row(
            line: row.line,
            email: email,
            name: name,
            attributes: attributes.isEmpty ? nil : attributes
        )
    }
}

extension String {
    /// Without blanks at its ends.
    var trimmingBlanks: String {
        var rest = self[...]
        while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return String(rest)
    }
}
