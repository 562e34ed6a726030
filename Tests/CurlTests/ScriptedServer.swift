import CLinux
import Glibc
import Threads

/// A TCP server on a free port of 127.0.0.1 that does to each connection what the test says, on a thread of its own.
final class ScriptedServer: Sendable {
    struct Failed: Error { let errno: Int32 }

    private struct State: Sendable {
        var accepted = 0
        var running = 0
        var isStopped = false
        var sockets: Set<Int32> = []
    }

    /// `SHUT_RDWR`, which Swift sees or does not see depending on the C modules that are loaded before.
    private static let bothWays: Int32 = 2

    let port: UInt16
    private let listener: Int32
    private let state = Lock(State())
    private let ended = Signal()

    /// - Parameter handle: Blocks as it likes. The connection is closed when it returns or throws.
    init(_ handle: @escaping @Sendable (Peer) throws -> Void) throws {
        self.listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = self.listener
        let status = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 512) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        self.port = UInt16(bigEndian: address.sin_port)
        if !status {
            close(self.listener)
            throw Failed(errno: errno)
        }
        Thread.start(name: "test server") {
            while true {
                let socket = accept(self.listener, nil, nil)
                if socket < 0 { break }
                self.serve(socket, handle)
            }
            self.leave(nil)
        }
        self.state.withLock { $0.running += 1 }
    }

    /// How many connections have been taken so far.
    var accepted: Int { self.state.withLock { $0.accepted } }

    /// How many connections are being served.
    var running: Int { self.state.withLock { $0.sockets.count } }

    private func serve(_ socket: Int32, _ handle: @escaping @Sendable (Peer) throws -> Void) {
        let number: Int? = self.state.withLock { state in
            if state.isStopped { return nil }
            state.accepted += 1
            state.running += 1
            state.sockets.insert(socket)
            return state.accepted
        }
        guard let number else {
            close(socket)
            return
        }
        Thread.start(name: "test peer") {
            // The client going away is often what the test is about.
            try? handle(Peer(socket, number: number))
            self.leave(socket)
        }
    }

    private func leave(_ socket: Int32?) {
        self.state.withLock { state in
            if let socket {
                state.sockets.remove(socket)
                close(socket)
            }
            state.running -= 1
        }
        self.ended.send()
    }

    /// Closes everything and waits until every thread is done.
    func stop() async {
        self.state.withLock { state in
            state.isStopped = true
            for socket in state.sockets { shutdown(socket, Self.bothWays) }
        }
        shutdown(self.listener, Self.bothWays)
        while self.state.withLock({ $0.running }) > 0 { await self.ended.wait(for: .seconds(60)) }
        close(self.listener)
    }

    /// Runs `body` with a server and stops it on every path.
    static func run<Result>(
        _ handle: @escaping @Sendable (Peer) throws -> Void,
        _ body: (ScriptedServer) async throws -> Result
    ) async throws -> Result {
        let server = try ScriptedServer(handle)
        do {
            let result = try await body(server)
            await server.stop()
            return result
        } catch {
            await server.stop()
            throw error
        }
    }
}

/// The server's end of one connection.
final class Peer {
    struct Closed: Error {}

    /// From 1, in the order in which connections came.
    let number: Int
    let socket: Int32
    private var unread: [UInt8] = []

    init(_ socket: Int32, number: Int) {
        self.socket = socket
        self.number = number
    }

    /// The next line without its end.
    func readLine() throws -> String {
        while true {
            if let end = self.unread.firstIndex(of: 0x0A) {
                defer { self.unread.removeFirst(end + 1) }
                return String(decoding: self.unread[..<end].filter { $0 != 0x0D }, as: UTF8.self)
            }
            try self.readMore()
        }
    }

    func read(_ count: Int) throws -> [UInt8] {
        while self.unread.count < count { try self.readMore() }
        defer { self.unread.removeFirst(count) }
        return Array(self.unread[..<count])
    }

    private func readMore() throws {
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = recv(self.socket, &buffer, buffer.count, 0)
        if count <= 0 { throw Closed() }
        self.unread.append(contentsOf: buffer[..<count])
    }

    /// Returns when the client has closed the connection.
    func waitForClose() {
        while (try? self.readMore()) != nil { self.unread = [] }
    }

    func write(_ text: String) throws { try self.write(Array(text.utf8)) }

    func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(self.socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count <= 0 { throw Closed() }
            rest = rest.dropFirst(count)
        }
    }

    /// Closes with a reset instead of an orderly end.
    func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(self.socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
    }
}

extension Peer {
    /// Whether the client closes the connection in this time.
    func isClosed(within time: Duration) -> Bool {
        var descriptor = pollfd(fd: self.socket, events: Int16(POLLIN), revents: 0)
        let milliseconds = time.components.seconds * 1000 + time.components.attoseconds / 1_000_000_000_000_000
        return poll(&descriptor, 1, Int32(milliseconds)) > 0
    }
}
