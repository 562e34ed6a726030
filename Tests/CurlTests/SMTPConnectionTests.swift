import Curl
import Testing
import Threads

/// Every row of the outcome table against a server that behaves so, and what that server was left with.
@Suite(.timeLimit(.minutes(1)))
struct SMTPConnectionTests {
    static let mail = Array("Subject: a\r\n\r\nhello\r\n".utf8)

    static func configuration(_ server: ScriptedServer) -> SMTPConnection.Configuration {
        SMTPConnection.Configuration(host: "127.0.0.1", port: server.port, clientName: "client.test", encryption: .off)
    }

    /// Sends one mail, closes the connection, and returns when the server has seen it close.
    private func send(
        _ script: SMTPScript,
        _ change: (inout SMTPConnection.Configuration) -> Void = { _ in }
    ) async throws -> (outcome: SMTPOutcome, log: SMTPLog) {
        try await script.run { server, log in
            var configuration = Self.configuration(server)
            change(&configuration)
            let connection = try SMTPConnection(configuration)
            let outcome = try await connection.send(from: "a@from.test", to: "b@to.test", message: Self.mail)
            await connection.close()
            await log.closed.wait { !$0.isEmpty }
            return (outcome, log)
        }
    }

    @Test("a message is taken")
    func sent() async throws {
        let (outcome, log) = try await self.send(SMTPScript())
        #expect(outcome == .sent(SMTPReply(code: 250, enhancedStatus: "2.0.0", text: "taken")))
        let commands = ["EHLO client.test", "MAIL FROM:<a@from.test> SIZE=21", "RCPT TO:<b@to.test>", "DATA", "QUIT"]
        #expect(log.commands.all == commands)
        #expect(log.messages.all == [Self.mail])
    }

    @Test("the connection is kept: ten messages, one greeting")
    func reuse() async throws {
        try await SMTPScript().run { server, log in
            let connection = try SMTPConnection(Self.configuration(server))
            for _ in 0..<10 {
                let outcome = try await connection.send(from: "a@from.test", to: "b@to.test", message: Self.mail)
                #expect(outcome == .sent(SMTPReply(code: 250, enhancedStatus: "2.0.0", text: "taken")))
            }
            #expect(connection.connectionsOpened == 1)
            await connection.close()
            await log.closed.wait { !$0.isEmpty }
            #expect(server.accepted == 1)
            #expect(log.commands.all.filter { $0 == "EHLO client.test" }.count == 1)
            #expect(log.messages.all.count == 10)
            #expect(log.commands.all.last == "QUIT")
        }
    }

    @Test("nobody listens")
    func nobody() async throws {
        let server = try ScriptedServer { _ in }
        await server.stop()
        let connection = try SMTPConnection(Self.configuration(server))
        let outcome = try await connection.send(from: "a@from.test", to: "b@to.test", message: Self.mail)
        #expect(outcome == .unavailable(SMTPProblem(.connectFailed, at: .connection)))
        await connection.close()
    }

    @Test("the server greets nobody, or sends them away")
    func banner() async throws {
        let (hanging, _) = try await self.send(SMTPScript(banner: .hang)) { $0.connectTimeout = .milliseconds(300) }
        #expect(hanging == .unavailable(SMTPProblem(.timeout, at: .connection)))
        let (busy, log) = try await self.send(SMTPScript(banner: .say("421 4.3.2 busy")))
        let reply = SMTPReply(code: 421, enhancedStatus: "4.3.2", text: "busy")
        #expect(busy == .unavailable(SMTPProblem(.unexpectedReply, at: .connection, reply: reply)))
        #expect(!log.commands.all.contains { $0.hasPrefix("MAIL") })
        let (dropped, _) = try await self.send(SMTPScript(banner: .drop))
        guard case .unavailable(let problem) = dropped else {
            Issue.record("\(dropped)")
            return
        }
        #expect(problem.stage == .connection)
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let script: SMTPScript
        let outcome: SMTPOutcome
        let testDescription: String

        init(_ name: String, _ outcome: SMTPOutcome, _ change: (inout SMTPScript) -> Void) {
            var script = SMTPScript()
            change(&script)
            self.script = script
            self.outcome = outcome
            self.testDescription = name
        }
    }

