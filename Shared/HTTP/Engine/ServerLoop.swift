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
    private let responder: Responder
    private let routes: RouteTable
    private let middleware: [Middleware]
    private var daemon: Daemon?

    /// The time of this round, in milliseconds; see ``Monotonic``.
    private(set) var now = Monotonic.now()
    private var nextTick: Int64 = 0
    private var connections: [Connection] = []
    private var streams: [ObjectIdentifier: Exchange] = [:]
    private var inProgress = 0
    private var bodyMemory = 0
    private var farewell = Farewell()
    /// Requests whose handlers are to be started.
    private var ready: [Exchange] = []

    private(set) var isDraining = false
    private var isStopping = false
    private var drainDeadline = Int64.max
    private var drainers: [CheckedContinuation<Int, Never>] = []

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
    private func serve() {
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

    // MARK: Draining

    private func drain(within limit: Duration, _ continuation: CheckedContinuation<Int, Never>) {
        self.drainers.append(continuation)
        self.drainDeadline = min(self.drainDeadline, Monotonic.now() + limit.milliseconds)
        if self.isDraining { return }
        // Whoever the kernel has let in by now is still served.
        for _ in 0..<100 where self.daemon?.hasPendingConnection == true { self.serve() }
        self.isDraining = true
        self.daemon?.stopListening()
        for exchange in self.streams.values { exchange.events?.end(.serverStopping) }
    }

    /// Whether all that can be finished is, or the time is over.
    private func isDrained() -> Bool {
        guard self.isDraining, let daemon else { return false }
        if Monotonic.now() >= self.drainDeadline { return true }
        if self.inProgress > 0 || !self.farewell.isEmpty || daemon.timeout == 0 { return false }
        // Requests that have arrived on open connections count as well.
        var descriptor = pollfd(fd: daemon.pollDescriptor, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, 0) == 0
    }

    private func close() {
        let cutOff = self.inProgress
        // The library must not be stopped while connections are suspended.
        for connection in self.connections { connection.exchange?.cut() }
        self.daemon?.stop()
        self.farewell.closeAll()
        var drainers = self.drainers
        for command in self.mailbox.close() {
            switch command {
            case .answer(let exchange, let response): exchange.answer(response)
            case .drain(_, let continuation): drainers.append(continuation)
            case .wake, .stop: break
            }
        }
        for drainer in drainers { drainer.resume(returning: cutOff) }
    }
}

// MARK: What exchanges ask for

extension ServerLoop {
    func plan(
        _ method: Method,
        _ target: RequestTarget,
        _ fields: HeadGuard.Fields,
        from connection: Connection
    ) -> Exchange.Plan {
        func head(route: String?) -> RequestHead {
            RequestHead(
                method: method,
                target: target,
                fields: fields,
                remoteAddress: connection.address,
                route: route
            )
        }
        switch self.routes.match(method, target.segments) {
        case .endpoint(let endpoint, let parameters):
            return Exchange.Plan(
                head: head(route: endpoint.pattern.text),
                parameters: parameters,
                next: endpoint.next,
                bodyLimit: endpoint.body.limit ?? self.configuration.bodyLimit,
                isStreamed: endpoint.body.kind == .streamed,
                offersStream: endpoint.body.kind == .streamed
            )
        case .methodNotAllowed(let allow, let pattern):
            return self.plan(head(route: pattern.text), refusing: .methodNotAllowed(allow))
        case .notFound:
            return self.plan(head(route: nil), refusing: .notFound)
        }
    }

    private func plan(_ head: RequestHead, refusing refusal: Refusal) -> Exchange.Plan {
        let responder = self.responder
        return Exchange.Plan(
            head: head,
            parameters: Parameters(names: [], values: []),
            next: RouteTable.wrap({ _ in throw refusal }, in: self.middleware) { responder.finish($0) },
            bodyLimit: self.configuration.bodyLimit,
            // Nobody will read the body: answered without it.
            isStreamed: head.hasBody,
            offersStream: false
        )
    }

    /// Starts the handler at the end of this round; see ``Exchange/startHandler()``.
    func start(_ exchange: Exchange) { self.ready.append(exchange) }

    /// Runs the handler in a task of its own.
    func run(_ next: @escaping Next, _ request: Request, for exchange: Exchange) -> Task<Void, Never> {
        Task { [mailbox, responder] in
            let response = responder.complete(await next(request), for: request)
            let isPosted = mailbox.post(.answer(exchange, response))
            guard case .events(let source) = response.body.content else { return }
            if !isPosted { source.channel.end(.serverStopping) }
            if request.method == .head { return }
            do {
                try await source.run()
            } catch {
                responder.configuration.report(error)
            }
        }
    }

    /// - Returns: `false` when there is no room for more.
    func reserveBody(_ count: Int) -> Bool {
        if self.bodyMemory + count > self.configuration.bodyMemoryLimit { return false }
        self.bodyMemory += count
        return true
    }

