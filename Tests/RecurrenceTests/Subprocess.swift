import Glibc
import Threads

/// Runs a program of this machine and collects what it prints.
enum Subprocess {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Waits on a thread of its own, so that no task of another test is held up. Errors go to this process's own
    /// standard error.
    ///
    /// - Throws: ``Failure`` when the program cannot be started or does not end with 0.
    static func output(of arguments: [String]) async throws -> [UInt8] {
        let thread = SerialThread(name: "subprocess")
        defer { thread.stop() }
        return try await thread.run { try self.run(arguments) }
    }

    private static func run(_ arguments: [String]) throws -> [UInt8] {
        // A pair of sockets and no pipe: it is closed in programs that other tests start, from its first moment on.
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw self.failure("socketpair", errno) }
        defer { close(ends[0]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        let strings = arguments.map { strdup($0) }
        defer { for string in strings { free(string) } }
        var process: pid_t = 0
        let status = posix_spawnp(&process, strings[0]!, &actions, nil, strings + [nil], environ)
        close(ends[1])
        guard status == 0 else { throw self.failure(arguments[0], status) }
        let output = self.readAll(ends[0])
        var end: Int32 = 0
        while waitpid(process, &end, 0) < 0, errno == EINTR {}
        guard end == 0 else { throw Failure(description: "\(arguments[0]) ended with wait status \(end)") }
        return output
    }

    private static func readAll(_ descriptor: Int32) -> [UInt8] {
        var output: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = read(descriptor, &block, block.count)
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return output }
            output.append(contentsOf: block[..<count])
        }
    }

    private static func failure(_ what: String, _ code: Int32) -> Failure {
        Failure(description: "\(what): \(String(cString: strerror(code)))")
    }
}
