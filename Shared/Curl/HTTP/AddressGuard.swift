import CCurl
import CLinux
import Glibc

/// Opens the sockets of one transfer, where the policy allows it.
struct AddressGuard {
    let policy: AddressPolicy
    /// `nil`: every port.
    let ports: Set<UInt16>?
    private(set) var opened = 0
    private(set) var refused = 0

    init(policy: AddressPolicy, ports: Set<UInt16>?) {
        self.policy = policy
        self.ports = ports
    }

    /// Whether the transfer got nowhere because every address it found was refused.
    var refusedAll: Bool { self.refused > 0 && self.opened == 0 }

    /// - Returns: A new socket for `address`, or -1 (`CURL_SOCKET_BAD`), on which libcurl tries the next address.
    mutating func open(_ address: UnsafeMutablePointer<curl_sockaddr>) -> Int32 {
        // libcurl's struct ends in a plain sockaddr; the bytes of a longer one follow it, `addrlen` in all.
        let length = Int(address.pointee.addrlen)
        let start = UnsafeRawPointer(address) + (MemoryLayout<curl_sockaddr>.offset(of: \.addr) ?? 0)
        guard self.permits(UnsafeRawBufferPointer(start: start, count: length), family: address.pointee.family) else {
            self.refused += 1
            return -1
        }
        self.opened += 1
        let type = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
        return socket(address.pointee.family, type, address.pointee.protocol)
    }

    /// - Parameter address: The bytes of a `sockaddr_in` or `sockaddr_in6`.
    func permits(_ address: UnsafeRawBufferPointer, family: Int32) -> Bool {
        switch family {
        case AF_INET:
            guard address.count >= MemoryLayout<sockaddr_in>.size else { return false }
            let internet = address.loadUnaligned(as: sockaddr_in.self)
            let bytes = withUnsafeBytes(of: internet.sin_addr) { ($0[0], $0[1], $0[2], $0[3]) }
            return self.permits(port: internet.sin_port) && self.policy.permits(ipv4: bytes)
        case AF_INET6:
            guard address.count >= MemoryLayout<sockaddr_in6>.size else { return false }
            let internet = address.loadUnaligned(as: sockaddr_in6.self)
            let bytes = withUnsafeBytes(of: internet.sin6_addr) { Array($0) }
            return self.permits(port: internet.sin6_port) && self.policy.permits(ipv6: bytes)
        default:
            return false
        }
    }

    private func permits(port: in_port_t) -> Bool { self.ports?.contains(UInt16(bigEndian: port)) ?? true }
}
