public import Contracts
import Crypto
public import Values

/// The links in mails by which a recipient unsubscribes (RFC 8058): signed, so that nobody can make them up, and without
/// an address in them.
public struct UnsubscribeLinks: Sendable {
    private let base: String
    private let key: [UInt8]

    /// - Parameters:
    ///   - base: Where the API is reached from outside: `https://news.example.com`.
    ///   - secret: Shared by those who write links and those who read them.
    public init(base: String, secret: String) {
        self.base = base.hasSuffix("/") ? String(base.dropLast()) : base
        self.key = Array(secret.utf8)
    }

    public func link(_ organization: OrganizationID, _ subscriber: ID) -> String {
        "\(self.base)/u/\(self.token(organization, subscriber))"
    }

    func token(_ organization: OrganizationID, _ subscriber: ID) -> String {
        let subject = "1.\(organization).\(subscriber)"
        return "\(subject).\(self.signature(subject))"
    }

    /// Reads a token.
    ///
    /// - Returns: `nil` when it was not written with the same secret.
    public func read(_ token: String) -> (organization: OrganizationID, subscriber: ID)? {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, parts[0] == "1", let organization = OrganizationID(parts[1]),
            let subscriber = ID(parts[2]),
            Hash.isEqual(Array(parts[3].utf8), Array(self.signature("1.\(parts[1]).\(parts[2])").utf8))
        else { return nil }
        return (organization, subscriber)
    }

    /// 128 bits of an HMAC: enough, and short enough for one line.
    private func signature(_ subject: String) -> String {
        Encoding.base64URL(Array(Hash.hmac(Array("unsubscribe \(subject)".utf8), key: self.key).prefix(16)))
    }
}
