/// Why a request has no answer, or not all of one.
///
/// `description` names neither the URL nor a header nor any content; ``detail`` may name the host.
public struct HTTPClientError: Error, Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// What a caller branches on.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Value {
            case
                cancelled, certificate, closed, connectFailed, connectionLost, invalidRequest, invalidResponse, library,
                nameNotResolved, refusedAddress, timeout, tls, tooLarge, tooSlow, truncated
        }
        private let value: Value
        private init(_ value: Value) { self.value = value }

        /// The task was cancelled.
        public static let cancelled = Code(.cancelled)
        /// The server's certificate is not trusted, not for this host, or the file of authorities cannot be read.
        public static let certificate = Code(.certificate)
        /// The client was closed.
        public static let closed = Code(.closed)
        /// No address of the host took the connection.
        public static let connectFailed = Code(.connectFailed)
        /// The connection ended before an answer began.
        public static let connectionLost = Code(.connectionLost)
        /// The request is not one that may be sent; the reason names the field.
        public static let invalidRequest = Code(.invalidRequest)
        /// What came back is not HTTP, or not in an encoding that was asked for.
        public static let invalidResponse = Code(.invalidResponse)
        /// libcurl itself failed, for example for lack of memory.
        public static let library = Code(.library)
        /// The host has no address, or the name server did not answer.
        public static let nameNotResolved = Code(.nameNotResolved)
        /// Every address of the host is refused by the client's ``AddressPolicy``.
        public static let refusedAddress = Code(.refusedAddress)
        /// The connect timeout or the deadline of the request passed.
        public static let timeout = Code(.timeout)
        /// No encrypted connection came about.
        public static let tls = Code(.tls)
        /// The head or the body of the answer is larger than the request allows.
        public static let tooLarge = Code(.tooLarge)
        /// Less came per second than the request asks for.
        public static let tooSlow = Code(.tooSlow)
        /// The answer began and did not come to its end.
        public static let truncated = Code(.truncated)

        public var description: String { "\(self.value)" }
    }

    public let code: Code
    /// What happened, in words without addresses or content.
    public let reason: String
    /// libcurl's own message, which may name the host; empty when there is none.
    public let detail: String
    /// Whether a server may have received the request, or a part of it. `false` means that it surely has not, so that
    /// sending it again cannot do a thing twice.
    public let mayHaveArrived: Bool

    init(_ code: Code, _ reason: String, detail: String = "", mayHaveArrived: Bool = false) {
        self.code = code
        self.reason = reason
        self.detail = detail
        self.mayHaveArrived = mayHaveArrived
    }

    /// Whether the same request may be answered later. Whether it may be *sent* again is for the caller to say, see
    /// ``mayHaveArrived``.
    public var isTransient: Bool {
        switch self.code {
        case .connectFailed, .connectionLost, .nameNotResolved, .timeout, .tls, .tooSlow, .truncated: true
        default: false
        }
    }

    public var description: String { "HTTP client: \(self.code): \(self.reason)" }

    public var debugDescription: String {
        self.detail.isEmpty ? self.description : "\(self.description) (\(self.detail))"
    }
}
