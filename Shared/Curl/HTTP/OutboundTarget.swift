/// Where requests of organizations may go: to public servers, encrypted; and to the hosts that the operator names.
public struct OutboundTarget: Sendable {
    /// The ports of public servers that may be connected to.
    static let ports: Set<UInt16> = [443, 8443]
    /// In bytes.
    private static let longest = 2048

    /// Which client is to be used for it.
    public enum Way: Sendable {
        /// Public addresses, encrypted.
        case open
        /// A host that the operator has named, encrypted.
        case named
        /// A host that the operator has named, not encrypted, and so with inner addresses only.
        case inner
    }

    public let url: String
    public let host: String
    public let way: Way

    /// Why a URL cannot be one. Does not repeat it.
    public struct Refused: Error, Hashable, Sendable {
        public let message: String
    }

    /// - Parameter named: Hosts that the operator has named, in lower case.
    public init(_ url: String, named: Set<String>) throws(Refused) {
        guard url.utf8.count <= OutboundTarget.longest, let address = WebAddress(origin: url) else {
            throw Refused(message: "must be a URL like https://example.org/path, without user and password")
        }
        if url.utf8.contains(UInt8(ascii: "#")) { throw Refused(message: "must not have a fragment") }
        self.url = url
        self.host = address.host
        if named.contains(address.host) {
            self.way = address.isEncrypted ? .named : .inner
            return
        }
        guard address.isEncrypted else { throw Refused(message: "must begin with https://") }
        guard OutboundTarget.ports.contains(address.port) else { throw Refused(message: "must have port 443 or 8443") }
        // What a name stands for is seen at the connection; what is seen here can be said at once.
        guard address.mayBePublic else { throw Refused(message: "must be the address of a public server") }
        self.way = .open
    }
}

/// A client for each way. What may be connected to is looked at when it is connected to.
public struct OutboundClients: Sendable {
    private let open: HTTPClient
    private let named: HTTPClient
    private let inner: HTTPClient

    /// - Throws: ``HTTPClientError`` when libcurl cannot be set up.
    public init() throws(HTTPClientError) {
        var open = HTTPClient.Configuration(addressPolicy: .publicOnly)
        open.requiresTLS = true
        open.ports = OutboundTarget.ports
        self.open = try HTTPClient(open)
        var named = HTTPClient.Configuration(addressPolicy: .any)
        named.requiresTLS = true
        self.named = try HTTPClient(named)
        // Not encrypted: what is sent there must not leave the networks around this machine.
        self.inner = try HTTPClient(.init(addressPolicy: .innerOnly))
    }

    public func client(for way: OutboundTarget.Way) -> HTTPClient {
        switch way {
        case .open: self.open
        case .named: self.named
        case .inner: self.inner
        }
    }

    public func close() async {
        await self.open.close()
        await self.named.close()
        await self.inner.close()
    }
}