    static var refusals: [Refusal] {
        [
            Refusal(
                "451 at MAIL",
                .deferred(SMTPProblem(.refusal, at: .sender, reply: SMTPReply(code: 451, text: "no")))
            ) {
                $0.sender = .say("451 no")
            },
            Refusal("550 at MAIL", .refused(SMTPReply(code: 550, text: "no"), at: .sender)) {
                $0.sender = .say("550 no")
            },
            Refusal(
                "450 at RCPT",
                .deferred(
                    SMTPProblem(
                        .refusal,
                        at: .recipient,
                        reply: SMTPReply(code: 450, enhancedStatus: "4.2.1", text: "greylisted")
                    )
                )
            ) { $0.recipient = .say("450 4.2.1 greylisted") },
            Refusal(
                "550 at RCPT",
                .refused(SMTPReply(code: 550, enhancedStatus: "5.1.1", text: "unknown"), at: .recipient)
            ) { $0.recipient = .say("550-5.1.1 unknown\r\n550 5.1.1") },
            Refusal("554 at DATA", .refused(SMTPReply(code: 554, text: "no"), at: .data)) { $0.data = .say("554 no") },
            Refusal("drop at DATA before 354", .deferred(SMTPProblem(.connectionLost, at: .data))) { $0.data = .drop },
            Refusal("drop at MAIL", .deferred(SMTPProblem(.connectionLost, at: .sender))) { $0.sender = .drop },
            Refusal("half a reply at RCPT", .deferred(SMTPProblem(.connectionLost, at: .recipient))) {
                $0.recipient = .sayAndDrop(Array("550 5.1.1 unk".utf8))
            },
        ]
    }

    @Test("refused or lost before the message was handed over", arguments: refusals)
    func before(_ refusal: Refusal) async throws {
        let (outcome, log) = try await self.send(refusal.script)
        #expect(outcome == refusal.outcome)
        #expect(log.messages.all.isEmpty)
    }

    static var losses: [Refusal] {
        [
            Refusal("drop in the message", .unconfirmed(SMTPProblem(.connectionLost, at: .message))) {
                $0.dropInMessage = 10
            },
            Refusal("taken, then dropped", .unconfirmed(SMTPProblem(.connectionLost, at: .message))) {
                $0.message = .drop
            },
            Refusal("taken, then half a reply", .unconfirmed(SMTPProblem(.connectionLost, at: .message))) {
                $0.message = .sayAndDrop(Array("250 2.0.0 tak".utf8))
            },
            Refusal("taken, then nothing", .unconfirmed(SMTPProblem(.timeout, at: .message))) { $0.message = .hang },
            Refusal(
                "452 after the message",
                .deferred(SMTPProblem(.refusal, at: .message, reply: SMTPReply(code: 452, text: "full")))
            ) { $0.message = .say("452 full") },
            Refusal("552 after the message", .refused(SMTPReply(code: 552, text: "too big"), at: .message)) {
                $0.message = .say("552 too big")
            },
            Refusal("taken, then dropped with the reply", .sent(SMTPReply(code: 250, text: "bye"))) {
                $0.message = .sayAndDrop(Array("250 bye\r\n".utf8))
            },
        ]
    }

    @Test("refused or lost after the message was handed over", arguments: losses)
    func after(_ loss: Refusal) async throws {
        let (outcome, log) = try await self.send(loss.script) {
            $0.responseTimeout = .seconds(1)
            $0.farewellTimeout = .milliseconds(100)
        }
        #expect(outcome == loss.outcome)
        #expect(log.messages.all == (loss.script.dropInMessage == nil ? [Self.mail] : []))
    }

    @Test("a server that knows no EHLO is greeted the old way; one that refuses both is unavailable")
    func hello() async throws {
        let old = SMTPScript(hello: .say("502 5.5.1 unknown"), oldHello: .say("250 mail.test"))
        let (outcome, log) = try await self.send(old)
        #expect(outcome == .sent(SMTPReply(code: 250, enhancedStatus: "2.0.0", text: "taken")))
        #expect(log.commands.all.prefix(2) == ["EHLO client.test", "HELO client.test"])
        let neither = SMTPScript(hello: .say("554 no"), oldHello: .say("554 no"))
        let (refused, _) = try await self.send(neither)
        let problem = SMTPProblem(.unexpectedReply, at: .connection, reply: SMTPReply(code: 554, text: "no"))
        #expect(refused == .unavailable(problem))
        let silent = SMTPScript(hello: .say("502 no"), oldHello: .hang)
        let (hanging, _) = try await self.send(silent) { $0.farewellTimeout = .milliseconds(100) }
        let reply = SMTPReply(code: 502, text: "no")
        #expect(hanging == .unavailable(SMTPProblem(.timeout, at: .connection, reply: reply)))
    }

    @Test("a server that closes at QUIT, or hangs there, changes nothing")
    func quit() async throws {
        for step in [SMTPScript.Step.drop, .hang] {
            let (outcome, log) = try await self.send(SMTPScript(quit: step)) { $0.farewellTimeout = .milliseconds(100) }
            #expect(outcome == .sent(SMTPReply(code: 250, enhancedStatus: "2.0.0", text: "taken")))
            #expect(log.commands.all.last == "QUIT")
        }
        // After a refusal libcurl says QUIT before it returns.
        let script = SMTPScript(recipient: .say("550 no"), quit: .hang)
        let (outcome, log) = try await self.send(script) { $0.farewellTimeout = .milliseconds(100) }
        #expect(outcome == .refused(SMTPReply(code: 550, text: "no"), at: .recipient))
        #expect(log.waits.all == ["QUIT"])
    }

