import Crypto
import Values

/// Tokens that let a browser look at things without showing an API key: pictures and frames of a page ask by their address
/// alone, and can send a cookie but no header.
///
/// A token names its key, ends after a while, and is worth nothing once the key is revoked. It is made from the key's hash,
/// so nothing has to be stored for it.
enum ViewTokens {
    /// As long as a page may stay open; the dashboard asks for a new one each time it is opened or looked at again.
    static let lifetime: Int64 = 86_400

    static let cookie = "stagecoach_view"

    static func make(key id: ID, hash: [UInt8], now: Timestamp) -> String {
        let end = now.seconds + Self.lifetime
        return "\(id).\(end).\(Self.code(id, end, hash))"
    }

    /// The key that a token names, unless it has ended. Whether the token is genuine only ``isGenuine(_:hash:)`` tells.
    static func key(of token: String, now: Timestamp) -> ID? {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let id = ID(String(parts[0])), let end = Int64(parts[1]), end > now.seconds,
            end <= now.seconds + Self.lifetime
        else { return nil }
        return id
    }

    /// - Parameter hash: Of the key that the token names.
    static func isGenuine(_ token: String, hash: [UInt8]) -> Bool {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let id = ID(String(parts[0])), let end = Int64(parts[1]) else { return false }
        return Hash.isEqual(Array(parts[2].utf8), Array(Self.code(id, end, hash).utf8))
    }

    private static func code(_ id: ID, _ end: Int64, _ hash: [UInt8]) -> String {
        Encoding.base64URL(Hash.hmac(Array("view \(id) \(end)".utf8), key: hash))
    }

    /// The token among the cookies of a request (RFC 6265, section 4.2.1); `nil` when there is none, or more than one.
    static func token(inCookies header: String) -> String? {
        let found = header.split(whereSeparator: { $0 == ";" || $0 == "," }).compactMap { pair -> String? in
            let parts = pair.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
            return parts.count == 2 && parts[0] == Self.cookie ? String(parts[1]) : nil
        }
        return found.count == 1 ? found[0] : nil
    }
}
