public import Values

extension ReportSource {
    private static let longestURL = 2048
    private static let longestQuery = 16_384
    private static let longestData = 131_072
    /// What is in the names of headers that carry what must not stand in a definition.
    private static let credentials = [
        "authorization", "cookie", "api-key", "apikey", "token", "secret", "password", "credential",
    ]
    /// Headers that belong to the transfer, not to its sender.
    private static let reserved: Set<String> = [
        "host", "content-length", "transfer-encoding", "connection", "keep-alive", "proxy-connection", "expect", "te",
        "trailer", "upgrade", "accept-encoding",
    ]

    func problems(at prefix: String) -> [FieldError] {
        var check = Check()
        check.line(self.name, prefix + "/name", limit: 60)
        if let seconds = self.timeoutSeconds {
            check.require(Self.timeouts.contains(seconds), prefix + "/timeoutSeconds", "must be 1 to 120")
        }
        if let retries { check.require((0...3).contains(retries), prefix + "/retries", "must be 0 to 3") }
        for (kind, name) in self.given where kind != self.type {
            check.require(false, "\(prefix)/\(name)", "is for sources of type \(kind.rawValue)")
        }
        switch self.type {
        case .http: self.checkHTTP(prefix, &check)
        case .sql: self.checkSQL(prefix, &check)
        case .inline:
            check.require(self.data != nil, prefix + "/data", "must be there: JSON or a text")
            let size = self.data?.bytes.count ?? 0
            check.require(size <= Self.longestData, prefix + "/data", "must have at most \(Self.longestData) bytes")
        }
        return check.errors
    }

    /// The members of one type that there are.
    private var given: [(Kind, String)] {
        let all: [(Kind, String, Bool)] = [
            (.http, "url", self.url != nil), (.http, "method", self.method != nil),
            (.http, "headers", self.headers != nil), (.http, "body", self.body != nil),
            (.http, "select", self.select != nil), (.sql, "connection", self.connection != nil),
            (.sql, "query", self.query != nil), (.sql, "parameters", self.parameters != nil),
            (.inline, "data", self.data != nil),
        ]
        return all.filter(\.2).map { ($0.0, $0.1) }
    }

    // MARK: - http

    private func checkHTTP(_ prefix: String, _ check: inout Check) {
        if let fault = Self.fault(ofURL: self.url ?? "") { check.require(false, prefix + "/url", fault) }
        if let method {
            check.require(["GET", "POST"].contains(method), prefix + "/method", "must be GET or POST")
            let isBare = method == "GET" && self.body != nil
            check.require(!isBare, prefix + "/body", "a GET request has none")
        }
        let headers = (self.headers ?? [:]).sorted { $0.key < $1.key }
        check.require(headers.count <= 20, prefix + "/headers", "must be at most 20")
        let names = Set(headers.map { $0.key.lowercased() })
        check.require(names.count == headers.count, prefix + "/headers", "must not have a name twice")
        for (name, value) in headers {
            self.check(header: name, value, JSONPointer(["headers", name]).description, prefix, &check)
        }
        for text in self.body?.texts ?? [] { SecretTemplate.check(text, prefix + "/body", &check) }
        let size = self.body?.bytes.count ?? 0
        check.require(size <= Self.longestData, prefix + "/body", "must have at most \(Self.longestData) bytes")
        if let select {
            let isPointer = select.utf8.count <= 500 && JSONPointer(select) != nil
            check.require(isPointer, prefix + "/select", "must be a JSON pointer (RFC 6901), like /data/items")
        }
    }

