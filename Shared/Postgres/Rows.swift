import CPostgres

/// The answer to a statement. It stays on the connection's thread: what is to leave, is decoded first.
public struct Rows: RandomAccessCollection {
    private let result: ResultHandle

    init(_ result: ResultHandle) { self.result = result }

    public var startIndex: Int { 0 }
    public var endIndex: Int { Int(PQntuples(self.result.pointer)) }
    public subscript(index: Int) -> Row { Row(result: self.result, index: Int32(index)) }

    /// How many rows an `insert`, `update`, `delete` or `copy` has touched; the number of rows of a `select`.
    public var affected: Int {
        guard let text = PQcmdTuples(self.result.pointer) else { return 0 }
        return Int(String(cString: text)) ?? 0
    }
}

@available(*, unavailable)
extension Rows: Sendable {}

/// One row; its columns are read one after the other, in the order of the `select` list.
public struct Row {
    private let result: ResultHandle
    private let index: Int32
    private var column: Int32 = 0

    init(result: ResultHandle, index: Int32) {
        self.result = result
        self.index = index
    }

    /// The next column.
    ///
    /// - Throws: ``PostgresError``, code `decoding`, when it is null, of another type, or when there is none.
    public mutating func next<Value: PostgresDecodable>(_ type: Value.Type = Value.self) throws(PostgresError) -> Value
    {
        guard let value = try self.next(optional: type) else { throw self.wrong("is null", type) }
        return value
    }

    /// The next column; `nil` when it is null.
    ///
    /// - Throws: ``PostgresError``, code `decoding`, when it is of another type, or when there is none.
    public mutating func next<Value: PostgresDecodable>(
        optional type: Value.Type = Value.self
    ) throws(PostgresError) -> Value? {
        let column = self.column
        self.column += 1
        guard column < PQnfields(self.result.pointer) else { throw self.wrong("does not exist", type) }
        if PQgetisnull(self.result.pointer, self.index, column) != 0 { return nil }
        let bytes = UnsafeRawBufferPointer(
            start: PQgetvalue(self.result.pointer, self.index, column),
            count: Int(PQgetlength(self.result.pointer, self.index, column))
        )
        guard let value = Value(postgres: bytes, type: PQftype(self.result.pointer, column)) else {
            throw self.wrong("has type \(PQftype(self.result.pointer, column))", type)
        }
        return value
    }

    private func wrong(_ what: String, _ type: any Any.Type) -> PostgresError {
        let name = PQfname(self.result.pointer, self.column - 1).map { String(cString: $0) } ?? "\(self.column)"
        return PostgresError(code: .decoding, message: "column \(name) \(what), wanted \(type)")
    }
}

@available(*, unavailable)
extension Row: Sendable {}

/// The only owner of one `PGresult`.
final class ResultHandle {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { self.pointer = pointer }
    deinit { PQclear(self.pointer) }

    var status: ExecStatusType { PQresultStatus(self.pointer) }

    var failure: PostgresError {
        func field(_ code: Int32) -> String? { PQresultErrorField(self.pointer, code).map { String(cString: $0) } }
        let message = field(diagnosticField("M")) ?? "unknown"
        guard let state = field(diagnosticField("C")) else {
            // libpq makes such results itself, when the connection breaks.
            return PostgresError(code: .connectionLost, message: message)
        }
        return PostgresError(sqlState: state, message: message, constraint: field(diagnosticField("n")))
    }
}

/// `PG_DIAG_…` are character macros, which the importer leaves out (`postgres_ext.h`).
private func diagnosticField(_ letter: Unicode.Scalar) -> Int32 { Int32(letter.value) }
