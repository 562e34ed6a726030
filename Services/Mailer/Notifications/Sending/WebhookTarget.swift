import Curl

/// Where requests of organizations may go: to public servers, encrypted; and to the hosts that the operator names.
struct WebhookTarget: Sendable {
    /// The ports of public servers that may be connected to.
    static let ports: Set<UInt16> = [443, 8443]
    /// In bytes.
    private static let longest = 2048

    /// Which client is to be used for it.
    enum Way: Sendable {
        /// Public addresses, encrypted.
        case open
        /// A host that the operator has named, encrypted.
        case named
        /// A host that the operator has named, not encrypted, and so with inner addresses only.
        case inner
    }

    let url: String
    let host: String
    let way: Way

    /// Why a URL cannot be one. Does not repeat it.
    struct Refused: Error, Hashable, Sendable {
        let message: String
    }

    /// - Parameter named: Hosts that the operator has named, in lower case.
    init(_ url: String, named: Set<String>) throws(Refused) {
        guard url.utf8.count <= WebhookTarget.longest, let address = WebAddress(origin: url) else {
            throw Refused(message: "must be a URL like https://example.org/hook, without user and password")
        }
        if url.utf8.contains(UInt8(ascii: "#")) { throw Refused(message: "must not have a fragment") }
        self.url = url
        self.host = address.host
        if named.contains(address.host) {
            self.way = address.isEncrypted ? .named : .inner
            return
        }
        guard address.isEncrypted else { throw Refused(message: "must begin with https://") }
        guard WebhookTarget.ports.contains(address.port) else { throw Refused(message: "must have port 443 or 8443") }
        // What a name stands for is seen at the connection; what is seen here can be said at once.
        guard address.mayBePublic else { throw Refused(message: "must be the address of a public server") }
        self.way = .open
    }
}
