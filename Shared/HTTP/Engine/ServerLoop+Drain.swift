import Glibc

// The end.
extension ServerLoop {
    func drain(within limit: Duration, _ continuation: CheckedContinuation<Int, Never>) {
        self.drainers.append(continuation)
        self.drainDeadline = min(self.drainDeadline, Monotonic.now() + limit.milliseconds)
        if self.isDraining { return }
        // Whoever the kernel has let in by now is still served.
        for _ in 0..<100 where self.daemon?.hasPendingConnection == true { self.serve() }
        self.isDraining = true
        self.daemon?.stopListening()
        for exchange in self.streams.values { exchange.events?.drain() }
    }

    /// Whether all that can be finished is, or the time is over.
    func isDrained() -> Bool {
        guard self.isDraining, let daemon else { return false }
        if Monotonic.now() >= self.drainDeadline { return true }
        if self.inProgress > 0 || !self.farewell.isEmpty || daemon.timeout == 0 { return false }
        // Requests that have arrived on open connections count as well.
        var descriptor = pollfd(fd: daemon.pollDescriptor, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, 0) == 0
    }

    func close() {
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
