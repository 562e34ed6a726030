/// The header fields of a request, in the order in which they came.
public struct RequestHeaders: Sendable {
    private struct Field {
        let name: Range<Int>
        let value: Range<Int>
    }

    // All names and values one behind the other: two allocations for a request instead of two for each field.
    private var bytes: [UInt8] = []
    private var fields: [Field] = []

    init() {}

    mutating func reserve(bytes: Int, fields: Int) {
        self.bytes.reserveCapacity(bytes)
        self.fields.reserveCapacity(fields)
    }

    mutating func append(name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>) {
        let start = self.bytes.count
        self.bytes.append(contentsOf: name)
        let middle = self.bytes.count
        self.bytes.append(contentsOf: value)
        self.fields.append(Field(name: start..<middle, value: middle..<self.bytes.count))
    }

    /// How many fields there are.
    public var count: Int { self.fields.count }

    /// The value of a field, `nil` when there is none. Several fields of one name are one value with commas between
    /// (RFC 9110, section 5.3).
    ///
    /// `Host`, `Content-Type`, `Content-Length` and `Authorization` never come twice: the server refuses such requests.
    public subscript(name: HeaderName) -> String? {
        let values = self.values(name)
        return values.count > 1 ? values.joined(separator: ", ") : values.first
    }

    /// The values of all fields of that name.
    public func values(_ name: HeaderName) -> [String] {
        self.fields.compactMap { field in
            self.isField(field, named: name) ? String(decoding: self.bytes[field.value], as: UTF8.self) : nil
        }
    }

    public func contains(_ name: HeaderName) -> Bool { self.fields.contains { self.isField($0, named: name) } }

    /// All fields as they came.
    public var all: [(name: String, value: String)] {
        self.fields.map { field in
            (
                String(decoding: self.bytes[field.name], as: UTF8.self),
                String(decoding: self.bytes[field.value], as: UTF8.self)
            )
        }
    }

    private func isField(_ field: Field, named name: HeaderName) -> Bool {
        let wanted = name.text.utf8
        guard field.name.count == wanted.count else { return false }
        return zip(self.bytes[field.name], wanted).allSatisfy { ASCII.lowercase($0) == ASCII.lowercase($1) }
    }
}
