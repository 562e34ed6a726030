import Contracts
import Curl
import Values

/// Why a source gave nothing. Holds no secret, no address and nothing of an answer.
struct SourceFailure: Error, Hashable, Sendable {
    /// Stable, for programs: `timeout`, `too_large`, `http_status`, …
    var code: String
    /// A sentence for people.
    var message: String
    /// Whether the same question may be answered later.
    var isTransient: Bool
    /// When the other side wants to be asked again.
    var retryAfter: Duration?
    /// What came of an answer, in bytes.
    var bytes = 0

    init(_ code: String, _ message: String, isTransient: Bool = false, retryAfter: Duration? = nil, bytes: Int = 0) {
        self.code = code
        self.message = message
        self.isTransient = isTransient
        self.retryAfter = retryAfter
        self.bytes = bytes
    }

    static func tooLarge(_ limit: Int) -> SourceFailure {
        SourceFailure("too_large", "the answer is larger than \(limit) bytes", bytes: limit)
    }

    static func timeout(_ limit: Duration) -> SourceFailure {
        let seconds = (limit.milliseconds + 999) / 1000
        return SourceFailure("timeout", "no answer within \(seconds) s", isTransient: true)
    }
}

extension SourceFailure {
    /// - Parameters:
    ///   - limit: How long the answer was waited for.
    ///   - size: How large it was allowed to be, in bytes.
    init(_ error: HTTPClientError, limit: Duration, size: Int) {
        switch error.code {
        case .timeout: self = .timeout(limit)
        case .tooSlow: self.init("timeout", "the server fell silent in the middle of its answer", isTransient: true)
        case .tooLarge: self = .tooLarge(size)
        case .connectFailed: self.init("unreachable", "the server takes no connection", isTransient: true)
        case .connectionLost: self.init("unreachable", "the connection ended without an answer", isTransient: true)
        case .truncated: self.init("truncated", "the answer was cut off", isTransient: true)
        case .nameNotResolved: self.init("unreachable", "the host's name leads nowhere", isTransient: true)
        case .tls: self.init("tls", "no encrypted connection came about", isTransient: true)
        case .certificate: self.init("certificate", "the server's certificate is not trusted")
        case .refusedAddress:
            self.init("refused_address", "the host has no address that may be connected to")
        case .invalidResponse: self.init("invalid_response", "what came back is no answer of a web server")
        case .invalidRequest: self.init("invalid_request", "the request cannot be sent")
        default: self.init("failed", "the request failed", isTransient: true)
        }
    }
}
