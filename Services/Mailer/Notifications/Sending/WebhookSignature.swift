import Crypto
import Values

/// Signs webhooks (Standard Webhooks 1.0, symmetric signatures).
struct WebhookSignature: Sendable {
    private static let prefix = "whsec_"
    private let key: [UInt8]

    /// - Parameter secret: `whsec_` and 24 to 64 bytes in base64.
    /// - Returns: `nil` for anything else.
    init?(secret: String) {
        guard secret.hasPrefix(WebhookSignature.prefix),
            let key = Encoding.bytes(base64: String(secret.dropFirst(WebhookSignature.prefix.count))),
            (24...64).contains(key.count)
        else { return nil }
        self.key = key
    }

    /// - Parameters:
    ///   - id: The webhook's, the same for every try.
    ///   - timestamp: Seconds since 1970, of this try.
    /// - Returns: The header's value: `v1,` and an HMAC-SHA-256 of id, time and body.
    func header(id: String, timestamp: Int64, body: [UInt8]) -> String {
        "v1," + Encoding.base64(Hash.hmac(Array("\(id).\(timestamp).".utf8) + body, key: self.key))
    }
}
