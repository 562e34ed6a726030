import Glibc

enum StandardError {
    /// Writes a line. Nothing can be done when that fails.
    static func write(_ line: String) {
        var text = line + "\n"
        text.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
