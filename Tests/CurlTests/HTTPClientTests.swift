import Curl
import Glibc
import Testing
import Threads

/// Requests, answers and connections, against a server that does exactly what the test says.
@Suite(.timeLimit(.minutes(1)))
struct HTTPClientTests {
    static func client(_ policy: AddressPolicy = .any) throws -> HTTPClient {
        try HTTPClient(HTTPClient.Configuration(addressPolicy: policy))
    }

    static func code(
        _ body: () async throws -> some Any
    ) async -> HTTPClientError.Code? {
        do {
            _ = try await body()
            return nil
        } catch {
            return (error as? HTTPClientError)?.code
        }
    }

    @Test("a request as the server gets it, and its answer")
    func exchange() async throws {
        let requests = Recorder<ReceivedRequest>()
        try await ScriptedServer.run { peer in
            requests.add(try peer.readRequest())
            try peer.answer("grüezi", status: "201 Created", headers: "X-Twice: 1\r\nx-twice:  2 \r\nX-Empty:\r\n")
        } _: { server in
            let client = try Self.client()
            let request = HTTPClient.Request(
                "POST",
                server.url("/a/b?c=d"),
                headers: ["Authorization": "Bearer secret", "X-Empty": "", "Content-Type": "application/json"],
                body: Array("{}".utf8)
            )
            let response = try await client.send(request)
            #expect(response.status == 201)
            #expect(response.body == Array("grüezi".utf8))
            #expect(response.headers.values(of: "X-TWICE") == ["1", "2"])
            #expect(response.headers["x-empty"] == "")
            #expect(response.headers["x-none"] == nil)
            #expect(response.head.isDelimited)
            await client.close()
            let received = requests.all[0]
            #expect(received.line == "POST /a/b?c=d HTTP/1.1")
            #expect(received.body == Array("{}".utf8))
            let names = received.headers.map { $0.prefix { $0 != ":" }.lowercased() }.sorted()
            let expected = [
                "accept", "accept-encoding", "authorization", "content-length", "content-type", "host", "user-agent",
                "x-empty",
            ]
            #expect(names == expected)
            #expect(received.header("host") == "127.0.0.1:\(server.port)")
            #expect(received.header("user-agent") == "Stagecoach")
            #expect(received.header("authorization") == "Bearer secret")
        }
    }

