import HTTP
import Testing

/// Requests that two readers could read in two ways, and what a server must not guess about.
@Suite(.timeLimit(.minutes(2)))
struct GuardTests {
    @Test("is refused, and the connection closed", arguments: GuardCases.framing)
    func framing(_ test: RequestCase) async throws {
        try await withServer(echoRouter()) { server in
            let client = try await RawClient(port: server.port)
            try await client.send(test.request)
            let answer = try await client.answer()
            #expect(answer.status == test.status)
            #expect(answer.problemCode == test.code)
            #expect(answer["connection"] == "close")
            #expect(try await client.isClosedByServer())
            #expect(server.statistics.refusals.values.reduce(0, +) == 1)
        }
    }

    @Test("is refused with what fits", arguments: GuardCases.targets)
    func target(_ test: RequestCase) async throws {
        try await withServer(echoRouter()) { server in
            let answer = try await RawClient.ask(server, test.request)
            #expect(answer.status == test.status)
            #expect(answer.problemCode == test.code)
            #expect((answer["allow"] != nil) == (test.status == 405))
            #expect(answer["x-content-type-options"] == "nosniff")
        }
    }

    @Test("is refused by the library", arguments: GuardCases.library)
    func library(_ test: RequestCase) async throws {
        try await withServer(echoRouter()) { server in
            let answer = try await RawClient.ask(server, test.request)
            #expect(answer.status == test.status)
        }
    }

    @Test("more than a hundred fields are refused")
    func manyFields() async throws {
        try await withServer(echoRouter()) { server in
            let fields = (0..<99).map { "X-\($0): a\r\n" }.joined()
            let answer = try await RawClient.ask(server, "GET /hello HTTP/1.1\r\nHost: a\r\n\(fields)\r\n")
            #expect(answer.status == 200)
            let more = try await RawClient.ask(server, "GET /hello HTTP/1.1\r\nHost: a\r\nX-A: b\r\n\(fields)\r\n")
            #expect(more.status == 431)
            #expect(more.problemCode == "header_too_large")
        }
    }

    @Test("a header of more than 16 KiB is refused", arguments: [16_384, 20_000, 31_000, 32_000])
    func largeHead(_ size: Int) async throws {
        try await withServer(echoRouter()) { server in
            let start = "GET /hello HTTP/1.1\r\nHost: a\r\nX-A: "
            let request = start + String(repeating: "a", count: size - start.utf8.count - 4) + "\r\n\r\n"
            let answer = try await RawClient.ask(server, request)
            #expect(answer.status == (size > 16_384 ? 431 : 200))
            if size > 16_384 { #expect(answer.problemCode == "header_too_large") }
        }
    }

    /// The check for hidden bytes looks at distances in memory: they must not depend on how the bytes came.
    @Test("a request that comes in pieces is the same request", arguments: [1, 2, 7, 100, 1000, 3000])
    func pieces(_ size: Int) async throws {
        try await withServer(echoRouter()) { server in
            let client = try await RawClient(port: server.port)
            let fields = (0..<60).map { "X-Field-\($0): \(String(repeating: "v", count: $0 * 4))\r\n" }.joined()
            let small = RawClient.get("/hello")
            let large = "POST /echo HTTP/1.1\r\nHost: a\r\n\(fields)Content-Length: 5\r\n\r\nhello"
            let hidden = "GET /hello HTTP/1.1\r\nHost: a\r\n\(fields)X-A: b\n\r\n"
            for (request, status) in [(small, 200), (large, 200), (large + small, 200), (hidden, 400)] {
                let bytes = Array(request.utf8)
                for start in stride(from: 0, to: bytes.count, by: size) {
                    try await client.send(Array(bytes[start..<min(start + size, bytes.count)]))
                }
                let answer = try await client.answer()
                #expect(answer.status == status)
                if request == large + small { #expect(try await client.answer().text == "hello") }
            }
        }
    }

    @Test("is served", arguments: GuardCases.fine)
    func fine(_ test: RequestCase) async throws {
        try await withServer(echoRouter()) { server in
            let answer = try await RawClient.ask(server, test.request)
            #expect(answer.status == test.status)
            #expect(server.statistics.refusals.isEmpty)
        }
    }

    @Test("a second request hidden in a body stays in it")
    func smuggling() async throws {
        try await withServer(echoRouter()) { server in
            let hidden = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"
            let client = try await RawClient(port: server.port)
            try await client.send(RawClient.post("/echo", hidden))
            #expect(try await client.answer().text == hidden)
            // With a length that says less than was sent, and one that says nothing of chunks.
            try await client.send(
                "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n\(hidden)"
            )
            #expect(try await client.answer().status == 400)
            #expect(try await client.isClosedByServer())
        }
    }
}
