import Threads

// What exchanges ask for.
extension ServerLoop {
    func plan(
        _ method: Method,
        _ target: RequestTarget,
        _ fields: HeadGuard.Fields,
        from connection: Connection
    ) -> Plan {
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
            return Plan(
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

    private func plan(_ head: RequestHead, refusing refusal: Refusal) -> Plan {
        let responder = self.responder
        return Plan(
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
            guard case .stream(let source) = response.body.content else { return }
            if !isPosted { source.channel.cut() }
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

// What the library tells.
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
