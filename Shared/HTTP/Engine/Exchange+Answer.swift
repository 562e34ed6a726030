import CMicroHTTPD
import Glibc

// Answering.
extension Exchange {
    /// Answers before, or instead of, a handler. The connection is closed: what follows on it cannot be trusted.
    func refuse(_ refusal: Refusal) -> MHD_Result {
        self.loop.count(refusal)
        self.closesConnection = true
        var response = refusal.response
        response.headers.addMissing(self.loop.configuration.headers)
        return self.queue(response)
    }

    func queue(_ response: Response) -> MHD_Result {
        guard let handle else { return .NO }
        var response = response
        if case .stream(let source) = response.body.content {
            if let refusal = self.attach(source) { response = refusal.response }
        }
        self.connection.phase = .answer(since: self.loop.now)
        if self.loop.isDraining { self.closesConnection = true }
        self.isQueued = NativeResponse.queue(response, on: handle, for: self, closes: self.closesConnection)
        // The library has a copy.
        self.response = nil
        if self.isQueued { return .YES }
        self.report(Refusal(.internalServerError, .internal, "the HTTP library did not take an answer"))
        return .NO
    }

    func report(_ error: any Error) { self.loop.report(error) }

    /// - Returns: Why the stream cannot be had.
    private func attach(_ source: StreamSource) -> Refusal? {
        if self.isHead {
            source.channel.end(.finished)
            return nil
        }
        let mailbox = self.loop.mailbox
        let isFree = source.channel.attach(now: self.loop.now) { mailbox.post(.wake(self)) }
        if !isFree {
            self.loop.report(EventStreamError(code: .ended, reason: "the stream was answered twice"))
            return .internalError
        }
        if !self.loop.addEventStream(self) {
            source.channel.end(.refused)
            return Refusal(.serviceUnavailable, .unavailable, "too many streams", retryAfter: .seconds(10))
        }
        self.events = source.channel
        // Accepted before the drain began, answered in it.
        if self.loop.isDraining { source.channel.drain() }
        return nil
    }

    /// Refuses where the library takes no answer, as in the middle of a body: it is written to the socket beside it. Nothing
    /// else is being sent on the connection then, and a refusal fits into an empty send buffer.
    func breakOff(_ refusal: Refusal) -> MHD_Result {
        self.loop.count(refusal)
        var response = refusal.response
        response.headers.addMissing(self.loop.configuration.headers)
        let text = RawResponse.text(of: response)
        _ = text.withUnsafeBytes { bytes in
            send(self.connection.descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        }
        return .NO
    }

    /// Called by the library for more of an event stream.
    func read(_ channel: EventChannel, into output: UnsafeMutableRawBufferPointer) -> Int {
        switch channel.take(into: output, now: self.loop.now) {
        case .bytes(let count): return count
        case .nothing:
            self.suspend()
            return 0
        case .finished: return NativeResponse.endOfStream
        case .aborted: return NativeResponse.endWithError
        }
    }
}
