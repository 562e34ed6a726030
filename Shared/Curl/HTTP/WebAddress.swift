import Glibc

/// A URL of HTTP without user and password, read strictly: what is written is where a secret goes.
public struct WebAddress: Sendable, Hashable {
    public let isEncrypted: Bool
    /// Lower case, an IPv6 address in brackets.
    public let host: String
    public let port: UInt16
    /// Without a slash at its end.
    public let path: String

    /// `nil` for anything but `http(s)://host[:port][/path]`.
    public init?(_ text: String) {
        guard let (parts, rest) = WebAddress.split(text), !rest.utf8.contains(where: { "?#".utf8.contains($0) }) else {
            return nil
        }
        self.isEncrypted = parts.isEncrypted
        self.host = parts.host
        self.port = parts.port
        var path = rest[...]
        while path.last == "/" { path.removeLast() }
        self.path = String(path)
    }

    /// Scheme, host and port of any URL; `nil` when it has none.
    public init?(origin text: String) {
        guard let (parts, _) = WebAddress.split(text) else { return nil }
        self.isEncrypted = parts.isEncrypted
        self.host = parts.host
        self.port = parts.port
        self.path = ""
    }

    private init(isEncrypted: Bool, host: String, port: UInt16) {
        self.isEncrypted = isEncrypted
        self.host = host
        self.port = port
        self.path = ""
    }

    public var origin: WebAddress { WebAddress(isEncrypted: self.isEncrypted, host: self.host, port: self.port) }

    public var text: String { "\(self.isEncrypted ? "https" : "http")://\(self.host):\(self.port)\(self.path)" }

    /// Whether the name can mean nothing but this machine.
    public var isLoopback: Bool {
        if self.host == "localhost" || self.host.hasSuffix(".localhost") || self.host == "[::1]" { return true }
        var address = in_addr()
        return inet_pton(AF_INET, self.host, &address) == 1 && self.host.hasPrefix("127.")
    }

    private static func split(_ text: String) -> ((isEncrypted: Bool, host: String, port: UInt16), rest: String)? {
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), let colon = text.firstIndex(of: ":") else {
            return nil
        }
        let scheme = text[..<colon].lowercased()
        let behind = text[colon...]
        guard scheme == "https" || scheme == "http", behind.hasPrefix("://") else { return nil }
        let authority = behind.dropFirst(3).prefix { !"/?#".contains($0) }
        let rest = behind.dropFirst(3 + authority.count)
        let (host, port): (Substring, Substring)
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            host = authority[...end]
            port = authority[authority.index(after: end)...]
            var address = in6_addr()
            guard inet_pton(AF_INET6, String(host.dropFirst().dropLast()), &address) == 1 else { return nil }
        } else {
            host = authority.prefix { $0 != ":" }
            port = authority[host.endIndex...]
            guard host.allSatisfy({ $0.isLetter || $0.isNumber || "-._".contains($0) }) else { return nil }
        }
        guard !host.isEmpty else { return nil }
        let standard: UInt16 = scheme == "https" ? 443 : 80
        if port.isEmpty { return ((scheme == "https", host.lowercased(), standard), String(rest)) }
        guard port.first == ":", let number = UInt16(port.dropFirst()), number > 0 else { return nil }
        return ((scheme == "https", host.lowercased(), number), String(rest))
    }
}

extension WebAddress {
    /// Whether it may be a public server, as far as that can be told without a name lookup. What counts in the end is the
    /// address that is connected to, see ``AddressPolicy/publicOnly``.
    public var mayBePublic: Bool {
        if self.isLoopback { return false }
        if self.host.hasPrefix("[") {
            var address = in6_addr()
            guard inet_pton(AF_INET6, String(self.host.dropFirst().dropLast()), &address) == 1 else { return false }
            return AddressPolicy.publicOnly.permits(ipv6: withUnsafeBytes(of: address) { Array($0) })
        }
        // As resolvers do it, who take 127.1 and 2130706433 for 127.0.0.1.
        var address = in_addr()
        if inet_aton(self.host, &address) != 0 {
            let bytes = withUnsafeBytes(of: address) { ($0[0], $0[1], $0[2], $0[3]) }
            return AddressPolicy.publicOnly.permits(ipv4: bytes)
        }
        return self.host.contains(".") && !self.host.hasPrefix(".")
    }
}
