import Glibc

/// A directory of zone files, removed at the end of the test.
final class TemporaryDirectory {
    let path: String
    /// What has been made in it, parents first.
    private var contents: [String] = []

    struct Failure: Error {
        let call: String
        let code: Int32
    }

    static func with<Result>(_ body: (TemporaryDirectory) async throws -> Result) async throws -> Result {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        return try await body(directory)
    }

    private init() throws {
        var template = Array("/tmp/stagecoach-zones-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure(call: "mkdtemp", code: errno) }
        self.path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private func remove() {
        for path in self.contents.reversed() { Glibc.remove(path) }
        Glibc.remove(self.path)
    }

    /// Writes a file; `name` may have directories in it.
    func write(_ name: String, _ bytes: [UInt8]) throws {
        let path = try self.add(name)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure(call: "open", code: errno) }
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 else { throw Failure(call: "write", code: errno) }
            written += count
        }
    }

    func makePipe(_ name: String) throws {
        guard mkfifo(try self.add(name), 0o600) == 0 else { throw Failure(call: "mkfifo", code: errno) }
    }

    func makeLink(_ name: String, to target: String) throws {
        guard symlink(target, try self.add(name)) == 0 else { throw Failure(call: "symlink", code: errno) }
    }

    func makeDirectory(_ name: String) throws { _ = try self.add("\(name)/") }

    /// Makes the directories in `name` that are not there yet; returns the whole path.
    private func add(_ name: String) throws -> String {
        var path = self.path
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        for part in parts.dropLast() {
            path += "/\(part)"
            if self.contents.contains(path) { continue }
            guard mkdir(path, 0o700) == 0 else { throw Failure(call: "mkdir", code: errno) }
            self.contents.append(path)
        }
        path += "/\(parts.last ?? "")"
        if !self.contents.contains(path) { self.contents.append(path) }
        return path
    }
}
