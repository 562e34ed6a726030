import Glibc

/// A listening TCP socket.
struct Listener {
    let descriptor: Int32
    let port: UInt16

    /// - Parameter address: IPv4 or IPv6, in digits.
    static func open(address: String, port: UInt16, backlog: Int32) throws(ServerError) -> Listener {
        guard let name = SocketAddress(address, port: port) else {
            throw ServerError(code: .invalidAddress, reason: "not an IPv4 or IPv6 address: \(address)")
        }
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor = socket(name.family, type, 0)
        if descriptor < 0 { throw .system("socket") }
        do throws(ServerError) {
            return Listener(
                descriptor: descriptor,
                port: try self.prepare(descriptor, name, "\(address):\(port)", backlog)
            )
        } catch {
            close(descriptor)
            throw error
        }
    }

    private static func prepare(
        _ descriptor: Int32,
        _ name: SocketAddress,
        _ place: String,
        _ backlog: Int32
    ) throws(ServerError) -> UInt16 {
        // Or a restart would have to wait until the kernel has forgotten the connections of before (tcp(7)).
        var on: Int32 = 1
        if setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size)) != 0 {
            throw .system("setsockopt")
        }
        if name.withSocketAddress({ bind(descriptor, $0, $1) }) != 0 { throw .system("bind to \(place)") }
        if listen(descriptor, backlog) != 0 { throw .system("listen on \(place)") }
        guard let port = SocketAddress.port(of: descriptor) else { throw .system("getsockname") }
        return port
    }
}
