import Glibc

/// An IPv4 or IPv6 address with a port.
enum SocketAddress {
    case ipv4(sockaddr_in)
    case ipv6(sockaddr_in6)

    /// - Returns: `nil` unless `address` is an address in digits.
    init?(_ address: String, port: UInt16) {
        var ipv4 = sockaddr_in()
        var ipv6 = sockaddr_in6()
        if inet_pton(AF_INET, address, &ipv4.sin_addr) == 1 {
            ipv4.sin_family = sa_family_t(AF_INET)
            ipv4.sin_port = port.bigEndian
            self = .ipv4(ipv4)
        } else if inet_pton(AF_INET6, address, &ipv6.sin6_addr) == 1 {
            ipv6.sin6_family = sa_family_t(AF_INET6)
            ipv6.sin6_port = port.bigEndian
            self = .ipv6(ipv6)
        } else {
            return nil
        }
    }

    var family: Int32 {
        switch self {
        case .ipv4: AF_INET
        case .ipv6: AF_INET6
        }
    }

    func withSocketAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        func call<Address>(_ address: Address) -> Result {
            withUnsafeBytes(of: address) { bytes in
                // Both begin as a sockaddr does; that is how the socket functions tell them apart (sockaddr(3type)).
                bytes.withMemoryRebound(to: sockaddr.self) { buffer in
                    body(buffer.baseAddress.unsafelyUnwrapped, socklen_t(MemoryLayout<Address>.size))
                }
            }
        }
        switch self {
        case .ipv4(let address): return call(address)
        case .ipv6(let address): return call(address)
        }
    }

    /// The port a socket is bound to.
    static func port(of descriptor: Int32) -> UInt16? {
        var storage = sockaddr_in6()
        var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let status = withUnsafeMutableBytes(of: &storage) { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) { getsockname(descriptor, $0.baseAddress, &size) }
        }
        // The port lies at the same place in both kinds of address.
        return status == 0 ? UInt16(bigEndian: storage.sin6_port) : nil
    }

    /// The address in digits, without port; an IPv4 address that came through an IPv6 socket as IPv4.
    static func text(of address: UnsafePointer<sockaddr>?) -> String {
        guard let address else { return "" }
        let raw = UnsafeRawPointer(address)
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        // The family comes first in every kind of address.
        switch Int32(raw.loadUnaligned(as: sa_family_t.self)) {
        case AF_INET:
            var ipv4 = raw.loadUnaligned(as: sockaddr_in.self).sin_addr
            inet_ntop(AF_INET, &ipv4, &buffer, socklen_t(buffer.count))
        case AF_INET6:
            var ipv6 = raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr
            inet_ntop(AF_INET6, &ipv6, &buffer, socklen_t(buffer.count))
        default:
            return ""
        }
        let text = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return text.hasPrefix("::ffff:") && text.contains(".") ? String(text.dropFirst(7)) : text
    }
}
