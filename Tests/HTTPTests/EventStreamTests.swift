import Testing
import Threads

@testable import HTTP

@Suite(.timeLimit(.minutes(1)))
struct EventStreamTests {
    private func open(
        _ server: Server,
        _ path: String = "/events",
        receiveBuffer: Int32? = nil
    ) async throws -> RawClient {
        let client = try await RawClient(port: server.port, receiveBuffer: receiveBuffer)
        try await client.send(RawClient.get(path))
        let head = try await client.answerHead()
        #expect(head.status == 200)
        #expect(head["content-type"] == "text/event-stream")
        #expect(head["cache-control"] == "no-store")
        #expect(head["transfer-encoding"] == "chunked")
        return client
    }

    @Test("events arrive as they are sent, and the stream ends with its source")
    func events() async throws {
        let gate = Gate()
        var router = Router()
        router.get("/events") { request in
            let last = request.headers[.lastEventID] ?? "none"
            return .events { stream in
                try await stream.send(id: "1", event: "hello", data: "after \(last)")
                await gate.pass()
                try await stream.send(data: Array("{}".utf8))
            }
        }
        try await withServer(router) { server in
            let client = try await RawClient(port: server.port)
            try await client.send(RawClient.get("/events", "Last-Event-ID: 41"))
            _ = try await client.answerHead()
            let first = try await client.chunk()
            #expect(first == Array("id: 1\nevent: hello\ndata: after 41\n\n".utf8))
            #expect(server.statistics.openEventStreams == 1)
            gate.open()
            let second = try await client.chunk()
            #expect(second == Array("data: {}\n\n".utf8))
            let end = try await client.chunk()
            #expect(end == nil)
            try await until { server.statistics.endedEventStreams == [.finished: 1] }
            #expect(server.statistics.openEventStreams == 0)
            // The connection is as good as before.
            try await client.send(RawClient.get("/none"))
            #expect(try await client.answer().status == 404)
        }
    }

    @Test("a stream can be fed from elsewhere, and ends when it is dropped")
    func outside() async throws {
        let held = Lock<EventStream?>(nil)
        var router = Router()
        router.get("/events") { _ in
            let stream = EventStream()
            held.withLock { $0 = stream }
            return .events(stream)
        }
        try await withServer(router) { server in
            let client = try await self.open(server)
            for number in 0..<100 {
                try await held.withLock { $0 }?.send(data: "\(number)")
                if number % 2 == 0 { try held.withLock { $0 }?.offer(data: "offered".utf8) }
            }
            var text = ""
            while !text.hasSuffix("data: 99\n\n") {
                text += String(decoding: try await client.chunk() ?? [], as: UTF8.self)
            }
            #expect(text.hasPrefix("data: 0\n\ndata: offered\n\ndata: 1\n\ndata: 2\n\n"))
            held.withLock { $0 = nil }
            #expect(try await client.chunk() == nil)
        }
    }

    @Test("text is written as clients read it")
    func encoding() throws {
        func text(_ data: String, id: String? = nil, event: String? = nil) throws -> String {
            String(decoding: try ServerSentEvent.encode(id: id, event: event, data: data.utf8), as: UTF8.self)
        }
        #expect(try text("") == "data: \n\n")
        #expect(try text("a\nb") == "data: a\ndata: b\n\n")
        #expect(try text("a\r\nb\rc\n") == "data: a\ndata: b\ndata: c\ndata: \n\n")
        #expect(try text("\n\n") == "data: \ndata: \ndata: \n\n")
        #expect(try text("é", id: "7", event: "x") == "id: 7\nevent: x\ndata: é\n\n")
        for bad in ["a\nb", "a\r\nb", "a\0"] {
            #expect(throws: EventStreamError.self) { try text("", id: bad) }
            #expect(throws: EventStreamError.self) { try text("", event: bad) }
        }
    }

