import Contracts
import Curl
import MailMessage
import ServiceKit
import Values

/// How mails go out.
struct MailSettings: Sendable {
    enum Way: Sendable {
        case smtp(SMTPConnection.Configuration)
        case folder(String)
    }

    let way: Way
    /// How many mails are handed over at the same time, each on a connection of its own.
    let connections: Int
    /// Mails per second, all connections together; 0: as fast as the server takes them.
    let rate: Int
    let from: Mailbox
    let links: UnsubscribeLinks

    init(_ settings: inout SettingsReader) {
        self.way = MailSettings.way(&settings)
        self.connections = settings.integer("STAGECOACH_MAIL_CONNECTIONS", default: 8, in: 1...64)
        self.rate = settings.integer("STAGECOACH_MAIL_RATE", default: 0, in: 0...100_000)
        let address = settings.text("STAGECOACH_MAIL_FROM", default: "newsletter@stagecoach.example")
        let name = settings.optional("STAGECOACH_MAIL_FROM_NAME")
        do throws(EmailAddressError) {
            self.from = Mailbox(try EmailAddress(address), name: name)
        } catch {
            settings.reject("STAGECOACH_MAIL_FROM", "is not an e-mail address: \(error)")
            self.from = MailSettings.nobody
        }
        let base = settings.text("STAGECOACH_PUBLIC_URL")
        self.links = UnsubscribeLinks(base: base, secret: settings.text("STAGECOACH_UNSUBSCRIBE_SECRET"))
        if !base.isEmpty { self.tryOut(&settings) }
    }

    /// Writes a mail: what is wrong with it because of the settings would be wrong with every other.
    private func tryOut(_ settings: inout SettingsReader) {
        let id = ID(high: 0, low: 0)
        var message = EmailMessage(
            id: "\(id).\(id)@\(self.from.address.domain)",
            date: Timestamp(seconds: 0),
            from: self.from,
            to: self.from,
            subject: "",
            text: "",
            html: ""
        )
        message.unsubscribe = self.links.link(.system, id)
        do throws(FieldError) {
            _ = try message.encoded()
        } catch {
            let isLink = error.pointer.hasSuffix("/List-Unsubscribe")
            settings.reject(isLink ? "STAGECOACH_PUBLIC_URL" : "STAGECOACH_MAIL_FROM_NAME", error.message)
        }
    }

    /// Stands in where the settings are refused anyway.
    private static var nobody: Mailbox {
        guard let address = try? EmailAddress("nobody@stagecoach.example") else {
            preconditionFailure("a constant address is valid")
        }
        return Mailbox(address)
    }

    private static func way(_ settings: inout SettingsReader) -> Way {
        guard let url = settings.optional("STAGECOACH_SMTP") else {
            return .folder(settings.text("STAGECOACH_MAIL_FOLDER"))
        }
        guard let address = SMTPAddress(url) else {
            settings.reject("STAGECOACH_SMTP", "must be smtp://user:password@host:port?starttls=required|optional|off")
            return .folder("")
        }
        do throws(SMTPInputError) {
            try address.configuration.check()
        } catch {
            settings.reject("STAGECOACH_SMTP", "\(error.field): \(error.reason)")
        }
        return .smtp(address.configuration)
    }

    func makeTransport() throws -> any Transport {
        switch self.way {
        case .smtp(let configuration): SMTPTransport(connection: try SMTPConnection(configuration))
        case .folder(let folder): FolderTransport(folder: folder)
        }
    }
}

/// `smtp://user:password@host:port?starttls=required&verify=on&ca=/path`
struct SMTPAddress {
    let configuration: SMTPConnection.Configuration

    /// - Returns: `nil` when it is no such URL.
    init?(_ url: String) {
        let schemes: [(prefix: String, encryption: SMTPConnection.Encryption, port: UInt16)] = [
            ("smtp://", .required, 587), ("smtps://", .implicit, 465),
        ]
        guard let scheme = schemes.first(where: { url.hasPrefix($0.prefix) }) else { return nil }
        var rest = url.dropFirst(scheme.prefix.count)
        var encryption = scheme.encryption
        var verifies: Bool?
        var authorities: String?
        if let mark = rest.firstIndex(of: "?") {
            for pair in rest[rest.index(after: mark)...].split(separator: "&") {
                let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
                // With `smtps` there is nothing to choose: it begins encrypted.
                switch (parts.first, parts.dropFirst().first) {
                case ("starttls", "required") where scheme.encryption != .implicit: encryption = .required
                case ("starttls", "optional") where scheme.encryption != .implicit: encryption = .optional
                case ("starttls", "off") where scheme.encryption != .implicit: encryption = .off
                case ("verify", "on"): verifies = true
                case ("verify", "off"): verifies = false
                case ("ca", let path?):
                    // A file that cannot be named must not become "trust whom the system trusts".
                    guard let path = SMTPAddress.decode(path) else { return nil }
                    authorities = path
                default: return nil
                }
            }
            rest = rest[..<mark]
        }
        if rest.hasSuffix("/") { rest = rest.dropLast() }
        var credentials: SMTPCredentials?
        if let at = rest.lastIndex(of: "@") {
            let login = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(
                String.init
            )
            guard login.count == 2, let user = SMTPAddress.decode(login[0]), let password = SMTPAddress.decode(login[1])
            else { return nil }
            credentials = SMTPCredentials(user: user, password: password)
            rest = rest[rest.index(after: at)...]
        }
        var port = scheme.port
        if let colon = rest.lastIndex(of: ":"), !rest.hasSuffix("]") {
            let digits = rest[rest.index(after: colon)...]
            guard let number = UInt16(digits), number > 0, digits.utf8.first != UInt8(ascii: "+") else { return nil }
            port = number
            rest = rest[..<colon]
        }
        // Only in brackets is an address with colons told apart from one with a port.
        if rest.hasPrefix("["), rest.hasSuffix("]") {
            rest = rest.dropFirst().dropLast()
        } else if rest.contains(":") {
            return nil
        }
        guard !rest.isEmpty else { return nil }
        let host = String(rest)
        self.configuration = SMTPConnection.Configuration(
            host: host,
            port: port,
            clientName: "localhost",
            encryption: encryption,
            credentials: credentials,
            certificateAuthorities: authorities,
            // On the loopback interface there is no network between, and no authority signs for it.
            verify: verifies ?? !["localhost", "127.0.0.1", "::1"].contains(host)
        )
    }

    private static func decode(_ text: String) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            // No sign: a number may have one, an escape may not.
            guard rest.count >= 2, rest.first != UInt8(ascii: "+"),
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