    @Test("reply lines of 8 KiB with NUL and escape sequences", arguments: ["550", "450"])
    func longReplies(_ code: String) async throws {
        let noise = String(repeating: "\u{0}\u{1B}[2Jx", count: 8192 / 6)
        let script = SMTPScript(recipient: .say("\(code) \(code.first ?? "5").7.1 \(noise)"))
        let (outcome, _) = try await self.send(script)
        let reply: SMTPReply?
        switch outcome {
        case .refused(let said, at: .recipient): reply = said
        case .deferred(let problem): reply = problem.reply
        default: reply = nil
        }
        let text = try #require(reply?.text)
        #expect(reply?.code == Int(code))
        #expect(reply?.enhancedStatus?.hasSuffix(".7.1") == true)
        #expect(text.hasPrefix("[2Jx [2Jx"))
        #expect(text.utf8.count <= SMTPReply.maximumTextSize)
        #expect(text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
    }

    @Test("a connection that the server closed while idle is not charged to the next recipient")
    func idle() async throws {
        for goodbye in ["421 4.4.2 idle for too long\r\n", ""] {
            let log = SMTPLog()
            try await ScriptedServer.run { peer in
                // The first connection is closed after its first message, later ones are kept.
                let idle = peer.number == 1 ? SMTPScript.Step.sayAndDrop(Array(goodbye.utf8)) : nil
                try peer.serve(SMTPScript(idle: idle), log)
            } _: { server in
                let connection = try SMTPConnection(Self.configuration(server))
                for number in 1...3 {
                    let outcome = try await connection.send(from: "a@from.test", to: "b@to.test", message: Self.mail)
                    #expect(outcome == .sent(SMTPReply(code: 250, enhancedStatus: "2.0.0", text: "taken")))
                    if number == 1 { await log.closed.wait { $0 == [1] } }
                }
                #expect(connection.connectionsOpened == 2)
                await connection.close()
            }
            #expect(log.messages.all.count == 3)
        }
    }

    @Test("after every failure the next message is delivered")
    func recovery() async throws {
        let log = SMTPLog()
        let scripts = Self.refusals.map(\.script)
        try await ScriptedServer.run { peer in
            let script = peer.number <= scripts.count ? scripts[peer.number - 1] : SMTPScript()
            try peer.serve(script, log)
        } _: { server in
            let connection = try SMTPConnection(Self.configuration(server))
            for refusal in Self.refusals {
                let outcome = try await connection.send(from: "a@from.test", to: "b@to.test", message: Self.mail)
                #expect(outcome == refusal.outcome)
            }
            let outcome = try await connection.send(from: "a@from.test", to: "b@to.test", message: Self.mail)
            #expect(outcome == .sent(SMTPReply(code: 250, enhancedStatus: "2.0.0", text: "taken")))
            await connection.close()
        }
    }

    @Test("a reply that comes too late is not taken for the next one")
    func lateReply() async throws {
        let log = SMTPLog()
        let gate = Gate()
        try await ScriptedServer.run { peer in
            let late = SMTPScript.Step.wait(gate, then: "250 2.0.0 late")
            try peer.serve(peer.number == 1 ? SMTPScript(message: late) : SMTPScript(), log)
        } _: { server in
            var configuration = Self.configuration(server)
            configuration.responseTimeout = .seconds(1)
            configuration.farewellTimeout = .milliseconds(100)
            let connection = try SMTPConnection(configuration)
            let first = try await connection.send(from: "a@from.test", to: "b@to.test", message: Self.mail)
            #expect(first == .unconfirmed(SMTPProblem(.timeout, at: .message)))
            gate.open()
            let second = try await connection.send(from: "a@from.test", to: "b@to.test", message: Self.mail)
            #expect(second == .sent(SMTPReply(code: 250, enhancedStatus: "2.0.0", text: "taken")))
            #expect(connection.connectionsOpened == 2)
            await connection.close()
        }
    }

    @Test("dots, and nothing but dots, arrive as they were")
    func dots() async throws {
        let lines = [
            ".", "..", "...", ".a", "a.", "", ".", "", "", ". ", "QUIT", ".", ".\t", String(repeating: ".", count: 998),
        ]
        // First, last, and across the borders of libcurl's buffer of 64 KiB.
        for filler in [0, 1, 65_000, 65_510, 65_520, 65_530, 65_533, 65_534, 65_535, 65_536, 65_537, 131_070] {
            let padding =
                String(repeating: "0123456789012345678901234567890123456789\r\n", count: filler / 42)
                + String(repeating: "x", count: filler % 42) + (filler % 42 > 0 ? "\r\n" : "")
            let message = Array((".first\r\n" + padding + lines.map { $0 + "\r\n" }.joined()).utf8)
            try await SMTPScript().run { server, log in
                let connection = try SMTPConnection(Self.configuration(server))
                let outcome = try await connection.send(from: "a@from.test", to: "b@to.test", message: message)
                #expect(outcome == .sent(SMTPReply(code: 250, enhancedStatus: "2.0.0", text: "taken")))
                await connection.close()
                #expect(log.messages.all == [message], "\(filler)")
            }
        }
    }
}