    @Test("a silent stream is pinged")
    func ping() async throws {
        var router = Router()
        router.get("/events") { _ in .events { stream in _ = await stream.waitForEnd() } }
        let configure = { (configuration: inout Server.Configuration) in configuration.pingInterval = .milliseconds(100)
        }
        try await withServer(router, configure: configure) { server in
            let client = try await self.open(server)
            for _ in 0..<2 { #expect(try await client.chunk() == Array(": ping\n\n".utf8)) }
        }
    }

    @Test("the source learns that the client has gone, and is cancelled")
    func clientGone() async throws {
        let ended = Recorder()
        var router = Router()
        router.get("/events") { _ in
            .events { stream in
                try await stream.send(data: "hello")
                ended.add("\(await stream.waitForEnd()?.rawValue ?? "cancelled")")
                do {
                    try await stream.send(data: "anyone?")
                } catch let error as EventStreamError {
                    ended.add("\(error.code)")
                    throw error
                }
            }
        }
        try await withServer(router) { server in
            let client = try await self.open(server)
            _ = try await client.chunk()
            client.disconnect()
            try await until { ended.all.count == 2 }
            #expect(ended.all == ["client_gone", "ended"])
            try await until { server.statistics.endedEventStreams == [.clientGone: 1] }
            #expect(server.statistics.openEventStreams == 0)
        }
    }

    @Test("a source that waits for room holds up nobody but itself, and is released when the client reads")
    func backPressure() async throws {
        let sent = Lock(0)
        let count = 20_000
        let line = String(repeating: "x", count: 1000)
        var router = Router()
        router.get("/events") { _ in
            .events { stream in
                for number in 0..<count {
                    try await stream.send(id: "\(number)", data: line)
                    sent.withLock { $0 += 1 }
                }
            }
        }
        router.get("/hello") { _ in .text("hello") }
        try await withServer(router) { server in
            let client = try await self.open(server, receiveBuffer: 4096)
            // Until it stands still: the buffers of the kernel and of the stream are full.
            var before = -1
            var now = 0
            while before != now || now == 0 {
                before = now
                for _ in 0..<20 { #expect(try await RawClient.ask(server, RawClient.get("/hello")).text == "hello") }
                now = sent.withLock { $0 }
            }
            #expect(now < count)
            var received = 0
            while let chunk = try await client.chunk() { received += chunk.count { $0 == UInt8(ascii: "d") } }
            // "id" and "data" of each.
            #expect(received == 2 * count)
            #expect(sent.withLock { $0 } == count)
        }
    }

    @Test("a client that does not read is disconnected, and counted")
    func stalled() async throws {
        let ended = Recorder()
        var router = Router()
        router.get("/events") { _ in
            .events { stream in
                defer { ended.add(stream.end?.rawValue ?? "open") }
                while true { try await stream.send(data: String(repeating: "x", count: 10_000)) }
            }
        }
        let configure = { (configuration: inout Server.Configuration) in configuration.stallLimit = .milliseconds(300) }
        try await withServer(router, configure: configure) { server in
            let client = try await self.open(server, receiveBuffer: 4096)
            try await until { server.statistics.endedEventStreams == [.tooSlow: 1] }
            try await until { ended.all == ["too_slow"] }
            // What was in flight arrives, and then the end, which is not the end of a body.
            let rest = try await client.readToEnd()
            #expect(rest.suffix(5) != Array("0\r\n\r\n".utf8)[...])
        }
    }

    @Test("a client that takes nothing and has closed its side is not waited for")
    func halfClosed() async throws {
        var router = Router()
        router.get("/events") { _ in
            .events { stream in
                while true { try await stream.send(data: String(repeating: "x", count: 10_000)) }
            }
        }
        let configure = { (configuration: inout Server.Configuration) in
            configuration.stallLimit = .seconds(600)
            configuration.idleTimeout = .seconds(600)
        }
        try await withServer(router, configure: configure) { server in
            let client = try await self.open(server, receiveBuffer: 4096)
            client.finishSending()
            try await until { server.statistics.endedEventStreams == [.clientGone: 1] }
            _ = try await client.readToEnd()
        }
    }

    @Test("an event offered to a full buffer ends the stream at once")
    func offered() async throws {
        let held = Lock<EventStream?>(nil)
        var router = Router()
        router.get("/events") { _ in
            let stream = EventStream(bufferLimit: 10_000)
            held.withLock { $0 = stream }
            return .events(stream)
        }
        try await withServer(router) { server in
            let client = try await self.open(server, receiveBuffer: 4096)
            let stream = try #require(held.withLock { $0 })
            let event = Array(repeating: UInt8(ascii: "x"), count: 5000)
            #expect(throws: EventStreamError.self) {
                while true { try stream.offer(data: event) }
            }
            #expect(stream.end == .tooSlow)
            try await until { server.statistics.endedEventStreams == [.tooSlow: 1] }
            _ = try await client.readToEnd()
        }
    }

    @Test("an event that no buffer can hold is refused")
    func tooLarge() async throws {
        let stream = EventStream(bufferLimit: 1024)
        await #expect(throws: EventStreamError.self) {
            try await stream.send(data: String(repeating: "x", count: 2000))
        }
        #expect(stream.end == nil)
        stream.finish()
        #expect(stream.end == .finished)
        #expect(await stream.waitForEnd() == .finished)
        await #expect(throws: EventStreamError.self) { try await stream.send(data: "x") }
    }

