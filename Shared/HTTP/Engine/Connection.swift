import Glibc

/// What the server knows of a connection. Touched by the server's thread only.
final class Connection {
    /// What the connection is waiting for, and since when.
    enum Phase {
        /// The header of a request, until then.
        case head(deadline: Int64)
        /// The next request, or nothing.
        case idle(deadline: Int64)
        /// The body of a request, until then unless more of it comes.
        case body(deadline: Int64)
        /// A handler or a source of events, or a client that takes the answer.
        case answer(since: Int64)
    }

    let descriptor: Int32
    let address: String
    var phase: Phase
    /// The request in progress.
    var exchange: Exchange?
    /// Where in the server's list.
    var index = 0

    init(descriptor: Int32, address: String, now: Int64) {
        self.descriptor = descriptor
        self.address = address
        self.phase = .head(deadline: now)
    }

    /// Whether there are bytes that nobody has read.
    var hasUnreadBytes: Bool { self.peek() > 0 }

    /// Whether the client has closed its side and all it sent has been read.
    var isAtEnd: Bool { self.peek() == 0 }

    private func peek() -> Int {
        var byte: UInt8 = 0
        return recv(self.descriptor, &byte, 1, Int32(MSG_PEEK))
    }
}
