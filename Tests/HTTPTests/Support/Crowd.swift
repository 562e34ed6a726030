import Glibc
import Threads

/// Many connections at once, on one thread.
final class Crowd: Sendable {
    private let thread = SerialThread(name: "crowd")
    private let sockets: Lock<[Int32]>
    private let count: Int

    init(count: Int) {
        self.count = count
        self.sockets = Lock([])
        // A client and a server end of each connection live in this process.
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue)), &limit)
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue)), &limit)
    }

    deinit { for socket in self.sockets.withLock({ $0 }) { close(socket) } }

    func connect(port: UInt16) async throws {
        try await self.thread.run { [sockets, count] in
            for _ in 0..<count {
                let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
                if socket < 0 { throw RawClient.Failure(description: "socket: \(errno)") }
                sockets.withLock { $0.append(socket) }
                if !RawClient.connect(socket, port) { throw RawClient.Failure(description: "connect: \(errno)") }
            }
        }
    }

    func send(_ request: @escaping @Sendable (Int) -> String) async throws {
        try await self.thread.run { [sockets] in
            for (index, socket) in sockets.withLock({ $0 }).enumerated() {
                let bytes = Array(request(index).utf8)
                if Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL)) != bytes.count {
                    throw RawClient.Failure(description: "send: \(errno)")
                }
            }
        }
    }

    /// One answer from each connection, in their order.
    func answers() async throws -> [Answer] {
        try await self.thread.run { [sockets] in
            try sockets.withLock { $0 }.map { socket in
                var received: [UInt8] = []
                var part = [UInt8](repeating: 0, count: 65_536)
                while true {
                    if let end = received.firstRange(of: Array("\r\n\r\n".utf8)) {
                        var answer = try Answer(head: Array(received[..<end.upperBound]))
                        let length = answer["content-length"].flatMap { Int($0) } ?? 0
                        if received.count >= end.upperBound + length {
                            answer.body = Array(received[end.upperBound...])
                            return answer
                        }
                    }
                    let count = recv(socket, &part, part.count, 0)
                    if count <= 0 { throw RawClient.Failure(description: "recv: \(count) \(errno)") }
                    received += part[..<count]
                }
            }
        }
    }
}
