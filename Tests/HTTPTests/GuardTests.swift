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
