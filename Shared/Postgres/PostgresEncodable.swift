public import Values

/// A value that can be bound to a statement's parameter, in Postgres's binary format.
public protocol PostgresEncodable {
    /// The object identifier of the type (`pg_type.oid`).
    static var postgresType: UInt32 { get }
    /// The object identifier of the array of the type.
    static var postgresArrayType: UInt32 { get }
    /// Appends the value's bytes; `false`, and nothing appended, for SQL's null.
    func encode(into buffer: inout BinaryBuffer) -> Bool
}

/// Bytes in network order.
public struct BinaryBuffer: Sendable {
    public private(set) var bytes: [UInt8] = []

    public mutating func append(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.bigEndian) { self.bytes.append(contentsOf: $0) }
    }

    public mutating func append(_ bytes: some Collection<UInt8>) { self.bytes.append(contentsOf: bytes) }

    /// Appends what `body` writes, preceded by its length; -1 stands for null (Postgres manual, 55.7).
    mutating func appendSized(_ body: (inout BinaryBuffer) -> Bool) {
        let start = self.bytes.count
        self.append(Int32(-1))
        guard body(&self) else { return }
        let length = Int32(self.bytes.count - start - 4)
        withUnsafeBytes(of: length.bigEndian) { length in
            for (offset, byte) in length.enumerated() { self.bytes[start + offset] = byte }
        }
    }

    var count: Int { self.bytes.count }
}

extension Bool: PostgresEncodable {
    public static var postgresType: UInt32 { 16 }
    public static var postgresArrayType: UInt32 { 1000 }
    public func encode(into buffer: inout BinaryBuffer) -> Bool {
        buffer.append(UInt8(self ? 1 : 0))
        return true
    }
}

extension Int: PostgresEncodable {
    public static var postgresType: UInt32 { 20 }
    public static var postgresArrayType: UInt32 { 1016 }
    public func encode(into buffer: inout BinaryBuffer) -> Bool {
        buffer.append(Int64(self))
        return true
    }
}

extension Int64: PostgresEncodable {
    public static var postgresType: UInt32 { 20 }
    public static var postgresArrayType: UInt32 { 1016 }
    public func encode(into buffer: inout BinaryBuffer) -> Bool {
        buffer.append(self)
        return true
    }
}

extension Int32: PostgresEncodable {
    public static var postgresType: UInt32 { 23 }
    public static var postgresArrayType: UInt32 { 1007 }
    public func encode(into buffer: inout BinaryBuffer) -> Bool {
        buffer.append(self)
        return true
    }
}

extension Double: PostgresEncodable {
    public static var postgresType: UInt32 { 701 }
    public static var postgresArrayType: UInt32 { 1022 }
    public func encode(into buffer: inout BinaryBuffer) -> Bool {
        buffer.append(self.bitPattern)
        return true
    }
}

extension String: PostgresEncodable {
    public static var postgresType: UInt32 { 25 }
    public static var postgresArrayType: UInt32 { 1009 }
    public func encode(into buffer: inout BinaryBuffer) -> Bool {
        buffer.append(self.utf8)
        return true
    }
}

extension ID: PostgresEncodable {
    public static var postgresType: UInt32 { 2950 }
    public static var postgresArrayType: UInt32 { 2951 }
    public func encode(into buffer: inout BinaryBuffer) -> Bool {
        buffer.append(self.high)
        buffer.append(self.low)
        return true
    }
}

extension Timestamp: PostgresEncodable {
    /// Postgres counts from 2000-01-01; this is its distance from 1970-01-01 in microseconds.
    static let postgresEpoch: Int64 = 946_684_800_000_000
    public static var postgresType: UInt32 { 1184 }
    public static var postgresArrayType: UInt32 { 1185 }
    public func encode(into buffer: inout BinaryBuffer) -> Bool {
        buffer.append(self.microseconds - Timestamp.postgresEpoch)
        return true
    }
}

/// A `bytea`.
public struct Bytes: PostgresEncodable, Hashable, Sendable {
    public var bytes: [UInt8]
    public init(_ bytes: [UInt8]) { self.bytes = bytes }
    public static var postgresType: UInt32 { 17 }
    public static var postgresArrayType: UInt32 { 1001 }
    public func encode(into buffer: inout BinaryBuffer) -> Bool {
        buffer.append(self.bytes)
        return true
    }
}

/// JSON text for a `json` column, stored as it is written.
public struct JSONBytes: PostgresEncodable, Hashable, Sendable {
    public var bytes: [UInt8]
    public init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }
    public static var postgresType: UInt32 { 114 }
    public static var postgresArrayType: UInt32 { 199 }
    public func encode(into buffer: inout BinaryBuffer) -> Bool {
        buffer.append(self.bytes)
        return true
    }
}

/// A value for a `jsonb` column.
extension JSON: PostgresEncodable {
    public static var postgresType: UInt32 { 3802 }
    public static var postgresArrayType: UInt32 { 3807 }
    public func encode(into buffer: inout BinaryBuffer) -> Bool {
        buffer.append(UInt8(1))  // the version of the binary format
        buffer.append(self.bytes)
        return true
    }
}

extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
    public static var postgresType: UInt32 { Wrapped.postgresType }
    public static var postgresArrayType: UInt32 { Wrapped.postgresArrayType }
    public func encode(into buffer: inout BinaryBuffer) -> Bool { self?.encode(into: &buffer) ?? false }
}

/// An array of one dimension (`array_recv`), for `= any($1)` and `unnest($1)`.
extension Array: PostgresEncodable where Element: PostgresEncodable {
    public static var postgresType: UInt32 { Element.postgresArrayType }
    /// Arrays of arrays are one type with arrays.
    public static var postgresArrayType: UInt32 { Element.postgresArrayType }
    public func encode(into buffer: inout BinaryBuffer) -> Bool {
        if self.isEmpty {
            buffer.append(Int32(0))  // dimensions
            buffer.append(Int32(0))  // nulls
            buffer.append(Element.postgresType)
            return true
        }
        buffer.append(Int32(1))
        buffer.append(Int32(1))  // there may be nulls; the server looks for itself
        buffer.append(Element.postgresType)
        buffer.append(Int32(self.count))
        buffer.append(Int32(1))  // the first index
        for element in self { buffer.appendSized { element.encode(into: &$0) } }
        return true
    }
}

/// A statement's parameters, encoded one behind the other.
struct EncodedParameters {
    private(set) var buffer = BinaryBuffer()
    private(set) var types: [UInt32] = []
    /// Start and length of each value; `nil` for null.
    private(set) var spans: [(start: Int, count: Int)?] = []

    init(_ parameters: [any PostgresEncodable]) {
        for parameter in parameters {
            let start = self.buffer.count
            self.types.append(type(of: parameter).postgresType)
            self.spans.append(parameter.encode(into: &self.buffer) ? (start, self.buffer.count - start) : nil)
        }
    }

    /// Lends the parameters as libpq takes them.
    func withPointers<Result>(
        _ body: (Int32, [UnsafePointer<CChar>?], [Int32], [Int32]) -> Result
    ) -> Result {
        self.buffer.bytes.withUnsafeBytes { bytes in
            let base = bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 1)
            let values = self.spans.map { span in
                span.flatMap { base?.advanced(by: $0.start).assumingMemoryBound(to: CChar.self) }
            }
            let lengths = self.spans.map { Int32($0?.count ?? 0) }
            return body(Int32(self.spans.count), values, lengths, lengths.map { _ in 1 })
        }
    }
}
