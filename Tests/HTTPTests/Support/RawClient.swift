import Glibc
import Threads

/// A TCP connection that sends exactly the bytes it is given, so that requests can be as wrong as a test needs them.
///
/// Blocks on a thread of its own. Gives up after ``patience``, far beyond anything a test waits for.
final class RawClient: Sendable {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private static let patience = 30

    private let thread = SerialThread(name: "client")
    private let socket: Int32
    /// What has been received and not been read.
    private let buffer = Lock<[UInt8]>([])

    init(port: UInt16, receiveBuffer: Int32? = nil) async throws {
        self.socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        if self.socket < 0 { throw Failure(description: "socket: \(errno)") }
        var patience = timeval(tv_sec: RawClient.patience, tv_usec: 0)
        setsockopt(self.socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(self.socket, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        if var receiveBuffer {
            setsockopt(self.socket, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, socklen_t(MemoryLayout<Int32>.size))
        }
        try await self.thread.run { [socket] in
            if !RawClient.connect(socket, port) { throw Failure(description: "connect: \(errno)") }
        }
    }

    deinit { close(self.socket) }

    static func connect(_ socket: Int32, _ port: UInt16) -> Bool {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafeBytes(of: &address) { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) { address in
                Glibc.connect(socket, address.baseAddress!, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    func send(_ text: String) async throws { try await self.send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) async throws {
        try await self.thread.run { [socket] in
            var sent = 0
            while sent < bytes.count {
                let count = bytes[sent...].withUnsafeBytes {
                    Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                if count <= 0 { throw Failure(description: "send: \(errno)") }
                sent += count
            }
        }
    }

    /// Sends a little, then lets some time pass, without being in the way of a read. The end of the connection is no
    /// failure.
    func dribble(_ text: String) async throws {
        _ = text.utf8.withContiguousStorageIfAvailable {
            Glibc.send(self.socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        try await Task.sleep(for: .milliseconds(50))
    }

    /// Closes the sending side only.
    func finishSending() { shutdown(self.socket, Int32(SHUT_WR)) }

    /// Closes the connection as a program that ends does.
    func disconnect() { shutdown(self.socket, Int32(SHUT_RDWR)) }

    /// Reads one answer.
    ///
    /// - Parameter isHead: An answer to `HEAD` has no body whatever its header says.
    func answer(isHead: Bool = false) async throws -> Answer {
        let head = try await self.read(through: "\r\n\r\n")
        var answer = try Answer(head: head)
        if isHead || answer.status == 204 || answer.status == 304 { return answer }
        if answer["transfer-encoding"] == "chunked" {
            while let chunk = try await self.chunk() { answer.body += chunk }
        } else if let length = answer["content-length"].flatMap({ Int($0) }) {
            answer.body = try await self.read(count: length)
        } else {
            answer.body = try await self.readToEnd()
        }
        return answer
    }

    /// Reads the head of an answer and leaves its body to ``chunk()``.
    func answerHead() async throws -> Answer { try Answer(head: try await self.read(through: "\r\n\r\n")) }

    /// Reads one chunk of a chunked body; `nil` is the last.
    func chunk() async throws -> [UInt8]? {
        let size = try await self.read(through: "\r\n").dropLast(2)
        guard let count = Int(String(decoding: size, as: UTF8.self), radix: 16) else {
            throw Failure(description: "not a chunk")
        }
        let chunk = try await self.read(count: count + 2).dropLast(2)
        return count == 0 ? nil : Array(chunk)
    }

    /// Reads through the given text.
    func read(through text: String) async throws -> [UInt8] {
        let wanted = Array(text.utf8)
        return try await self.read { buffer in
            guard let start = buffer.firstRange(of: wanted) else { return nil }
            return start.upperBound
        }
    }

    func read(count: Int) async throws -> [UInt8] {
        try await self.read { buffer in buffer.count >= count ? count : nil }
    }

    /// Everything until the server closes its side, or resets.
    func readToEnd() async throws -> [UInt8] {
        try await self.thread.run { [socket, buffer] in
            while let more = try RawClient.receive(socket, resetIsEnd: true) { buffer.withLock { $0 += more } }
            return buffer.withLock { buffer in
                defer { buffer = [] }
                return buffer
            }
        }
    }

    /// Waits until the server has closed the connection.
    ///
    /// - Returns: Whether nothing came before.
    func isClosedByServer() async throws -> Bool { try await self.readToEnd().isEmpty }

    private func read(_ isEnough: @escaping @Sendable ([UInt8]) -> Int?) async throws -> [UInt8] {
        try await self.thread.run { [socket, buffer] in
            while true {
                let found: [UInt8]? = buffer.withLock { buffer in
                    guard let count = isEnough(buffer) else { return nil }
                    defer { buffer.removeFirst(count) }
                    return Array(buffer[..<count])
                }
                if let found { return found }
                guard let more = try RawClient.receive(socket, resetIsEnd: false) else {
                    let rest = buffer.withLock { String(decoding: $0, as: UTF8.self) }
                    throw Failure(description: "closed by the server, after \(rest)")
                }
                buffer.withLock { $0 += more }
            }
        }
    }

    private static func receive(_ socket: Int32, resetIsEnd: Bool) throws -> [UInt8]? {
        var part = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &part, part.count, 0)
        if count > 0 { return Array(part[..<count]) }
        if count == 0 || (resetIsEnd && errno == ECONNRESET) { return nil }
        throw Failure(description: errno == EAGAIN ? "nothing came for \(RawClient.patience) s" : "recv: \(errno)")
    }
}

extension [UInt8] {
    /// The first place where `wanted` stands.
    func firstRange(of wanted: [UInt8]) -> Range<Int>? {
        if self.count < wanted.count { return nil }
        for start in 0...self.count - wanted.count where self[start..<start + wanted.count].elementsEqual(wanted) {
            return start..<start + wanted.count
        }
        return nil
    }
}
