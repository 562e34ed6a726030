import Glibc

/// Writes lines at once: whoever reads through a pipe sees a line when it is there.
enum Output {
    static func line(_ text: String) { self.write(text, STDOUT_FILENO) }
    static func complaint(_ text: String) { self.write(text, STDERR_FILENO) }

    private static func write(_ text: String, _ descriptor: Int32) {
        var rest = Array((text + "\n").utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            // Nobody reads any more: there is nowhere to say so.
            if count <= 0 { return }
            rest = rest.dropFirst(count)
        }
    }
}
