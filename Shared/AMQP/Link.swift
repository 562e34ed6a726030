import CLinux
import CRabbitMQ
import Glibc
import Values

/// One open connection to the broker. For one thread.
///
/// librabbitmq logs in, makes the synchronous calls and reads frames. Frames are written here, except under TLS, where
/// only the library can encrypt. Heartbeats are kept here too: the library would write one in the middle of a frame
/// that the socket has taken half of.
final class Link {
    /// The broker's proposals are cut to these.
    private enum Limit {
        static let frame: Int32 = 131_072
        static let channels: Int32 = 64
    }

    let state: amqp_connection_state_t
    let descriptor: Int32
    let usesTLS: Bool
    let frameMax: Int
    private let heartbeat: Duration
    private var outgoing = FrameBuffer()
    private var assembler = Assembler()
    private var lastSent = ContinuousClock.now
    private var lastReceived = ContinuousClock.now
    /// When the socket last took something, while there is something to take.
    private var lastProgress = ContinuousClock.now

    /// How long the socket may take nothing, or sent bytes stay unanswered, before the connection counts as lost.
    static let stallTimeout: Duration = .seconds(10)

    // MARK: - Opening and closing

    /// Connects and logs in. Blocks for at most `timeout` per step.
    ///
    /// - Parameter name: Shown in the broker's list of connections.
    init(_ endpoint: Endpoint, name: String, heartbeat: Duration, timeout: Duration) throws(AMQPError) {
        guard let state = amqp_new_connection() else {
            throw .library(AMQP_STATUS_NO_MEMORY.rawValue, "connect")
        }
        do throws(AMQPError) {
            try Link.open(state, endpoint, timeout)
            self.descriptor = amqp_get_sockfd(state)
            Link.limitSilence(self.descriptor)
            try Link.login(state, endpoint, name: name, heartbeat: heartbeat)
        } catch {
            amqp_destroy_connection(state)
            throw error
        }
        self.state = state
        self.usesTLS = endpoint.usesTLS
        self.frameMax = Int(amqp_get_frame_max(state))
        let negotiated = amqp_get_heartbeat(state)
        self.heartbeat = .seconds(negotiated > 0 ? Int(negotiated) : 60)
        // From here on the library must not send heartbeats of its own.
        amqp_tune_connection(state, amqp_get_channel_max(state), amqp_get_frame_max(state), 0)
    }

    deinit { amqp_destroy_connection(self.state) }

    private static func open(
        _ state: amqp_connection_state_t,
        _ endpoint: Endpoint,
        _ timeout: Duration
    ) throws(AMQPError) {
        var time = timeval(timeout)
        let socket: OpaquePointer?
        if endpoint.usesTLS {
            socket = amqp_ssl_socket_new(state)
            if let socket {
                let authorities = endpoint.authorities ?? "/etc/ssl/certs/ca-certificates.crt"
                try AMQPError.check(amqp_ssl_socket_set_cacert(socket, authorities), "read \(authorities)")
            }
        } else {
            socket = amqp_tcp_socket_new(state)
        }
        guard let socket else { throw .library(AMQP_STATUS_NO_MEMORY.rawValue, "connect") }
        try AMQPError.check(
            amqp_socket_open_noblock(socket, endpoint.host, endpoint.port, &time),
            "connect to \(endpoint.host):\(endpoint.port)"
        )
        amqp_set_handshake_timeout(state, &time)
        amqp_set_rpc_timeout(state, &time)
    }

    /// The broker may stop reading without a word; then no heartbeat helps the writer, only this.
    private static func limitSilence(_ descriptor: Int32) {
        var milliseconds = UInt32(self.stallTimeout.milliseconds)
        setsockopt(
            descriptor,
            Int32(IPPROTO_TCP),
            TCP_USER_TIMEOUT,
            &milliseconds,
            socklen_t(MemoryLayout<UInt32>.size)
        )
    }

    private static func login(
        _ state: amqp_connection_state_t,
        _ endpoint: Endpoint,
        name: String,
        heartbeat: Duration
    ) throws(AMQPError) {
        // The broker announces only what a client says that it understands; the library by itself leaves out most.
        let capabilities: [String: HeaderValue] = [
            "publisher_confirms": .bool(true), "consumer_cancel_notify": .bool(true), "connection.blocked": .bool(true),
            "basic.nack": .bool(true), "authentication_failure_close": .bool(true),
        ]
        let reply = LibraryTable.with(["connection_name": .string(name)], nested: ("capabilities", capabilities)) {
            properties in
            withUnsafePointer(to: properties) { properties in
                stagecoach_login(
                    state,
                    endpoint.virtualHost,
                    Limit.channels,
                    Limit.frame,
                    Int32(heartbeat.components.seconds),
                    properties,
                    endpoint.user,
                    endpoint.password.exposed
                )
            }
        }
        try AMQPError.check(reply, "log in as \(endpoint.user)")
    }