    private func check(
        header name: String,
        _ value: String,
        _ path: String,
        _ prefix: String,
        _ check: inout Check
    ) {
        let pointer = prefix + path
        let isToken =
            !name.isEmpty && name.utf8.count <= 100
            && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"(),/:;<=>?@[\\]{}".utf8.contains($0) }
        check.require(isToken, pointer, "is not the name of a header (RFC 9110, section 5.1)")
        check.require(!Self.reserved.contains(name.lowercased()), pointer, "is set by the client")
        let isValue = value.utf8.count <= 2000 && value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
        check.require(isValue, pointer, "must be a line of at most 2000 bytes without control characters")
        SecretTemplate.check(value, pointer, &check)
        let isNamed = Self.credentials.contains { name.lowercased().contains($0) }
        let isShown = isNamed || Credentials.isAuthorization(value) || Credentials.isIn(value)
        let isOpen = isShown && SecretTemplate.names(in: value).isEmpty
        check.require(!isOpen, pointer, Credentials.header)
    }

    /// What is wrong with an address, as far as that is to be seen. Where it leads, is found out when it is called.
    private static func fault(ofURL url: String) -> String? {
        guard !url.isEmpty else { return "must be there: a URL like https://example.org/data.json" }
        guard url.utf8.count <= self.longestURL, url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return "must be at most \(self.longestURL) bytes of printable ASCII without spaces"
        }
        let scheme = url.prefix { $0 != ":" }.lowercased()
        guard scheme == "https" || scheme == "http", url.dropFirst(scheme.count).hasPrefix("://") else {
            return "must begin with https://"
        }
        let authority = url.dropFirst(scheme.count + 3).prefix { !"/?#".contains($0) }
        if authority.isEmpty { return "must name a host" }
        if authority.contains("@") { return "must not have a user or a password in it" }
        if url.contains("#") { return "must not have a fragment" }
        if url.contains("{{") { return "must be written out: secrets go into headers or the body" }
        return nil
    }

    // MARK: - sql

    private func checkSQL(_ prefix: String, _ check: inout Check) {
        let name = self.connection ?? ""
        check.require(
            SecretName.isValid(name),
            prefix + "/connection",
            "is the name of a secret and \(SecretName.rule)"
        )
        let query = self.query ?? ""
        check.text(query, prefix + "/query", limit: Self.longestQuery)
        let isReading = ReportQuery.isReading(query)
        check.require(isReading, prefix + "/query", "must be one statement that reads: select, with, values or table")
        let parameters = self.parameters ?? []
        check.require(parameters.count <= 50, prefix + "/parameters", "must be at most 50")
        for (index, value) in parameters.enumerated() {
            switch value {
            case .array, .object: check.require(false, "\(prefix)/parameters/\(index)", "must be a text or a number")
            case .null, .bool, .integer, .number, .string: break
            }
        }
    }
}

/// The text of a question to a database.
public enum ReportQuery {
    /// Whether it begins as a statement that reads. What it may do in the end, the database decides.
    static func isReading(_ text: String) -> Bool {
        let words = ["select", "with", "values", "table"]
        let first = self.withoutComments(text).drop { $0.isWhitespace || $0 == "(" }.prefix { $0.isLetter }
        return words.contains(first.lowercased())
    }

    /// Without semicolons at its end, and with a line of its own for a comment there.
    public static func statement(_ text: String) -> String {
        var rest = text[...]
        while let last = rest.last, last == ";" || last.isWhitespace { rest = rest.dropLast() }
        return rest + "\n"
    }

    /// Behind the comments at its beginning.
    private static func withoutComments(_ text: String) -> Substring {
        var rest = text[...]
        while true {
            rest = rest.drop { $0.isWhitespace }
            if rest.hasPrefix("--") {
                rest = rest.drop { !$0.isNewline }
            } else if rest.hasPrefix("/*"), let end = rest.firstRange(of: "*/") {
                rest = rest[end.upperBound...]
            } else {
                return rest
            }
        }
    }
}

extension JSON {
    /// All texts in it, names of members left out.
    public var texts: [String] {
        switch self {
        case .string(let text): [text]
        case .array(let elements): elements.flatMap(\.texts)
        case .object(let members): members.sorted { $0.key < $1.key }.flatMap(\.value.texts)
        case .null, .bool, .integer, .number: []
        }
    }

    /// The same with other texts.
    public func mapTexts(_ change: (String) -> String) -> JSON {
        switch self {
        case .string(let text): .string(change(text))
        case .array(let elements): .array(elements.map { $0.mapTexts(change) })
        case .object(let members): .object(members.mapValues { $0.mapTexts(change) })
        case .null, .bool, .integer, .number: self
        }
    }
}
