import Threads

/// The pieces of a body on their way from the server's thread to the handler.
final class BodyChannel: Sendable {
    private struct State: Sendable {
        var bytes: [UInt8] = []
        var isComplete = false
        var failure: BodyError?
        /// The server has stopped reading, or not begun, and wants to be asked.
        var isPaused = true
        var isCancelled = false
        var waiting: CheckedContinuation<Void, Never>?
    }

    private let state = Lock(State())
    private let demand: @Sendable () -> Void

    /// - Parameter demand: Called from any thread when a paused server should read on.
    init(demand: @escaping @Sendable () -> Void) {
        self.demand = demand
    }

    // MARK: The handler's side

    func next() async throws -> [UInt8]? {
        while true {
            enum Step {
                case bytes([UInt8])
                case end
                case failure(BodyError)
                case wait
            }
            let (step, asks) = self.state.withLock { state -> (Step, Bool) in
                let asks = state.isPaused && !state.isComplete && state.failure == nil
                if asks { state.isPaused = false }
                if !state.bytes.isEmpty {
                    defer { state.bytes = [] }
                    return (.bytes(state.bytes), asks)
                }
                if let failure = state.failure { return (.failure(failure), false) }
                return (state.isComplete ? .end : .wait, asks)
            }
            if asks { self.demand() }
            switch step {
            case .bytes(let bytes): return bytes
            case .end: return nil
            case .failure(let failure): throw failure
            case .wait:
                // Last: why the body ended says more than that the task is to end.
                try Task.checkCancellation()
                await self.wait()
            }
        }
    }

    private func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = self.state.withLock { state in
                    precondition(state.waiting == nil, "a request body has one reader")
                    if !state.bytes.isEmpty || state.isComplete || state.failure != nil || state.isCancelled {
                        return true
                    }
                    state.waiting = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            self.wake { $0.isCancelled = true }
        }
    }

    private func wake(_ change: (inout State) -> Void) {
        let waiting = self.state.withLock { state in
            change(&state)
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume()
    }

    // MARK: The server's side, on its thread

    /// - Returns: Whether the bytes were taken. If not, the server must pause until it is asked to go on.
    func push(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var isTaken = false
        self.wake { state in
            isTaken = state.bytes.isEmpty || state.bytes.count + bytes.count <= BodyStream.limit
            if isTaken { state.bytes.append(contentsOf: bytes) } else { state.isPaused = true }
        }
        return isTaken
    }

    func complete() { self.wake { $0.isComplete = true } }

    func fail(_ code: BodyError.Code) {
        self.wake { state in
            if !state.isComplete && state.failure == nil { state.failure = BodyError(code: code) }
        }
    }
}
