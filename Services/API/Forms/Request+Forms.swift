import Contracts
import HTTP
import Values

extension Request {
    /// The media type of the body without its parameters, in lower case; empty when none is given.
    var mediaType: String {
        (self.headers[.contentType] ?? "").prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
    }

    /// Reads a body that says nothing but a name.
    func name() throws -> String {
        let body = try self.jsonObject()
        try KnownMembers.check(body, ["name"])
        guard let name = body["name"]?.string else {
            throw Problem([FieldError(pointer: "/name", message: "must be a string")])
        }
        return name
    }
}

extension JSONWriter {
    /// The lines of an import that were left out, as its member `rejected`.
    mutating func rejected<Row>(_ rows: [Row], line: KeyPath<Row, Int>, reason: KeyPath<Row, String>) {
        self.key("rejected")
        self.beginArray()
        for row in rows {
            self.beginObject()
            self.field("line", row[keyPath: line])
            self.field("reason", row[keyPath: reason])
            self.endObject()
        }
        self.endArray()
    }
}

extension Query {
    /// A parameter that takes one of some words; `nil` without it.
    func word(_ name: String, of known: [String]) throws(Refusal) -> String? {
        guard let text = try self.single(name) else { return nil }
        guard known.contains(text) else { throw .badParameter(name, "must be one of \(known.joined(separator: ", "))") }
        return text
    }

    func word<Words: CaseIterable & RawRepresentable<String>>(
        _ name: String,
        of words: Words.Type
    ) throws(Refusal) -> String? {
        try self.word(name, of: words.allCases.map(\.rawValue))
    }

    /// The words of a parameter that takes several, with commas between or given more than once; empty without it.
    func words(_ name: String) throws(Refusal) -> [String] {
        let words = self.values(name).flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
        guard words.count <= 20, words.allSatisfy({ !$0.isEmpty && Check.isLine(String($0)) }) else {
            throw .badParameter(name, "must be at most 20 words with commas between")
        }
        return words.map(String.init)
    }
}

extension JSONElement {
    /// A member that lists ids.
    ///
    /// - Parameter kind: What they belong to, for people: `an item`.
    /// - Throws: ``Problem`` (422), naming the member.
    func ids(_ name: StaticString, of kind: String) throws(Problem) -> [ID] {
        guard let list = self[name], list.isArray else {
            throw Problem([FieldError(pointer: "/\(name)", message: "must be a list of ids")])
        }
        var ids: [ID] = []
        for (index, element) in list.elements.enumerated() {
            guard let id = element.id else {
                throw Problem([FieldError(pointer: "/\(name)/\(index)", message: "must be the id of \(kind)")])
            }
            ids.append(id)
        }
        return ids
    }
}