    /// - Returns: `false` when there are as many as may be.
    func addEventStream(_ exchange: Exchange) -> Bool {
        if self.streams.count >= self.configuration.eventStreamLimit {
            self.statistics.withLock { $0.endedEventStreams[.refused, default: 0] += 1 }
            return false
        }
        self.streams[ObjectIdentifier(exchange)] = exchange
        self.statistics.withLock { $0.openEventStreams += 1 }
        return true
    }

    func report(_ error: any Error) { self.configuration.report(error) }

    func linger(_ descriptor: Int32) { self.farewell.add(descriptor, now: self.now) }

    func count(_ refusal: Refusal) { self.statistics.withLock { $0.refusals[refusal.code, default: 0] += 1 } }
}

// MARK: What the library tells

extension ServerLoop {
    func opened(_ connection: Connection) {
        if self.connections.isEmpty { self.nextTick = self.now + ServerLoop.tickInterval }
        connection.phase = .head(deadline: self.now + self.configuration.headTimeout.milliseconds)
        connection.index = self.connections.count
        self.connections.append(connection)
        self.statistics.withLock {
            $0.connections += 1
            $0.openConnections += 1
        }
    }

    func closed(_ connection: Connection) {
        let last = self.connections.removeLast()
        if last !== connection {
            self.connections[connection.index] = last
            last.index = connection.index
        }
        self.statistics.withLock { $0.openConnections -= 1 }
    }

    func began(_ exchange: Exchange) {
        if case .idle = exchange.connection.phase {
            exchange.connection.phase = .head(deadline: self.now + self.configuration.headTimeout.milliseconds)
        }
        exchange.connection.exchange = exchange
        self.inProgress += 1
        self.statistics.withLock {
            $0.requests += 1
            $0.requestsInProgress += 1
        }
    }

    func finished(_ exchange: Exchange, isAnswered: Bool) {
        exchange.connection.exchange = nil
        let idle = self.configuration.idleTimeout.milliseconds + self.configuration.headTimeout.milliseconds
        exchange.connection.phase = .idle(deadline: self.now + idle)
        self.inProgress -= 1
        self.bodyMemory -= exchange.bufferedBytes
        let stream = self.streams.removeValue(forKey: ObjectIdentifier(exchange)).flatMap { $0.events?.ended }
        self.statistics.withLock { statistics in
            statistics.requestsInProgress -= 1
            if !isAnswered { statistics.abandonedRequests += 1 }
            if let stream {
                statistics.openEventStreams -= 1
                statistics.endedEventStreams[stream, default: 0] += 1
            }
        }
    }
}

// MARK: The clock

extension ServerLoop {
    private static let tickInterval: Int64 = 1000

    /// Looks after everything that has a time, about once a second.
    private func tick() {
        self.nextTick = self.now + ServerLoop.tickInterval
        var watched: [Connection] = []
        for connection in self.connections {
            switch connection.phase {
            case .head(let deadline), .idle(let deadline), .body(let deadline):
                if self.now >= deadline { self.timeOut(connection) }
            case .answer(let since):
                // Most answers are long gone by then; the few that take longer are worth a look.
                if self.now - since >= ServerLoop.tickInterval && connection.exchange?.hasVanished == false {
                    watched.append(connection)
                }
            }
        }
        self.findVanished(watched)
        self.tickStreams()
    }

    private func timeOut(_ connection: Connection) {
        self.statistics.withLock { $0.timeouts += 1 }
        connection.exchange?.timeOut()
        // The library finds the connection closed and cleans up.
        shutdown(connection.descriptor, Int32(SHUT_RDWR))
    }

    /// The library does not look at connections that are suspended, so a handler would work on for a client that has long
    /// gone. A client that closes its sending side only is taken as gone too: the library does so as well.
    private func findVanished(_ connections: [Connection]) {
        if connections.isEmpty { return }
        // Not among the constants that Swift sees: poll(2), Linux.
        let readHangup: Int16 = 0x2000
        var descriptors = connections.map { pollfd(fd: $0.descriptor, events: readHangup, revents: 0) }
        if poll(&descriptors, UInt(descriptors.count), 0) <= 0 { return }
        for (connection, polled) in zip(connections, descriptors) where polled.revents != 0 {
            connection.exchange?.vanish()
        }
    }

    private func tickStreams() {
        let ping = self.configuration.pingInterval.milliseconds
        let stall = self.configuration.stallLimit.milliseconds
        for exchange in self.streams.values {
            guard let channel = exchange.events else { continue }
            if channel.tick(now: self.now, pingInterval: ping, stallLimit: stall) { channel.end(.tooSlow) }
            // It does not take what it is sent, so it cannot be told either.
            if channel.ended == .tooSlow { shutdown(exchange.connection.descriptor, Int32(SHUT_RDWR)) }
        }
    }
}
