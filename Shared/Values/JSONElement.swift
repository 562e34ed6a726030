/// One value inside a ``JSONDocument``.
public struct JSONElement: Sendable {
    let document: JSONDocument
    let index: Int

    private var token: JSONDocument.Token { self.document.tokens[self.index] }

    public var isNull: Bool { self.token.kind == .null }
    public var isObject: Bool { self.token.kind == .object }
    public var isArray: Bool { self.token.kind == .array }
    public var isString: Bool { self.token.kind == .string }

    /// The JSON text of this value, as it was written.
    public var raw: ArraySlice<UInt8> {
        let token = self.token
        return token.kind == .string
            ? self.document.bytes[Int(token.start) - 1..<Int(token.end) + 1]
            : self.document.bytes[Int(token.start)..<Int(token.end)]
    }

    /// The characters of a string; `nil` for other kinds.
    public var string: String? {
        let token = self.token
        guard token.kind == .string else { return nil }
        return self.document.bytes.withUnsafeBufferPointer { input in
            token.isComplex
                ? String(decoding: JSONText.unescape(input, token), as: UTF8.self)
                : String(
                    decoding: UnsafeBufferPointer(rebasing: input[Int(token.start)..<Int(token.end)]),
                    as: UTF8.self
                )
        }
    }

    /// An identifier in its canonical form; `nil` for anything else.
    public var id: ID? {
        let token = self.token
        guard token.kind == .string, !token.isComplex, token.end - token.start == 36 else { return nil }
        return self.document.bytes.withUnsafeBufferPointer { input in
            ID(canonical: UnsafeBufferPointer(rebasing: input[Int(token.start)..<Int(token.end)]))
        }
    }

    /// A number written without fraction and exponent that fits; `nil` for anything else.
    public var integer: Int64? {
        let token = self.token
        guard token.kind == .number, !token.isComplex else { return nil }
        var value: Int64 = 0
        var isNegative = false
        for byte in self.document.bytes[Int(token.start)..<Int(token.end)] {
            if byte == UInt8(ascii: "-") {
                isNegative = true
                continue
            }
            let digit = Int64(byte - UInt8(ascii: "0"))
            // Downwards, because the least value has no positive counterpart.
            let (product, overflowed) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflowedToo) = product.subtractingReportingOverflow(digit)
            if overflowed || overflowedToo { return nil }
            value = sum
        }
        if isNegative { return value }
        return value == .min ? nil : -value
    }

    /// Any number; `nil` for other kinds.
    public var double: Double? {
        guard self.token.kind == .number else { return nil }
        return Double(String(decoding: self.raw, as: UTF8.self))
    }

    public var bool: Bool? {
        let token = self.token
        guard token.kind == .bool else { return nil }
        return token.end - token.start == 4
    }

    /// The member of an object; `nil` when there is none, or this is not an object.
    public subscript(_ key: StaticString) -> JSONElement? {
        guard self.token.kind == .object else { return nil }
        let tokens = self.document.tokens
        return self.document.bytes.withUnsafeBufferPointer { input in
            key.withUTF8Buffer { key in
                var member = self.index + 1
                let end = Int(self.token.next)
                while member < end {
                    let token = tokens[member]
                    if token.isComplex {
                        if JSONText.unescape(input, token).elementsEqual(key) {
                            return JSONElement(document: self.document, index: member + 1)
                        }
                    } else if Int(token.end - token.start) == key.count {
                        var offset = 0
                        while offset < key.count, input[Int(token.start) + offset] == key[offset] { offset += 1 }
                        if offset == key.count { return JSONElement(document: self.document, index: member + 1) }
                    }
                    member = Int(tokens[member + 1].next)
                }
                return nil
            }
        }
    }

    /// The elements of an array; empty for other kinds.
    public var elements: [JSONElement] {
        guard self.token.kind == .array else { return [] }
        var elements: [JSONElement] = []
        var index = self.index + 1
        while index < Int(self.token.next) {
            elements.append(JSONElement(document: self.document, index: index))
            index = Int(self.document.tokens[index].next)
        }
        return elements
    }

    /// The members of an object in their order; empty for other kinds.
    public var members: [(key: String, value: JSONElement)] {
        guard self.token.kind == .object else { return [] }
        var members: [(key: String, value: JSONElement)] = []
        var index = self.index + 1
        while index < Int(self.token.next) {
            let key = JSONElement(document: self.document, index: index)
            members.append((key.string ?? "", JSONElement(document: self.document, index: index + 1)))
            index = Int(self.document.tokens[index + 1].next)
        }
        return members
    }
}
