/// User and password for a mail server. Prints as `<redacted>`, also in a dump of what contains it.
public struct SMTPCredentials: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    let user: String
    let password: String

    public init(user: String, password: String) {
        self.user = user
        self.password = password
    }

    public var description: String { "<redacted>" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension SMTPConnection {
    /// How the connection is encrypted.
    public enum Encryption: String, Hashable, Sendable, CaseIterable {
        /// From the first byte on (RFC 8314), mostly on port 465.
        case implicit
        /// With STARTTLS (RFC 3207), mostly on port 587; no delivery without.
        case required
        /// With STARTTLS if the server offers it. Somebody on the line can take the offer away, so it is not allowed
        /// together with credentials.
        case optional
        /// Never. For a server on the same machine.
        case off
    }

    /// Where to and how.
    public struct Configuration: Sendable {
        public var host: String
        public var port: UInt16
        /// What this side calls itself in `EHLO`: a name that resolves to its address, or servers grow suspicious.
        public var clientName: String
        public var encryption: Encryption
        /// Whether the server's certificate must be trusted and be for ``host``. `false` is for tests: anybody on the
        /// line could be the server.
        public var verifiesCertificate: Bool
        /// A PEM file with the authorities to trust; `nil` for the system's.
        public var certificateAuthorities: String?
        /// `nil`: no login.
        public var credentials: SMTPCredentials?
        /// From the name lookup to the end of the login. Default 60 s: some servers make strangers wait before they
        /// greet them.
        public var connectTimeout: Duration = .seconds(60)
        /// For each reply after the login, in whole seconds. Default 600 s: what RFC 5321, section 4.5.3.2.6, demands
        /// for the final one, since who gives up earlier does not know whether the message was taken.
        public var responseTimeout: Duration = .seconds(600)
        /// For the answer to `QUIT`, which nobody needs. Default 5 s.
        public var farewellTimeout: Duration = .seconds(5)
        /// How long sent bytes may stay unacknowledged before the connection counts as lost (`TCP_USER_TIMEOUT`).
        /// Default 60 s: without it, a server that has vanished is noticed after some 15 minutes.
        public var acknowledgementTimeout: Duration = .seconds(60)
        /// For a whole delivery, against servers that stay just within every other limit. Default 30 minutes.
        public var deliveryTimeout: Duration = .seconds(1800)

        public init(
            host: String,
            port: UInt16,
            clientName: String,
            encryption: Encryption = .required,
            credentials: SMTPCredentials? = nil,
            certificateAuthorities: String? = nil,
            verify: Bool = true
        ) {
            self.host = host
            self.port = port
            self.clientName = clientName
            self.encryption = encryption
            self.credentials = credentials
            self.certificateAuthorities = certificateAuthorities
            self.verifiesCertificate = verify
        }

        /// - Throws: ``SMTPInputError`` for what no connection could be made with. A connection checks it too.
        public func check() throws(SMTPInputError) {
            try SMTPInput.check(host: self.host)
            try SMTPInput.check(clientName: self.clientName)
            if let authorities = self.certificateAuthorities, authorities.utf8.contains(0) {
                throw SMTPInputError("certificateAuthorities", "must not contain NUL")
            }
            guard let credentials else { return }
            guard self.encryption != .optional else {
                throw SMTPInputError("credentials", "need encryption that is implicit, required, or plainly off")
            }
            guard !credentials.user.utf8.contains(0), !credentials.password.utf8.contains(0) else {
                throw SMTPInputError("credentials", "must not contain NUL")
            }
        }

        var url: String {
            let host = self.host.utf8.contains(UInt8(ascii: ":")) ? "[\(self.host)]" : self.host
            let scheme = self.encryption == .implicit ? "smtps" : "smtp"
            // A client name in brackets needs no more escaping than this.
            let name = self.clientName.utf8.reduce(into: "") { path, byte in
                switch byte {
                case UInt8(ascii: "["): path += "%5B"
                case UInt8(ascii: "]"): path += "%5D"
                default: path.unicodeScalars.append(Unicode.Scalar(byte))
                }
            }
            return "\(scheme)://\(host):\(self.port)/\(name)"
        }
    }
}
