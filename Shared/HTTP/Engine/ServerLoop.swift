import Glibc
import Threads

/// The server's thread: everything that touches the library happens in ``run()`` and in what it calls.
///
/// The library has no thread of its own here. This one waits for its descriptor and for the ``Mailbox``, so handlers in
/// tasks and the library never meet, and there is no moment in which a connection can be resumed before it is suspended, or
/// used after it is closed. Sendable because it is handed to its thread once and left alone from then on.
final class ServerLoop: @unchecked Sendable {
    let configuration: Server.Configuration
    let mailbox = Mailbox()
    let statistics = Lock(Server.Statistics())
    let responder: Responder
    let routes: RouteTable
    let middleware: [Middleware]
    var daemon: Daemon?

    /// The time of this round, in milliseconds; see ``Monotonic``.
    var now = Monotonic.now()
    var nextTick: Int64 = 0
    var connections: [Connection] = []
    var streams: [ObjectIdentifier: Exchange] = [:]
    var inProgress = 0
    var bodyMemory = 0
    var farewell = Farewell()
    /// Requests whose handlers are to be started.
    var ready: [Exchange] = []

    var isDraining = false
    var isStopping = false
    var drainDeadline = Int64.max
    var drainers: [CheckedContinuation<Int, Never>] = []

    init(_ router: Router, _ configuration: Server.Configuration) {
        self.configuration = configuration
        let responder = Responder(configuration: configuration)
        self.responder = responder
        self.middleware = router.middleware
        self.routes = RouteTable(router) { responder.finish($0) }
    }

    /// To be called once, before ``run()``.
    func open(_ listener: Int32) throws(ServerError) {
        self.daemon = try Daemon(listener: listener, self.configuration, context: self)
    }

    /// Serves until it is told to stop.
    func run() {
        ServerLoop.blockBrokenPipeSignal()
        while !self.isStopping {
            self.now = Monotonic.now()
            let commands = self.mailbox.take()
            for command in commands { self.perform(command) }
            if self.isStopping || self.isDrained() { break }
            // A connection that was resumed shows neither in the library's timeout nor in its descriptor: it has to run.
            if commands.isEmpty { self.wait() }
            self.serve()
            if self.now >= self.nextTick { self.tick() }
        }
        self.close()
    }

    /// Writing to a connection that the client has closed must not end the process. Only for this thread: the signal is
    /// sent to the one that writes.
    private static func blockBrokenPipeSignal() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// Lets the library do what it can, then starts the handlers of the requests that came. All at once: one by one each
    /// would wake a sleeping thread of the pool, to find it asleep again at the next.
    func serve() {
        self.daemon?.run()
        for exchange in self.ready { exchange.startHandler() }
        self.ready.removeAll(keepingCapacity: true)
    }

    private func perform(_ command: Mailbox.Command) {
        switch command {
        case .answer(let exchange, let response): exchange.answer(response)
        case .wake(let exchange): exchange.wake()
        case .drain(let limit, let continuation): self.drain(within: limit, continuation)
        case .stop: self.isStopping = true
        }
    }

    /// Sleeps until the library, the mailbox or the clock has something.
    private func wait() {
        guard let daemon else { return }
        var limit = daemon.timeout ?? .max
        if !self.connections.isEmpty { limit = min(limit, self.nextTick - self.now) }
        if let deadline = self.farewell.deadline { limit = min(limit, deadline - self.now) }
        if self.isDraining { limit = min(limit, self.drainDeadline - self.now) }
        // Under load there is always more to do; then nothing is gained by asking the kernel first.
        if limit <= 0 && self.farewell.isEmpty { return }
        guard self.mailbox.prepareToSleep() else { return }
        var descriptors = [
            pollfd(fd: daemon.pollDescriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: self.mailbox.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        if !self.farewell.isEmpty { descriptors += self.farewell.pollDescriptors }
        // An interruption is one more round.
        poll(&descriptors, UInt(descriptors.count), limit == .max ? -1 : Int32(clamping: max(0, limit)))
        self.now = Monotonic.now()
        self.mailbox.awake(wasSignalled: descriptors[1].revents != 0)
        if !self.farewell.isEmpty { self.farewell.drain(descriptors[2...], now: self.now) }
    }
}
