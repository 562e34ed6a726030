import Threads

/// What a mail server says, step by step, and what it was told.
struct SMTPScript: Sendable {
    enum Step: Sendable {
        case say([UInt8])
        /// Says it and closes the connection.
        case sayAndDrop([UInt8])
        /// Says nothing until the client goes away.
        case hang
        /// Says nothing until the gate opens.
        case wait(Gate, then: String)

        static func say(_ line: String) -> Step { .say(Array((line + "\r\n").utf8)) }
        static let drop = Step.sayAndDrop([])
    }

    var banner = Step.say("220 mail.test")
    var hello = Step.say("250-mail.test\r\n250-SIZE 50000000\r\n250 ENHANCEDSTATUSCODES")
    var oldHello = Step.say("502 5.5.1 unknown")
    var sender = Step.say("250 2.1.0 ok")
    var recipient = Step.say("250 2.1.5 ok")
    var data = Step.say("354 go on")
    /// After so many bytes of the message the connection is closed; `nil` to take all of it.
    var dropInMessage: Int?
    var message = Step.say("250 2.0.0 taken")
    /// Said unasked, some time after a message was taken.
    var idle: Step?
    var quit = Step.sayAndDrop(Array("221 2.0.0 bye\r\n".utf8))
}

/// What a scripted mail server saw.
final class SMTPLog: Sendable {
    let commands = Recorder<String>()
    /// Whole messages, dots taken out again.
    let messages = Recorder<[UInt8]>()
    let closed = Recorder<Int>()
    /// Reached when a step makes the client wait.
    let waits = Recorder<String>()
}

extension Peer {
    func serve(_ script: SMTPScript, _ log: SMTPLog) throws {
        defer { log.closed.add(self.number) }
        try self.play(script.banner, "banner", log)
        while true {
            let command = try self.readLine()
            log.commands.add(command)
            switch command.split(separator: " ").first?.uppercased() {
            case "EHLO": try self.play(script.hello, command, log)
            case "HELO": try self.play(script.oldHello, command, log)
            case "MAIL": try self.play(script.sender, command, log)
            case "RCPT": try self.play(script.recipient, command, log)
            case "DATA":
                try self.play(script.data, command, log)
                if case .say(let reply) = script.data, !reply.starts(with: "354".utf8) { continue }
                if let count = script.dropInMessage {
                    _ = try self.read(count)
                    throw Closed()
                }
                log.messages.add(try self.readMessage())
                try self.play(script.message, "message", log)
                if let idle = script.idle { try self.play(idle, "idle", log) }
            case "QUIT": try self.play(script.quit, command, log)
            default: try self.write("502 5.5.1 unknown\r\n")
            }
        }
    }

    private func readMessage() throws -> [UInt8] {
        var message: [UInt8] = []
        while true {
            let line = try self.readLine()
            if line == "." { return message }
            message += Array((line.hasPrefix(".") ? String(line.dropFirst()) : line).utf8) + [0x0D, 0x0A]
        }
    }

    private func play(_ step: SMTPScript.Step, _ name: String, _ log: SMTPLog) throws {
        switch step {
        case .say(let bytes): try self.write(bytes)
        case .sayAndDrop(let bytes):
            try self.write(bytes)
            throw Closed()
        case .hang:
            log.waits.add(name)
            self.waitForClose()
            throw Closed()
        case .wait(let gate, let line):
            log.waits.add(name)
            gate.block()
            try self.write(line + "\r\n")
        }
    }
}

extension SMTPScript {
    /// Runs `body` with a server that plays this script, for every connection from the start.
    func run<Result>(_ body: (ScriptedServer, SMTPLog) async throws -> Result) async throws -> Result {
        let log = SMTPLog()
        return try await ScriptedServer.run { peer in
            try peer.serve(self, log)
        } _: { server in
            try await body(server, log)
        }
    }
}