    /// Says goodbye. The broker answers within the library's timeout, or not.
    func close() { amqp_connection_close(self.state, AMQP_REPLY_SUCCESS) }

    // MARK: - Synchronous methods

    /// Runs one method and reads its reply.
    func call(_ operation: String, _ method: (amqp_connection_state_t) -> Void) throws(AMQPError) {
        method(self.state)
        try AMQPError.check(amqp_get_rpc_reply(self.state), operation)
    }

    // MARK: - Writing

    func publish(_ message: Message, channel: UInt16) throws(AMQPError) {
        if self.usesTLS {
            try AMQPError.check(LibraryMessage.publish(message, self.state, channel), "basic.publish")
            self.lastSent = .now
        } else {
            self.outgoing.publish(message, channel: channel, frameMax: self.frameMax)
        }
    }

    func acknowledge(_ tag: UInt64, multiple: Bool, channel: UInt16) throws(AMQPError) {
        if self.usesTLS {
            try AMQPError.check(amqp_basic_ack(self.state, channel, tag, multiple ? 1 : 0), "basic.ack")
            self.lastSent = .now
        } else {
            self.outgoing.acknowledge(tag, multiple: multiple, channel: channel)
        }
    }

    func refuse(_ tag: UInt64, multiple: Bool, requeue: Bool, channel: UInt16) throws(AMQPError) {
        if self.usesTLS {
            let status = amqp_basic_nack(self.state, channel, tag, multiple ? 1 : 0, requeue ? 1 : 0)
            try AMQPError.check(status, "basic.nack")
            self.lastSent = .now
        } else {
            self.outgoing.refuse(tag, multiple: multiple, requeue: requeue, channel: channel)
        }
    }

    /// Ends a consumer without asking for an answer; what the broker has sent by then still arrives.
    func cancel(tag: String, channel: UInt16) throws(AMQPError) {
        if self.usesTLS {
            try AMQPError.check(LibraryMessage.cancel(tag, self.state, channel), "basic.cancel")
        } else {
            self.outgoing.cancel(tag, channel: channel)
        }
    }

    /// Whether something waits for the socket to take it.
    var isWriting: Bool { !self.outgoing.isEmpty }

    /// How many bytes wait for the socket.
    var backlog: Int { self.outgoing.count }

    /// Writes what the socket takes without waiting.
    func flush() throws(AMQPError) {
        var failure: Int32 = 0
        while !self.outgoing.isEmpty, failure == 0 {
            self.outgoing.write { bytes in
                let count = send(self.descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
                if count > 0 {
                    self.lastSent = .now
                    self.lastProgress = self.lastSent
                    return count
                }
                failure = errno
                return 0
            }
        }
        if failure != 0, failure != EAGAIN, failure != EINTR {
            throw AMQPError(.connectionLost, String(cString: strerror(failure)), operation: "write")
        }
        if self.outgoing.isEmpty { self.lastProgress = .now }
    }

    // MARK: - Reading

    /// The next thing that has arrived; `nil` when there is nothing more now.
    func receive() throws(AMQPError) -> Incoming? {
        amqp_maybe_release_buffers(self.state)
        while true {
            var frame = amqp_frame_t()
            var now = timeval()
            let status = amqp_simple_wait_frame_noblock(self.state, &frame, &now)
            if status == AMQP_STATUS_TIMEOUT.rawValue { return nil }
            try AMQPError.check(status, "read")
            if let incoming = try self.assembler.add(frame) { return incoming }
        }
    }

    // MARK: - Time

    /// The socket has something to read. The library keeps heartbeats to itself, so this is how they are seen.
    func noteArrival() { self.lastReceived = .now }

    /// Sends a heartbeat when it is due, and finds out whether the connection is dead.
    ///
    /// - Returns: When to call this again.
    func keepAlive() throws(AMQPError) -> Duration {
        let now = ContinuousClock.now
        // Two missed heartbeats (AMQP 0-9-1, section 4.2.7).
        if now - self.lastReceived > self.heartbeat * 2 {
            throw AMQPError(.connectionLost, "no heartbeat for \(self.heartbeat * 2)", operation: "read")
        }
        if self.isWriting, now - self.lastProgress > Link.stallTimeout {
            throw AMQPError(.connectionLost, "the broker reads nothing", operation: "write")
        }
        if !self.isWriting, now - self.lastSent >= self.heartbeat / 2 {
            if self.usesTLS {
                var frame = amqp_frame_t()
                frame.frame_type = UInt8(AMQP_FRAME_HEARTBEAT)
                try AMQPError.check(amqp_send_frame(self.state, &frame), "heartbeat")
            } else {
                self.outgoing.heartbeat()
                try self.flush()
            }
            self.lastSent = now
        }
        return min(self.heartbeat / 4, .seconds(1))
    }
}

extension timeval {
    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self.init(tv_sec: Int(seconds), tv_usec: Int(attoseconds / 1_000_000_000_000))
    }
}
