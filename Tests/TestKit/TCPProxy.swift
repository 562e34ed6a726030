import Glibc
import Threads

/// Stands between a client and a server on the loopback interface and can play a broken network.
public final class TCPProxy: Sendable {
    private struct State: Sendable {
        var sockets: Set<Int32> = []
        var isFrozen = false
        var isRefusing = false
        var isClosed = false
        var connections = 0
    }

    public let port: Int32
    private let listener: Int32
    private let target: Int32
    private let state = Lock(State())

    /// - Parameter target: The server's port.
    public init(to target: Int32) throws {
        self.target = target
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        var address = TCPProxy.loopback(port: 0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, size) == 0 && Glibc.listen(listener, 64) == 0
                    && getsockname(listener, address, &size) == 0
            }
        }
        guard isBound else { throw CannotListen() }
        self.port = Int32(UInt16(bigEndian: address.sin_port))
        Thread.start(name: "proxy") { self.accept() }
    }

    struct CannotListen: Error {}

    /// How many connections have been made through it.
    public var connections: Int { self.state.withLock { $0.connections } }

    /// Breaks all connections.
    public func cut() {
        self.state.withLock { state in
            for socket in state.sockets { shutdown(socket, Int32(SHUT_RDWR)) }
        }
    }

    /// Passes nothing on any more, in no direction, and says nothing of it.
    public func freeze() { self.state.withLock { $0.isFrozen = true } }
    public func thaw() { self.state.withLock { $0.isFrozen = false } }

    /// Breaks all connections and lets no new ones through, until ``admit()``.
    public func refuse() {
        self.state.withLock { $0.isRefusing = true }
        self.cut()
    }
    public func admit() { self.state.withLock { $0.isRefusing = false } }

    public func close() {
        self.state.withLock { $0.isClosed = true }
        shutdown(self.listener, Int32(SHUT_RDWR))
        self.cut()
    }

    private func accept() {
        while !self.state.withLock({ $0.isClosed }) {
            let client = Glibc.accept(self.listener, nil, nil)
            if client < 0 { continue }
            let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = TCPProxy.loopback(port: UInt16(self.target))
            let isConnected = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
            guard isConnected, !self.state.withLock({ $0.isRefusing }) else {
                Glibc.close(client)
                Glibc.close(server)
                continue
            }
            self.state.withLock { state in
                state.sockets.formUnion([client, server])
                state.connections += 1
            }
            let ends = Lock(2)
            for (from, to) in [(client, server), (server, client)] {
                Thread.start(name: "proxy") {
                    self.pass(from: from, to: to)
                    shutdown(to, Int32(SHUT_RDWR))
                    let isLast = ends.withLock { count in
                        count -= 1
                        return count == 0
                    }
                    guard isLast else { return }
                    self.state.withLock { $0.sockets.subtract([client, server]) }
                    Glibc.close(client)
                    Glibc.close(server)
                }
            }
        }
        Glibc.close(self.listener)
    }

    private func pass(from: Int32, to: Int32) {
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            // Frozen: leave the bytes where they are, so that the sender's window closes too.
            while self.state.withLock({ $0.isFrozen && !$0.isClosed }) { usleep(1000) }
            let count = read(from, &buffer, buffer.count)
            if count <= 0 { return }
            var sent = 0
            while sent < count {
                let written = buffer.withUnsafeBytes { send(to, $0.baseAddress! + sent, count - sent, 0x4000) }
                if written <= 0 { return }
                sent += written
            }
        }
    }

    private static func loopback(port: UInt16) -> sockaddr_in {
        sockaddr_in(
            sin_family: sa_family_t(AF_INET),
            sin_port: port.bigEndian,
            sin_addr: in_addr(s_addr: UInt32(0x7F00_0001).bigEndian),
            sin_zero: (0, 0, 0, 0, 0, 0, 0, 0)
        )
    }
}
