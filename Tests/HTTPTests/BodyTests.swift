import HTTP
import Testing
import Threads

@Suite(.timeLimit(.minutes(1)))
struct BodyTests {
    private let limit = { (configuration: inout Server.Configuration) in configuration.bodyLimit = 1000 }

    @Test("bodies reach the handler whole, with a length and in chunks")
    func whole() async throws {
        try await withServer(echoRouter()) { server in
            let client = try await RawClient(port: server.port)
            let text = String(repeating: "0123456789", count: 50_000)
            try await client.send(RawClient.post("/echo", text))
            #expect(try await client.answer().text == text)
            try await client.send(
                "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nX-Trailer: z\r\n\r\n"
            )
            #expect(try await client.answer().text == "hello world")
            try await client.send(RawClient.post("/echo", ""))
            #expect(try await client.answer().text == "")
        }
    }

    @Test("a declared length over the limit is refused before anything is read")
    func declaredTooLarge() async throws {
        try await withServer(echoRouter(), configure: self.limit) { server in
            let client = try await RawClient(port: server.port)
            try await client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n")
            let answer = try await client.answer()
            #expect(answer.status == 413)
            #expect(answer.problemCode == "too_large")
            #expect(answer["connection"] == "close")
            #expect(try await client.isClosedByServer())
            let exact = try await RawClient.ask(server, RawClient.post("/echo", String(repeating: "a", count: 1000)))
            #expect(exact.status == 200)
        }
    }

    @Test("a client that sends on all the same still gets its refusal")
    func deafClient() async throws {
        try await withServer(echoRouter(), configure: self.limit) { server in
            for _ in 0..<20 {
                let client = try await RawClient(port: server.port)
                // More than any buffer on the way holds; read only when all of it has been sent.
                try await client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 20000000\r\n\r\n")
                try await client.send(Array(repeating: UInt8(ascii: "a"), count: 20_000_000))
                let answer = try await client.answer()
                #expect(answer.problemCode == "too_large")
            }
        }
    }

    @Test("a chunked body is refused when it exceeds the limit")
    func chunkedTooLarge() async throws {
        try await withServer(echoRouter(), configure: self.limit) { server in
            let client = try await RawClient(port: server.port)
            let chunk = "190\r\n\(String(repeating: "a", count: 400))\r\n"
            try await client.send(
                "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + chunk
            )
            // 800 bytes are fine, and the end has not come; the third chunk is too much.
            try await client.send(chunk)
            let answer = try await client.answer()
            #expect(answer.status == 413)
            #expect(answer.problemCode == "too_large")
            #expect(answer["connection"] == "close")
            #expect(answer["date"]?.hasSuffix(" GMT") == true)
            #expect(answer["x-content-type-options"] == "nosniff")
            #expect(try await client.isClosedByServer())
            #expect(server.statistics.refusals[.tooLarge] == 1)
        }
    }

    @Test("a route can have a limit of its own")
    func routeLimit() async throws {
        var router = Router()
        router.post("/large", body: .buffered(limit: 5000)) { request in .text("\(request.body.count)") }
        router.post("/small", body: .buffered(limit: 10)) { request in .text("\(request.body.count)") }
        try await withServer(router, configure: self.limit) { server in
            let body = String(repeating: "a", count: 5000)
            let large = try await RawClient.ask(server, RawClient.post("/large", body))
            #expect(large.text == "5000")
            #expect(try await RawClient.ask(server, RawClient.post("/large", body + "a")).status == 413)
            #expect(try await RawClient.ask(server, RawClient.post("/small", "hello world")).status == 413)
        }
    }

    @Test("the memory of all bodies together is bounded")
    func memory() async throws {
        let configure = { (configuration: inout Server.Configuration) in
            configuration.bodyLimit = 1500
            configuration.bodyMemoryLimit = 1500
        }
        try await withServer(echoRouter(), configure: configure) { server in
            let first = try await RawClient(port: server.port)
            try await first.send(
                "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n\(String(repeating: "a", count: 1000))"
            )
            let second = try await RawClient(port: server.port)
            try await until { server.statistics.requestsInProgress == 1 }
            // The first keeps its thousand until it is complete.
            var answer = Answer.none
            try await until {
                answer =
                    (try? await RawClient.ask(server, RawClient.post("/echo", String(repeating: "b", count: 1000))))
                    ?? .none
                return answer.status == 503
            }
            #expect(answer.problemCode == "unavailable")
            #expect(answer["retry-after"] == "1")
            try await first.send("a")
            #expect(try await first.answer().body.count == 1001)
            try await second.send(RawClient.post("/echo", String(repeating: "b", count: 1000)))
            #expect(try await second.answer().status == 200)
        }
    }

    @Test("a body that does not come is cut off", arguments: ["Content-Length: 100", "Transfer-Encoding: chunked"])
    func slowBody(_ framing: String) async throws {
        let configure = { (configuration: inout Server.Configuration) in configuration.bodyTimeout = .milliseconds(300)
        }
        try await withServer(echoRouter(), configure: configure) { server in
            let client = try await RawClient(port: server.port)
            try await client.send("POST /echo HTTP/1.1\r\nHost: a\r\n\(framing)\r\n\r\n")
            #expect(try await client.isClosedByServer())
            #expect(server.statistics.timeouts == 1)
            try await until { server.statistics.abandonedRequests == 1 }
        }
    }

    @Test("a byte now and then does not keep a body alive")
    func trickle() async throws {
        let configure = { (configuration: inout Server.Configuration) in configuration.bodyTimeout = .milliseconds(500)
        }
        try await withServer(echoRouter(), configure: configure) { server in
            let client = try await RawClient(port: server.port)
            try await client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n")
            async let end = client.readToEnd()
            let writer = Task {
                while !Task.isCancelled { try await client.dribble("a") }
            }
            #expect(try await end.isEmpty)
            writer.cancel()
        }
    }

    @Test("a client that waits for 100 Continue is told to go on, or why not")
    func expectation() async throws {
        try await withServer(echoRouter(), configure: self.limit) { server in
            let client = try await RawClient(port: server.port)
            try await client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n")
            #expect(try await client.answerHead().status == 100)
            try await client.send("hello")
            #expect(try await client.answer().text == "hello")
            try await client.send(
                "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\nExpect: 100-continue\r\n\r\n"
            )
            #expect(try await client.answerHead().status == 413)
        }
    }
}