    @Test("every method, with and without a body")
    func methods() async throws {
        let requests = Recorder<ReceivedRequest>()
        try await ScriptedServer.run { peer in
            while true {
                let request = try peer.readRequest()
                requests.add(request)
                if request.line.hasPrefix("HEAD") {
                    try peer.write("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")
                } else {
                    try peer.answer("ok")
                }
            }
        } _: { server in
            let client = try Self.client()
            for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PURGE"] {
                let response = try await client.send(HTTPClient.Request(method, server.url()))
                #expect(response.body == (method == "HEAD" ? [] : Array("ok".utf8)))
                #expect(response.head.isDelimited)
                let received = try #require(requests.all.last)
                #expect(received.line == "\(method) / HTTP/1.1")
                let length = ["POST", "PUT", "PATCH"].contains(method) ? "0" : nil
                #expect(received.header("content-length") == length)
                #expect(received.header("content-type") == nil)
            }
            for method in ["POST", "PUT", "PATCH", "DELETE"] {
                _ = try await client.send(HTTPClient.Request(method, server.url(), body: [1, 0, 2]))
                #expect(requests.all.last?.line == "\(method) / HTTP/1.1")
                #expect(requests.all.last?.body == [1, 0, 2])
            }
            #expect(client.connectionsOpened == 1)
            await client.close()
        }
    }

    @Test("a body of several MiB, at once and without a question first")
    func largeBody() async throws {
        let body = (0..<(5 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        let requests = Recorder<ReceivedRequest>()
        try await ScriptedServer.run { peer in
            requests.add(try peer.readRequest())
            try peer.answer("ok")
        } _: { server in
            let client = try Self.client()
            _ = try await client.send(HTTPClient.Request("PUT", server.url(), body: body))
            #expect(requests.all[0].body == body)
            #expect(requests.all[0].header("expect") == nil)
            #expect(requests.all[0].header("transfer-encoding") == nil)
            await client.close()
        }
    }

    @Test("a connection is used again")
    func reuse() async throws {
        try await ScriptedServer.run { peer in
            while true {
                let request = try peer.readRequest()
                try peer.answer(request.line)
            }
        } _: { server in
            let client = try Self.client()
            for number in 0..<20 {
                let response = try await client.send(HTTPClient.Request("GET", server.url("/\(number)")))
                #expect(response.body == Array("GET /\(number) HTTP/1.1".utf8))
            }
            #expect(client.connectionsOpened == 1)
            #expect(server.accepted == 1)
            await client.close()
        }
    }

    @Test("two hundred requests at the same time, none answered before all have arrived")
    func concurrent() async throws {
        let count = 200
        let arrived = Recorder<String>()
        let all = Gate()
        try await ScriptedServer.run { peer in
            while true {
                let request = try peer.readRequest()
                arrived.add(request.line)
                all.block()
                try peer.answer(request.line)
            }
        } _: { server in
            let client = try Self.client()
            try await withThrowingTaskGroup { group in
                for number in 0..<count {
                    group.addTask {
                        let response = try await client.send(HTTPClient.Request("GET", server.url("/\(number)")))
                        #expect(response.body == Array("GET /\(number) HTTP/1.1".utf8))
                    }
                }
                await arrived.wait { $0.count == count }
                all.open()
                try await group.waitForAll()
            }
            #expect(Set(arrived.all).count == count)
            #expect(client.connectionsOpened == count)
            await client.close()
        }
    }

    @Test("redirects are answers, and are not followed")
    func redirect() async throws {
        try await ScriptedServer.run { peer in
            _ = try peer.readRequest()
            try peer.answer("", status: "302 Found", headers: "Location: /elsewhere\r\n")
            _ = try peer.readRequest()
        } _: { server in
            let client = try Self.client()
            let response = try await client.send(HTTPClient.Request("GET", server.url()))
            #expect(response.status == 302)
            #expect(response.headers["Location"] == "/elsewhere")
            await client.close()
            #expect(server.accepted == 1)
        }
    }

    @Test("interim answers, folded lines and trailers")
    func oddities() async throws {
        try await ScriptedServer.run { peer in
            _ = try peer.readRequest()
            try peer.write("HTTP/1.1 103 Early Hints\r\nX-Hint: 1\r\n\r\n")
            try peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-Folded: a\r\n  b\r\n\r\n")
            try peer.write("3\r\nabc\r\n0\r\nX-Trailer: 1\r\n\r\n")
        } _: { server in
            let client = try Self.client()
            let response = try await client.send(HTTPClient.Request("GET", server.url()))
            #expect(response.status == 200)
            #expect(response.body == Array("abc".utf8))
            #expect(response.headers["X-Hint"] == nil)
            #expect(response.headers["X-Trailer"] == nil)
            #expect(response.headers["X-Folded"] == "a b")
            #expect(response.head.isDelimited)
            await client.close()
        }
    }

    @Test("cancelling ends the request at once, for the caller and for the server")
    func cancel() async throws {
        let arrived = Recorder<Int>()
        let closed = Recorder<Int>()
        try await ScriptedServer.run { peer in
            _ = try peer.readRequest()
            arrived.add(peer.number)
            peer.waitForClose()
            closed.add(peer.number)
        } _: { server in
            let client = try Self.client()
            let tasks = (0..<50).map { _ in
                Task { await Self.code { try await client.send(HTTPClient.Request("GET", server.url())) } }
            }
            await arrived.wait { $0.count == 50 }
            for task in tasks { task.cancel() }
            for task in tasks { #expect(await task.value == .cancelled) }
            await closed.wait { $0.count == 50 }
            await client.close()
        }
    }

    @Test("a task that is cancelled already sends nothing that it waits for")
    func cancelledAlready() async throws {
        try await ScriptedServer.run { peer in
            _ = try peer.readRequest()
            peer.waitForClose()
        } _: { server in
            let client = try Self.client()
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return await Self.code { try await client.send(HTTPClient.Request("GET", server.url())) }
            }
            #expect(await task.value == .cancelled)
            await client.close()
        }
    }

    @Test("closing ends what is under way, or lets it end")
    func close() async throws {
        let arrived = Recorder<Int>()
        let gate = Gate()
        try await ScriptedServer.run { peer in
            _ = try peer.readRequest()
            arrived.add(peer.number)
            gate.block()
            try peer.answer("late")
        } _: { server in
            let patient = try Self.client()
            let hasty = try Self.client()
            let kept = Task { try await patient.send(HTTPClient.Request("GET", server.url())) }
            let lost = Task { await Self.code { try await hasty.send(HTTPClient.Request("GET", server.url())) } }
            await arrived.wait { $0.count == 2 }
            await hasty.close()
            #expect(await lost.value == .closed)
            async let closed: Void = patient.close(grace: .seconds(30))
            gate.open()
            #expect(try await kept.value.body == Array("late".utf8))
            await closed
            #expect(await Self.code { try await patient.send(HTTPClient.Request("GET", server.url())) } == .closed)
            await patient.close()
        }
    }

    @Test("a connection that ends without an answer: the request is not sent again behind our back")
    func noRetry() async throws {
        let requests = Recorder<String>()
        try await ScriptedServer.run { peer in
            requests.add(try peer.readRequest().line)
            try peer.answer("ok")
            // The second request on this connection is read and gets no answer, like one that made the server fall.
            requests.add(try peer.readRequest().line)
        } _: { server in
            for method in ["GET", "POST"] {
                let client = try Self.client()
                let before = requests.all.count
                _ = try await client.send(HTTPClient.Request(method, server.url("/first")))
                let error = await #expect(throws: HTTPClientError.self) {
                    try await client.send(HTTPClient.Request(method, server.url("/second")))
                }
                #expect(error?.code == .connectionLost)
                #expect(error?.mayHaveArrived == true)
                #expect(error?.isTransient == true)
                let sent = requests.all[before...]
                #expect(sent == ["\(method) /first HTTP/1.1", "\(method) /second HTTP/1.1"])
                await client.close()
            }
        }
    }

    // In a process of its own: other suites of this one have threads and sockets as well.
    @Test("no thread and no descriptor is left, closed or not")
    func leaks() async {
        await #expect(processExitsWith: .success) {
            try await ScriptedServer.run { peer in
                while true {
                    _ = try peer.readRequest()
                    if peer.number % 3 == 0 { return }
                    try peer.answer("ok")
                }
            } _: { server in
                func use(_ closes: Bool) async throws {
                    let client = try HTTPClientTests.client()
                    for _ in 0..<5 { _ = try? await client.send(HTTPClient.Request("GET", server.url())) }
                    let stream = try? await client.stream(HTTPClient.Request("GET", server.url()))
                    if Usage.threads("http client") == 0 || stream?.head.status == 0 { exit(2) }
                    if closes { await client.close() }
                }
                // What the process opens once is open after the first.
                try await use(true)
                let none = await Usage.settles { Usage.threads("http client") == 0 && server.running == 0 }
                let sockets = Usage.sockets()
                for number in 0..<20 { try await use(number % 2 == 0) }
                let still = await Usage.settles { Usage.threads("http client") == 0 && Usage.sockets() <= sockets }
                if !none || !still { exit(1) }
            }
        }
    }

    @Test("proxies named in the environment are ignored")
    func proxy() async {
        await #expect(processExitsWith: .success) {
            for name in ["http_proxy", "https_proxy", "all_proxy", "ALL_PROXY"] {
                setenv(name, "http://127.0.0.1:1", 1)
            }
            unsetenv("no_proxy")
            try await ScriptedServer.run { peer in
                _ = try peer.readRequest()
                try peer.answer("ok")
            } _: { server in
                let client = try HTTPClientTests.client()
                _ = try await client.send(HTTPClient.Request("GET", server.url()))
                await client.close()
            }
        }
    }
}
