import Glibc

/// Reads the bytes of a small file.
enum ZoneFile {
    enum Failure: Error, CustomStringConvertible {
        /// Nothing of that name, or a directory.
        case missing
        /// `errno` of the call that failed.
        case system(Int32)
        case tooLarge

        var description: String {
            switch self {
            case .missing: "no such file"
            case .system(let code): String(cString: strerror(code))
            case .tooLarge: "larger than \(ZoneFile.maximumSize) bytes"
            }
        }
    }

    /// The largest file of the tz database has under 4,000 bytes.
    static let maximumSize = 1 << 18

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func bytes(_ path: String) throws(Failure) -> [UInt8] {
        // Not blocking, so that a pipe of that name cannot hold the reader.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw errno == ENOENT || errno == ENOTDIR ? .missing : .system(errno)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .system(errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .missing }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 8192)
        while true {
            let count = read(descriptor, &block, block.count)
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw .system(errno)
            }
            bytes.append(contentsOf: block[..<count])
            if bytes.count > self.maximumSize { throw .tooLarge }
        }
    }
}
