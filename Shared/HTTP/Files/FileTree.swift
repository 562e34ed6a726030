import Glibc

/// Reading of folders and files.
enum FileTree {
    /// The paths of all files in and below `directory`, relative to it, sorted.
    static func list(_ directory: String) throws(StaticFilesError) -> [String] {
        var paths: [String] = []
        try self.list(directory, prefix: "", into: &paths)
        return paths.sorted()
    }

    private static func list(
        _ directory: String,
        prefix: String,
        into paths: inout [String]
    ) throws(StaticFilesError) {
        guard let stream = opendir(directory) else { throw .system(directory) }
        defer { closedir(stream) }
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                if errno != 0 { throw .system(directory) }
                return
            }
            let name = try self.name(of: entry, in: directory)
            if name.hasPrefix(".") { continue }
            let path = "\(directory)/\(name)"
            var information = stat()
            if lstat(path, &information) != 0 { throw .system(path) }
            if information.st_mode & S_IFMT == S_IFDIR {
                try self.list(path, prefix: "\(prefix)\(name)/", into: &paths)
                continue
            }
            if stat(path, &information) != 0 { throw .system(path) }
            if information.st_mode & S_IFMT == S_IFREG { paths.append("\(prefix)\(name)") }
        }
    }

    private static func name(
        of entry: UnsafeMutablePointer<dirent>,
        in directory: String
    ) throws(StaticFilesError) -> String {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
            String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        // Braces would make a placeholder of the name.
        let excluded = Set("\\{}".utf8)
        guard let name, !name.utf8.contains(where: { ASCII.isControl($0) || excluded.contains($0) }) else {
            throw StaticFilesError(code: .invalidName, path: directory, reason: "holds a name that no path can hold")
        }
        return name
    }

    static func read(_ path: String, limit: Int) throws(StaticFilesError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 { throw .system(path) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &part, part.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw .system(path)
            }
            if count == 0 { return bytes }
            bytes.append(contentsOf: part[..<count])
            if bytes.count > limit {
                throw StaticFilesError(code: .tooLarge, path: path, reason: "the files are larger than the limit")
            }
        }
    }
}
