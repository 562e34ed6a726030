import Values

/// An answer as it came over the wire.
struct Answer: Sendable {
    let status: Int
    let fields: [(name: String, value: String)]
    var body: [UInt8] = []

    /// No answer.
    static let none = Answer()

    private init() {
        self.status = 0
        self.fields = []
    }

    init(head: [UInt8]) throws {
        let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
        let parts = lines.first?.split(separator: " ", maxSplits: 2) ?? []
        guard parts.count >= 2, parts[0] == "HTTP/1.1", let status = Int(parts[1]) else {
            throw RawClient.Failure(description: "not an answer: \(lines)")
        }
        self.status = status
        self.fields = lines.dropFirst().map { line in
            let colon = line.firstIndex(of: ":") ?? line.endIndex
            return (line[..<colon].lowercased(), String(line[colon...].dropFirst(2)))
        }
    }

    /// The value of a field, by its name in lower case.
    subscript(name: String) -> String? { self.fields.first { $0.name == name }?.value }

    func count(_ name: String) -> Int { self.fields.count { $0.name == name } }

    var text: String { String(decoding: self.body, as: UTF8.self) }

    /// The `code` of a problem document, `nil` when this is none.
    var problemCode: String? {
        guard self["content-type"] == "application/problem+json",
            let root = try? JSONDocument(self.body).root, root["status"]?.integer == Int64(self.status)
        else { return nil }
        return root["code"]?.string
    }
}
