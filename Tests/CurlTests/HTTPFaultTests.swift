import Curl
import PythonTool
import Testing
import Threads

/// Answers that are cut, too large, too slow or not HTTP.
@Suite(.timeLimit(.minutes(1)))
struct HTTPFaultTests {
    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let answer: String
        let code: HTTPClientError.Code?
        let isTransient: Bool
        let isDelimited: Bool

        init(
            _ name: String,
            _ answer: String,
            _ code: HTTPClientError.Code?,
            isTransient: Bool = true,
            isDelimited: Bool = true
        ) {
            self.testDescription = name
            self.answer = answer
            self.code = code
            self.isTransient = isTransient
            self.isDelimited = isDelimited
        }
    }

    static let faults = [
        Fault("short body", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", .truncated),
        Fault("no length and a cut body", "HTTP/1.1 200 OK\r\n\r\n{\"half\":", nil, isDelimited: false),
        Fault("cut chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nshort", .truncated),
        Fault("no last chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n", .truncated),
        Fault("bad chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", .truncated),
        Fault("nothing", "", .connectionLost),
        Fault("half a head", "HTTP/1.1 200 OK\r\nContent-Le", .connectionLost),
        Fault("not HTTP", "220 mail.test ready\r\n", .invalidResponse, isTransient: false),
        Fault("two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n123456", nil),
        Fault("no number", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", .invalidResponse, isTransient: false),
        Fault(
            "unknown encoding",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Encoding: rot13\r\n\r\n12345",
            .invalidResponse,
            isTransient: false
        ),
        Fault(
            "broken gzip",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Encoding: gzip\r\n\r\n12345",
            .invalidResponse,
            isTransient: false
        ),
        Fault(
            "64 KiB of head",
            "HTTP/1.1 200 OK\r\n" + String(repeating: "X-Filler: 0123456789\r\n", count: 4000) + "\r\n",
            .tooLarge,
            isTransient: false
        ),
        Fault(
            "one line of 128 KiB",
            "HTTP/1.1 200 OK\r\nX-Filler: " + String(repeating: "x", count: 128 << 10) + "\r\n\r\n",
            .tooLarge,
            isTransient: false
        ),
        Fault(
            "declared too large",
            "HTTP/1.1 200 OK\r\nContent-Length: 1048577\r\n\r\n",
            .tooLarge,
            isTransient: false
        ),
    ]

    @Test("what becomes of it", arguments: faults)
    func fault(_ fault: Fault) async throws {
        try await ScriptedServer.run { peer in
            _ = try peer.readRequest()
            try peer.write(fault.answer)
        } _: { server in
            let client = try HTTPClientTests.client()
            var request = HTTPClient.Request("GET", server.url())
            request.maximumBodySize = 1 << 20
            do {
                let response = try await client.send(request)
                #expect(fault.code == nil)
                #expect(response.head.isDelimited == fault.isDelimited)
            } catch let error as HTTPClientError {
                #expect(error.code == fault.code, "\(String(reflecting: error))")
                #expect(error.isTransient == fault.isTransient)
                #expect(error.mayHaveArrived)
            }
            await client.close()
        }
    }

    @Test("20 MB in chunks stop at the cap, and so does the server")
    func chunkedOverCap() async throws {
        let written = Recorder<Int>()
        try await ScriptedServer.run { peer in
            _ = try peer.readRequest()
            try peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            let chunk = Array("10000\r\n".utf8) + [UInt8](repeating: 0x78, count: 65536) + Array("\r\n".utf8)
            var count = 0
            defer { written.add(count) }
            while count < 320 {
                try peer.write(chunk)
                count += 1
            }
        } _: { server in
            let client = try HTTPClientTests.client()
            for isStreaming in [false, true] {
                var request = HTTPClient.Request("GET", server.url())
                request.maximumBodySize = 1 << 20
                var received = 0
                let error = await #expect(throws: HTTPClientError.self) {
                    if isStreaming {
                        for try await piece in try await client.stream(request).body { received += piece.count }
                    } else {
                        _ = try await client.send(request)
                    }
                }
                #expect(error?.code == .tooLarge)
                #expect(received <= 1 << 20)
            }
            let counts = await written.wait { $0.count == 2 }
            #expect(counts.allSatisfy { $0 < 320 })
            await client.close()
        }
    }

    @Test("a gzip bomb stops at the cap; what is within it is decompressed")
    func bomb() async throws {
        let script = TestScript.path("gzip_bytes.py")
        let bomb = try await PythonTool.run(script, ["50000000"])
        let harmless = try await PythonTool.run(script, ["1000000"])
        #expect(bomb.count < 100_000)
        try await ScriptedServer.run { peer in
            while true {
                let body = try peer.readRequest().line.contains("bomb") ? bomb : harmless
                let length = "Content-Length: \(body.count)\r\n"
                try peer.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\(length)\r\n")
                try peer.write(body)
            }
        } _: { server in
            let client = try HTTPClientTests.client()
            var request = HTTPClient.Request("GET", server.url("/bomb"))
            request.maximumBodySize = 1 << 20
            #expect(await HTTPClientTests.code { try await client.send(request) } == .tooLarge)
            request.url = server.url("/harmless")
            let response = try await client.send(request)
            #expect(response.body == [UInt8](repeating: 0, count: 1_000_000))
            request.maximumBodySize = 999_999
            #expect(await HTTPClientTests.code { try await client.send(request) } == .tooLarge)
            // A stream would have to hold what its decompressor gives out while its reader makes it wait.
            #expect(await HTTPClientTests.code { try await client.stream(request) } == .invalidResponse)
            await client.close()
        }
    }

    @Test("a drip is too slow")
    func drip() async throws {
        let gone = Gate()
        try await ScriptedServer.run { peer in
            _ = try peer.readRequest()
            try peer.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
            defer { gone.open() }
            while true {
                try peer.write("x")
                if peer.isClosed(within: .milliseconds(200)) { return }
            }
        } _: { server in
            let client = try HTTPClientTests.client()
            var request = HTTPClient.Request("GET", server.url())
            request.minimumRate = HTTPClient.Rate(bytesPerSecond: 100, over: .seconds(1))
            let error = await #expect(throws: HTTPClientError.self) { try await client.send(request) }
            #expect(error?.code == .tooSlow)
            #expect(error?.isTransient == true)
            await gone.wait()
            await client.close()
        }
    }

    @Test("the deadline holds before the head, in the body, and while the reader is slow")
    func deadline() async throws {
        let closed = Recorder<String>()
        try await ScriptedServer.run { peer in
            let line = try peer.readRequest().line
            if !line.contains("silent") { try peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n") }
            if line.contains("flood") {
                while (try? peer.write([UInt8](repeating: 0x78, count: 65536))) != nil {}
            }
            peer.waitForClose()
            closed.add(line)
        } _: { server in
            let client = try HTTPClientTests.client()
            for path in ["/silent", "/head", "/flood"] {
                var request = HTTPClient.Request("GET", server.url(path))
                request.deadline = .milliseconds(300)
                request.maximumBodySize = 1 << 30
                let error = await #expect(throws: HTTPClientError.self) {
                    if path == "/flood" {
                        let body = try await client.stream(request).body
                        // Not read before the server has given up.
                        await closed.wait { $0.count == 3 }
                        for try await _ in body {}
                    } else {
                        _ = try await client.send(request)
                    }
                }
                #expect(error?.code == .timeout)
                #expect(error?.mayHaveArrived == true)
            }
            await closed.wait { $0.count == 3 }
            await client.close()
        }
    }

    @Test("nobody listens, or the name does not exist: surely nothing has arrived")
    func nobody() async throws {
        let server = try ScriptedServer { _ in }
        await server.stop()
        let client = try HTTPClientTests.client()
        for (url, code) in [
            (server.url(), HTTPClientError.Code.connectFailed),
            // RFC 6761, section 6.4: never resolves.
            ("http://nowhere.invalid/", .nameNotResolved),
        ] {
            let error = await #expect(throws: HTTPClientError.self) {
                try await client.send(HTTPClient.Request("POST", url))
            }
            #expect(error?.code == code)
            #expect(error?.isTransient == true)
            #expect(error?.mayHaveArrived == false)
        }
        await client.close()
    }
}
