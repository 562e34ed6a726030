import Threads

/// Notes what happened, from any task.
final class Recorder: Sendable {
    private let notes = Lock<[String]>([])

    func add(_ note: String) { self.notes.withLock { $0.append(note) } }

    var all: [String] { self.notes.withLock { $0 } }
}

/// A door that stays shut until it is opened.
final class Gate: Sendable {
    private struct State: Sendable {
        var isOpen = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Lock(State())

    /// Waits until the gate is open. Does not heed cancellation: a handler that is late is what tests need.
    func pass() async {
        await withCheckedContinuation { continuation in
            let isOpen = self.state.withLock { state in
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }

    func open() {
        let waiting = self.state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
