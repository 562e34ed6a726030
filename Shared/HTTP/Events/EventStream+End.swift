extension EventStream {
    /// Why a stream ended. The raw value serves as a label of metrics.
    public enum End: String, Sendable, Hashable, CaseIterable {
        /// Its source had no more to say.
        case finished
        /// The client went away.
        case clientGone = "client_gone"
        /// The client did not read for too long, or fell behind by more than the buffer holds.
        case tooSlow = "too_slow"
        /// The server is being stopped.
        case serverStopping = "server_stopping"
        /// The source threw an error.
        case failed
        /// There are as many streams as the server allows.
        case refused
    }
}
