import CLinux
import Glibc
import Threads
import Values

/// What a connection is for. All methods are called on the connection's thread.
protocol ConnectionRole: AnyObject, Sendable {
    /// Prepares a fresh connection: channels, topology, consumers. Blocking calls are in order here.
    func opened(_ link: Link, session: Int) throws(AMQPError)
    /// Carries out what other threads have asked for.
    func work(_ link: Link) throws(AMQPError)
    func received(_ incoming: Incoming, _ link: Link) throws(AMQPError)
    /// Called when everything that had arrived has been given to ``received(_:_:)``.
    func drained(_ link: Link) throws(AMQPError)
    /// Looks for what takes too long.
    func checkTime(_ link: Link) throws(AMQPError)
    /// Whether nothing is left to be done before a graceful end.
    var isIdle: Bool { get }
    /// The connection is gone, or could not be had.
    func lost(_ error: AMQPError)
}

/// What happens to a connection, for logs and readiness.
public enum ConnectionEvent: Sendable {
    /// Open, its topology declared.
    ///
    /// - Parameter created: Queues that were missing and have been made. On a broker that had them before, what was in
    ///   them is gone.
    case connected(created: Set<String>)
    /// Being opened again, with growing pauses.
    case disconnected(AMQPError)
    /// The broker takes no messages for now, for want of memory or disk.
    case blocked(reason: String)
    case unblocked
}

/// Keeps one connection open on a thread of its own, until it is told to stop.
final class ConnectionThread: Sendable {
    /// Shared between the thread and everyone else.
    private struct Signals: Sendable {
        /// Whether the thread will look for work by itself before it sleeps.
        var isAwake = true
        var stopping: Stopping?
    }

    private enum Stopping { case gracefully, atOnce }

    struct Settings: Sendable {
        var endpoint: Endpoint
        var name: String
        var heartbeat: Duration = .seconds(10)
        var timeout: Duration = .seconds(5)
    }

    private let settings: Settings
    private let wakeup = Wakeup()
    private let signals = Lock(Signals())

    init(_ settings: Settings) { self.settings = settings }

    /// Starts the thread, which keeps `role` and this object alive until it ends.
    func start(_ role: any ConnectionRole, finished: @escaping @Sendable () -> Void) {
        Thread.start(name: "amqp \(self.settings.name)") {
            self.run(role)
            finished()
        }
    }

    /// Tells the thread that there is work for ``ConnectionRole/work(_:)``.
    func wake() {
        let isAsleep = self.signals.withLock { signals in
            defer { signals.isAwake = true }
            return !signals.isAwake
        }
        if isAsleep { self.wakeup.signal() }
    }

    /// Ends the thread: when its role is idle, or at once.
    func stop(gracefully: Bool) {
        self.signals.withLock { signals in
            if signals.stopping != .atOnce { signals.stopping = gracefully ? .gracefully : .atOnce }
            signals.isAwake = true
        }
        self.wakeup.signal()
    }

    // MARK: - On the thread

    private func run(_ role: any ConnectionRole) {
        var backoff = Backoff(base: .milliseconds(100), limit: .seconds(5))
        var session = 0
        while self.signals.withLock({ $0.stopping }) == nil {
            session += 1
            do throws(AMQPError) {
                let link = try Link(
                    self.settings.endpoint,
                    name: self.settings.name,
                    heartbeat: self.settings.heartbeat,
                    timeout: self.settings.timeout
                )
                try role.opened(link, session: session)
                backoff.reset()
                try self.keep(link, role)
                link.close()
                role.lost(AMQPError(.closed, "closed", operation: "connection.close"))
                return
            } catch {
                role.lost(error)
                self.pause(backoff.next())
            }
        }
        role.lost(AMQPError(.closed, "closed", operation: "connection.close"))
    }

    /// Serves the open connection until it breaks, or until it is to end and nothing is left to do.
    private func keep(_ link: Link, _ role: any ConnectionRole) throws(AMQPError) {
        while true {
            try role.work(link)
            try link.flush()
            while let incoming = try link.receive() { try role.received(incoming, link) }
            try role.drained(link)
            try link.flush()
            try role.checkTime(link)
            let pause = try link.keepAlive()
            if let stopping = self.signals.withLock({ $0.stopping }),
                stopping == .atOnce || role.isIdle && !link.isWriting
            {
                return
            }
            self.sleep(link, pause)
        }
    }

    /// Waits for the socket, for a wake-up, or for the time.
    ///
    /// What the library has read ahead is not seen by `poll`, so everything must have been received before.
    private func sleep(_ link: Link, _ pause: Duration) {
        let maySleep = self.signals.withLock { signals in
            defer { signals.isAwake = false }
            return !signals.isAwake
        }
        // Woken since the last look: look once more. `isAwake` is off now, so the next time it may sleep.
        if !maySleep { return }
        let events = link.isWriting ? POLLIN | POLLOUT : POLLIN
        var descriptors = [
            pollfd(fd: link.descriptor, events: Int16(events), revents: 0),
            pollfd(fd: self.wakeup.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        _ = poll(&descriptors, 2, Int32(pause.milliseconds))
        if descriptors[0].revents & Int16(POLLIN) != 0 { link.noteArrival() }
        if descriptors[1].revents != 0 { self.wakeup.reset() }
    }

    private func pause(_ duration: Duration) {
        var descriptor = pollfd(fd: self.wakeup.descriptor, events: Int16(POLLIN), revents: 0)
        let deadline = ContinuousClock.now + duration
        while self.signals.withLock({ $0.stopping }) == nil {
            let rest = deadline - .now
            if rest <= .zero { return }
            _ = poll(&descriptor, 1, Int32(rest.milliseconds) + 1)
            self.wakeup.reset()
        }
    }
}

/// Declares what a connection needs.
extension Link {
    /// - Returns: The queues that were missing.
    func declare(_ topology: Topology) throws(AMQPError) -> Set<String> {
        var missing: Set<String> = []
        for queue in topology.queues where try !self.exists(queue.name) { missing.insert(queue.name) }
        try self.withChannel { channel throws(AMQPError) in
            for queue in topology.queues {
                try self.declare(queue.name, arguments: queue.arguments, channel: channel)
            }
            for binding in topology.bindings { try self.bind(binding, channel: channel) }
        }
        return missing
    }
}
