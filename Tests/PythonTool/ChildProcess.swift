import Glibc
import Threads

/// A program whose input and output are the two ends of a socket. Ended by ``stop()``, at the latest with the object.
public final class ChildProcess: @unchecked Sendable {
    public struct Failed: Error, CustomStringConvertible {
        let script: String
        let status: Int32
        public var description: String { "\(self.script): wait status \(self.status)" }
    }

    public struct Ended: Error, CustomStringConvertible {
        public init() {}

        public var description: String { "the program ended before it wrote what was expected" }
    }

    private let process: pid_t
    private let socket: Int32
    private let thread = SerialThread(name: "child process")
    // Of the thread alone.
    private var unread: [UInt8] = []
    private var status: Int32?

    init(_ command: [String]) throws {
        // Close-on-exec: a child that is started at the same time must not hold this one's end open.
        var ends: [Int32] = [0, 0]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw Failed(script: command[0], status: errno)
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
        arguments.append(nil)
        defer { for argument in arguments { free(argument) } }
        var process = pid_t()
        let status = posix_spawn(&process, command[0], &actions, nil, arguments, environ)
        close(ends[1])
        self.process = process
        self.socket = ends[0]
        if status != 0 {
            // The process that the other methods would wait for does not exist.
            self.status = status
            throw Failed(script: command[0], status: status)
        }
    }

    deinit {
        close(self.socket)
        if self.status == nil {
            kill(self.process, SIGKILL)
            var status: Int32 = 0
            waitpid(self.process, &status, 0)
        }
    }

    /// The next line of output, without its end.
    public func readLine() async throws -> String {
        try await self.thread.run {
            // Lines may be of many MiB: no byte is looked at twice.
            var looked = 0
            while true {
                if let end = self.unread[looked...].firstIndex(of: 0x0A) {
                    defer { self.unread.removeFirst(end + 1) }
                    return String(decoding: self.unread[..<end], as: UTF8.self)
                }
                looked = self.unread.count
                if !self.readMore() { throw Ended() }
            }
        }
    }

    public func readToEnd() async throws -> [UInt8] {
        try await self.thread.run {
            while self.readMore() {}
            defer { self.unread = [] }
            return self.unread
        }
    }

    public func writeLine(_ line: String) async throws {
        try await self.thread.run {
            var rest = Array((line + "\n").utf8)[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { send(self.socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
                guard count > 0 else { throw Ended() }
                rest = rest.dropFirst(count)
            }
        }
    }

    /// - Returns: The status of `waitpid(2)`.
    public func wait() async throws -> Int32 {
        try await self.thread.run { self.reap() }
    }

    /// Ends the program and waits until it is gone.
    public func stop() async throws {
        kill(self.process, SIGKILL)
        _ = try await self.wait()
    }

    private func readMore() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = read(self.socket, &buffer, buffer.count)
        if count > 0 { self.unread.append(contentsOf: buffer[..<count]) }
        return count > 0
    }

    private func reap() -> Int32 {
        if let status { return status }
        var status: Int32 = 0
        waitpid(self.process, &status, 0)
        self.status = status
        return status
    }
}
