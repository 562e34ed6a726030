import Contracts
import Curl
import Values

/// What became of a notification that was sent, and so what may be done next.
enum NotificationFate: Hashable, Sendable {
    case sent(status: Int?, detail: String)
    /// May be sent again, under the same id.
    case retry(status: Int?, detail: String, asked: Duration? = nil)
    /// Nothing would be different the next time.
    case failed(status: Int?, detail: String)
    /// The other side wants nothing of this kind any more (410).
    case gone(status: Int, detail: String)
    /// A mail that perhaps arrived; never sent again by itself.
    case unconfirmed(detail: String)
    /// Nothing was sent, since this process ends.
    case untouched
}

extension NotificationFate {
    /// By Standard Webhooks: 2xx is success, 410 the end of it, everything else a failure that is tried again; redirects
    /// are failures. A chat service that refuses a message will refuse it tomorrow.
    ///
    /// - Parameters:
    ///   - answer: The beginning of the body.
    ///   - now: See ``RetryAfter``.
    init(_ channel: NotificationChannel, _ head: HTTPClient.Head, answer: [UInt8], now: Timestamp) {
        let status = head.status
        let text = String(decoding: answer, as: UTF8.self)
        let words = PlainText.line(text, limit: NotificationFate.detailLimit)
        switch status {
        case 200..<300: self = .sent(status: status, detail: words)
        case 410: self = .gone(status: status, detail: words)
        case 408, 425, 429, 500...:
            let asked = RetryAfter.find(head.headers, body: text, now: now)
            self = .retry(status: status, detail: words, asked: asked)
        default:
            self =
                channel == .webhook ? .retry(status: status, detail: words) : .failed(status: status, detail: words)
        }
    }

    /// - Parameter error: Of a request that has no answer.
    init(_ error: HTTPClientError) {
        switch error.code {
        case .cancelled, .closed: self = .untouched
        case .refusedAddress: self = .failed(status: nil, detail: "the host has no address that may be connected to")
        case .invalidRequest: self = .failed(status: nil, detail: error.reason)
        default: self = .retry(status: nil, detail: "\(error.code): \(error.reason)")
        }
    }

    init(_ handover: Handover) {
        switch handover {
        case .sent(let code, let detail): self = .sent(status: code, detail: NotificationFate.clipped(detail))
        case .deferred(let code, let detail, _): self = .retry(status: code, detail: NotificationFate.clipped(detail))
        case .refused(let code, let detail, _), .senderRefused(let code, let detail):
            self = .failed(status: code, detail: NotificationFate.clipped(detail))
        case .unconfirmed(let detail): self = .unconfirmed(detail: NotificationFate.clipped(detail))
        case .unavailable(let detail): self = .retry(status: nil, detail: NotificationFate.clipped(detail))
        }
    }

    /// How much of an answer is kept, in characters.
    static let detailLimit = 500

    private static func clipped(_ text: String) -> String { PlainText.line(text, limit: self.detailLimit) }
}
