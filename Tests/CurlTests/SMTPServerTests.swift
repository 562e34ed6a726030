import Curl
import PythonTool
import Testing

/// Against aiosmtpd: encryption, login, and what arrives.
@Suite(.timeLimit(.minutes(2)))
struct SMTPServerTests {
    private static let mail = SMTPConnectionTests.mail
    private static let login = SMTPCredentials(user: "user@example.test", password: "päss \"word\\ %41")
    private static let loginText = "user@example.test:päss \"word\\ %41"

    private func configuration(
        _ server: MailServer,
        _ encryption: SMTPConnection.Encryption,
        authorities: String? = nil,
        login: SMTPCredentials? = nil,
        host: String = "127.0.0.1",
        verify: Bool = true
    ) -> SMTPConnection.Configuration {
        SMTPConnection.Configuration(
            host: host,
            port: server.port,
            clientName: "client.test",
            encryption: encryption,
            credentials: login,
            certificateAuthorities: authorities,
            verify: verify
        )
    }

    private func send(_ configuration: SMTPConnection.Configuration) async throws -> SMTPOutcome {
        let connection = try SMTPConnection(configuration)
        let outcome = try await connection.send(from: "a@from.test", to: "b@to.test", message: Self.mail)
        await connection.close()
        return outcome
    }

    private func problem(_ outcome: SMTPOutcome) -> SMTPProblem? {
        guard case .unavailable(let problem) = outcome else { return nil }
        return problem
    }

    private static let sent = SMTPOutcome.sent(SMTPReply(code: 250, enhancedStatus: "2.0.0", text: "taken"))

    @Test("STARTTLS and login, a hundred messages over one connection")
    func encrypted() async throws {
        try await Certificates.run { certificates in
            try await MailServer.run(.required, certificate: certificates.server, login: Self.loginText) { server in
                let configuration = self.configuration(
                    server,
                    .required,
                    authorities: certificates.authority,
                    login: Self.login,
                    host: "localhost"
                )
                let connection = try SMTPConnection(configuration)
                var ports: Set<Int> = []
                for number in 0..<100 {
                    let outcome = try await connection.send(
                        from: "a@from.test",
                        to: "b\(number)@to.test",
                        message: Self.mail
                    )
                    #expect(outcome == Self.sent)
                    let message = try await server.next()
                    #expect(message.from == "a@from.test")
                    #expect(message.to == ["b\(number)@to.test"])
                    #expect(Array(message.content) == Self.mail)
                    #expect(message.encrypted)
                    #expect(message.authenticated)
                    #expect(message.client == "client.test")
                    ports.insert(message.port)
                }
                #expect(ports.count == 1)
                #expect(connection.connectionsOpened == 1)
                await connection.close()
            }
        }
    }

    @Test("encrypted from the first byte")
    func implicit() async throws {
        try await Certificates.run { certificates in
            try await MailServer.run(.implicit, certificate: certificates.server, login: Self.loginText) { server in
                let outcome = try await self.send(
                    self.configuration(server, .implicit, authorities: certificates.authority, login: Self.login)
                )
                #expect(outcome == Self.sent)
                let message = try await server.next()
                #expect(message.encrypted && message.authenticated)
            }
        }
    }

    @Test("a certificate that is not trusted, or for another host, is refused unless asked otherwise")
    func certificates() async throws {
        try await Certificates.run { certificates in
            for (file, authority) in [
                (certificates.server, certificates.otherAuthority), (certificates.server, nil),
                (certificates.otherName, certificates.authority), (certificates.server, certificates.folder + "/none"),
            ] {
                try await MailServer.run(.offered, certificate: file) { server in
                    for encryption in [SMTPConnection.Encryption.required, .optional] {
                        let outcome = try await self.send(
                            self.configuration(server, encryption, authorities: authority)
                        )
                        #expect(self.problem(outcome)?.kind == .certificate)
                        #expect(self.problem(outcome)?.stage == .encryption)
                    }
                    if authority?.hasSuffix("none") != true {
                        let unverified = self.configuration(server, .required, authorities: authority, verify: false)
                        #expect(try await self.send(unverified) == Self.sent)
                        #expect(try await server.next().encrypted)
                    }
                }
            }
        }
    }

