import CLinux
import Glibc

/// Detached POSIX threads, for C libraries that block.
///
/// A blocking call on Swift's cooperative pool stops every task of the process once as many are blocked as there are
/// cores; Dispatch's concurrent queues draw on the same threads. A thread of one's own stalls nobody.
public enum Thread {
    private final class Start: Sendable {
        let name: String
        let body: @Sendable () -> Void
        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }

    /// Starts a thread that ends when `body` returns.
    ///
    /// - Parameter name: Shown by `ps -T` and debuggers; Linux keeps the first 15 bytes.
    public static func start(name: String, _ body: @escaping @Sendable () -> Void) {
        // Retained here, released by the new thread.
        let start = Unmanaged.passRetained(Start(name: name, body: body)).toOpaque()
        var id = pthread_t()
        let status = pthread_create(&id, nil, threadMain, start)
        precondition(status == 0, "pthread_create: error \(status)")
        pthread_detach(id)
    }

    // A function and not a closure: a C callback written inside an isolated context traps when another thread calls it.
    private static let threadMain: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
        guard let context else { return nil }
        let start = Unmanaged<Start>.fromOpaque(context).takeRetainedValue()
        _ = pthread_setname_np(pthread_self(), String(start.name.prefix(15)))
        start.body()
        return nil
    }
}
