public import Values

/// A value that can be read from a column in Postgres's binary format.
public protocol PostgresDecodable {
    /// - Parameter type: The column's type (`pg_type.oid`).
    /// - Returns: `nil` when the column is not of a type that this can be read from.
    init?(postgres bytes: UnsafeRawBufferPointer, type: UInt32)
}

extension UnsafeRawBufferPointer {
    /// The integer at `offset`, in network order; `nil` beyond the end.
    func integer<Value: FixedWidthInteger>(at offset: Int = 0, as type: Value.Type) -> Value? {
        guard offset + MemoryLayout<Value>.size <= self.count else { return nil }
        return Value(bigEndian: self.loadUnaligned(fromByteOffset: offset, as: type))
    }
}

extension Bool: PostgresDecodable {
    public init?(postgres bytes: UnsafeRawBufferPointer, type: UInt32) {
        guard type == 16, bytes.count == 1 else { return nil }
        self = bytes[0] != 0
    }
}

extension Int: PostgresDecodable {
    public init?(postgres bytes: UnsafeRawBufferPointer, type: UInt32) {
        let value: Int64? =
            switch type {
            case 20: bytes.integer(as: Int64.self)
            case 23: bytes.integer(as: Int32.self).map { Int64($0) }
            case 21: bytes.integer(as: Int16.self).map { Int64($0) }
            default: nil
            }
        guard let value else { return nil }
        self = Int(value)
    }
}

extension Double: PostgresDecodable {
    public init?(postgres bytes: UnsafeRawBufferPointer, type: UInt32) {
        guard type == 701, let bits = bytes.integer(as: UInt64.self) else { return nil }
        self.init(bitPattern: bits)
    }
}

extension String: PostgresDecodable {
    public init?(postgres bytes: UnsafeRawBufferPointer, type: UInt32) {
        switch type {
        case 18, 19, 25, 114, 1042, 1043: self.init(decoding: bytes, as: UTF8.self)
        // jsonb has a version byte in front.
        case 3802: self.init(decoding: bytes.dropFirst(), as: UTF8.self)
        default: return nil
        }
    }
}

extension ID: PostgresDecodable {
    public init?(postgres bytes: UnsafeRawBufferPointer, type: UInt32) {
        guard type == 2950, let high = bytes.integer(as: UInt64.self),
            let low = bytes.integer(at: 8, as: UInt64.self)
        else { return nil }
        self.init(high: high, low: low)
    }
}

extension Timestamp: PostgresDecodable {
    public init?(postgres bytes: UnsafeRawBufferPointer, type: UInt32) {
        guard type == 1184, let value = bytes.integer(as: Int64.self) else { return nil }
        self.init(microseconds: value + Timestamp.postgresEpoch)
    }
}

extension Bytes: PostgresDecodable {
    public init?(postgres bytes: UnsafeRawBufferPointer, type: UInt32) {
        guard type == 17 else { return nil }
        self.init(Array(bytes))
    }
}

extension JSONBytes: PostgresDecodable {
    public init?(postgres bytes: UnsafeRawBufferPointer, type: UInt32) {
        switch type {
        case 114: self.init(bytes)
        case 3802: self.init(bytes.dropFirst())
        default: return nil
        }
    }
}

extension JSON: PostgresDecodable {
    public init?(postgres bytes: UnsafeRawBufferPointer, type: UInt32) {
        guard let text = JSONBytes(postgres: bytes, type: type), let document = try? JSONDocument(text.bytes) else {
            return nil
        }
        self.init(document.root)
    }
}

extension Array: PostgresDecodable where Element: PostgresDecodable {
    /// Reads arrays of one dimension without nulls.
    public init?(postgres bytes: UnsafeRawBufferPointer, type: UInt32) {
        guard let dimensions = bytes.integer(as: Int32.self), let element = bytes.integer(at: 8, as: UInt32.self)
        else { return nil }
        self = []
        if dimensions == 0 { return }
        guard dimensions == 1, let count = bytes.integer(at: 12, as: Int32.self) else { return nil }
        var offset = 20
        for _ in 0..<count {
            guard let length = bytes.integer(at: offset, as: Int32.self), length >= 0,
                offset + 4 + Int(length) <= bytes.count
            else { return nil }
            let start = offset + 4
            let value = UnsafeRawBufferPointer(rebasing: bytes[start..<start + Int(length)])
            guard let decoded = Element(postgres: value, type: element) else { return nil }
            self.append(decoded)
            offset = start + Int(length)
        }
    }
}
