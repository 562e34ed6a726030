import CMicroHTTPD
import Glibc

/// The library's daemon. Without a thread of its own: it works while ``run()`` is called, and calls back from there.
/// Everything here happens on one thread, the server's.
final class Daemon {
    private var handle: OpaquePointer?
    /// Readable when ``run()`` has something to do.
    let pollDescriptor: Int32
    private let listener: Int32
    private var isListening = true

    /// Takes the listener over.
    ///
    /// - Parameter context: Must outlive the daemon.
    init(listener: Int32, _ configuration: Server.Configuration, context: ServerLoop) throws(ServerError) {
        let daemon = stagecoach_http_start(
            listener,
            UInt32(clamping: configuration.connectionLimit),
            UInt32(clamping: configuration.connectionLimitPerAddress),
            UInt32(clamping: max(1, configuration.idleTimeout.components.seconds)),
            Daemon.memoryPerConnection,
            HeadLayout.isKnown ? 0 : 1,
            Daemon.connectionChanged,
            Daemon.requestLine,
            Daemon.access,
            Daemon.completed,
            Unmanaged.passUnretained(context).toOpaque()
        )
        guard let daemon else {
            let reason = String(cString: strerror(errno))
            // Where it can fail, for want of memory or descriptors, the library leaves the listener open.
            close(listener)
            throw ServerError(code: .library, reason: "libmicrohttpd did not start: \(reason)")
        }
        let descriptor = stagecoach_http_poll_descriptor(daemon)
        if descriptor < 0 {
            // Closes the listener as well.
            MHD_stop_daemon(daemon)
            throw ServerError(code: .library, reason: "libmicrohttpd was built without epoll")
        }
        self.handle = daemon
        self.listener = listener
        self.pollDescriptor = descriptor
    }

    deinit { self.stop() }

    /// Holds the head of a request and that of its answer.
    static let memoryPerConnection = 32 * 1024

    /// Handles all that is ready, without waiting.
    func run() {
        if let handle { MHD_run(handle) }
    }

    /// Milliseconds after which ``run()`` has to be called even if nothing becomes readable; `nil`: never.
    var timeout: Int64? {
        guard let handle else { return nil }
        var milliseconds: UInt64 = 0
        return MHD_get_timeout(handle, &milliseconds) == .YES ? Int64(clamping: milliseconds) : nil
    }

    /// Whether a connection waits to be accepted.
    var hasPendingConnection: Bool {
        guard self.isListening else { return false }
        var descriptor = pollfd(fd: self.listener, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, 0) == 1
    }

    /// Accepts no more connections and frees the port.
    func stopListening() {
        guard let handle, self.isListening else { return }
        self.isListening = false
        let listener = MHD_quiesce_daemon(handle)
        if listener >= 0 { close(listener) }
    }

    /// Closes all connections, none of which may be suspended.
    func stop() {
        guard let handle = self.handle.take() else { return }
        MHD_stop_daemon(handle)
    }
}

// What the library calls, on the server's thread. Not written inside isolated code: there they would trap.
extension Daemon {
    private static let connectionChanged: MHD_NotifyConnectionCallback = { context, connection, slot, change in
        guard let context, let connection, let slot else { return }
        let loop = Unmanaged<ServerLoop>.fromOpaque(context).takeUnretainedValue()
        switch change {
        case .CONNECTION_NOTIFY_STARTED:
            let state = Connection(
                descriptor: stagecoach_http_socket(connection),
                address: SocketAddress.text(of: stagecoach_http_address(connection)),
                now: Monotonic.now()
            )
            loop.opened(state)
            // Released when the connection is closed.
            slot.pointee = Unmanaged.passRetained(state).toOpaque()
        case .CONNECTION_NOTIFY_CLOSED:
            guard let state = slot.pointee else { return }
            loop.closed(Unmanaged<Connection>.fromOpaque(state).takeRetainedValue())
            slot.pointee = nil
        @unknown default:
            break
        }
    }

    private static let requestLine:
        @convention(c) (
            UnsafeMutableRawPointer?, UnsafePointer<CChar>?, OpaquePointer?
        ) -> UnsafeMutableRawPointer? = { context, target, handle in
            guard let context, let target, let handle,
                let state = stagecoach_http_connection_context(handle)
            else { return nil }
            let loop = Unmanaged<ServerLoop>.fromOpaque(context).takeUnretainedValue()
            let connection = Unmanaged<Connection>.fromOpaque(state).takeUnretainedValue()
            let exchange = Exchange(handle, connection, loop, target: target)
            loop.began(exchange)
            // Released when the exchange is completed.
            return Unmanaged.passRetained(exchange).toOpaque()
        }

    private static let access: MHD_AccessHandlerCallback = { _, _, _, method, version, data, size, slot in
        guard let method, let version, let size, let context = slot?.pointee else { return .NO }
        let exchange = Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
        if size.pointee == 0 { return exchange.called(method: method, version: version) }
        let bytes = UnsafeRawBufferPointer(start: data, count: size.pointee)
        let (result, left) = exchange.received(bytes)
        size.pointee = left
        return result
    }

    private static let completed: MHD_RequestCompletedCallback = { _, _, slot, reason in
        guard let slot, let context = slot.pointee else { return }
        slot.pointee = nil
        Unmanaged<Exchange>.fromOpaque(context).takeRetainedValue().completed(reason)
    }
}
