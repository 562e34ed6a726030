import Contracts
import MailMessage
import ServiceKit
import Testing
import Values

@testable import Curl
@testable import Mailer

@Suite struct MailSettingsTests {
    private static let valid = [
        "STAGECOACH_MAIL_FOLDER": "/var/mails", "STAGECOACH_PUBLIC_URL": "https://news.example.com",
        "STAGECOACH_UNSUBSCRIBE_SECRET": "secret",
    ]

    private static func read(_ changes: [String: String]) -> (settings: MailSettings, mistakes: [String]) {
        var reader = SettingsReader(self.valid.merging(changes) { $1 })
        let settings = MailSettings(&reader)
        return (settings, reader.mistakes.map(\.name))
    }

    private static func smtp(_ url: String) throws -> SMTPConnection.Configuration {
        let (settings, mistakes) = self.read(["STAGECOACH_SMTP": url])
        #expect(mistakes == [])
        guard case .smtp(let configuration) = settings.way else { throw NotSMTP() }
        return configuration
    }

    private struct NotSMTP: Error {}

    @Test("what is not said is as it is said to be")
    func defaults() {
        let (settings, mistakes) = MailSettingsTests.read([:])
        #expect(mistakes == [])
        #expect(settings.connections == 8)
        #expect(settings.rate == 0)
        #expect(settings.from.address.canonical == "newsletter@stagecoach.example")
        #expect(settings.from.name == nil)
        guard case .folder("/var/mails") = settings.way else {
            Issue.record("not the folder")
            return
        }
    }

