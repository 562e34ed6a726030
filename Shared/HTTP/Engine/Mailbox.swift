import Threads

/// What tasks ask the server's thread to do. Tasks touch nothing of the library: they only post here.
final class Mailbox: Sendable {
    enum Command: Sendable {
        /// The handler has answered.
        case answer(Exchange, Response)
        /// The connection has something to do again: a body is wanted, or events are there.
        case wake(Exchange)
        /// Finish what runs, then stop. The continuation gets how many requests were cut off.
        case drain(Duration, CheckedContinuation<Int, Never>)
        /// Stop at once.
        case stop
    }

    private struct State: Sendable {
        var commands: [Command] = []
        var isAsleep = false
        var isClosed = false
    }

    private let state = Lock(State())
    private let wakeup = Wakeup()

    /// Becomes readable when there is something for a thread that sleeps.
    var descriptor: Int32 { self.wakeup.descriptor }

    /// - Returns: `false` when the server has stopped; the command is then dropped.
    @discardableResult
    func post(_ command: Command) -> Bool {
        let (isAccepted, mustWake) = self.state.withLock { state in
            if state.isClosed { return (false, false) }
            state.commands.append(command)
            defer { state.isAsleep = false }
            return (true, state.isAsleep)
        }
        if mustWake { self.wakeup.signal() }
        return isAccepted
    }

    func take() -> [Command] {
        self.state.withLock { state in
            defer { state.commands = [] }
            return state.commands
        }
    }

    /// To be called by the thread before it sleeps: a command that comes from now on wakes it.
    ///
    /// - Returns: `false` when there are commands; then it must not sleep.
    func prepareToSleep() -> Bool {
        self.state.withLock { state in
            state.isAsleep = state.commands.isEmpty
            return state.isAsleep
        }
    }

    /// To be called by the thread after it slept.
    ///
    /// - Parameter wasSignalled: Whether ``descriptor`` became readable.
    func awake(wasSignalled: Bool) {
        self.state.withLock { $0.isAsleep = false }
        if wasSignalled { self.wakeup.reset() }
    }

    /// Accepts nothing from now on.
    ///
    /// - Returns: What had been accepted and not yet been taken.
    func close() -> [Command] {
        self.state.withLock { state in
            state.isClosed = true
            defer { state.commands = [] }
            return state.commands
        }
    }
}
