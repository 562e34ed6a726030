import Glibc

/// What this process holds at the moment of threads and sockets; the runtime's own threads and timers come and go.
enum Usage {
    /// How many threads have a name that begins like this. Threads that libcurl starts inherit their starter's.
    static func threads(_ name: String) -> Int {
        self.entries("/proc/self/task").count { entry in
            guard let file = fopen("/proc/self/task/\(entry)/comm", "r") else { return false }
            defer { fclose(file) }
            var line = [CChar](repeating: 0, count: 32)
            guard fgets(&line, Int32(line.count), file) != nil else { return false }
            return String(decoding: line.map { UInt8(bitPattern: $0) }, as: UTF8.self).hasPrefix(name)
        }
    }

    static func sockets() -> Int {
        self.entries("/proc/self/fd").count { entry in
            var target = [CChar](repeating: 0, count: 64)
            let count = readlink("/proc/self/fd/\(entry)", &target, target.count)
            guard count > 0 else { return false }
            return target[..<count].starts(with: "socket:".utf8CString.dropLast())
        }
    }

    /// Looks again until it is so: a thread ends a moment after its work does. At most for 20 s.
    static func settles(_ isSo: () -> Bool) async -> Bool {
        for _ in 0..<2000 {
            if isSo() { return true }
            try? await Task.sleep(for: .milliseconds(10))
        }
        return false
    }

    private static func entries(_ path: String) -> [String] {
        guard let directory = opendir(path) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let bytes = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            names.append(String(decoding: bytes, as: UTF8.self))
        }
        return names
    }
}
