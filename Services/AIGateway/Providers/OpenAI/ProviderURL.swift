import Glibc

/// The address of a provider, read strictly: what is written is where the key goes.
struct ProviderURL: Sendable, Hashable {
    let isEncrypted: Bool
    /// Lower case, an IPv6 address in brackets.
    let host: String
    let port: UInt16
    /// Without a slash at its end.
    let path: String

    /// `nil` for anything but `http(s)://host[:port][/path]`.
    init?(_ text: String) {
        guard let (parts, rest) = ProviderURL.split(text), !rest.utf8.contains(where: { "?#".utf8.contains($0) }) else {
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
    init?(origin text: String) {
        guard let (parts, _) = ProviderURL.split(text) else { return nil }
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

    var origin: ProviderURL { ProviderURL(isEncrypted: self.isEncrypted, host: self.host, port: self.port) }

    var text: String { "\(self.isEncrypted ? "https" : "http")://\(self.host):\(self.port)\(self.path)" }

    /// Whether the name can mean nothing but this machine.
    var isLoopback: Bool {
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
