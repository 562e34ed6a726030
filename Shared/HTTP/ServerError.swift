import Glibc

/// A server could not be started.
public struct ServerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What a caller branches on.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Value {
            case invalidConfiguration, invalidAddress, addressInUse, permissionDenied, system, library
        }
        private let value: Value
        private init(_ value: Value) { self.value = value }
        /// A limit or a time that makes no sense; `reason` names it.
        public static let invalidConfiguration = Code(.invalidConfiguration)
        /// The address is no IPv4 or IPv6 address, or none of this machine.
        public static let invalidAddress = Code(.invalidAddress)
        /// Another program listens there.
        public static let addressInUse = Code(.addressInUse)
        /// Ports below 1024 need a privilege.
        public static let permissionDenied = Code(.permissionDenied)
        /// The system refused something else; `reason` has its words.
        public static let system = Code(.system)
        /// The HTTP library did not start.
        public static let library = Code(.library)
        public var description: String { "\(self.value)" }
    }

    public let code: Code
    public let reason: String

    /// Whether trying again may help: the address may become free.
    public var isRetriable: Bool { self.code == .addressInUse }

    public var description: String { "http server: \(self.reason)" }

    /// What `errno` says about `operation`.
    static func system(_ operation: String, _ error: Int32 = errno) -> ServerError {
        let code: Code =
            switch error {
            case EADDRINUSE: .addressInUse
            case EADDRNOTAVAIL: .invalidAddress
            case EACCES: .permissionDenied
            default: .system
            }
        return ServerError(code: code, reason: "\(operation): \(String(cString: strerror(error)))")
    }
}
