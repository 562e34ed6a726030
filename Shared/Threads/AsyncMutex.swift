/// Lets one task at a time through, in the order of asking. For stretches that contain an `await`; where there is none,
/// use ``Lock``.
public final class AsyncMutex: Sendable {
    private struct State: Sendable {
        var held = false
        var waiting: [CheckedContinuation<Void, Never>] = []
        var head = 0
    }

    private let state = Lock(State())

    public init() {}

    /// Runs `body` while no other `body` of this mutex runs. Waiting is not cut short by cancellation.
    public nonisolated(nonsending) func withLock<Result>(
        _ body: nonisolated(nonsending) () async throws -> Result
    ) async rethrows -> Result {
        await self.acquire()
        defer { self.release() }
        return try await body()
    }

    private func acquire() async {
        await withCheckedContinuation { continuation in
            let free = self.state.withLock { state in
                if !state.held {
                    state.held = true
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if free { continuation.resume() }
        }
    }

    private func release() {
        let next: CheckedContinuation<Void, Never>? = self.state.withLock { state in
            if state.head == state.waiting.count {
                state.waiting.removeAll(keepingCapacity: true)
                state.head = 0
                state.held = false
                return nil
            }
            defer { state.head += 1 }
            return state.waiting[state.head]
        }
        next?.resume()
    }
}
