/// Which network addresses a client may connect to.
///
/// The rule is applied to the address that the socket is about to be connected to. A check of the URL, or of an earlier
/// name lookup, can be got around: by another spelling (`http://2130706433/`), by a name that resolves to an inner
/// address, or by one that resolves differently the second time (DNS rebinding).
public enum AddressPolicy: Hashable, Sendable {
    /// Every IPv4 and IPv6 address. For servers that the operator has named.
    case any
    /// Only addresses that are globally reachable. For URLs that come from users.
    case publicOnly
    /// Only addresses that are not globally reachable: this machine and the networks around it. For what must not leave
    /// them, like a secret that is sent without encryption.
    case innerOnly

    /// Whether an IPv4 address, in network byte order, may be connected to.
    func permits(ipv4 address: (UInt8, UInt8, UInt8, UInt8)) -> Bool {
        switch self {
        case .any: true
        case .publicOnly: Self.isPublic(ipv4: address)
        case .innerOnly: !Self.isPublic(ipv4: address)
        }
    }

    /// Whether an IPv6 address of 16 bytes may be connected to.
    func permits(ipv6 address: [UInt8]) -> Bool {
        switch self {
        case .any: true
        case .publicOnly: Self.isPublic(ipv6: address)
        case .innerOnly: !Self.isPublic(ipv6: address)
        }
    }

    /// By the IANA IPv4 Special-Purpose Address Registry (RFC 6890).
    private static func isPublic(ipv4 address: (UInt8, UInt8, UInt8, UInt8)) -> Bool {
        switch address {
        case (0, _, _, _): false  // this network; Linux connects 0.0.0.0 to itself
        case (10, _, _, _): false  // private
        case (100, 64...127, _, _): false  // shared by carriers (RFC 6598); Alibaba's metadata service
        case (127, _, _, _): false  // loopback
        case (169, 254, _, _): false  // link-local; metadata services of most clouds
        case (172, 16...31, _, _): false  // private
        case (192, 0, 0, _): false  // protocol assignments; Oracle's metadata service
        case (192, 0, 2, _): false  // documentation
        case (192, 88, 99, _): false  // 6to4 relays, withdrawn
        case (192, 168, _, _): false  // private
        case (198, 18...19, _, _): false  // benchmarks
        case (198, 51, 100, _): false  // documentation
        case (203, 0, 113, _): false  // documentation
        case (168, 63, 129, 16): false  // Azure's host agent: a public number that only its own guests reach
        case (224..., _, _, _): false  // multicast, reserved, broadcast
        default: true
        }
    }

    /// By the IANA IPv6 Special-Purpose Address Registry: only global unicast (2000::/3) is public, less its special
    /// parts. Loopback, unique local, link-local and multicast lie outside of it.
    private static func isPublic(ipv6 address: [UInt8]) -> Bool {
        guard address.count == 16 else { return false }
        let embedded = (address[12], address[13], address[14], address[15])
        let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        let translated: [UInt8] = [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]  // NAT64 (RFC 6052)
        if address.starts(with: mapped) || address.starts(with: translated) { return self.isPublic(ipv4: embedded) }
        switch (address[0], address[1], address[2], address[3]) {
        case (0x20, 0x01, 0x00...0x01, _): return false  // 2001::/23: Teredo, ORCHID, benchmarks
        case (0x20, 0x01, 0x0D, 0xB8): return false  // documentation
        case (0x20, 0x02, _, _): return false  // 6to4: an IPv4 address in disguise
        case (0x3F, 0xFF, 0x00...0x0F, _): return false  // documentation (RFC 9637)
        default: return address[0] & 0xE0 == 0x20
        }
    }
}
