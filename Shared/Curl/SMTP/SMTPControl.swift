import Threads

/// What an ``SMTPConnection`` and its thread tell each other.
final class SMTPControl: Sendable {
    private struct State: Sendable {
        var isAborted = false
        var connectionsOpened = 0
    }

    private let state = Lock(State())

    /// Whether the delivery under way, and every later one, is to be given up.
    var isAborted: Bool { self.state.withLock { $0.isAborted } }
    var connectionsOpened: Int { self.state.withLock { $0.connectionsOpened } }

    func abort() { self.state.withLock { $0.isAborted = true } }
    func opened(_ count: Int) { self.state.withLock { $0.connectionsOpened += count } }
}
