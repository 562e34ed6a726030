extension HTTPClient {
    /// Header fields in their order; a name may occur more than once. Names are compared without regard to ASCII case
    /// (RFC 9110, section 5.1).
    public struct Headers: Hashable, Sendable, ExpressibleByDictionaryLiteral {
        public struct Field: Hashable, Sendable {
            public let name: String
            public let value: String

            public init(name: String, value: String) {
                self.name = name
                self.value = value
            }
        }

        public private(set) var fields: [Field]

        public init(_ fields: [Field] = []) { self.fields = fields }

        public init(dictionaryLiteral elements: (String, String)...) {
            self.fields = elements.map { Field(name: $0.0, value: $0.1) }
        }

        /// The value of the first field of this name.
        public subscript(name: String) -> String? {
            self.fields.first { Self.isSame($0.name, name) }?.value
        }

        /// The values of all fields of this name.
        public func values(of name: String) -> [String] {
            self.fields.filter { Self.isSame($0.name, name) }.map(\.value)
        }

        /// Adds a field, whether or not there is one of this name.
        public mutating func add(_ name: String, _ value: String) {
            self.fields.append(Field(name: name, value: value))
        }

        /// Appends to the last value: a folded line of an old-fashioned server (RFC 9112, section 5.2).
        mutating func extendLast(with text: String) {
            guard let last = self.fields.popLast() else { return }
            self.fields.append(Field(name: last.name, value: last.value + " " + text))
        }

        static func isSame(_ left: String, _ right: String) -> Bool {
            left.utf8.count == right.utf8.count
                && zip(left.utf8, right.utf8).allSatisfy { Self.lowercased($0) == Self.lowercased($1) }
        }

        private static func lowercased(_ byte: UInt8) -> UInt8 {
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
        }
    }
}

/// Values may be secrets: only names are shown.
extension HTTPClient.Headers: CustomStringConvertible, CustomReflectable {
    public var description: String { "\(self.fields.map(\.name))" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension HTTPClient.Headers.Field: CustomStringConvertible, CustomReflectable {
    public var description: String { self.name }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