    @Test("no encryption where it is required: nothing is sent; where it is optional: sent in the clear")
    func unencrypted() async throws {
        try await MailServer.run(.off) { server in
            let required = try await self.send(self.configuration(server, .required))
            #expect(self.problem(required)?.kind == .encryption)
            #expect(self.problem(required)?.stage == .encryption)
            #expect(try await self.send(self.configuration(server, .optional)) == Self.sent)
            #expect(try await !server.next().encrypted)
        }
        try await Certificates.run { certificates in
            try await MailServer.run(.offered, certificate: certificates.server) { server in
                let optional = self.configuration(server, .optional, authorities: certificates.authority)
                let encrypted = try await self.send(optional)
                #expect(encrypted == Self.sent)
                #expect(try await server.next().encrypted)
                #expect(try await self.send(self.configuration(server, .off)) == Self.sent)
                #expect(try await !server.next().encrypted)
            }
        }
    }

    @Test("a wrong password is the sender's trouble, and says nothing about the recipient")
    func wrongPassword() async throws {
        try await Certificates.run { certificates in
            try await MailServer.run(.required, certificate: certificates.server, login: Self.loginText) { server in
                let wrong = SMTPCredentials(user: "user@example.test", password: "guess")
                let outcome = try await self.send(
                    self.configuration(server, .required, authorities: certificates.authority, login: wrong)
                )
                #expect(self.problem(outcome)?.kind == .login)
                #expect(self.problem(outcome)?.stage == .authentication)
                #expect(self.problem(outcome)?.reply?.code == 535)
                // Without a login, the server refuses the sender.
                let none = try await self.send(
                    self.configuration(server, .required, authorities: certificates.authority)
                )
                guard case .refused(let reply, at: .sender) = none else {
                    Issue.record("\(none)")
                    return
                }
                #expect(reply.code == 530)
            }
        }
    }

    @Test("5 MiB arrive byte for byte")
    func large() async throws {
        let line = (0..<76).map { UInt8(0x21 + $0) } + [0x0D, 0x0A]
        let message = Self.mail + (0..<(5 << 20) / line.count).flatMap { _ in line }
        try await MailServer.run(.off) { server in
            let connection = try SMTPConnection(self.configuration(server, .off))
            // The server answers when its own output has been read.
            async let outcome = connection.send(from: "a@from.test", to: "b@to.test", message: message)
            #expect(try await Array(server.next().content) == message)
            #expect(try await outcome == Self.sent)
            await connection.close()
        }
    }

    @Test("several connections at the same time")
    func parallel() async throws {
        try await MailServer.run(.off) { server in
            let connections = try (0..<4).map { _ in try SMTPConnection(self.configuration(server, .off)) }
            try await withThrowingTaskGroup { group in
                for (index, connection) in connections.enumerated() {
                    group.addTask {
                        for number in 0..<25 {
                            let to = "b\(index)-\(number)@to.test"
                            let outcome = try await connection.send(from: "a@from.test", to: to, message: Self.mail)
                            #expect(outcome == Self.sent)
                        }
                    }
                }
                try await group.waitForAll()
            }
            var recipients: Set<String> = []
            for _ in 0..<100 { recipients.formUnion(try await server.next().to) }
            #expect(recipients.count == 100)
            for connection in connections { await connection.close() }
        }
    }

    @Test("credentials show up nowhere")
    func redaction() async throws {
        try await MailServer.run(.off) { server in
            let configuration = self.configuration(server, .required, login: Self.login)
            var dumped = ""
            dump(configuration, to: &dumped)
            for text in [dumped, "\(configuration)", String(reflecting: configuration), "\(Self.login)"] {
                #expect(!text.contains("user@example.test"))
                #expect(!text.contains("päss"))
                #expect(text.contains("redacted") || text == dumped)
            }
            let outcome = try await self.send(configuration)
            #expect(!String(reflecting: outcome).contains("päss"))
        }
    }
}
