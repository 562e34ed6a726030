import HTTP
import Testing
import Threads

@Suite(.timeLimit(.minutes(1)))
struct ConnectionTests {
    @Test("a connection serves one request after the other")
    func keepAlive() async throws {
        try await withServer(echoRouter()) { server in
            let client = try await RawClient(port: server.port)
            for number in 0..<20 {
                try await client.send(RawClient.get("/jobs/\(number)"))
                let answer = try await client.answer()
                #expect(answer.text == "\(number)")
                #expect(answer["connection"] == nil)
            }
            #expect(server.statistics.connections == 1)
            #expect(server.statistics.requests == 20)
        }
    }

    @Test("requests sent without waiting are answered in order")
    func pipelining() async throws {
        try await withServer(echoRouter()) { server in
            let client = try await RawClient(port: server.port)
            // More than the library's buffer of 32 KiB holds at once.
            var requests = ""
            for number in 0..<500 {
                requests +=
                    number % 3 == 0
                    ? RawClient.post("/echo", "\(number)")
                    : RawClient.get("/jobs/\(number)", "X-Filler: \(String(repeating: "x", count: 100))")
            }
            try await client.send(requests)
            for number in 0..<500 {
                let answer = try await client.answer()
                #expect(answer.text == "\(number)")
            }
        }
    }

