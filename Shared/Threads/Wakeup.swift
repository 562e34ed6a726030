import CLinux
import Glibc

/// Wakes a thread that waits in `poll`, from any thread (Linux `eventfd(2)`).
public final class Wakeup: Sendable {
    /// To be polled for reading by the one thread that waits.
    public let descriptor: Int32

    public init() {
        self.descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        precondition(self.descriptor >= 0, "eventfd: errno \(errno)")
    }

    deinit { close(self.descriptor) }

    /// Makes the descriptor readable.
    public func signal() { _ = eventfd_write(self.descriptor, 1) }

    /// Makes the descriptor unreadable again; called by the waiting thread once it is awake.
    public func reset() {
        var value: eventfd_t = 0
        _ = eventfd_read(self.descriptor, &value)
    }
}
