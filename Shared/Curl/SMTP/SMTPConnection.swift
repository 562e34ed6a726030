import Threads

/// Delivers messages to one mail server, one recipient per transaction, over one connection that is kept for the next
/// message and opened anew when it is gone.
///
/// One recipient per transaction: with several, libcurl cannot tell what became of each. Deliveries of one connection
/// run one after the other; for more at a time use more connections.
///
/// Each has a thread of its own, which ends with ``close(grace:)`` or when nobody holds the connection any more.
public final class SMTPConnection: Sendable {
    private let thread: SerialThread
    // Jobs of the thread hold the worker and never this object: with the last job it would be freed on the thread, and
    // its deinit needs that thread.
    private let worker: SMTPWorker
    private let control = SMTPControl()
    private let closing = Lock<Task<Void, Never>?>(nil)

    /// Connects with the first delivery, not before.
    ///
    /// - Throws: ``SMTPInputError``, naming the setting that cannot be used.
    public init(_ configuration: Configuration) throws(SMTPInputError) {
        try configuration.check()
        self.thread = SerialThread(name: "smtp \(configuration.host)")
        self.worker = SMTPWorker(configuration, self.control)
    }

    deinit {
        self.thread.enqueue { [worker = self.worker] in worker.quit() }
    }

    /// How many connections have been opened so far; deliveries beyond that number reused one.
    public var connectionsOpened: Int { self.control.connectionsOpened }

    /// Delivers one message to one recipient and waits for the server's verdict.
    ///
    /// Cancelling the task ends the delivery, within a second, unless the server has asked for the message: from then
    /// on its reply is waited for, since giving up would leave open whether the message was taken.
    ///
    /// - Parameters:
    ///   - sender: The envelope's address, where bounces go, without brackets.
    ///   - recipient: The envelope's address, without brackets.
    ///   - message: Headers and body, ASCII, every line ended by CR LF. Lines that begin with a dot need no care.
    /// - Throws: ``SMTPInputError`` when one of the three must not be sent to any server; nothing was sent then.
    public func send(
        from sender: String,
        to recipient: String,
        message: [UInt8]
    ) async throws(SMTPInputError) -> SMTPOutcome {
        try SMTPInput.check(address: sender, "sender")
        try SMTPInput.check(address: recipient, "recipient")
        try SMTPInput.check(message: message)
        let cancellation = Lock(Task.isCancelled)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let accepted = self.thread.enqueue { [worker = self.worker] in
                    let outcome = worker.deliver(from: sender, to: recipient, message, cancellation)
                    continuation.resume(returning: outcome)
                }
                if !accepted { continuation.resume(returning: SMTPWorker.unavailable(.closed)) }
            }
        } onCancel: {
            cancellation.withLock { $0 = true }
        }
    }

    /// Takes no more deliveries, lets the ones that wait and the one under way end, says `QUIT` and ends the thread.
    ///
    /// - Parameter grace: After this time the deliveries are given up, within a second: one whose message has been
    ///   handed over ends as `unconfirmed`. Default 20 s, below the 30 s in which a service stops.
    public func close(grace: Duration = .seconds(20)) async {
        let task = self.closing.withLock { closing in
            let task = closing ?? Task { await self.finish(grace) }
            closing = task
            return task
        }
        await task.value
    }

    private func finish(_ grace: Duration) async {
        let timer = Task {
            // Cancelled, or slept to its end.
            try? await Task.sleep(for: grace)
            if !Task.isCancelled { self.control.abort() }
        }
        await withCheckedContinuation { continuation in
            let accepted = self.thread.enqueue { [worker = self.worker] in
                worker.quit()
                continuation.resume()
            }
            if !accepted { continuation.resume() }
            self.thread.stop()
        }
        timer.cancel()
    }
}