    @Test("the client decides whether the connection stays")
    func close() async throws {
        try await withServer(echoRouter()) { server in
            let client = try await RawClient(port: server.port)
            try await client.send(RawClient.get("/hello", "Connection: close"))
            #expect(try await client.answer()["connection"] == "close")
            #expect(try await client.isClosedByServer())
            let old = try await RawClient(port: server.port)
            try await old.send("GET /hello HTTP/1.0\r\n\r\n")
            #expect(try await old.answer()["connection"] == "close")
            #expect(try await old.isClosedByServer())
            let kept = try await RawClient(port: server.port)
            try await kept.send("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            #expect(try await kept.answer().text == "hello")
            try await kept.send(RawClient.get("/hello"))
            #expect(try await kept.answer().text == "hello")
        }
    }

    @Test("a thousand requests at once are all answered")
    func thousand() async throws {
        let gate = Gate()
        let inside = Lock(0)
        var router = Router()
        router.get("/wait/{n}") { request in
            inside.withLock { $0 += 1 }
            await gate.pass()
            return .text(request.parameters["n"])
        }
        let configure = { (configuration: inout Server.Configuration) in
            configuration.connectionLimit = 1100
            configuration.connectionLimitPerAddress = 1100
        }
        try await withServer(router, configure: configure) { server in
            let crowd = Crowd(count: 1000)
            try await crowd.connect(port: server.port)
            try await crowd.send { RawClient.get("/wait/\($0)") }
            // All of them are in their handlers at the same time.
            try await until { inside.withLock { $0 } == 1000 }
            #expect(server.statistics.requestsInProgress == 1000)
            gate.open()
            let answers = try await crowd.answers()
            #expect(answers.map(\.text) == (0..<1000).map(String.init))
        }
    }

    @Test("a header that trickles in is cut off")
    func slowHead() async throws {
        let configure = { (configuration: inout Server.Configuration) in configuration.headTimeout = .milliseconds(200)
        }
        try await withServer(echoRouter(), configure: configure) { server in
            // Nothing at all, half a request line, half a header, and the same as a second request.
            let silent = try await RawClient(port: server.port)
            let line = try await RawClient(port: server.port)
            try await line.send("GET /hel")
            let head = try await RawClient(port: server.port)
            try await head.send("GET /hello HTTP/1.1\r\nHost: a\r\nX-")
            let second = try await RawClient(port: server.port)
            try await second.send(RawClient.get("/hello"))
            #expect(try await second.answer().text == "hello")
            try await second.send("GET /hello HTTP/1.1\r\nHost: a\r\nX-")
            for client in [silent, line, head, second] {
                let isClosed = try await client.isClosedByServer()
                #expect(isClosed)
            }
            #expect(server.statistics.timeouts == 4)
        }
    }

    @Test("a single byte now and then does not keep a header alive")
    func trickle() async throws {
        let configure = { (configuration: inout Server.Configuration) in configuration.headTimeout = .milliseconds(500)
        }
        try await withServer(echoRouter(), configure: configure) { server in
            let client = try await RawClient(port: server.port)
            try await client.send("GET /hello HTTP/1.1\r\nHost: a\r\n")
            async let end = client.readToEnd()
            let writer = Task {
                while !Task.isCancelled { try await client.dribble("X-A: b\r\n") }
            }
            #expect(try await end.isEmpty)
            writer.cancel()
            #expect(server.statistics.timeouts == 1)
        }
    }

    @Test("a connection that stays silent between requests is closed")
    func idle() async throws {
        let configure = { (configuration: inout Server.Configuration) in configuration.idleTimeout = .seconds(4) }
        try await withServer(echoRouter(), configure: configure) { server in
            let client = try await RawClient(port: server.port)
            try await client.send(RawClient.get("/hello"))
            #expect(try await client.answer().text == "hello")
            #expect(try await client.isClosedByServer())
        }
    }

    @Test("more connections of one address than allowed are closed at once")
    func limitPerAddress() async throws {
        let configure = { (configuration: inout Server.Configuration) in configuration.connectionLimitPerAddress = 2 }
        try await withServer(echoRouter(), configure: configure) { server in
            let first = try await RawClient(port: server.port)
            try await first.send(RawClient.get("/hello"))
            #expect(try await first.answer().text == "hello")
            let second = try await RawClient(port: server.port)
            try await second.send(RawClient.get("/hello"))
            #expect(try await second.answer().text == "hello")
            let third = try await RawClient(port: server.port)
            #expect(try await third.isClosedByServer())
            first.disconnect()
            try await until { server.statistics.openConnections == 1 }
            let fourth = try await RawClient(port: server.port)
            try await fourth.send(RawClient.get("/hello"))
            #expect(try await fourth.answer().text == "hello")
        }
    }

    @Test("more connections than allowed wait for their turn")
    func limit() async throws {
        let configure = { (configuration: inout Server.Configuration) in configuration.connectionLimit = 2 }
        try await withServer(echoRouter(), configure: configure) { server in
            let first = try await RawClient(port: server.port)
            let second = try await RawClient(port: server.port)
            try await until { server.statistics.openConnections == 2 }
            let third = try await RawClient(port: server.port)
            try await third.send(RawClient.get("/hello"))
            try await second.send(RawClient.get("/hello"))
            #expect(try await second.answer().text == "hello")
            #expect(server.statistics.openConnections == 2)
            first.disconnect()
            #expect(try await third.answer().text == "hello")
        }
    }

    @Test("the handler of a client that went away is cancelled")
    func vanished() async throws {
        let started = Gate()
        let cancelled = Gate()
        var router = Router()
        router.get("/wait") { _ in
            started.open()
            await withTaskCancellationHandler {
                await cancelled.pass()
            } onCancel: {
                cancelled.open()
            }
            return .text("too late")
        }
        try await withServer(router) { server in
            let client = try await RawClient(port: server.port)
            try await client.send(RawClient.get("/wait"))
            await started.pass()
            client.disconnect()
            await cancelled.pass()
            try await until { server.statistics.abandonedRequests == 1 }
        }
    }

    @Test(
        "an end that comes together with the last bytes is seen",
        arguments: ["GET /hel", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf"]
    )
    func endWithBytes(_ part: String) async throws {
        try await withServer(echoRouter()) { server in
            for _ in 0..<20 {
                let client = try await RawClient(port: server.port)
                try await client.send(part)
                client.disconnect()
            }
            try await until { server.statistics.connections == 20 && server.statistics.openConnections == 0 }
            #expect(server.statistics.timeouts == 0)
        }
    }

    @Test("what is answered after the client went away harms nobody")
    func late() async throws {
        let started = Gate()
        let gate = Gate()
        var router = Router()
        router.get("/wait") { _ in
            started.open()
            await gate.pass()
            return .text("late")
        }
        router.get("/hello") { _ in .text("hello") }
        try await withServer(router) { server in
            let client = try await RawClient(port: server.port)
            try await client.send(RawClient.get("/wait"))
            await started.pass()
            client.disconnect()
            gate.open()
            try await until { server.statistics.requestsInProgress == 0 }
            #expect(try await RawClient.ask(server, RawClient.get("/hello")).text == "hello")
        }
    }

    @Test("the address of the client is known, without its port")
    func address() async throws {
        var router = Router()
        router.get("/") { request in .text(request.remoteAddress) }
        try await withServer(router) { server in
            let answer = try await RawClient.ask(server, RawClient.get("/"))
            #expect(answer.text == "127.0.0.1")
        }
    }

    @Test("header fields reach the handler as they came")
    func headers() async throws {
        var router = Router()
        router.get("/") { request in
            let all = request.headers.all.map { "\($0.name)=\($0.value)" }.joined(separator: "|")
            return .text(
                "\(all);\(request.headers["x-a"] ?? "");\(request.headers.values("X-A").count);\(request.headers["X-C"] ?? "none")"
            )
        }
        try await withServer(router) { server in
            let answer = try await RawClient.ask(
                server,
                "GET / HTTP/1.1\r\nHost: a\r\nX-A:  1 \r\nx-a: 2\r\nCookie: k=v; l=w\r\nX-B:\r\n\r\n"
            )
            #expect(answer.text == "Host=a|X-A=1|x-a=2|Cookie=k=v; l=w|X-B=;1, 2;2;none")
        }
    }

    @Test("a header of an answer that is too long becomes 500, and is reported")
    func longAnswerHeader() async throws {
        let reported = Recorder()
        var router = Router()
        router.get("/") { _ in
            var response = Response.text("x")
            response.headers["X-Long"] = try HeaderValue(validating: String(repeating: "x", count: 9000))
            return response
        }
        let configure = { (configuration: inout Server.Configuration) in
            configuration.report = { reported.add("\($0)") }
        }
        try await withServer(router, configure: configure) { server in
            let answer = try await RawClient.ask(server, RawClient.get("/"))
            #expect(answer.status == 500)
        }
        #expect(reported.all.count == 1)
    }

    @Test("a large header of a request leaves room for the answer's")
    func largeHeaders() async throws {
        var router = Router()
        router.get("/") { _ in
            var response = Response.text("x")
            response.headers["X-Long"] = try HeaderValue(validating: String(repeating: "x", count: 7000))
            return response
        }
        try await withServer(router) { server in
            let long = String(repeating: "y", count: 12_000)
            let answer = try await RawClient.ask(server, RawClient.get("/", "X-Long: \(long)"))
            #expect(answer.status == 200)
            let cookie = try await RawClient.ask(server, RawClient.get("/", "Cookie: a=\(String(long.prefix(6000)))"))
            #expect(cookie.status == 200)
        }
    }
}
