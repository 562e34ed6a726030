import Glibc

/// A folder of static files could not be read.
public struct StaticFilesError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What a caller branches on.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Value { case unreadable, tooLarge, invalidName }
        private let value: Value
        private init(_ value: Value) { self.value = value }
        public static let unreadable = Code(.unreadable)
        /// The files are larger than the limit.
        public static let tooLarge = Code(.tooLarge)
        /// A file name that is not UTF-8, or that no URL path can name.
        public static let invalidName = Code(.invalidName)
        public var description: String { "\(self.value)" }
    }

    public let code: Code
    public let path: String
    public let reason: String

    /// Never: the folder has to be put right first.
    public var isRetriable: Bool { false }

    public var description: String { "\(self.path): \(self.reason)" }

    static func system(_ path: String, _ error: Int32 = errno) -> StaticFilesError {
        StaticFilesError(code: .unreadable, path: path, reason: String(cString: strerror(error)))
    }
}
