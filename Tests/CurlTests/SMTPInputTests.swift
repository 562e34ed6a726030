import Curl
import Testing

/// What is refused before anything is sent.
@Suite(.timeLimit(.minutes(1)))
struct SMTPInputTests {
    static let addresses = [
        "", "a@", "ab", "a b@to.test", " b@to.test", "b@to.test ", "b@to.test\r\nRCPT TO:<victim@to.test>",
        "b@to.test\r\n", "b@to.test\n", "b@to.test\r", "b@to.test\u{0}", "\u{0}b@to.test", "<b@to.test>", "b@to.test>",
        "b<@to.test", "b\t@to.test", "bé@to.test", "b@tö.test", "b\u{7F}@to.test", "nobody",
        String(repeating: "b", count: 250) + "@to.test",
    ]

    @Test("addresses that would be a second command, or none", arguments: addresses)
    func address(_ address: String) async throws {
        try await SMTPScript().run { server, _ in
            let connection = try SMTPConnection(SMTPConnectionTests.configuration(server))
            let asRecipient = await #expect(throws: SMTPInputError.self) {
                try await connection.send(from: "a@from.test", to: address, message: SMTPConnectionTests.mail)
            }
            #expect(asRecipient?.field == "recipient")
            let asSender = await #expect(throws: SMTPInputError.self) {
                try await connection.send(from: address, to: "b@to.test", message: SMTPConnectionTests.mail)
            }
            #expect(asSender?.field == "sender")
            if address.utf8.count > 3 { #expect("\(try #require(asSender))".contains(address) == false) }
            #expect(server.accepted == 0)
            await connection.close()
        }
    }

    static let messages: [[UInt8]] = [
        [], Array("a".utf8), Array("a\n".utf8), Array("a\r".utf8), Array("a\nb\r\n".utf8), Array("a\rb\r\n".utf8),
        Array("a\n.\n\r\n".utf8), Array("a\r\n.\n\r\n".utf8), Array("a\n.\r\n".utf8), Array("a\r.\r\r\n".utf8),
        Array("a\r\r\n".utf8), Array("a\u{0}\r\n".utf8), Array("é\r\n".utf8), [0xFF, 0x0D, 0x0A],
        Array(String(repeating: "x", count: 999).utf8) + [0x0D, 0x0A],
        Array("a\r\n".utf8) + Array(String(repeating: "x", count: 999).utf8) + [0x0D, 0x0A],
    ]

    @Test("messages that two servers could read differently", arguments: messages)
    func message(_ message: [UInt8]) async throws {
        try await SMTPScript().run { server, _ in
            let connection = try SMTPConnection(SMTPConnectionTests.configuration(server))
            let error = await #expect(throws: SMTPInputError.self) {
                try await connection.send(from: "a@from.test", to: "b@to.test", message: message)
            }
            #expect(error?.field == "message")
            #expect(server.accepted == 0)
            await connection.close()
        }
    }

    @Test("a line of 998 bytes is as long as a line may be")
    func longestLine() async throws {
        try await SMTPScript().run { server, log in
            let connection = try SMTPConnection(SMTPConnectionTests.configuration(server))
            let message = Array(String(repeating: "x", count: 998).utf8) + [0x0D, 0x0A]
            _ = try await connection.send(from: "a@from.test", to: "b@to.test", message: message)
            await connection.close()
            #expect(log.messages.all == [message])
        }
    }

    @Test("settings that cannot be used")
    func settings() {
        func field(_ change: (inout SMTPConnection.Configuration) -> Void) -> String? {
            var configuration = SMTPConnection.Configuration(host: "mail.test", port: 25, clientName: "client.test")
            change(&configuration)
            do {
                _ = try SMTPConnection(configuration)
                return nil
            } catch {
                return error.field
            }
        }
        #expect(field { _ in } == nil)
        for host in ["", "a b", "a/b", "a@b", "[::1]", "a\r\nb", "a\u{0}", "ä.test", "a?b", "a#b", "a%41"] {
            #expect(field { $0.host = host } == "host")
        }
        for host in ["::1", "127.0.0.1", "fe80::1"] { #expect(field { $0.host = host } == nil) }
        for name in ["", "a b", "a\r\nMAIL", "a/b", "a?b", "a\u{0}", "ä.test"] {
            #expect(field { $0.clientName = name } == "clientName")
        }
        #expect(field { $0.clientName = "[127.0.0.1]" } == nil)
        let login = SMTPCredentials(user: "user", password: "pass")
        #expect(
            field {
                $0.credentials = login
                $0.encryption = .optional
            } == "credentials"
        )
        for encryption in [SMTPConnection.Encryption.implicit, .required, .off] {
            #expect(
                field {
                    $0.credentials = login
                    $0.encryption = encryption
                } == nil
            )
        }
        #expect(field { $0.certificateAuthorities = "/a\u{0}" } == "certificateAuthorities")
        #expect(field { $0.credentials = SMTPCredentials(user: "u\u{0}", password: "") } == "credentials")
    }

    @Test("the client's name arrives as it is, an address in brackets as well")
    func clientName() async throws {
        for name in ["client.test", "[127.0.0.1]", "[IPv6:::1]"] {
            try await SMTPScript().run { server, log in
                var configuration = SMTPConnectionTests.configuration(server)
                configuration.clientName = name
                let connection = try SMTPConnection(configuration)
                _ = try await connection.send(from: "a@from.test", to: "b@to.test", message: SMTPConnectionTests.mail)
                await connection.close()
                #expect(log.commands.all.first == "EHLO \(name)")
            }
        }
    }
}
