import Curl
import Glibc
import Testing
import Threads

/// Cancelling and closing, in every phase of a delivery.
@Suite(.timeLimit(.minutes(1)))
struct SMTPLifetimeTests {
    private static let mail = SMTPConnectionTests.mail
    private static let sent = SMTPOutcome.sent(SMTPReply(code: 250, enhancedStatus: "2.0.0", text: "taken"))

    private func start(_ connection: SMTPConnection) -> Task<SMTPOutcome, any Error> {
        Task { try await connection.send(from: "a@from.test", to: "b@to.test", message: Self.mail) }
    }

    @Test("cancelled before the message was asked for: nothing was handed over")
    func cancelEarly() async throws {
        try await SMTPScript(recipient: .hang).run { server, log in
            let connection = try SMTPConnection(SMTPConnectionTests.configuration(server))
            let delivery = self.start(connection)
            await log.waits.wait { !$0.isEmpty }
            delivery.cancel()
            #expect(try await delivery.value == .deferred(SMTPProblem(.cancelled, at: .recipient)))
            await log.closed.wait { !$0.isEmpty }
            #expect(log.messages.all.isEmpty)
            await connection.close()
        }
    }

    @Test("cancelled after the message was asked for: the reply is waited for")
    func cancelLate() async throws {
        let gate = Gate()
        let step = SMTPScript.Step.wait(gate, then: "250 2.0.0 taken")
        try await SMTPScript(message: step).run { server, log in
            let connection = try SMTPConnection(SMTPConnectionTests.configuration(server))
            let delivery = self.start(connection)
            await log.waits.wait { !$0.isEmpty }
            delivery.cancel()
            gate.open()
            #expect(try await delivery.value == Self.sent)
            await connection.close()
        }
    }

    @Test("cancelled before it began: no connection is made")
    func cancelledAlready() async throws {
        try await SMTPScript().run { server, _ in
            let connection = try SMTPConnection(SMTPConnectionTests.configuration(server))
            let task = Task {
                // The task cancels itself, so that the delivery begins cancelled in every run.
                withUnsafeCurrentTask { $0?.cancel() }
                return try await connection.send(from: "a@from.test", to: "b@to.test", message: Self.mail)
            }
            #expect(try await task.value == .unavailable(SMTPProblem(.cancelled, at: .connection)))
            #expect(server.accepted == 0)
            await connection.close()
        }
    }

    @Test("closing waits for what is under way, up to the grace, and then gives it up as unconfirmed")
    func close() async throws {
        try await SMTPScript(message: .hang).run { server, log in
            let connection = try SMTPConnection(SMTPConnectionTests.configuration(server))
            let running = self.start(connection)
            await log.waits.wait { !$0.isEmpty }
            let waiting = self.start(connection)
            await connection.close(grace: .milliseconds(100))
            #expect(try await running.value == .unconfirmed(SMTPProblem(.closed, at: .message)))
            // Either in line behind the first one, or come too late: never sent.
            #expect(try await waiting.value == .unavailable(SMTPProblem(.closed, at: .connection)))
            #expect(log.messages.all.count == 1)
        }
    }

    @Test("closing with patience lets the delivery end")
    func closePatiently() async throws {
        let gate = Gate()
        let step = SMTPScript.Step.wait(gate, then: "250 2.0.0 taken")
        try await SMTPScript(message: step).run { server, log in
            let connection = try SMTPConnection(SMTPConnectionTests.configuration(server))
            let delivery = self.start(connection)
            await log.waits.wait { !$0.isEmpty }
            async let closed: Void = connection.close()
            async let closedAgain: Void = connection.close()
            gate.open()
            _ = await (closed, closedAgain)
            #expect(try await delivery.value == Self.sent)
            #expect(log.commands.all.last == "QUIT")
        }
    }

    @Test("a closed connection says so")
    func closed() async throws {
        try await SMTPScript().run { server, _ in
            let connection = try SMTPConnection(SMTPConnectionTests.configuration(server))
            await connection.close()
            await connection.close()
            #expect(try await self.start(connection).value == .unavailable(SMTPProblem(.closed, at: .connection)))
            #expect(server.accepted == 0)
        }
    }

    @Test("a connection that is just let go says QUIT as well")
    func dropped() async throws {
        try await SMTPScript().run { server, log in
            var connection: SMTPConnection? = try SMTPConnection(SMTPConnectionTests.configuration(server))
            let outcome = try await connection?.send(from: "a@from.test", to: "b@to.test", message: Self.mail)
            #expect(outcome == Self.sent)
            connection = nil
            await log.closed.wait { !$0.isEmpty }
            #expect(log.commands.all.last == "QUIT")
        }
    }

    // In a process of its own: other suites of this one have threads and sockets as well.
    @Test("no thread and no descriptor is left")
    func leaks() async {
        await #expect(processExitsWith: .success) {
            try await SMTPScript(recipient: .say("550 no")).run { server, _ in
                func deliver(_ closes: Bool) async throws {
                    let connection = try SMTPConnection(SMTPConnectionTests.configuration(server))
                    _ = try await connection.send(
                        from: "a@from.test",
                        to: "b@to.test",
                        message: SMTPConnectionTests.mail
                    )
                    if Usage.threads("smtp") == 0 { exit(2) }
                    if closes { await connection.close() }
                }
                // What the process opens once is open after the first.
                try await deliver(true)
                let none = await Usage.settles { Usage.threads("smtp") == 0 && server.running == 0 }
                let sockets = Usage.sockets()
                for number in 0..<20 { try await deliver(number % 2 == 0) }
                let still = await Usage.settles { Usage.threads("smtp") == 0 && Usage.sockets() <= sockets }
                if !none || !still { exit(1) }
            }
        }
    }
}
