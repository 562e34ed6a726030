import Glibc
import Threads

/// Runs a program of the system to its end.
public enum Command {
    public struct Failed: Error, CustomStringConvertible {
        public let description: String
    }

    /// - Parameter arguments: The program, found through `PATH`, and its arguments.
    /// - Returns: What it printed.
    /// - Throws: ``Failed`` when it does not end with 0.
    @discardableResult
    public static func run(_ arguments: String..., input: String = "") async throws -> String {
        try await self.run(arguments: arguments, input: input)
    }

    @discardableResult
    public static func run(arguments: [String], input: String = "") async throws -> String {
        let thread = SerialThread(name: "command")
        return try await thread.run { try self.runBlocking(arguments, input) }
    }

    private static func runBlocking(_ arguments: [String], _ input: String) throws -> String {
        var output: [Int32] = [0, 0]
        var feed: [Int32] = [0, 0]
        guard pipe(&output) == 0, pipe(&feed) == 0 else { throw Failed(description: "pipe: \(errno)") }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, feed[0], 0)
        posix_spawn_file_actions_adddup2(&actions, output[1], 1)
        posix_spawn_file_actions_adddup2(&actions, output[1], 2)
        for descriptor in output + feed { posix_spawn_file_actions_addclose(&actions, descriptor) }
        let strings = arguments.map { strdup($0) }
        defer { for string in strings { free(string) } }
        var process = pid_t()
        let status = posix_spawnp(&process, arguments[0], &actions, nil, strings + [nil], environ)
        close(output[1])
        close(feed[0])
        guard status == 0 else { throw Failed(description: "\(arguments[0]): \(String(cString: strerror(status)))") }
        let bytes = Array(input.utf8)
        _ = bytes.withUnsafeBytes { write(feed[1], $0.baseAddress, $0.count) }
        close(feed[1])
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(output[0], &buffer, buffer.count)
            if count <= 0 { break }
            text.append(contentsOf: buffer[..<count])
        }
        close(output[0])
        var result: Int32 = 0
        waitpid(process, &result, 0)
        let printed = String(decoding: text, as: UTF8.self)
        guard result == 0 else {
            throw Failed(description: "\(arguments.joined(separator: " ")): \(result): \(printed)")
        }
        return printed
    }
}
