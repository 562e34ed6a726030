import Curl
import Values

/// Where a database is, as its URL says. What else libpq reads from URLs — files, sockets, services of this machine — is
/// not for organizations.
struct DatabaseAddress: Sendable, Hashable {
    /// What may follow the `?`.
    private static let encryptions: Set<String> = ["require", "verify-ca", "verify-full", "prefer", "disable", "allow"]

    var user: String
    var password: String
    /// Lower case, an IPv6 address without brackets.
    var host: String
    var port: UInt16
    var database: String
    /// `sslmode`; `nil`: as libpq has it.
    var encryption: String?

    /// What a URL must be, for people.
    static let rule = "must be postgres://user:password@host:port/database, at most with ?sslmode="

    /// - Returns: `nil` for anything else.
    init?(_ url: String) {
        let schemes = ["postgres://", "postgresql://"]
        guard url.utf8.count <= 2048, url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            let scheme = schemes.first(where: { url.hasPrefix($0) })
        else { return nil }
        var rest = url.dropFirst(scheme.count)
        if rest.contains("#") { return nil }
        if let mark = rest.firstIndex(of: "?") {
            let parameter = rest[rest.index(after: mark)...]
            guard parameter.hasPrefix("sslmode=") else { return nil }
            let mode = String(parameter.dropFirst("sslmode=".count))
            guard Self.encryptions.contains(mode) else { return nil }
            self.encryption = mode
            rest = rest[..<mark]
        }
        guard let slash = rest.firstIndex(of: "/"), let at = rest[..<slash].lastIndex(of: "@") else { return nil }
        let login = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard login.count == 2, let user = Self.decode(login[0]), let password = Self.decode(login[1]),
            let database = Self.decode(rest[rest.index(after: slash)...]), !user.isEmpty, !password.isEmpty,
            !database.isEmpty,
            let server = WebAddress("http://" + rest[rest.index(after: at)..<slash]), server.path.isEmpty
        else { return nil }
        self.user = user
        self.password = password
        self.database = database
        self.host = server.host.hasPrefix("[") ? String(server.host.dropFirst().dropLast()) : server.host
        let isPortNamed = rest[rest.index(after: at)..<slash].hasSuffix(":\(server.port)")
        self.port = isPortNamed ? server.port : 5432
    }

    private static func decode(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2)
            guard digits.count == 2, let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16), value != 0
            else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
