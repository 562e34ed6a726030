/// A member of the input that is not as it has to be.
public struct FieldError: Error, Hashable, Sendable, Codable, CustomStringConvertible {
    /// Where, as a JSON Pointer (RFC 6901); empty for the whole input.
    public let pointer: String
    /// What is wrong, in words for the sender. Never repeats the value.
    public let message: String
    /// Where in the value, in characters from its start; `nil` where it is wrong as a whole.
    public let position: Int?

    public init(pointer: String, message: String, position: Int? = nil) {
        self.pointer = pointer
        self.message = message
        self.position = position
    }

    public var description: String {
        let place = self.position.map { " (character \($0))" } ?? ""
        return (self.pointer.isEmpty ? "" : "\(self.pointer): ") + self.message + place
    }
}

extension Decodable {
    /// Reads a value of this type from checked JSON.
    ///
    /// Unlike Foundation's decoder it takes no `1.0` for an integer.
    ///
    /// - Throws: ``FieldError``, naming the member.
    public init(json element: JSONElement) throws(FieldError) {
        do {
            self = try Self(from: JSONElementDecoder(element: element, codingPath: []))
        } catch let error as DecodingError {
            throw FieldError(error)
        } catch let error as FieldError {
            throw error
        } catch {
            throw FieldError(pointer: "", message: "\(error)")
        }
    }
}

extension FieldError {
    init(_ error: DecodingError) {
        func pointer(_ path: [any CodingKey]) -> String {
            path.map { key in
                let name = key.intValue.map(String.init) ?? key.stringValue
                return name.reduce(into: "/") { escaped, character in
                    switch character {
                    case "~": escaped += "~0"
                    case "/": escaped += "~1"
                    default: escaped.append(character)
                    }
                }
            }.joined()
        }
        switch error {
        case .keyNotFound(let key, let context):
            self.init(pointer: pointer(context.codingPath + [key]), message: "is missing")
        case .valueNotFound(_, let context):
            self.init(pointer: pointer(context.codingPath), message: "must not be null")
        case .typeMismatch(_, let context), .dataCorrupted(let context):
            self.init(pointer: pointer(context.codingPath), message: context.debugDescription)
        @unknown default:
            self.init(pointer: "", message: "not valid")
        }
    }
}

/// `Decoder` over a ``JSONElement``.
struct JSONElementDecoder: Decoder {
    let element: JSONElement
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard self.element.isObject else { throw self.mismatch(JSON.self, "must be an object") }
        return KeyedDecodingContainer(JSONKeyedContainer(decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard self.element.isArray else { throw self.mismatch([JSON].self, "must be an array") }
        return JSONUnkeyedContainer(decoder: self, elements: self.element.elements)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { JSONSingleContainer(decoder: self) }

    func mismatch(_ type: any Any.Type, _ message: String) -> DecodingError {
        if self.element.isNull {
            return .valueNotFound(type, .init(codingPath: self.codingPath, debugDescription: "must not be null"))
        }
        return .typeMismatch(type, .init(codingPath: self.codingPath, debugDescription: message))
    }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        // The plain types are read here, so that their initializers need no container each.
        if type == String.self, let value = try self.string() as? Value { return value }
        if type == Bool.self, let value = try self.bool() as? Value { return value }
        if type == Int.self, let value = try self.integer(Int.self) as? Value { return value }
        if type == Double.self, let value = try self.double() as? Value { return value }
        do {
            return try Value(from: self)
        } catch let error as DecodingError {
            // A word that is none of an enumeration's: say which there are.
            guard case .dataCorrupted(let context) = error, context.codingPath.count == self.codingPath.count,
                let choices = type as? any CaseIterable.Type
            else { throw error }
            throw self.mismatch(type, "must be one of \(JSONElementDecoder.words(of: choices))")
        }
    }

    private static func words<Choices: CaseIterable>(of type: Choices.Type) -> String {
        Choices.allCases.map { "\(($0 as? any RawRepresentable)?.rawValue ?? $0)" }.joined(separator: ", ")
    }

    func string() throws -> String {
        guard let value = self.element.string else { throw self.mismatch(String.self, "must be a string") }
        return value
    }

    func bool() throws -> Bool {
        guard let value = self.element.bool else { throw self.mismatch(Bool.self, "must be true or false") }
        return value
    }

    func double() throws -> Double {
        guard let value = self.element.double else { throw self.mismatch(Double.self, "must be a number") }
        return value
    }

    func integer<Value: FixedWidthInteger>(_ type: Value.Type) throws -> Value {
        guard let value = self.element.integer else { throw self.mismatch(type, "must be a whole number") }
        guard let exact = Value(exactly: value) else { throw self.mismatch(type, "is out of range") }
        return exact
    }
}

private struct JSONKeyedContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: JSONElementDecoder
    let members: [String: JSONElement]

