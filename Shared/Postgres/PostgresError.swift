/// A failure of the database, of the connection to it, or of a statement. Holds no parameter and no password.
public struct PostgresError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What a caller branches on.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Value {
            case connectionLost, unavailable, statement, conflict, uniqueViolation, cancelled, decoding, closed
        }
        private let value: Value
        private init(_ value: Value) { self.value = value }

        /// The connection broke, or the server ended it. What was not committed is gone.
        public static let connectionLost = Code(.connectionLost)
        /// No connection could be had in time.
        public static let unavailable = Code(.unavailable)
        /// The server refused the statement; the same one will be refused again.
        public static let statement = Code(.statement)
        /// A serialization failure or a deadlock: the transaction may succeed when it is run again.
        public static let conflict = Code(.conflict)
        /// A unique index refused a row; ``PostgresError/constraint`` names it.
        public static let uniqueViolation = Code(.uniqueViolation)
        /// A timeout of the server's, or the caller's task was cancelled.
        public static let cancelled = Code(.cancelled)
        /// A column is not of the type that it is read as: a programming error.
        public static let decoding = Code(.decoding)
        /// Used after it was closed: a programming error.
        public static let closed = Code(.closed)

        public var description: String { "\(self.value)" }
    }

    public let code: Code
    /// The server's or the library's own words.
    public let message: String
    /// The server's five characters (PostgreSQL manual, appendix A), when it was the server.
    public let sqlState: String?
    /// The violated constraint's name.
    public let constraint: String?
    /// The connection broke between the sending of COMMIT and its answer: the transaction may have been committed.
    public internal(set) var isCommitInDoubt = false

    init(code: Code, message: String, sqlState: String? = nil, constraint: String? = nil) {
        self.code = code
        self.message = message
        self.sqlState = sqlState
        self.constraint = constraint
    }

    /// Whether it is the database that is out of reach, and not the statement that is wrong.
    public var isOutage: Bool { self.code == .connectionLost || self.code == .unavailable }

    public var description: String {
        "\(self.code)\(self.sqlState.map { " \($0)" } ?? ""): \(self.message)"
    }
}

extension PostgresError {
    init(sqlState: String, message: String, constraint: String?) {
        let code: Code =
            switch sqlState {
            case "40001", "40P01": .conflict
            case "23505": .uniqueViolation
            case "57014", "55P03", "25P03": .cancelled
            // 53: too many connections, out of memory, disk full; 57P: the server is going down or coming up.
            case _ where ["08", "53"].contains(sqlState.prefix(2)) || sqlState.hasPrefix("57P"): .connectionLost
            default: .statement
            }
        self.init(code: code, message: message, sqlState: sqlState, constraint: constraint)
    }
}
