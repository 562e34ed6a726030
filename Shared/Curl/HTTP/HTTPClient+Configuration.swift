extension HTTPClient {
    /// What holds for every request of a client. Connections are shared by all of its requests, so what decides about a
    /// connection cannot differ from request to request.
    public struct Configuration: Sendable {
        /// Has no default: whoever makes a client says whom it may talk to.
        public var addressPolicy: AddressPolicy
        /// The ports that may be connected to; `nil` for every one.
        public var ports: Set<UInt16>?
        /// Refuses `http://`.
        public var requiresTLS = false
        /// A PEM file with the authorities to trust; `nil` for the system's. Certificates are always verified.
        public var certificateAuthorities: String?
        /// The User-Agent of requests that bring none.
        public var userAgent = "Stagecoach"
        /// How many idle connections are kept. libcurl does not reuse one that was idle for 118 s.
        public var idleConnections = 32

        public init(addressPolicy: AddressPolicy) { self.addressPolicy = addressPolicy }
    }
}
