/// Writes JSON text without spaces. Commas are put in by itself; that brackets match is the caller's business.
public struct JSONWriter: Sendable {
    /// The text so far.
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false

    public init(capacity: Int = 512) { self.bytes.reserveCapacity(capacity) }

    public mutating func beginObject() { self.open(UInt8(ascii: "{")) }
    public mutating func endObject() { self.close(UInt8(ascii: "}")) }
    public mutating func beginArray() { self.open(UInt8(ascii: "[")) }
    public mutating func endArray() { self.close(UInt8(ascii: "]")) }

    /// A member's key, which must need no escapes.
    public mutating func key(_ key: StaticString) {
        self.comma()
        key.withUTF8Buffer { key in
            self.bytes.append(UInt8(ascii: "\""))
            self.bytes.append(contentsOf: key)
            self.bytes.append(UInt8(ascii: "\""))
            self.bytes.append(UInt8(ascii: ":"))
        }
        self.needsComma = false
    }

    /// A member's key.
    public mutating func key(_ key: String) {
        self.string(key)
        self.bytes.append(UInt8(ascii: ":"))
        self.needsComma = false
    }

    public mutating func string(_ value: String) {
        self.comma()
        self.bytes.append(UInt8(ascii: "\""))
        var value = value
        value.withUTF8 { text in
            if text.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
                self.bytes.append(contentsOf: text)
            } else {
                for byte in text { self.escaped(byte) }
            }
        }
        self.bytes.append(UInt8(ascii: "\""))
    }

    public mutating func integer(_ value: some BinaryInteger) {
        self.comma()
        var value = Int64(value)
        if value == .min {
            self.bytes.append(contentsOf: "\(value)".utf8)
            return
        }
        if value < 0 {
            self.bytes.append(UInt8(ascii: "-"))
            value = -value
        }
        var divisor: Int64 = 1
        while value / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            self.bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / divisor % 10))
            divisor /= 10
        }
    }

    /// A finite number; JSON knows no others.
    public mutating func number(_ value: Double) {
        precondition(value.isFinite, "JSON has no infinity and no NaN")
        self.comma()
        self.bytes.append(contentsOf: "\(value)".utf8)
    }

    public mutating func bool(_ value: Bool) { self.word(value ? "true" : "false") }

    public mutating func null() { self.word("null") }

    public mutating func id(_ value: ID) {
        self.comma()
        self.bytes.append(UInt8(ascii: "\""))
        value.forEachByte { self.bytes.append($0) }
        self.bytes.append(UInt8(ascii: "\""))
    }

    public mutating func time(_ value: Timestamp) {
        self.comma()
        self.bytes.append(UInt8(ascii: "\""))
        value.forEachByte { self.bytes.append($0) }
        self.bytes.append(UInt8(ascii: "\""))
    }

    /// A value that is JSON text already.
    public mutating func raw(_ json: some Sequence<UInt8>) {
        self.comma()
        self.bytes.append(contentsOf: json)
    }

    public mutating func value(_ value: JSON) {
        switch value {
        case .null: self.null()
        case .bool(let value): self.bool(value)
        case .integer(let value): self.integer(value)
        case .number(let value): self.number(value)
        case .string(let value): self.string(value)
        case .array(let values):
            self.beginArray()
            for value in values { self.value(value) }
            self.endArray()
        case .object(let members):
            self.beginObject()
            for (key, value) in members.sorted(by: { $0.key < $1.key }) {
                self.key(key)
                self.value(value)
            }
            self.endObject()
        }
    }

    private mutating func escaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            self.bytes.append(UInt8(ascii: "\\"))
            self.bytes.append(byte)
        case 0x0A: self.bytes.append(contentsOf: "\\n".utf8)
        case 0x0D: self.bytes.append(contentsOf: "\\r".utf8)
        case 0x09: self.bytes.append(contentsOf: "\\t".utf8)
        case 0..<0x20:
            let digits = Array("0123456789abcdef".utf8)
            self.bytes.append(contentsOf: "\\u00".utf8)
            self.bytes.append(digits[Int(byte >> 4)])
            self.bytes.append(digits[Int(byte & 15)])
        default: self.bytes.append(byte)
        }
    }

    private mutating func word(_ word: StaticString) {
        self.comma()
        word.withUTF8Buffer { self.bytes.append(contentsOf: $0) }
    }

    private mutating func comma() {
        if self.needsComma { self.bytes.append(UInt8(ascii: ",")) }
        self.needsComma = true
    }

    private mutating func open(_ bracket: UInt8) {
        self.comma()
        self.bytes.append(bracket)
        self.needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        self.bytes.append(bracket)
        self.needsComma = true
    }
}

extension JSONWriter {
    public mutating func field(_ key: StaticString, _ value: String) {
        self.key(key)
        self.string(value)
    }

    public mutating func field(_ key: StaticString, _ value: some BinaryInteger) {
        self.key(key)
        self.integer(value)
    }

    public mutating func field(_ key: StaticString, _ value: Bool) {
        self.key(key)
        self.bool(value)
    }

    public mutating func field(_ key: StaticString, _ value: ID) {
        self.key(key)
        self.id(value)
    }

    public mutating func field(_ key: StaticString, _ value: Timestamp) {
        self.key(key)
        self.time(value)
    }

    public mutating func field(_ key: StaticString, _ value: JSON) {
        self.key(key)
        self.value(value)
    }

    /// Left out when `nil`.
    public mutating func field(_ key: StaticString, _ value: String?) {
        if let value { self.field(key, value) }
    }

    /// Left out when `nil`.
    public mutating func field(_ key: StaticString, _ value: (some BinaryInteger)?) {
        if let value { self.field(key, value) }
    }

    /// Left out when `nil`.
    public mutating func field(_ key: StaticString, _ value: ID?) {
        if let value { self.field(key, value) }
    }

    /// Left out when `nil`.
    public mutating func field(_ key: StaticString, _ value: Timestamp?) {
        if let value { self.field(key, value) }
    }
}
