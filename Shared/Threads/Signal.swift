/// Wakes the tasks that wait for something to happen. A signal that nobody waits for is kept for the next one who asks,
/// so that none is lost between a look and a wait.
public final class Signal: Sendable {
    private struct State: Sendable {
        var pending = false
        var next = 0
        var waiting: [Int: CheckedContinuation<Bool, Never>] = [:]
        /// Waits whose time ran out before they could be entered in `waiting`.
        var expired: Set<Int> = []
    }

    private let state = Lock(State())

    public init() {}

    /// Wakes everyone who waits, or the next one who will.
    public func send() {
        let waiting = self.state.withLock { state in
            if state.waiting.isEmpty { state.pending = true }
            defer { state.waiting = [:] }
            return state.waiting
        }
        for continuation in waiting.values { continuation.resume(returning: true) }
    }

    /// Waits for a signal, at most for `timeout`.
    ///
    /// - Returns: Whether a signal came; `false` after the timeout and when the task is cancelled.
    @discardableResult
    public func wait(for timeout: Duration) async -> Bool {
        let id = self.state.withLock { state in
            state.next += 1
            return state.next
        }
        let timer = Task {
            // Cancelled, or slept to its end: either way the wait is over.
            try? await Task.sleep(for: timeout)
            self.expire(id)
        }
        defer {
            timer.cancel()
            self.state.withLock { _ = $0.expired.remove(id) }
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let result: Bool? = self.state.withLock { state in
                    if state.pending {
                        state.pending = false
                        return true
                    }
                    if state.expired.contains(id) { return false }
                    state.waiting[id] = continuation
                    return nil
                }
                if let result { continuation.resume(returning: result) }
            }
        } onCancel: {
            self.expire(id)
        }
    }

    private func expire(_ id: Int) {
        let continuation = self.state.withLock { state in
            let continuation = state.waiting.removeValue(forKey: id)
            if continuation == nil { state.expired.insert(id) }
            return continuation
        }
        continuation?.resume(returning: false)
    }
}
