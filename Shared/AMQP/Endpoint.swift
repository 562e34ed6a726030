/// Where the broker is and who logs in.
public struct Endpoint: Sendable, Hashable {
    public var host: String
    public var port: Int32
    public var virtualHost: String
    public var user: String
    public var password: Password
    /// TLS with verification of the certificate and of the host's name. It cannot be had without.
    public var usesTLS: Bool
    /// A file of certificates to trust, in PEM; `nil`: the system's.
    public var authorities: String?

    /// Never prints itself.
    public struct Password: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
        let exposed: String
        public init(_ exposed: String) { self.exposed = exposed }
        public var description: String { "<redacted>" }
        public var customMirror: Mirror { Mirror(self, children: [:]) }
    }

    /// A broker without TLS and with the default login, at its default virtual host.
    public init(host: String, port: Int32) {
        self.host = host
        self.port = port
        self.virtualHost = "/"
        self.user = "guest"
        self.password = Password("guest")
        self.usesTLS = false
        self.authorities = nil
    }

    /// Reads `amqp://user:password@host:port/vhost` or `amqps://…?cacertfile=path` (RabbitMQ's URI specification).
    ///
    /// - Returns: `nil` when it is not such a URL.
    public init?(_ url: String) {
        let schemes: [(prefix: String, port: Int32, usesTLS: Bool)] = [
            ("amqp://", 5672, false), ("amqps://", 5671, true),
        ]
        guard let scheme = schemes.first(where: { url.hasPrefix($0.prefix) }) else { return nil }
        var rest = url.dropFirst(scheme.prefix.count)
        self.usesTLS = scheme.usesTLS
        if let query = rest.firstIndex(of: "?") {
            for pair in rest[rest.index(after: query)...].split(separator: "&") where pair.hasPrefix("cacertfile=") {
                self.authorities = Endpoint.decode(pair.dropFirst("cacertfile=".count))
            }
            rest = rest[..<query]
        }
        var virtualHost: Substring = "%2F"
        if let slash = rest.firstIndex(of: "/") {
            virtualHost = rest[rest.index(after: slash)...]
            rest = rest[..<slash]
        }
        (self.user, self.password) = ("guest", Password("guest"))
        if let at = rest.lastIndex(of: "@") {
            let login = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard let user = Endpoint.decode(login[0]), let password = Endpoint.decode(login.count > 1 ? login[1] : "")
            else { return nil }
            (self.user, self.password) = (user, Password(password))
            rest = rest[rest.index(after: at)...]
        }
        self.port = scheme.port
        if let colon = rest.lastIndex(of: ":"), !rest.hasSuffix("]") {
            guard let port = Int32(rest[rest.index(after: colon)...]), (1...65535).contains(port) else { return nil }
            self.port = port
            rest = rest[..<colon]
        }
        if rest.hasPrefix("["), rest.hasSuffix("]") { rest = rest.dropFirst().dropLast() }
        guard !rest.isEmpty, let decoded = Endpoint.decode(virtualHost), !decoded.isEmpty else { return nil }
        self.host = String(rest)
        self.virtualHost = decoded
    }

    /// Resolves percent escapes; `nil` when they are not well formed.
    private static func decode(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16), rest.count >= 2 else {
                return nil
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
