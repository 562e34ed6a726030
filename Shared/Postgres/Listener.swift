import CPostgres
import Glibc
import Threads

/// Hears `NOTIFY` on one channel, on a connection and a thread of its own.
///
/// Notifications that are sent while the connection is down are lost; ``Event/connected`` tells when to look for what
/// was missed.
public final class Listener: Sendable {
    public enum Event: Sendable, Equatable {
        /// Listening, for the first time or again.
        case connected
        case notified(payload: String)
    }

    /// For one reader. Ends when the listener is closed or let go.
    public let events: AsyncStream<Event>
    private let wakeup = Wakeup()
    private let isStopped = Lock(false)

    /// - Parameters:
    ///   - channel: Lower-case letters, digits and underscores.
    public init(_ configuration: DatabaseConfiguration, channel: StaticString) {
        // Notifications only wake: when the reader is behind, one that waits already says enough.
        let (events, continuation) = AsyncStream.makeStream(of: Event.self, bufferingPolicy: .bufferingNewest(1024))
        self.events = events
        let wakeup = self.wakeup
        let isStopped = self.isStopped
        Thread.start(name: "postgres listen") {
            var backoff = Backoff(base: .milliseconds(100), limit: .seconds(2))
            while !isStopped.withLock({ $0 }) {
                if Listener.listen(configuration, channel, wakeup, isStopped, continuation) { backoff.reset() }
                if isStopped.withLock({ $0 }) { break }
                var descriptor = pollfd(fd: wakeup.descriptor, events: Int16(POLLIN), revents: 0)
                _ = poll(&descriptor, 1, Int32(backoff.next().components.attoseconds / 1_000_000_000_000_000) + 1)
            }
            continuation.finish()
        }
    }

    deinit { self.close() }

    /// Stops listening and ends ``events``.
    public func close() {
        self.isStopped.withLock { $0 = true }
        self.wakeup.signal()
    }

    /// Listens until the connection breaks or the listener is closed.
    ///
    /// - Returns: Whether it had been connected.
    private static func listen(
        _ configuration: DatabaseConfiguration,
        _ channel: StaticString,
        _ wakeup: Wakeup,
        _ isStopped: Lock<Bool>,
        _ continuation: AsyncStream<Event>.Continuation
    ) -> Bool {
        // A database that is away is tried again; whoever needs to know sees it at their own statements.
        guard let handle = try? ConnectionHandle.open(configuration),
            let result = PQexec(handle.pointer, "listen \(channel)")
        else { return false }
        guard ResultHandle(result).status == PGRES_COMMAND_OK else { return false }
        continuation.yield(.connected)
        while !isStopped.withLock({ $0 }) {
            var descriptors = [
                pollfd(fd: PQsocket(handle.pointer), events: Int16(POLLIN), revents: 0),
                pollfd(fd: wakeup.descriptor, events: Int16(POLLIN), revents: 0),
            ]
            _ = poll(&descriptors, 2, -1)
            guard PQconsumeInput(handle.pointer) == 1 else { break }
            while let notification = PQnotifies(handle.pointer) {
                defer { PQfreemem(notification) }
                continuation.yield(.notified(payload: String(cString: notification.pointee.extra)))
            }
        }
        return true
    }
}
