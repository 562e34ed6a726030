import CLinux
import Glibc
import Testing

@testable import Curl

@Suite struct AddressPolicyTests {
    private func bytes(_ text: String) throws -> [UInt8] {
        let isIPv6 = text.contains(":")
        var bytes = [UInt8](repeating: 0, count: isIPv6 ? 16 : 4)
        try #require(inet_pton(isIPv6 ? AF_INET6 : AF_INET, text, &bytes) == 1, "\(text)")
        return bytes
    }

    private func isPermitted(_ text: String, _ policy: AddressPolicy) throws -> Bool {
        let bytes = try self.bytes(text)
        if bytes.count == 16 { return policy.permits(ipv6: bytes) }
        return policy.permits(ipv4: (bytes[0], bytes[1], bytes[2], bytes[3]))
    }

    /// First and last of every range that is not public, and their neighbours.
    static let inner = [
        "0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255", "127.0.0.0",
        "127.255.255.255", "169.254.0.0", "169.254.169.254", "169.254.255.255", "172.16.0.0", "172.31.255.255",
        "192.0.0.0", "192.0.0.255", "192.0.2.0", "192.0.2.255", "192.88.99.0", "192.88.99.255", "192.168.0.0",
        "192.168.255.255", "198.18.0.0", "198.19.255.255", "198.51.100.0", "198.51.100.255", "203.0.113.0",
        "203.0.113.255", "224.0.0.0", "239.255.255.255", "240.0.0.0", "255.255.255.255", "168.63.129.16",
        "::", "::1", "::ffff", "::ffff:0.0.0.0", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254",
        "::127.0.0.1",
        "::1.1.1.1", "64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::1.1.1.1", "100::", "100::1", "2001::",
        "2001::1",
        "2001:1ff:ffff::", "2001:db8::", "2001:db8:ffff::1", "2002::", "2002:101:101::1", "2002:ffff::", "3fff::",
        "3fff:fff:ffff::", "1fff:ffff::", "4000::", "5f00::1", "fc00::", "fd00:ec2::254", "fdff:ffff::", "fe80::1",
        "febf::1", "fec0::1", "ff00::", "ff02::1", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    ]
    static let outer = [
        "1.0.0.0", "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
        "128.0.0.0", "168.63.129.15", "168.63.129.17", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0",
        "191.255.255.255", "192.0.1.0", "192.0.3.0", "192.88.98.255", "192.88.100.0", "192.167.255.255", "192.169.0.0",
        "198.17.255.255", "198.20.0.0", "198.51.99.255", "198.51.101.0", "203.0.112.255", "203.0.114.0",
        "223.255.255.255",
        "::ffff:1.1.1.1", "64:ff9b::1.1.1.1", "2000::1", "2001:200::1", "2001:db7:ffff::1", "2001:db9::1", "2003::1",
        "2606:4700:4700::1111", "2a00:1450::1", "3ffe::1", "3fff:1000::1",
    ]

    @Test("what is not public is refused", arguments: inner)
    func refused(_ address: String) throws {
        #expect(try !self.isPermitted(address, .publicOnly))
        #expect(try self.isPermitted(address, .innerOnly))
        #expect(try self.isPermitted(address, .any))
    }

    @Test("what is public is not", arguments: outer)
    func permitted(_ address: String) throws {
        #expect(try self.isPermitted(address, .publicOnly))
        #expect(try !self.isPermitted(address, .innerOnly))
        #expect(try self.isPermitted(address, .any))
    }

    @Test("the socket address that the kernel would get is what is judged")
    func socketAddress() throws {
        let guardian = AddressGuard(policy: .publicOnly, ports: [443])
        func permits(_ text: String, port: UInt16, cut: Int = 0) throws -> Bool {
            let bytes = try self.bytes(text)
            if bytes.count == 16 {
                var address = sockaddr_in6()
                address.sin6_port = port.bigEndian
                withUnsafeMutableBytes(of: &address.sin6_addr) { $0.copyBytes(from: bytes) }
                return withUnsafeBytes(of: address) {
                    guardian.permits(UnsafeRawBufferPointer(rebasing: $0.dropLast(cut)), family: AF_INET6)
                }
            }
            var address = sockaddr_in()
            address.sin_port = port.bigEndian
            withUnsafeMutableBytes(of: &address.sin_addr) { $0.copyBytes(from: bytes) }
            return withUnsafeBytes(of: address) {
                guardian.permits(UnsafeRawBufferPointer(rebasing: $0.dropLast(cut)), family: AF_INET)
            }
        }
        for address in ["1.1.1.1", "2606:4700:4700::1111"] {
            #expect(try permits(address, port: 443))
            #expect(try !permits(address, port: 80))
            #expect(try !permits(address, port: 443, cut: 1))
        }
        #expect(try !permits("127.0.0.1", port: 443))
        #expect(try !permits("::1", port: 443))
        let local = sockaddr_un()
        #expect(!withUnsafeBytes(of: local) { AddressGuard(policy: .any, ports: nil).permits($0, family: AF_UNIX) })
    }
}
