import Contracts
import HTTP
import Values

/// Keywords as people bring them: JSON, or a file with a column of them.
struct KeywordRows {
    private(set) var rows: [ItemsImport.Row] = []
    private(set) var rejected: [ItemsImported.Rejection] = []

    /// Reads the body of a request by its media type.
    ///
    /// - Throws: ``Refusal`` (415) for another type; ``Problem`` (422) for JSON without a list of keywords.
    init(_ request: Request) throws {
        switch request.mediaType {
        case "application/json": try self.readJSON(try request.jsonObject())
        case "text/csv": self.readCSV(request.body)
        default:
            throw Refusal(
                .unsupportedMediaType,
                .unsupportedMediaType,
                "the body must be sent as application/json or text/csv"
            )
        }
    }

    /// The lines are counted from 1.
    private mutating func readJSON(_ body: JSONElement) throws {
        try KnownMembers.check(body, ["keywords"])
        guard let list = body["keywords"], list.isArray else {
            throw Problem([FieldError(pointer: "/keywords", message: "must be a list of keywords")])
        }
        for (index, element) in list.elements.enumerated() {
            guard let keyword = element.string else {
                throw Problem([FieldError(pointer: "/keywords/\(index)", message: "must be a string")])
            }
            self.take(keyword, index + 1)
        }
    }

    /// With a header row that names a column `keyword`, that column; else the first one, of all rows.
    private mutating func readCSV(_ bytes: [UInt8]) {
        var reader = CSVReader()
        var column: Int?
        for result in reader.read(bytes) + reader.finish() {
            switch result {
            case .failure(let fault): self.rejected.append(.init(line: fault.line, reason: fault.reason))
            case .success(let row):
                guard let index = column else {
                    let names = row.fields.map { $0.lowercased().filter { !$0.isWhitespace } }
                    if let named = names.firstIndex(where: { $0 == "keyword" || $0 == "keywords" }) {
                        column = named
                    } else {
                        column = 0
                        self.take(row.fields.first ?? "", row.line)
                    }
                    continue
                }
                self.take(index < row.fields.count ? row.fields[index] : "", row.line)
            }
        }
    }

    /// What cannot be a keyword stays here: a message has no room for lines without end.
    private mutating func take(_ text: String, _ line: Int) {
        switch Keyword.read(text) {
        case .success(let keyword): self.rows.append(.init(line: line, keyword: keyword))
        case .failure(let fault): self.rejected.append(.init(line: line, reason: fault.reason))
        }
    }
}
