/// The header fields of a response, in the order in which they were added.
public struct Headers: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    public struct Field: Sendable, Hashable {
        public let name: HeaderName
        public let value: HeaderValue
    }

    public private(set) var fields: [Field] = []

    public init() {}

    public init(dictionaryLiteral fields: (HeaderName, HeaderValue)...) {
        for (name, value) in fields { self.add(name, value) }
    }

    /// The first field of that name. Setting replaces all of that name; `nil` removes them.
    public subscript(name: HeaderName) -> HeaderValue? {
        get { self.fields.first { $0.name == name }?.value }
        set {
            self.fields.removeAll { $0.name == name }
            if let newValue { self.add(name, newValue) }
        }
    }

    /// Adds a field beside those of the same name, as `Set-Cookie` needs it.
    ///
    /// - Parameter name: Not one that frames the message (`Content-Length`, `Connection` and the like): the server writes
    ///   those, and a second one would let two readers see two messages.
    public mutating func add(_ name: HeaderName, _ value: HeaderValue) {
        precondition(!name.isReserved, "the server writes \(name) itself")
        self.fields.append(Field(name: name, value: value))
    }

    /// Adds the fields whose names do not occur yet.
    mutating func addMissing(_ defaults: Headers) {
        let missing = defaults.fields.filter { self[$0.name] == nil }
        self.fields += missing
    }

    /// Adds one field name to `Vary`, unless it is there.
    mutating func vary(on name: HeaderName) {
        guard let vary = self[.vary] else {
            self.add(.vary, HeaderValue(unchecked: name.text))
            return
        }
        let names = vary.text.utf8.split(separator: UInt8(ascii: ","))
        let isNamed = names.contains { listed in
            HeaderName(validating: String(decoding: listed.trimmingBlanks, as: UTF8.self)) == name
                || listed.elementsEqual("*".utf8)
        }
        if !isNamed { self[.vary] = HeaderValue(unchecked: "\(vary.text), \(name.text)") }
    }

    /// Bytes on the wire.
    var size: Int { self.fields.reduce(0) { $0 + $1.name.text.utf8.count + $1.value.text.utf8.count + 4 } }
}

extension Collection<UInt8> where SubSequence: BidirectionalCollection {
    /// Without spaces and tabs at either end.
    var trimmingBlanks: SubSequence {
        var rest = self.drop { ASCII.isBlank($0) }
        while let last = rest.last, ASCII.isBlank(last) { rest.removeLast() }
        return rest
    }
}
