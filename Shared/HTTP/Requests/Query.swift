/// The query of a request: names and values in their order, decoded. Repeated names are kept.
public struct Query: Sendable, Hashable {
    public struct Item: Sendable, Hashable {
        public let name: String
        /// Empty when there was no `=`.
        public let value: String
    }

    public private(set) var items: [Item] = []

    init() {}

    /// Reads `a=1&b=2`, where `+` is a space (WHATWG URL Standard, application/x-www-form-urlencoded).
    init(_ raw: ArraySlice<UInt8>) throws(Refusal) {
        for pair in raw.split(separator: UInt8(ascii: "&")) {
            let equals = pair.firstIndex(of: UInt8(ascii: "="))
            let name = try PercentEncoding.decode(pair[..<(equals ?? pair.endIndex)], plusIsSpace: true)
            let value = try equals.map { equals throws(Refusal) in
                try PercentEncoding.decode(pair[(equals + 1)...], plusIsSpace: true)
            }
            self.items.append(Item(name: name, value: value ?? ""))
        }
    }

    /// The first value of that name; `nil` when there is none.
    public subscript(name: String) -> String? { self.items.first { $0.name == name }?.value }

    /// All values of that name.
    public func values(_ name: String) -> [String] {
        self.items.compactMap { $0.name == name ? $0.value : nil }
    }

    /// The value of a name that may come once.
    ///
    /// - Throws: ``Refusal`` (400) when it comes several times.
    public func single(_ name: String) throws(Refusal) -> String? {
        let values = self.values(name)
        if values.count > 1 { throw .invalidTarget("the query parameter \(name) must be given once") }
        return values.first
    }
}
