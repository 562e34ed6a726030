import HTTP
import Testing
import Threads

@Suite(.timeLimit(.minutes(1)))
struct DrainTests {
    @Test("requests in progress are answered, new connections are not accepted")
    func inProgress() async throws {
        let gate = Gate()
        let started = Lock(0)
        let size = 3_000_000
        var router = Router()
        router.get("/slow") { _ in
            started.withLock { $0 += 1 }
            await gate.pass()
            // More than the buffers of a connection hold: sent is not the same as answered.
            return .bytes(Array(repeating: UInt8(ascii: "a"), count: size), type: "application/octet-stream")
        }
        let server = try Server.start(router)
        var clients: [RawClient] = []
        for _ in 0..<10 {
            let client = try await RawClient(port: server.port, receiveBuffer: 4096)
            try await client.send(RawClient.get("/slow"))
            clients.append(client)
        }
        try await until { started.withLock { $0 } == 10 }
        async let cutOff = server.drain(within: .seconds(30))
        try await until { (try? await RawClient(port: server.port)) == nil }
        gate.open()
        for client in clients {
            let answer = try await client.answer()
            #expect(answer.body.count == size)
            #expect(answer["connection"] == "close")
            #expect(try await client.isClosedByServer())
        }
        #expect(await cutOff == 0)
        #expect(server.statistics.requestsInProgress == 0)
        #expect(server.statistics.openConnections == 0)
        #expect(server.statistics.abandonedRequests == 0)
    }

    @Test("under load no request that was sent is lost")
    func underLoad() async throws {
        var router = Router()
        router.get("/{n}") { request in
            await Task.yield()
            return .text(request.parameters["n"])
        }
        for _ in 0..<10 {
            let server = try Server.start(router)
            var clients: [RawClient] = []
            for _ in 0..<20 { clients.append(try await RawClient(port: server.port)) }
            try await until { server.statistics.openConnections == 20 }
            for (number, client) in clients.enumerated() { try await client.send(RawClient.get("/\(number)")) }
            // Some have been answered by now, some are running, some wait unread in the kernel.
            #expect(await server.drain(within: .seconds(30)) == 0)
            for (number, client) in clients.enumerated() {
                let answer = try await client.answer()
                #expect(answer.text == "\(number)")
            }
        }
    }

    @Test("event streams are ended as they should be, after what was sent")
    func eventStreams() async throws {
        let opened = Lock(0)
        let ended = Recorder()
        var router = Router()
        router.get("/events") { _ in
            .events { stream in
                try await stream.send(data: "hello")
                opened.withLock { $0 += 1 }
                ended.add("\(await stream.waitForEnd()?.rawValue ?? "cancelled")")
            }
        }
        let server = try Server.start(router)
        var clients: [RawClient] = []
        for _ in 0..<5 {
            let client = try await RawClient(port: server.port)
            try await client.send(RawClient.get("/events"))
            _ = try await client.answerHead()
            clients.append(client)
        }
        try await until { opened.withLock { $0 } == 5 }
        #expect(await server.drain(within: .seconds(30)) == 0)
        for client in clients {
            let event = try await client.chunk()
            #expect(event == Array("data: hello\n\n".utf8))
            #expect(try await client.chunk() == nil)
            #expect(try await client.isClosedByServer())
        }
        try await until { ended.all.count == 5 }
        #expect(Set(ended.all) == ["server_stopping"])
        #expect(server.statistics.endedEventStreams == [.serverStopping: 5])
    }

    @Test("what takes too long is cut off, cancelled, and counted")
    func deadline() async throws {
        let started = Gate()
        let cancelled = Gate()
        let bodies = Recorder()
        var router = Router()
        router.get("/slow") { _ in
            started.open()
            await withTaskCancellationHandler {
                await cancelled.pass()
            } onCancel: {
                cancelled.open()
            }
            return .text("too late")
        }
        router.post("/upload", body: .streamed(limit: 1000)) { request in
            do {
                for try await piece in try #require(request.bodyStream) { bodies.add("\(piece.count)") }
            } catch let error as BodyError {
                bodies.add("\(error.code)")
            }
            return .text("too late")
        }
        let server = try Server.start(router)
        let client = try await RawClient(port: server.port)
        try await client.send(RawClient.get("/slow"))
        let upload = try await RawClient(port: server.port)
        try await upload.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhello")
        await started.pass()
        try await until { bodies.all == ["5"] }
        #expect(await server.drain(within: .milliseconds(50)) == 2)
        await cancelled.pass()
        #expect(try await client.isClosedByServer())
        #expect(try await upload.isClosedByServer())
        try await until { bodies.all == ["5", "serverStopping"] }
        #expect(server.statistics.abandonedRequests == 2)
    }

    @Test("draining twice, or later, does nothing more")
    func twice() async throws {
        let server = try Server.start(echoRouter())
        async let first = server.drain(within: .seconds(30))
        async let second = server.drain(within: .seconds(30))
        #expect(await first == 0)
        #expect(await second == 0)
        #expect(await server.drain(within: .seconds(30)) == 0)
        await #expect(throws: RawClient.Failure.self) { try await RawClient(port: server.port) }
    }

    @Test("a server that is dropped stops; what runs is cut off")
    func dropped() async throws {
        let started = Gate()
        let gate = Gate()
        var router = Router()
        router.get("/slow") { _ in
            started.open()
            await gate.pass()
            return .text("nobody hears this")
        }
        router.get("/events") { _ in .events { stream in _ = await stream.waitForEnd() } }
        var server: Server? = try Server.start(router)
        let port = try #require(server?.port)
        let client = try await RawClient(port: port)
        try await client.send(RawClient.get("/slow"))
        await started.pass()
        let events = try await RawClient(port: port)
        try await events.send(RawClient.get("/events"))
        _ = try await events.answerHead()
        server = nil
        #expect(try await client.isClosedByServer())
        _ = try await events.readToEnd()
        gate.open()
        // The port is free again.
        try await until { (try? Server.start(echoRouter(), port: port)) != nil }
    }

    @Test("a server can be started where one was stopped")
    func restart() async throws {
        let first = try Server.start(echoRouter())
        let port = first.port
        #expect(try await RawClient.ask(first, RawClient.get("/hello")).text == "hello")
        await first.drain(within: .seconds(30))
        let second = try Server.start(echoRouter(), port: port)
        #expect(try await RawClient.ask(second, RawClient.get("/hello")).text == "hello")
        await second.drain(within: .seconds(30))
    }

    @Test("starting fails with a reason")
    func errors() async throws {
        let server = try Server.start(echoRouter())
        func code(_ address: String, _ port: UInt16) -> ServerError.Code? {
            do throws(ServerError) {
                _ = try Server.start(Router(), address: address, port: port)
                return nil
            } catch {
                return error.code
            }
        }
        #expect(code("127.0.0.1", server.port) == .addressInUse)
        #expect(code("localhost", 0) == .invalidAddress)
        #expect(code("", 0) == .invalidAddress)
        #expect(code("192.0.2.1", 0) == .invalidAddress)
        #expect(code("::1", 0) == nil || code("::1", 0) == .invalidAddress)
        await server.drain(within: .zero)
    }
}
