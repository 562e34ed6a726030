/// Where the body of an answer comes from that is made while it is sent.
struct StreamSource: Sendable {
    let channel: EventChannel
    /// `nil`: it is sent from elsewhere.
    let produce: (@Sendable () async throws -> Void)?

    /// Runs `produce` to its end, and with it the stream.
    ///
    /// - Throws: What `produce` throws, unless it is a consequence of the end of the stream.
    func run() async throws {
        guard let produce else { return }
        do {
            try await produce()
            self.channel.end(.finished)
        } catch {
            // Sending to a client that has gone fails; that is how a source learns of it, and no fault. Its task is cancelled
            // as well, perhaps before the stream has come as far as to have an end.
            let isConsequence = self.channel.ended != nil || (error is CancellationError && Task.isCancelled)
            self.channel.end(.failed)
            if !isConsequence { throw error }
        }
    }
}