    @Test("more streams than allowed are refused")
    func limit() async throws {
        var router = Router()
        router.get("/events") { _ in .events { stream in _ = await stream.waitForEnd() } }
        let configure = { (configuration: inout Server.Configuration) in configuration.eventStreamLimit = 1 }
        try await withServer(router, configure: configure) { server in
            let first = try await self.open(server)
            let second = try await RawClient.ask(server, RawClient.get("/events"))
            #expect(second.status == 503)
            #expect(second["retry-after"] == "10")
            first.disconnect()
            try await until { server.statistics.openEventStreams == 0 }
            _ = try await self.open(server)
            #expect(server.statistics.endedEventStreams[.refused] == 1)
        }
    }

    @Test("HEAD gets the header, and no source is started")
    func head() async throws {
        let started = Recorder()
        var router = Router()
        router.get("/events") { _ in .events { _ in started.add("started") } }
        try await withServer(router) { server in
            let client = try await RawClient(port: server.port)
            try await client.send("HEAD /events HTTP/1.1\r\nHost: a\r\n\r\n")
            let answer = try await client.answer(isHead: true)
            #expect(answer["content-type"] == "text/event-stream")
            #expect(answer["content-length"] == nil)
            #expect(try await client.isClosedByServer())
            #expect(started.all.isEmpty)
        }
    }

    @Test("to HTTP/1.0 a stream ends with the connection")
    func http10() async throws {
        var router = Router()
        router.get("/events") { _ in
            .events { stream in
                for number in 0..<1000 { try await stream.send(data: "\(number)") }
            }
        }
        try await withServer(router) { server in
            let client = try await RawClient(port: server.port)
            try await client.send("GET /events HTTP/1.0\r\n\r\n")
            let answer = try await client.answer()
            #expect(answer["transfer-encoding"] == nil)
            #expect(answer["connection"] == "close")
            #expect(answer.text == (0..<1000).map { "data: \($0)\n\n" }.joined())
        }
    }

    @Test("a source that fails breaks the stream off, and is reported")
    func failure() async throws {
        let reported = Recorder()
        var router = Router()
        router.get("/events") { _ in
            .events { stream in
                try await stream.send(data: "hello")
                throw RawClient.Failure(description: "broken")
            }
        }
        let configure = { (configuration: inout Server.Configuration) in
            configuration.report = { reported.add("\($0)") }
        }
        try await withServer(router, configure: configure) { server in
            let client = try await RawClient(port: server.port)
            try await client.send(RawClient.get("/events"))
            let all = try await client.readToEnd()
            #expect(all.suffix(5) != Array("0\r\n\r\n".utf8)[...])
            try await until { reported.all == ["broken"] }
            try await until { server.statistics.endedEventStreams == [.failed: 1] }
        }
    }

    @Test("the same stream answered twice is a fault of ours, not of the first client")
    func twice() async throws {
        let stream = EventStream()
        var router = Router()
        router.get("/events") { _ in .events(stream) }
        try await withServer(router) { server in
            let first = try await self.open(server)
            let second = try await RawClient.ask(server, RawClient.get("/events"))
            #expect(second.status == 500)
            try await stream.send(data: "hello")
            #expect(try await first.chunk() == Array("data: hello\n\n".utf8))
        }
    }

    @Test("two hundred streams get each event")
    func many() async throws {
        let streams = Lock<[EventStream]>([])
        var router = Router()
        router.get("/events") { _ in
            let stream = EventStream()
            streams.withLock { $0.append(stream) }
            return .events(stream)
        }
        try await withServer(router) { server in
            var clients: [RawClient] = []
            for _ in 0..<200 { clients.append(try await self.open(server)) }
            for number in 0..<10 {
                for stream in streams.withLock({ $0 }) { try stream.offer(id: "\(number)", data: "tick".utf8) }
            }
            for client in clients {
                var text = ""
                while !text.hasSuffix("id: 9\ndata: tick\n\n") {
                    text += String(decoding: try #require(try await client.chunk()), as: UTF8.self)
                }
                #expect(text == (0..<10).map { "id: \($0)\ndata: tick\n\n" }.joined())
            }
        }
    }
}
