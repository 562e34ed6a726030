extension Server {
    /// What has happened since the start, for metrics.
    public struct Statistics: Sendable, Hashable {
        /// Connections that were accepted.
        public var connections = 0
        /// Connections open now.
        public var openConnections = 0
        /// Requests of which at least the first line came.
        public var requests = 0
        /// Requests whose answer has not been sent completely.
        public var requestsInProgress = 0
        /// Requests whose client went away, or was too slow, before they were answered.
        public var abandonedRequests = 0
        /// Requests that no handler saw, by the code of the refusal: malformed, too large.
        public var refusals: [Refusal.Code: Int] = [:]
        /// Event streams open now.
        public var openEventStreams = 0
        /// Event streams that ended, by reason.
        public var endedEventStreams: [EventStream.End: Int] = [:]
        /// Connections closed because a header or a body did not come in time.
        public var timeouts = 0
    }
}
