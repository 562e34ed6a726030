extension Server {
    /// Limits, times and defaults of a server.
    public struct Configuration: Sendable {
        /// Connections at one time; more wait in the kernel's queue. Default 1024. Each takes up to 32 KiB beside its
        /// bodies, and a file descriptor: keep it below `ulimit -n`.
        public var connectionLimit = 1024
        /// Connections at one time from one address; more are closed at once. Default half of all, so that no one takes
        /// all. Behind a proxy, where all have its address, set it as high as ``connectionLimit``.
        public var connectionLimitPerAddress = 512
        /// Streams of events at one time, of those connections; more are answered with 503. Default 256.
        public var eventStreamLimit = 256
        /// The longest body of a request, for routes that do not say otherwise. Default 1 MiB.
        public var bodyLimit = 1_048_576
        /// Bytes of all buffered bodies of requests in progress; what would exceed it is answered with 503. At least
        /// ``bodyLimit``. Default 64 MiB.
        public var bodyMemoryLimit = 67_108_864

        /// From the start of a connection or request to the end of its header. Default 8 s.
        public var headTimeout = Duration.seconds(8)
        /// How long a body may fall behind ``minimumBodyRate``. Default 8 s. Time in which the server does not read, because
        /// a handler is behind, does not count.
        public var bodyTimeout = Duration.seconds(8)
        /// Bytes a second of a body that count as progress. Default 1024; a single byte now and then is none.
        public var minimumBodyRate = 1024
        /// How long a connection may be silent between two requests, or refuse to take its answer. Whole seconds, at
        /// least 1. Default 30 s.
        public var idleTimeout = Duration.seconds(30)
        /// After how long a silence of an event stream a comment is sent. Default 15 s: proxies close after 30 to 60 s.
        public var pingInterval = Duration.seconds(15)
        /// How long the client of an event stream may take nothing although there is something. Default 15 s.
        public var stallLimit = Duration.seconds(15)

        /// From which size on JSON and text are compressed for clients that take gzip, in bytes. Default 1024: smaller
        /// bodies fit into one packet anyway. Answers with an `ETag` are left as they are, because the tag names the exact
        /// bytes (RFC 9110, section 8.8.3.3).
        public var compressionThreshold = 1024
        /// Added to every answer that has no fields of these names.
        public var headers: Headers = [.contentTypeOptions: "nosniff", .cacheControl: "no-store"]

        /// Turns an error that a handler or middleware threw into an answer; `nil` leaves it to the server, which knows
        /// ``Refusal`` and answers anything else with 500.
        public var answer: @Sendable (any Error, Request) -> Response? = { _, _ in nil }
        /// Hears of each error that became a 500 here, or broke an event stream off: nobody else will. Called on any
        /// thread; must not block. Default: a line on standard error.
        public var report: @Sendable (any Error) -> Void = { StandardError.write("http: \($0)") }

        public init() {}
    }
}
