import Testing
import Threads

@testable import HTTP

@Suite(.timeLimit(.minutes(1)))
struct StreamedBodyTests {
    private struct Boom: Error {}

    @Test("a body arrives as it was written, however long it is, and HEAD has none")
    func whole() async throws {
        let written = Lock(0)
        var router = Router()
        router.get("/file") { _ in
            .streamed(type: "text/plain; charset=utf-8", bufferLimit: 2048, headers: ["X-Kind": "log"]) { body in
                try await body.write([])
                for number in 0..<2000 {
                    try await body.write(Array("line \(number) of a long text\n".utf8))
                    written.withLock { $0 += 1 }
                }
                try await body.write([UInt8](repeating: 0x2E, count: 10_000))
            }
        }
        try await withServer(router) { server in
            let client = try await RawClient(port: server.port)
            try await client.send(RawClient.get("/file"))
            let answer = try await client.answer()
            #expect(answer.status == 200)
            #expect(answer["content-type"] == "text/plain; charset=utf-8")
            #expect(answer["transfer-encoding"] == "chunked")
            #expect(answer["x-kind"] == "log")
            let lines = answer.text.split(separator: "\n")
            #expect(lines.count == 2001)
            #expect(lines[1999] == "line 1999 of a long text")
            #expect(lines[2000].count == 10_000)
            try await client.send("HEAD /file HTTP/1.1\r\nHost: a\r\n\r\n")
            let head = try await client.answer(isHead: true)
            #expect(head["content-type"] == "text/plain; charset=utf-8")
            #expect(written.withLock { $0 } == 2000)
        }
    }

    @Test("a body that fails in the middle does not look complete")
    func broken() async throws {
        let errors = Recorder()
        var router = Router()
        router.get("/file") { _ in
            .streamed(type: "text/plain") { body in
                try await body.write(Array("half".utf8))
                throw Boom()
            }
        }
        let report: (inout Server.Configuration) -> Void = { $0.report = { errors.add("\($0)") } }
        try await withServer(router, configure: report) { server in
            let client = try await RawClient(port: server.port)
            try await client.send(RawClient.get("/file"))
            _ = try await client.answerHead()
            await #expect(throws: RawClient.Failure.self) { while try await client.chunk() != nil {} }
            try await until { errors.all == ["Boom()"] }
        }
    }

    @Test("a body goes on to its end while the server is drained, and is broken off when the time is over")
    func drained() async throws {
        let (started, gate, never) = (Gate(), Gate(), Gate())
        var router = Router()
        router.get("/{kind}") { request in
            let kind = request.parameters["kind"]
            return .streamed(type: "text/plain") { body in
                try await body.write(Array("first".utf8))
                if kind == "late" { started.open() }
                await (kind == "late" ? gate : never).pass()
                try await body.write(Array("last".utf8))
            }
        }
        let server = try Server.start(router)
        let late = try await RawClient(port: server.port)
        try await late.send(RawClient.get("/late"))
        _ = try await late.answerHead()
        #expect(try await late.chunk() == Array("first".utf8))
        let stuck = try await RawClient(port: server.port)
        try await stuck.send(RawClient.get("/stuck"))
        _ = try await stuck.answerHead()
        #expect(try await stuck.chunk() == Array("first".utf8))
        await started.pass()
        async let cutOff = server.drain(within: .seconds(2))
        gate.open()
        #expect(try await late.chunk() == Array("last".utf8))
        #expect(try await late.chunk() == nil)
        #expect(await cutOff == 1)
        await #expect(throws: RawClient.Failure.self) { _ = try await stuck.chunk() }
        never.open()
    }

    @Test("whoever writes to a client that has gone is told so")
    func gone() async throws {
        let ends = Recorder()
        var router = Router()
        router.get("/file") { _ in
            .streamed(type: "text/plain", bufferLimit: 1024) { body in
                do {
                    while true { try await body.write([UInt8](repeating: 0x2E, count: 1024)) }
                } catch {
                    ends.add("ended")
                    throw error
                }
            }
        }
        try await withServer(router) { server in
            let client = try await RawClient(port: server.port)
            try await client.send(RawClient.get("/file"))
            _ = try await client.answerHead()
            client.disconnect()
            try await until { ends.all == ["ended"] }
        }
    }
}
