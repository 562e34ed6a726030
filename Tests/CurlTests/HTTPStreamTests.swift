import Curl
import Glibc
import Testing
import Threads

@Suite(.timeLimit(.minutes(1)))
struct HTTPStreamTests {
    @Test("the head comes before the body, and each piece when it arrives")
    func pieces() async throws {
        let gates = (0..<3).map { _ in Gate() }
        try await ScriptedServer.run { peer in
            _ = try peer.readRequest()
            try peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-Here: yes\r\n\r\n")
            for (number, gate) in gates.enumerated() {
                gate.block()
                try peer.write("6\r\npiece\(number)\r\n")
            }
            try peer.write("0\r\n\r\n")
            peer.waitForClose()
        } _: { server in
            let client = try HTTPClientTests.client()
            let response = try await client.stream(HTTPClient.Request("GET", server.url()))
            #expect(response.head.status == 200)
            #expect(response.head.headers["x-here"] == "yes")
            #expect(response.head.isDelimited)
            var pieces = response.body.makeAsyncIterator()
            for (number, gate) in gates.enumerated() {
                gate.open()
                #expect(try await pieces.next() == Array("piece\(number)".utf8))
            }
            #expect(try await pieces.next() == nil)
            #expect(try await pieces.next() == nil)
            await client.close()
        }
    }

    @Test("a reader that does not read stops the server; then all of it arrives in order")
    func backPressure() async throws {
        let total = 64 << 20
        let stalled = Recorder<Int>()
        try await ScriptedServer.run { peer in
            _ = try peer.readRequest()
            try peer.write("HTTP/1.1 200 OK\r\nContent-Length: \(total)\r\n\r\n")
            var offset = 0
            while offset < total {
                // No room for half a second: the client has stopped taking.
                if !peer.canWrite(within: .milliseconds(500)) { stalled.add(offset) }
                offset += try peer.writeSome(Self.pattern(offset, min(65536, total - offset)))
            }
            peer.waitForClose()
        } _: { server in
            let client = try HTTPClientTests.client()
            var request = HTTPClient.Request("GET", server.url())
            request.maximumBodySize = total
            let body = try await client.stream(request).body
            let sent = await stalled.wait { !$0.isEmpty }[0]
            // What the two kernels hold for a connection, 6 MiB at most on either side, and our 256 KiB.
            #expect(sent < 16 << 20)
            var offset = 0
            for try await piece in body {
                #expect(piece.count <= 300 << 10)
                if piece != Self.pattern(offset, piece.count) { Issue.record("wrong bytes after \(offset)") }
                offset += piece.count
            }
            #expect(offset == total)
            await client.close()
        }
    }

    /// Bytes that tell where in the stream they belong.
    private static func pattern(_ offset: Int, _ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            for index in 0..<count { buffer[index] = UInt8(truncatingIfNeeded: (offset + index) &* 7 >> 4) }
            initialized = count
        }
    }

    @Test("many streams at once, readers of different patience")
    func many() async throws {
        let total = 2 << 20
        try await ScriptedServer.run { peer in
            _ = try peer.readRequest()
            try peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            let chunk = Array("8000\r\n".utf8) + [UInt8](repeating: 0x78, count: 0x8000) + Array("\r\n".utf8)
            for _ in 0..<(total / 0x8000) { try peer.write(chunk) }
            try peer.write("0\r\n\r\n")
            peer.waitForClose()
        } _: { server in
            let client = try HTTPClientTests.client()
            try await withThrowingTaskGroup { group in
                for number in 0..<40 {
                    group.addTask {
                        var received = 0
                        for try await piece in try await client.stream(HTTPClient.Request("GET", server.url())).body {
                            received += piece.count
                            for _ in 0..<(number * 10) { await Task.yield() }
                        }
                        #expect(received == total)
                    }
                }
                try await group.waitForAll()
            }
            await client.close()
        }
    }

    /// A server that goes on sending until the client closes.
    private func endless(_ body: (ScriptedServer, Recorder<Int>) async throws -> Void) async throws {
        let closed = Recorder<Int>()
        try await ScriptedServer.run { peer in
            _ = try peer.readRequest()
            try peer.write("HTTP/1.1 200 OK\r\n\r\n")
            while (try? peer.write([UInt8](repeating: 0x78, count: 65536))) != nil {}
            closed.add(peer.number)
        } _: { server in
            try await body(server, closed)
        }
    }

    @Test("letting go of the body closes the connection")
    func letGo() async throws {
        try await self.endless { server, closed in
            let client = try HTTPClientTests.client()
            var request = HTTPClient.Request("GET", server.url())
            request.maximumBodySize = .max
            for try await _ in try await client.stream(request).body { break }
            await closed.wait { !$0.isEmpty }
            _ = try await client.stream(request).head
            await closed.wait { $0.count == 2 }
            await client.close()
        }
    }

    @Test("cancelling a reader ends the stream and closes the connection")
    func cancel() async throws {
        try await self.endless { server, closed in
            let client = try HTTPClientTests.client()
            let read = Recorder<Int>()
            var request = HTTPClient.Request("GET", server.url())
            request.maximumBodySize = .max
            let task = Task { [request] in
                await HTTPClientTests.code {
                    for try await piece in try await client.stream(request).body { read.add(piece.count) }
                }
            }
            await read.wait { $0.count > 3 }
            task.cancel()
            #expect(await task.value == .cancelled)
            await closed.wait { !$0.isEmpty }
            await client.close()
        }
    }

    @Test("a stream keeps its client, and a closed client ends its streams")
    func lifetime() async throws {
        try await self.endless { server, closed in
            var request = HTTPClient.Request("GET", server.url())
            request.maximumBodySize = .max
            var client: HTTPClient? = try HTTPClientTests.client()
            var pieces = try await client?.stream(request).body.makeAsyncIterator()
            client = nil
            for _ in 0..<10 { #expect(try await pieces?.next()?.isEmpty == false) }
            pieces = nil
            await closed.wait { !$0.isEmpty }

            let other = try HTTPClientTests.client()
            let body = try await other.stream(request).body
            await other.close()
            let code = await HTTPClientTests.code { for try await _ in body {} }
            #expect(code == .closed)
            await closed.wait { $0.count == 2 }
        }
    }

    @Test("what had arrived before a failure is handed over first")
    func partial() async throws {
        try await ScriptedServer.run { peer in
            _ = try peer.readRequest()
            try peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
        } _: { server in
            let client = try HTTPClientTests.client()
            var pieces = try await client.stream(HTTPClient.Request("GET", server.url())).body.makeAsyncIterator()
            #expect(try await pieces.next() == Array("half".utf8))
            let error = await #expect(throws: HTTPClientError.self) { try await pieces.next() }
            #expect(error?.code == .truncated)
            await client.close()
        }
    }
}

extension Peer {
    func canWrite(within time: Duration) -> Bool {
        var descriptor = pollfd(fd: self.socket, events: Int16(POLLOUT), revents: 0)
        let milliseconds = time.components.seconds * 1000 + time.components.attoseconds / 1_000_000_000_000_000
        return poll(&descriptor, 1, Int32(milliseconds)) > 0
    }

    /// Writes what there is room for, at least one byte.
    func writeSome(_ bytes: [UInt8]) throws -> Int {
        let count = bytes.withUnsafeBytes { send(self.socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        if count <= 0 { throw Closed() }
        return count
    }
}
