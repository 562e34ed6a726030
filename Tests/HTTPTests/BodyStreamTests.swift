import HTTP
import Testing
import Threads

@Suite(.timeLimit(.minutes(1)))
struct BodyStreamTests {
    /// Reads bodies to their end, as fast as `gate` lets it, and answers with what it saw.
    private func router(limit: Int = 10_000_000, gate: Gate? = nil, pieces: Recorder = Recorder()) -> Router {
        var router = Router()
        router.post("/count", body: .streamed(limit: limit)) { request in
            guard let stream = request.bodyStream else { return .text("no stream") }
            var count = 0
            do {
                for try await piece in stream {
                    count += piece.count
                    pieces.add("\(piece.count)")
                    await gate?.pass()
                }
            } catch let error as BodyError {
                pieces.add("\(error.code)")
                throw error
            }
            return .text("\(count)")
        }
        router.post("/refuse", body: .streamed(limit: limit)) { _ in
            throw Refusal(.forbidden, .init(rawValue: "forbidden"), "not you")
        }
        router.post("/first", body: .streamed(limit: limit)) { request in
            guard let stream = request.bodyStream else { return .text("no stream") }
            for try await piece in stream { return .text("\(piece.first ?? 0)") }
            return .text("empty")
        }
        router.get("/hello") { _ in .text("hello") }
        return router
    }

    @Test("a body comes in pieces, and the connection stays")
    func pieces() async throws {
        let pieces = Recorder()
        try await withServer(self.router(pieces: pieces)) { server in
            let client = try await RawClient(port: server.port)
            let body = String(repeating: "a", count: 1_000_000)
            try await client.send(RawClient.post("/count", body))
            #expect(try await client.answer().text == "1000000")
            #expect(pieces.all.count > 1)
            try await client.send(
                "POST /count HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"
            )
            #expect(try await client.answer().text == "11")
            try await client.send(RawClient.post("/count", ""))
            #expect(try await client.answer().text == "0")
            try await client.send(RawClient.get("/hello"))
            #expect(try await client.answer().text == "hello")
        }
    }

    @Test("a client is held up while the reader is behind")
    func backPressure() async throws {
        let gate = Gate()
        let pieces = Recorder()
        try await withServer(self.router(limit: 200_000_000, gate: gate, pieces: pieces)) { server in
            let client = try await RawClient(port: server.port)
            let count = 100_000_000
            let sent = Lock(false)
            try await client.send("POST /count HTTP/1.1\r\nHost: a\r\nContent-Length: \(count)\r\n\r\n")
            let writer = Task {
                try await client.send(Array(repeating: UInt8(ascii: "a"), count: count))
                sent.withLock { $0 = true }
            }
            try await until { pieces.all.count == 1 }
            // The reader stands at its first piece. The other connections go on, and this one does not end: what was sent
            // is more than the buffers of the kernel and ours hold together.
            for _ in 0..<50 {
                let other = try await RawClient.ask(server, RawClient.get("/hello"))
                #expect(other.text == "hello")
            }
            #expect(!sent.withLock { $0 })
            #expect(pieces.all.count == 1)
            gate.open()
            try await writer.value
            #expect(try await client.answer().text == "\(count)")
            #expect(pieces.all.allSatisfy { (Int($0) ?? .max) <= 2 * BodyStream.limit })
        }
    }

    @Test("a handler can refuse before it reads; a client that waits for 100 Continue never sends")
    func refuseEarly() async throws {
        try await withServer(self.router()) { server in
            let client = try await RawClient(port: server.port)
            try await client.send(
                "POST /refuse HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\nExpect: 100-continue\r\n\r\n"
            )
            let answer = try await client.answer()
            #expect(answer.status == 403)
            #expect(answer["connection"] == "close")
            let deaf = try await RawClient(port: server.port)
            try await deaf.send("POST /refuse HTTP/1.1\r\nHost: a\r\nContent-Length: 9000000\r\n\r\n")
            try await deaf.send(Array(repeating: UInt8(ascii: "a"), count: 9_000_000))
            #expect(try await deaf.answer().problemCode == "forbidden")
        }
    }

    @Test("asking for the body is what sends 100 Continue")
    func continues() async throws {
        try await withServer(self.router()) { server in
            let client = try await RawClient(port: server.port)
            try await client.send(
                "POST /count HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n"
            )
            #expect(try await client.answerHead().status == 100)
            try await client.send("hello")
            #expect(try await client.answer().text == "5")
        }
    }

    @Test("a handler that answers in the middle is heard when the rest has come")
    func answerInTheMiddle() async throws {
        try await withServer(self.router()) { server in
            let client = try await RawClient(port: server.port)
            try await client.send(RawClient.post("/first", String(repeating: "a", count: 5_000_000)))
            #expect(try await client.answer().text == "97")
            try await client.send(RawClient.get("/hello"))
            #expect(try await client.answer().text == "hello")
        }
    }

    @Test("more than the limit is refused and ends the stream", arguments: [true, false])
    func tooLarge(isDeclared: Bool) async throws {
        let pieces = Recorder()
        try await withServer(self.router(limit: 1000, pieces: pieces)) { server in
            let client = try await RawClient(port: server.port)
            if isDeclared {
                try await client.send("POST /count HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n")
            } else {
                try await client.send(
                    "POST /count HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
                )
                try await until { pieces.all.count == 1 }
                try await client.send("400\r\n\(String(repeating: "a", count: 1024))\r\n")
            }
            let answer = try await client.answer()
            #expect(answer.problemCode == "too_large")
            #expect(try await client.isClosedByServer())
            if !isDeclared { try await until { pieces.all.contains("tooLarge") } }
        }
    }

    @Test("the reader learns that the client has gone")
    func clientGone() async throws {
        let pieces = Recorder()
        try await withServer(self.router(pieces: pieces)) { server in
            let client = try await RawClient(port: server.port)
            try await client.send("POST /count HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\nhello")
            try await until { pieces.all.count == 1 }
            client.disconnect()
            try await until { pieces.all.last == "clientGone" }
            try await until { server.statistics.abandonedRequests == 1 }
        }
    }

    @Test("time in which the reader is behind does not count against the client")
    func patience() async throws {
        let gate = Gate()
        let pieces = Recorder()
        let configure = { (configuration: inout Server.Configuration) in configuration.bodyTimeout = .milliseconds(300)
        }
        try await withServer(self.router(limit: 50_000_000, gate: gate, pieces: pieces), configure: configure) {
            server in
            let slow = try await RawClient(port: server.port)
            try await slow.send("POST /count HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhello")
            let paused = try await RawClient(port: server.port)
            let writer = Task {
                try await paused.send(RawClient.post("/count", String(repeating: "a", count: 30_000_000)))
            }
            // The one that sends nothing more is cut off; the one that waits for us is not.
            #expect(try await slow.isClosedByServer())
            #expect(server.statistics.timeouts == 1)
            gate.open()
            try await writer.value
            #expect(try await paused.answer().text == "30000000")
            #expect(server.statistics.timeouts == 1)
        }
    }
}
