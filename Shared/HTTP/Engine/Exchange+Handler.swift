import CMicroHTTPD

// What the handler's task asks for, and what it has to be told.
extension Exchange {
    func start() {
        // First suspended, then started: a handler that is fast must find a connection that can be resumed.
        self.suspend()
        self.loop.start(self)
    }

    func startHandler() {
        guard let plan else { return }
        let request = Request(
            head: plan.head,
            parameters: plan.parameters,
            body: self.body,
            bodyStream: plan.offersStream ? self.stream.map(BodyStream.init) : nil
        )
        self.task = self.loop.run(plan.next, request, for: self)
    }

    func answer(_ response: Response) {
        guard self.handle != nil else {
            if case .stream(let source) = response.body.content { source.channel.end(.clientGone) }
            return
        }
        self.response = response
        if self.stage == .streaming && !self.isBodyWanted { self.closesConnection = true }
        self.wake()
    }

    /// Cancels elsewhere: cancellation handlers run where the cancelling is done, and those of a handler may take their time.
    func cancelHandler() {
        if let task = self.task.take() { Task { task.cancel() } }
    }

    /// Lets the library go on with the connection. Does nothing when it does already.
    func wake() {
        guard let handle, self.isSuspended else { return }
        self.isSuspended = false
        MHD_resume_connection(handle)
        if self.stage == .streaming { self.awaitBody() }
    }

    func suspend() {
        guard let handle, !self.isSuspended else { return }
        self.isSuspended = true
        MHD_suspend_connection(handle)
        self.connection.phase = .answer(since: self.loop.now)
    }
}

extension Exchange {
    func awaitBody() {
        self.connection.phase = .body(deadline: self.loop.now + self.loop.configuration.bodyTimeout.milliseconds)
    }

    /// Each byte buys the time in which it should have come.
    func extendDeadline(for count: Int) {
        guard case .body(let deadline) = self.connection.phase else { return }
        let configuration = self.loop.configuration
        let bought = Int64(count) * 1000 / Int64(max(1, configuration.minimumBodyRate))
        let latest = self.loop.now + configuration.bodyTimeout.milliseconds
        self.connection.phase = .body(deadline: min(latest, deadline + bought))
    }

    /// The body did not come in time; the connection is about to be closed.
    func timeOut() { self.bodyFailure = .tooSlow }

    /// The client has closed its side while it was owed an answer.
    func vanish() {
        self.hasVanished = true
        self.stream?.fail(.clientGone)
        self.events?.end(.clientGone)
        self.cancelHandler()
    }

    /// The server stops before this is finished.
    func cut() {
        self.stream?.fail(.serverStopping)
        self.events?.cut()
        self.cancelHandler()
        self.wake()
    }
}
