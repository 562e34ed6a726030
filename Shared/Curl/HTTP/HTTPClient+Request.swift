extension HTTPClient {
    /// What to ask of a server, and how much time and space the answer may take.
    public struct Request: Sendable {
        /// Case-sensitive (RFC 9110, section 9.1).
        public var method: String
        /// With `http://` or `https://` and without user and password.
        public var url: String
        /// In addition to those that the client sets itself: Host, User-Agent, Accept, Accept-Encoding, Connection, and
        /// the length of the body. Of these only User-Agent and Accept may be given here.
        public var headers: Headers
        /// `nil`: no body. At most ``maximumRequestBody`` bytes.
        public var body: [UInt8]?
        /// For everything, from the name lookup to the last byte of the answer, also while a reader keeps a stream
        /// waiting. Default 60 s: a caller who waits longer should know why.
        public var deadline: Duration = .seconds(60)
        /// For name lookup, connection and encryption. Default 10 s: a lost SYN is sent again after 1, 3 and 7 s.
        public var connectTimeout: Duration = .seconds(10)
        /// `nil`: only the deadline counts, for servers that think long before the first byte. Default: 10 bytes per
        /// second over 30 s, which ends the drip of a byte per second and survives a pause of the network.
        public var minimumRate: Rate? = Rate(bytesPerSecond: 10, over: .seconds(30))
        /// Of the answer's body, in bytes, after decompression. Default 16 MiB.
        public var maximumBodySize = 16 << 20

        /// Accepted for ``body``, in bytes: it is held in memory until it has been sent.
        public static let maximumRequestBody = 16 << 20

        public init(_ method: String = "GET", _ url: String, headers: Headers = [:], body: [UInt8]? = nil) {
            self.method = method
            self.url = url
            self.headers = headers
            self.body = body
        }
    }

    /// A lower limit on how fast an answer comes; waiting for its first byte counts as well, the time in which a reader
    /// keeps a stream waiting does not.
    public struct Rate: Hashable, Sendable {
        public let bytesPerSecond: Int
        public let period: Duration

        /// - Parameters:
        ///   - bytesPerSecond: libcurl averages over the last 5 s.
        ///   - period: For this long, in whole seconds, the rate must have been below.
        public init(bytesPerSecond: Int, over period: Duration) {
            self.bytesPerSecond = bytesPerSecond
            self.period = period
        }
    }
}

/// A URL may hold secrets in its path and its query, headers and body hold them often.
extension HTTPClient.Request: CustomStringConvertible, CustomReflectable {
    public var description: String { "\(self.method) request" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
