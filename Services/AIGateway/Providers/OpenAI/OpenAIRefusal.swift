import Curl
import ServiceKit
import Values

/// An answer that says what went wrong instead of what was asked for.
struct OpenAIRefusal: Sendable {
    /// What is read of such an answer, in bytes.
    static let maximumBody = 64 << 10

    /// 0: none, as for an error in the middle of a stream.
    var status: Int
    var headers: HTTPClient.Headers = [:]
    var body: String
    /// May have been repeated in the answer.
    var key: Secret?

    /// Whether the server says that it does not know a member of the request, so that it may be asked without.
    func names(_ member: String) -> Bool {
        (self.status == 400 || self.status == 422) && self.body.contains(member)
    }

    /// - Parameter now: See ``RetryAfter``.
    func error(now: Timestamp) -> ProviderError {
        let root = (try? JSONDocument(Array(self.body.utf8)))?.root
        // Most wrap it; some have it bare, some in a list.
        let error = root?["error"] ?? root?.elements.first?["error"] ?? root
        let status = self.status > 0 ? self.status : OpenAIRefusal.status(of: error)
        let words = error?["message"]?.string ?? error?["detail"]?.string ?? error?.string
        let kind = self.kind(status, error)
        var message = kind.message
        if let words {
            let line = words.prefix(300).split(whereSeparator: \.isNewline).joined(separator: " ")
            message += ": " + (self.key?.removed(from: line) ?? line)
        }
        let text = self.key?.removed(from: self.body) ?? self.body
        return ProviderError(
            code: kind.code,
            isTransient: kind.isTransient,
            message: ProviderError.detail(message),
            detail: text.isEmpty ? nil : ProviderError.detail(text),
            retryAfter: kind.isTransient ? RetryAfter.find(self.headers, body: self.body, now: now) : nil
        )
    }

    /// What an error in the middle of a stream would have had as a status.
    private static func status(of error: JSONElement?) -> Int {
        if let code = error?["code"]?.integer ?? error?["status"]?.integer { return Int(clamping: code) }
        let words = [error?["code"]?.string, error?["type"]?.string].compactMap { $0 }
        if let number = words.lazy.compactMap({ Int($0) }).first { return number }
        if words.contains(where: { $0.hasPrefix("rate_limit") }) { return 429 }
        if words.contains(where: { $0.hasPrefix("invalid_") }) { return 400 }
        return 500
    }

    private static let policyWords = [
        "content_policy_violation", "content_filter", "moderation_blocked", "content_policy",
        "ResponsibleAIPolicyViolation",
    ]

    private func kind(_ status: Int, _ error: JSONElement?) -> (code: String, isTransient: Bool, message: String) {
        let said = [error?["code"]?.string, error?["type"]?.string].compactMap { $0 }
        if (400..<500).contains(status), said.contains(where: { OpenAIRefusal.policyWords.contains($0) }) {
            return ("policy", false, "The provider refused this for its policy")
        }
        switch status {
        case 408: return ("timeout", true, "The provider ran out of time (408)")
        case 409: return ("conflict", true, "The provider is at it already (409)")
        case 429: return ("rate_limited", true, "The provider asks for a pause (429)")
        case 500...: return ("provider_error", true, "The provider failed (\(status))")
        case 401: return ("unauthorized", false, "The provider does not take the key (401)")
        case 402: return ("payment_required", false, "The provider wants to be paid first (402)")
        case 403: return ("forbidden", false, "The provider does not allow this (403)")
        case 404: return ("not_found", false, "The provider knows no such model or address (404)")
        case 413: return ("too_large", false, "The request is too large for the provider (413)")
        case 400..<500: return ("invalid_request", false, "The provider refused the request (\(status))")
        default: return ("unexpected_answer", false, "The provider answered with status \(status)")
        }
    }
}

extension ProviderError {
    /// What a request came to that has no whole answer.
    ///
    /// - Returns: `CancellationError` when that was because somebody said so.
    static func of(_ error: HTTPClientError) -> any Error {
        let kind: (code: String, isTransient: Bool, message: String)
        switch error.code {
        case .cancelled: return CancellationError()
        case .timeout: kind = ("timeout", true, "The provider did not answer in time")
        case .tooSlow: kind = ("timeout", true, "The provider fell silent")
        case .truncated: kind = ("connection_lost", true, "The connection was cut in the middle of the answer")
        case .connectionLost, .connectFailed, .nameNotResolved, .tls, .closed, .library:
            kind = ("connection_lost", true, "The provider cannot be reached")
        case .invalidResponse: kind = ("invalid_response", true, "What came back is no answer of a provider")
        case .tooLarge: kind = ("answer_too_large", false, "The answer is too large")
        case .refusedAddress: kind = ("refused_address", false, "The address is not one that may be connected to")
        case .certificate: kind = ("certificate", false, "The provider's certificate is not trusted")
        default: kind = ("invalid_request", false, "The request cannot be sent")
        }
        let detail = String(reflecting: error)
        return ProviderError(code: kind.code, isTransient: kind.isTransient, message: kind.message, detail: detail)
    }
}
