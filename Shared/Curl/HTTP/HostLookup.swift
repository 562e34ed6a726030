import CCurl
import Glibc

/// Finds the addresses of a host, for what does not connect through libcurl.
public enum HostLookup {
    /// The addresses that may be connected to, in digits, those first that the system prefers. Whoever connects is to use
    /// one of these, and not the name: another lookup may find others.
    ///
    /// Waits for the name server: not for a thread that others need.
    ///
    /// - Returns: `nil` when the name leads nowhere; empty when none of its addresses is permitted.
    public static func addresses(of host: String, _ policy: AddressPolicy) -> [String]? {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return nil }
        defer { freeaddrinfo(list) }
        let checker = AddressGuard(policy: policy, ports: nil)
        var found: [String] = []
        var next = list
        while let entry = next?.pointee {
            next = entry.ai_next
            guard let address = entry.ai_addr else { continue }
            let bytes = UnsafeRawBufferPointer(start: address, count: Int(entry.ai_addrlen))
            guard checker.permits(bytes, family: entry.ai_family) else { continue }
            var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            let length = socklen_t(text.count)
            if getnameinfo(address, entry.ai_addrlen, &text, length, nil, 0, NI_NUMERICHOST) == 0 {
                found.append(String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
            }
        }
        return found
    }
}
