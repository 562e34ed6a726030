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
