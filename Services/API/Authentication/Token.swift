import Crypto
import ServiceKit
import Values

/// Something that is shown to prove who one is. Random, given out once, and kept as its SHA-256: 256 bits that nobody can
/// guess need no slow hash.
struct Token: Sendable {
    let secret: Secret
    var hash: [UInt8] { Token.hash(of: self.secret) }

    /// Of one that is shown.
    static func hash(of secret: Secret) -> [UInt8] { Hash.sha256(secret.reveal()) }

    /// - Parameter prefix: Tells people and scanners of files what it is: `sk_demo_`.
    init(prefix: String) {
        let bytes = (0..<4).flatMap { _ in withUnsafeBytes(of: Entropy.next()) { Array($0) } }
        self.secret = Secret(prefix + Encoding.base64URL(bytes))
    }

    /// What pages that were served here show with a change (`X-CSRF-Token`): made of the session's token, and no way back
    /// to it.
    static func csrf(of token: String) -> String {
        Encoding.base64URL(Array(Hash.hmac(Array("csrf".utf8), key: Array(token.utf8)).prefix(24)))
    }
}
