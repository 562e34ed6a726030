import Threads

/// The buffer between whoever sends events, or a body in parts, and the server's thread.
final class EventChannel: Sendable {
    typealias Wake = @Sendable () -> Void

    private struct State: Sendable {
        var buffer: [UInt8] = []
        var ended: EventStream.End?
        /// The server found nothing to write and suspended the connection: the next event has to wake it.
        var needsWake = false
        var wake: Wake?
        /// When the client last took something, or the buffer last became non-empty.
        var lastProgress: Int64 = 0
        /// When something was last written to the client.
        var lastWrite: Int64 = 0

        /// Ended without regard to what was still to be written.
        var isBrokenOff: Bool {
            switch self.ended {
            case nil, .finished, .serverStopping: false
            case .clientGone, .tooSlow, .failed, .refused: true
            }
        }

        mutating func takeWake() -> Wake? {
            defer { self.needsWake = false }
            return self.needsWake ? self.wake : nil
        }
    }

    /// What the server's thread got.
    enum Output: Equatable {
        case bytes(Int)
        /// Nothing for now. The connection must be suspended; it will be woken.
        case nothing
        /// All has been written: end the body as it should be ended.
        case finished
        /// Break the connection off.
        case aborted
    }

    private let limit: Int
    /// Whether it is one whole, which must not look complete when it is cut short, and takes no pings.
    private let isWhole: Bool
    private let state = Lock(State())
    /// Sent when there is room again, and at the end.
    private let changed = Signal()

    init(limit: Int, isWhole: Bool = false) {
        precondition(limit >= 1024, "an event buffer of \(limit) bytes is too small")
        self.limit = limit
        self.isWhole = isWhole
    }
}

// MARK: The source's side

extension EventChannel {
    var ended: EventStream.End? { self.state.withLock { $0.ended } }

    func send(_ event: [UInt8]) async throws {
        while !(try self.append(event)) {
            try Task.checkCancellation()
            // The time only bounds a wait that something else ends: a client that stalls is cut off by the server.
            await self.changed.wait(for: .seconds(60))
        }
    }

    func offer(_ event: [UInt8]) throws(EventStreamError) {
        if try self.append(event) { return }
        self.end(.tooSlow)
        throw EventChannel.error(.tooSlow)
    }

    func waitForEnd() async -> EventStream.End? {
        while !Task.isCancelled {
            if let ended { return ended }
            await self.changed.wait(for: .seconds(60))
        }
        return self.ended
    }

    /// Ends the stream, unless it has ended. `finished` and `serverStopping` let what was sent go out first.
    @discardableResult
    func end(_ end: EventStream.End) -> Bool {
        let (isNew, wake) = self.state.withLock { state -> (Bool, Wake?) in
            if state.ended != nil { return (false, nil) }
            state.ended = end
            return (true, state.takeWake())
        }
        wake?()
        if isNew { self.changed.send() }
        return isNew
    }

    /// The server is about to stop.
    func drain() { if !self.isWhole { self.end(.serverStopping) } }

    /// The server stops now.
    func cut() { self.end(self.isWhole ? .failed : .serverStopping) }

    /// - Returns: Whether there was room.
    private func append(_ event: [UInt8]) throws(EventStreamError) -> Bool {
        if event.count > self.limit {
            throw EventStreamError(code: .tooLarge, reason: "\(event.count) bytes; the buffer holds \(self.limit)")
        }
        let now = Monotonic.now()
        let (ended, isTaken, wake) = self.state.withLock { state -> (EventStream.End?, Bool, Wake?) in
            if state.ended != nil || state.buffer.count + event.count > self.limit { return (state.ended, false, nil) }
            if state.buffer.isEmpty { state.lastProgress = now }
            state.buffer.append(contentsOf: event)
            return (nil, true, state.takeWake())
        }
        if let ended { throw EventChannel.error(ended) }
        wake?()
        return isTaken
    }

    private static func error(_ end: EventStream.End) -> EventStreamError {
        EventStreamError(code: .ended, reason: end.rawValue)
    }
}

// MARK: The server's side, on its thread

extension EventChannel {
    /// Connects the channel to a connection.
    ///
    /// - Parameter wake: To be called, from any thread, when a suspended connection has something to write.
    /// - Returns: `false` when it is connected already.
    func attach(now: Int64, wake: @escaping Wake) -> Bool {
        self.state.withLock { state in
            if state.wake != nil { return false }
            state.wake = wake
            state.lastProgress = now
            state.lastWrite = now
            return true
        }
    }

    /// The connection is no more. The channel stays used up.
    func detach() { self.state.withLock { $0.wake = {} } }

    /// Moves what there is, and fits, into `output`.
    func take(into output: UnsafeMutableRawBufferPointer, now: Int64) -> Output {
        let result = self.state.withLock { state -> Output in
            if state.isBrokenOff { return .aborted }
            if state.buffer.isEmpty {
                if state.ended != nil { return .finished }
                state.needsWake = true
                return .nothing
            }
            let count = min(output.count, state.buffer.count)
            state.buffer.withUnsafeBytes { output.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            state.buffer.removeFirst(count)
            state.lastProgress = now
            state.lastWrite = now
            return .bytes(count)
        }
        if case .bytes = result { self.changed.send() }
        return result
    }

    var isBrokenOff: Bool { self.state.withLock { $0.isBrokenOff } }

    /// Called about once a second: pings when it is time.
    ///
    /// - Returns: Whether the client has not taken anything for longer than `stallLimit` although there was something.
    func tick(now: Int64, pingInterval: Int64, stallLimit: Int64) -> Bool {
        let (isStalled, wake) = self.state.withLock { state -> (Bool, Wake?) in
            if !state.buffer.isEmpty { return (now - state.lastProgress >= stallLimit, nil) }
            if self.isWhole || state.ended != nil || !state.needsWake || now - state.lastWrite < pingInterval {
                return (false, nil)
            }
            state.buffer = ServerSentEvent.ping
            state.lastProgress = now
            return (false, state.takeWake())
        }
        wake?()
        return isStalled
    }
}
