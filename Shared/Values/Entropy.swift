import CLinux
import Glibc
import Threads

/// Random bytes from the kernel, fetched in blocks: one system call serves a few hundred identifiers.
public enum Entropy {
    private struct Pool: Sendable {
        var words = [UInt64](repeating: 0, count: 256)
        var used = 256
    }

    private static let pool = Lock(Pool())

    /// Eight bytes that nobody can predict (`getrandom(2)`).
    public static func next() -> UInt64 {
        self.pool.withLock { pool in
            if pool.used == pool.words.count {
                pool.words.withUnsafeMutableBytes { self.fill($0) }
                pool.used = 0
            }
            defer { pool.used += 1 }
            return pool.words[pool.used]
        }
    }

    private static func fill(_ buffer: UnsafeMutableRawBufferPointer) {
        var filled = 0
        while filled < buffer.count {
            let count = getrandom(buffer.baseAddress.map { $0 + filled }, buffer.count - filled, 0)
            // Only a signal can interrupt it; there is no fallback that would be as good.
            if count > 0 { filled += count }
        }
    }
}
