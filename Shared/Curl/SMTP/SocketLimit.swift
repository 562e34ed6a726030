import CCurl
import Glibc
import Threads

/// Ends whatever waits for a socket once its time is up, from outside: for calls that take no limit of their own.
final class SocketLimit: Sendable {
    /// A descriptor of its own for the same socket, so that it cannot be one that was closed and given out anew.
    private let descriptor: Lock<Int32?>
    private let timer: Task<Void, Never>

    /// - Returns: `nil` when the process has no descriptor left.
    init?(_ socket: Int32, after limit: Duration) {
        let duplicate = fcntl(socket, F_DUPFD_CLOEXEC, 0)
        if duplicate < 0 { return nil }
        let descriptor = Lock<Int32?>(duplicate)
        self.descriptor = descriptor
        self.timer = Task {
            // Cancelled, or slept to its end.
            try? await Task.sleep(for: limit)
            if Task.isCancelled { return }
            descriptor.withLock { descriptor in
                if let descriptor { _ = stagecoach_curl_shut_down(descriptor) }
            }
        }
    }

    /// The wait is over; to be called on every path.
    func end() {
        self.timer.cancel()
        self.descriptor.withLock { descriptor in
            if let descriptor { close(descriptor) }
            descriptor = nil
        }
    }
}
