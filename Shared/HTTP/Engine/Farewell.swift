import Glibc

/// Sockets whose last word has been said and whose client may still be talking.
///
/// Closing a socket with unread bytes makes the kernel send a reset, which can overtake the answer on its way: a client
/// that is refused in the middle of its upload would see a broken connection instead of the reason. So the socket stays
/// until the client has closed its side, or some time has passed (RFC 9112, section 9.6).
struct Farewell {
    private struct Leaving {
        let descriptor: Int32
        let deadline: Int64
    }

    private static let limit = 64
    private static let patience: Int64 = 3000

    private var leaving: [Leaving] = []

    var isEmpty: Bool { self.leaving.isEmpty }

    /// Keeps the socket of a connection that is about to be closed. Does nothing when there are many already: then some
    /// clients miss the reason, which is better than to run out of descriptors.
    mutating func add(_ descriptor: Int32, now: Int64) {
        if self.leaving.count == Farewell.limit { return }
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
        if copy >= 0 { self.leaving.append(Leaving(descriptor: copy, deadline: now + Farewell.patience)) }
    }

    /// What is to be polled for ``drain(_:now:)``.
    var pollDescriptors: [pollfd] {
        self.leaving.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
    }

    /// When the next one's time is over.
    var deadline: Int64? { self.leaving.map(\.deadline).min() }

    /// Throws away what came, and closes what is over.
    mutating func drain(_ polled: ArraySlice<pollfd>, now: Int64) {
        let ready = Set(polled.filter { $0.revents != 0 }.map(\.fd))
        self.leaving.removeAll { leaving in
            let isOver =
                now >= leaving.deadline
                || (ready.contains(leaving.descriptor) && Farewell.isAtEnd(leaving.descriptor))
            if isOver { close(leaving.descriptor) }
            return isOver
        }
    }

    mutating func closeAll() {
        for leaving in self.leaving { close(leaving.descriptor) }
        self.leaving = []
    }

    private static func isAtEnd(_ descriptor: Int32) -> Bool {
        withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 1) { scratch in
            // The socket does not block. At most 1 MiB at a time, so that one client cannot hold up the others.
            for _ in 0..<16 {
                let count = recv(descriptor, scratch.baseAddress, scratch.count, 0)
                if count == 0 { return true }
                if count < 0 { return errno != EAGAIN && errno != EINTR }
            }
            return false
        }
    }
}