    init(decoder: JSONElementDecoder) {
        self.decoder = decoder
        self.members = Dictionary(decoder.element.members.map { ($0.key, $0.value) }) { first, _ in first }
    }

    var codingPath: [any CodingKey] { self.decoder.codingPath }
    var allKeys: [Key] { self.members.keys.compactMap { Key(stringValue: $0) } }

    private func member(_ key: any CodingKey) throws -> JSONElementDecoder {
        guard let element = self.members[key.stringValue] else {
            throw DecodingError.keyNotFound(key, .init(codingPath: self.codingPath, debugDescription: "is missing"))
        }
        return JSONElementDecoder(element: element, codingPath: self.codingPath + [key])
    }

    func contains(_ key: Key) -> Bool { self.members[key.stringValue] != nil }
    func decodeNil(forKey key: Key) throws -> Bool { try self.member(key).element.isNull }
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try self.member(key).decode(type) }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> { try self.member(key).container(keyedBy: type) }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try self.member(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { self.decoder }
    func superDecoder(forKey key: Key) throws -> any Decoder { try self.member(key) }
}

private struct JSONUnkeyedContainer: UnkeyedDecodingContainer {
    let decoder: JSONElementDecoder
    let elements: [JSONElement]
    private(set) var currentIndex = 0

    init(decoder: JSONElementDecoder, elements: [JSONElement]) {
        self.decoder = decoder
        self.elements = elements
    }

    private struct Index: CodingKey {
        let value: Int
        var stringValue: String { "\(self.value)" }
        var intValue: Int? { self.value }
        init(_ value: Int) { self.value = value }
        init?(intValue: Int) { self.value = intValue }
        init?(stringValue: String) { nil }
    }

    var codingPath: [any CodingKey] { self.decoder.codingPath }
    var count: Int? { self.elements.count }
    var isAtEnd: Bool { self.currentIndex == self.elements.count }

    private mutating func next() throws -> JSONElementDecoder {
        let path = self.codingPath + [Index(self.currentIndex)]
        guard !self.isAtEnd else {
            throw DecodingError.valueNotFound(
                JSON.self,
                .init(codingPath: path, debugDescription: "the array ends here")
            )
        }
        defer { self.currentIndex += 1 }
        return JSONElementDecoder(element: self.elements[self.currentIndex], codingPath: path)
    }

    mutating func decodeNil() throws -> Bool {
        guard !self.isAtEnd, self.elements[self.currentIndex].isNull else { return false }
        self.currentIndex += 1
        return true
    }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { try self.next().decode(type) }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> { try self.next().container(keyedBy: type) }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try self.next().unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder { try self.next() }
}

private struct JSONSingleContainer: SingleValueDecodingContainer {
    let decoder: JSONElementDecoder
    var codingPath: [any CodingKey] { self.decoder.codingPath }

    func decodeNil() -> Bool { self.decoder.element.isNull }
    func decode(_ type: Bool.Type) throws -> Bool { try self.decoder.bool() }
    func decode(_ type: String.Type) throws -> String { try self.decoder.string() }
    func decode(_ type: Double.Type) throws -> Double { try self.decoder.double() }
    func decode(_ type: Float.Type) throws -> Float { Float(try self.decoder.double()) }
    func decode(_ type: Int.Type) throws -> Int { try self.decoder.integer(type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try self.decoder.integer(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try self.decoder.integer(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try self.decoder.integer(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try self.decoder.integer(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try self.decoder.integer(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try self.decoder.integer(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try self.decoder.integer(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try self.decoder.integer(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try self.decoder.integer(type) }
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try self.decoder.decode(type) }
}
