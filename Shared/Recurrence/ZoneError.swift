/// Why there is no time zone data for a name.
public struct ZoneError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What a caller branches on. A struct, so a new code breaks no one's `switch`.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Value {
            case notAllowed
            case unknown
            case missingData
            case unreadable
        }
        private let value: Value
        private init(_ value: Value) { self.value = value }
        /// The name is neither `Region/City` nor `UTC`.
        public static let notAllowed = Code(.notAllowed)
        /// The name has the right form, and this machine's data has no such zone.
        public static let unknown = Code(.unknown)
        /// This machine has no time zone data at all.
        public static let missingData = Code(.missingData)
        /// The zone's file cannot be read, or is not as RFC 8536 says.
        public static let unreadable = Code(.unreadable)
        public var description: String { "\(self.value)" }
    }

    public let code: Code
    /// A sentence without a subject, fit to follow a field's name. Never repeats a name that was refused.
    public let reason: String

    init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    /// Whether the fault is this machine's and not the name's: the same name works once the data is repaired.
    public var isRetriable: Bool { self.code == .missingData || self.code == .unreadable }

    public var description: String { "time zone: \(self.reason)" }
}
