import Crypto
import ServiceKit
import Values

/// Checks signed calls (Standard Webhooks 1.0, symmetric signatures). Pure.
struct WebhookCheck {
    /// How far the sender's clock may be from ours, and how late a call may come: one that somebody has recorded is no
    /// use any more.
    static let window = Duration.seconds(300)

    /// `webhook-id`: the same for every try of a call.
    var id: String
    /// `webhook-timestamp`: seconds since 1970.
    var timestamp: String
    /// `webhook-signature`: one or several with spaces between, each `v1,` and base64.
    var signatures: String
    var body: [UInt8]

    /// Whether the call was signed, not long ago, with one of the secrets.
    func isSigned(with secrets: [Secret], now: Timestamp) -> Bool {
        guard (1...200).contains(self.id.utf8.count), self.id.utf8.allSatisfy({ (0x21..<0x7F).contains($0) }),
            let seconds = Int64(self.timestamp), self.timestamp == "\(seconds)"
        else { return false }
        let (distance, isBeyond) = (now.microseconds / 1_000_000).subtractingReportingOverflow(seconds)
        guard !isBeyond, distance.magnitude <= UInt64(WebhookCheck.window.components.seconds) else { return false }
        let signed = Array("\(self.id).\(seconds).".utf8) + self.body
        let shown = self.signatures.split(separator: " ").prefix(10).compactMap { signature -> [UInt8]? in
            guard signature.hasPrefix("v1,") else { return nil }
            return Encoding.bytes(base64: String(signature.dropFirst(3)))
        }
        return secrets.contains { secret in
            guard let key = WebhookCheck.key(secret) else { return false }
            let right = Hash.hmac(signed, key: key)
            return shown.contains { Hash.isEqual($0, right) }
        }
    }

    private static let prefix = "whsec_"

    private static func key(_ secret: Secret) -> [UInt8]? {
        let text = secret.reveal()
        guard text.hasPrefix(self.prefix) else { return nil }
        return Encoding.bytes(base64: String(text.dropFirst(self.prefix.count)))
    }

    /// 32 bytes that nobody can predict, as Standard Webhooks writes them.
    static func makeSecret() -> Secret {
        let bytes = (0..<4).flatMap { _ in withUnsafeBytes(of: Entropy.next()) { Array($0) } }
        return Secret(self.prefix + Encoding.base64(bytes))
    }
}