    @Test("all mistakes are named at once, and no value is repeated")
    func mistakes() {
        var reader = SettingsReader([
            "STAGECOACH_SMTP": "smtp://user:hunter2@", "STAGECOACH_MAIL_CONNECTIONS": "0", "STAGECOACH_MAIL_RATE": "-1",
            "STAGECOACH_MAIL_FROM": "hunter2", "STAGECOACH_PUBLIC_URL": "", "STAGECOACH_UNSUBSCRIBE_SECRET": "",
        ])
        _ = MailSettings(&reader)
        #expect(
            reader.mistakes.map(\.name) == [
                "STAGECOACH_SMTP", "STAGECOACH_MAIL_CONNECTIONS", "STAGECOACH_MAIL_RATE", "STAGECOACH_MAIL_FROM",
                "STAGECOACH_PUBLIC_URL", "STAGECOACH_UNSUBSCRIBE_SECRET",
            ]
        )
        #expect(!reader.mistakes.map(\.description).joined().contains("hunter2"))
    }

    @Test(
        "each setting that is wrong is named",
        arguments: [
            ("STAGECOACH_MAIL_FOLDER", ""), ("STAGECOACH_MAIL_CONNECTIONS", "65"),
            ("STAGECOACH_MAIL_CONNECTIONS", "many"), ("STAGECOACH_MAIL_CONNECTIONS", "4.5"),
            ("STAGECOACH_MAIL_RATE", "100001"), ("STAGECOACH_MAIL_FROM", "a@b"),
            ("STAGECOACH_MAIL_FROM", "Me <me@example.org>"), ("STAGECOACH_MAIL_FROM_NAME", "a\r\nBcc: b@example.org"),
            ("STAGECOACH_MAIL_FROM_NAME", "a\u{7}"), ("STAGECOACH_PUBLIC_URL", "http://news.example.com"),
            ("STAGECOACH_PUBLIC_URL", "news.example.com"), ("STAGECOACH_PUBLIC_URL", "https://a b"),
            ("STAGECOACH_PUBLIC_URL", "https://a\r\nBcc: b"), ("STAGECOACH_PUBLIC_URL", "https://\"><b>"),
            ("STAGECOACH_UNSUBSCRIBE_SECRET", ""),
        ]
    )
    func wrong(name: String, value: String) {
        #expect(MailSettingsTests.read([name: value]).mistakes == [name])
    }

    @Test("a public URL of this machine is taken for trying out, with or without a slash at its end")
    func publicURLs() throws {
        for url in ["https://news.example.com/", "http://127.0.0.1:8080", "http://localhost:8080/", "https://a.b/c"] {
            let (settings, mistakes) = MailSettingsTests.read(["STAGECOACH_PUBLIC_URL": url])
            #expect(mistakes == [])
            let base = url.hasSuffix("/") ? String(url.dropLast()) : url
            #expect(settings.links.link(.system, ID()).hasPrefix(base + "/u/1.system."))
        }
    }

    struct Address: Sendable {
        let url: String
        let host: String
        let port: UInt16
        let encryption: SMTPConnection.Encryption
        var verifies = true
        var login: [String]?
        var authorities: String?
    }

    @Test(
        "addresses of mail servers",
        arguments: [
            Address(url: "smtp://mail.example.com", host: "mail.example.com", port: 587, encryption: .required),
            Address(url: "smtp://mail.example.com/", host: "mail.example.com", port: 587, encryption: .required),
            Address(url: "smtps://mail.example.com", host: "mail.example.com", port: 465, encryption: .implicit),
            Address(url: "smtp://a.b:2525?starttls=optional", host: "a.b", port: 2525, encryption: .optional),
            Address(url: "smtp://a.b:25?starttls=off", host: "a.b", port: 25, encryption: .off),
            Address(url: "smtp://a.b?starttls=required", host: "a.b", port: 587, encryption: .required),
            Address(url: "smtp://a.b?verify=off", host: "a.b", port: 587, encryption: .required, verifies: false),
            Address(url: "smtp://127.0.0.1:25", host: "127.0.0.1", port: 25, encryption: .required, verifies: false),
            Address(url: "smtp://localhost", host: "localhost", port: 587, encryption: .required, verifies: false),
            Address(url: "smtp://localhost?verify=on", host: "localhost", port: 587, encryption: .required),
            Address(url: "smtp://[::1]:25", host: "::1", port: 25, encryption: .required, verifies: false),
            Address(url: "smtp://[2001:db8::1]", host: "2001:db8::1", port: 587, encryption: .required),
            Address(url: "smtp://me:pw@a.b", host: "a.b", port: 587, encryption: .required, login: ["me", "pw"]),
            Address(
                url: "smtps://me%40x.org:p%3A%2Fw%C3%A9:1@a.b:465?verify=on&ca=/etc/my%20ca.pem",
                host: "a.b",
                port: 465,
                encryption: .implicit,
                login: ["me@x.org", "p:/wé:1"],
                authorities: "/etc/my ca.pem"
            ),
            Address(url: "smtp://a@b:c@d.e", host: "d.e", port: 587, encryption: .required, login: ["a@b", "c"]),
        ]
    )
    func addresses(address: Address) throws {
        let configuration = try MailSettingsTests.smtp(address.url)
        #expect(configuration.host == address.host)
        #expect(configuration.port == address.port)
        #expect(configuration.encryption == address.encryption)
        #expect(configuration.verifiesCertificate == address.verifies)
        #expect(configuration.certificateAuthorities == address.authorities)
        #expect(configuration.credentials.map { [$0.user, $0.password] } == address.login)
    }

    @Test(
        "what is no address of a mail server, or one that mails must not go to",
        arguments: [
            "mail.example.com", "http://a.b", "SMTP://a.b", "smtp://", "smtp:///", "smtp://:25", "smtp://me:pw@",
            "smtp://me@a.b", "smtp://a.b:x", "smtp://a.b:0", "smtp://a.b:65536", "smtp://a.b:+25", "smtp://a.b:",
            "smtp://a.b/c", "smtp://a b", "smtp://a.b?starttls", "smtp://a.b?starttls=maybe", "smtp://a.b?tls=on",
            "smtp://a.b?verify=no", "smtp://a.b?ca=%zz", "smtp://a.b?ca=%00", "smtp://a.b?ca",
            "smtps://a.b?starttls=off",
            "smtp://me:%@a.b", "smtp://me:%4@a.b", "smtp://me:%+1@a.b", "smtp://me:%ff@a.b", "smtp://m%00:p@a.b",
            "smtp://me:pw@a.b?starttls=optional", "smtp://::1", "smtp://[::1", "smtp://a.b\r\nQUIT",
        ]
    )
    func noAddresses(url: String) {
        #expect(MailSettingsTests.read(["STAGECOACH_SMTP": url]).mistakes == ["STAGECOACH_SMTP"])
    }

    @Test("a password is not printed")
    func secrets() throws {
        let configuration = try MailSettingsTests.smtp("smtp://someone:hunter2@a.b")
        var dumped = ""
        dump(configuration, to: &dumped)
        #expect(!dumped.contains("hunter2") && !"\(configuration)".contains("hunter2"))
    }
}
