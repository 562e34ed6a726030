import CCurl
import CLinux
import Glibc
import Threads

/// The easy handle of an ``SMTPConnection`` and the delivery it is busy with. Used on the connection's thread only.
///
/// One easy handle on a thread of its own, and not many on one multi handle: libcurl waits for the reply to a message
/// inside a blocking loop, which would hold up every other delivery of the same thread.
final class SMTPSession {
    private let configuration: SMTPConnection.Configuration
    private let control: SMTPControl
    private var easy: EasyHandle?

    // Of the delivery under way, for the callbacks.
    private var transcript = SMTPTranscript()
    private var message: [UInt8] = []
    private var offset = 0
    private var cancellation = Lock(false)
    private var lastReplyAt = ContinuousClock.now
    /// When libcurl took the last byte of the message.
    private var handedOverAt: ContinuousClock.Instant?
    private var interruption: SMTPProblem.Kind?

    init(_ configuration: SMTPConnection.Configuration, _ control: SMTPControl) throws(CurlFailure) {
        self.configuration = configuration
        self.control = control
        let easy = try EasyHandle.make()
        try Self.configure(easy, configuration)
        self.easy = consume easy
        try self.configureCallbacks()
    }

    private static func configure(
        _ easy: borrowing EasyHandle,
        _ configuration: SMTPConnection.Configuration
    ) throws(CurlFailure) {
        try easy.set(CURLOPT_URL, configuration.url)
        try easy.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        try easy.set(CURLOPT_UPLOAD, 1)
        let encryption: curl_usessl =
            switch configuration.encryption {
            case .implicit, .required: CURLUSESSL_ALL
            case .optional: CURLUSESSL_TRY
            case .off: CURLUSESSL_NONE
            }
        try easy.set(CURLOPT_USE_SSL, Int(encryption.rawValue))
        try easy.trust(configuration.certificateAuthorities)
        if !configuration.verifiesCertificate {
            try easy.set(CURLOPT_SSL_VERIFYPEER, 0)
            try easy.set(CURLOPT_SSL_VERIFYHOST, 0)
        }
        if let credentials = configuration.credentials {
            try easy.set(CURLOPT_USERNAME, credentials.user)
            try easy.set(CURLOPT_PASSWORD, credentials.password)
            // Left to choose, libcurl prefers Kerberos and NTLM, and then fails where a password would have done.
            try easy.set(CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN;AUTH=CRAM-MD5")
        }
        try easy.set(CURLOPT_CONNECTTIMEOUT_MS, configuration.connectTimeout.curlMilliseconds)
        try easy.set(CURLOPT_SERVER_RESPONSE_TIMEOUT, configuration.responseTimeout.curlSeconds)
        try easy.set(CURLOPT_TIMEOUT_MS, configuration.deliveryTimeout.curlMilliseconds)
        try easy.set(CURLOPT_TCP_KEEPIDLE, 30)
        try easy.set(CURLOPT_TCP_KEEPINTVL, 15)
        try easy.set(CURLOPT_MAXCONNECTS, 1)
    }

    private func configureCallbacks() throws(CurlFailure) {
        // Unretained: libcurl calls back from inside `curl_easy_perform` only, during a method of this object.
        let context = UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())
        // Data and function always together: libcurl's own function would take the context for a FILE.
        try self.easy?.set(CURLOPT_HEADERDATA, pointer: context)
        try self.easy?.set(CURLOPT_HEADERFUNCTION, function: replyCallback)
        try self.easy?.set(CURLOPT_WRITEDATA, pointer: context)
        try self.easy?.set(CURLOPT_WRITEFUNCTION, function: discardCallback)
        try self.easy?.set(CURLOPT_READDATA, pointer: context)
        try self.easy?.set(CURLOPT_READFUNCTION, function: messageCallback)
        try self.easy?.set(CURLOPT_PREREQDATA, pointer: context)
        try self.easy?.set(CURLOPT_XFERINFODATA, pointer: context)
        try self.easy?.set(CURLOPT_NOPROGRESS, 0)
        try self.easy?.set(CURLOPT_SOCKOPTDATA, pointer: context)
        guard let pointer = self.easy?.pointer else { return }
        try EasyHandle.check(stagecoach_curl_set_request_function(pointer, setUpCallback))
        try EasyHandle.check(stagecoach_curl_set_progress_function(pointer, progressCallback))
        try EasyHandle.check(stagecoach_curl_set_socket_option_function(pointer, socketCallback))
    }

    // MARK: - Delivering

    /// Blocks until the outcome is known.
    ///
    /// - Parameter cancellation: Looked at until the server asks for the message; later it would only make a message
    ///   that may have been taken into one of which nobody knows.
    func deliver(
        from sender: String,
        to recipient: String,
        message: [UInt8],
        cancellation: Lock<Bool>
    ) -> SMTPOutcome {
        self.transcript = SMTPTranscript()
        self.message = message
        self.offset = 0
        self.cancellation = cancellation
        self.lastReplyAt = .now
        self.handedOverAt = nil
        self.interruption = nil
        defer { self.message = [] }
        do {
            let code = try self.perform(from: sender, to: recipient)
            return SMTPOutcome(curl: code.rawValue, self.transcript, interruption: self.interruption)
        } catch {
            return .unavailable(SMTPProblem(.library, at: .connection))
        }
    }

    private func perform(from sender: String, to recipient: String) throws(CurlFailure) -> CURLcode {
        self.dropConnectionIfServerSpoke()
        var recipients = StringList()
        try recipients.append("<\(recipient)>")
        try self.easy?.set(CURLOPT_MAIL_FROM, "<\(sender)>")
        try self.easy?.set(CURLOPT_MAIL_RCPT, pointer: recipients.pointer)
        try self.easy?.set(CURLOPT_INFILESIZE_LARGE, offset: self.message.count)
        guard let pointer = self.easy?.pointer else { return CURLE_FAILED_INIT }
        let code = curl_easy_perform(pointer)
        // The list is about to go; libcurl must not keep a pointer to it.
        try self.easy?.set(CURLOPT_MAIL_RCPT, pointer: nil)
        self.control.opened(self.easy?.get(CURLINFO_NUM_CONNECTS) ?? 0)
        // libcurl keeps a connection on which it gave up waiting; a late reply would be taken for that to the next MAIL.
        if code != CURLE_OK { self.dropConnection() }
        return code
    }

    private var socket: Int32? {
        guard let pointer = self.easy?.pointer else { return nil }
        var socket: curl_socket_t = -1
        stagecoach_curl_get_socket(pointer, CURLINFO_ACTIVESOCKET, &socket)
        return socket < 0 ? nil : socket
    }

    /// Servers that close an idle connection say 421 first. libcurl takes a connection with something to read for a
    /// live one, sends `MAIL`, and has the recipient deferred by an answer that was not meant for it. A connection at
    /// rest has nothing to say: whatever has arrived, this one is not used again.
    private func dropConnectionIfServerSpoke() {
        guard let socket = self.socket else { return }
        var byte: UInt8 = 0
        let received = recv(socket, &byte, 1, Int32(MSG_PEEK | MSG_DONTWAIT))
        if received < 0, errno == EAGAIN || errno == EINTR { return }
        self.dropConnection()
    }

    /// Makes libcurl open a new connection for the next delivery.
    private func dropConnection() {
        guard let socket = self.socket else { return }
        stagecoach_curl_shut_down(socket)
        // Read to its end: libcurl sees a connection as dead when there is nothing left in it.
        withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { buffer in
            while recv(socket, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT)) > 0 {}
        }
    }

    /// Says `QUIT`, if there is a connection, and frees the handle.
    func quit() {
        let limit = self.socket.flatMap { SocketLimit($0, after: self.configuration.farewellTimeout) }
        // libcurl waits 120 s for the answer, and takes no option for it.
        _ = self.easy.take()
        limit?.end()
    }

    // MARK: - Callbacks

    fileprivate func reply(_ line: UnsafeRawBufferPointer) {
        self.lastReplyAt = .now
        self.transcript.line(line)
    }

    fileprivate func setUp() { self.transcript.setUp() }

    fileprivate func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let part = self.message[self.offset...].prefix(buffer.count)
        buffer.copyBytes(from: part)
        self.offset += part.count
        if self.offset == self.message.count { self.handedOverAt = .now }
        return part.count
    }

    /// libcurl asks at every step, and once a second while it waits.
    fileprivate func mayContinue() -> Bool {
        if self.control.isAborted { return self.stop(.closed) }
        if !self.transcript.hasBegunMessage, self.cancellation.withLock({ $0 }) { return self.stop(.cancelled) }
        let farewell = self.configuration.farewellTimeout
        // What is decided is decided; only the answer to QUIT is still waited for.
        if self.transcript.isRefused { return .now - self.lastReplyAt < farewell || self.stop(.timeout) }
        guard let handedOverAt, self.transcript.finalReply == nil else { return true }
        // libcurl has given up by then, and waits for the answer to QUIT.
        return .now - handedOverAt < self.configuration.responseTimeout + farewell || self.stop(.timeout)
    }

    private func stop(_ reason: SMTPProblem.Kind) -> Bool {
        self.interruption = reason
        return false
    }

    fileprivate func prepare(_ socket: Int32) {
        var milliseconds = UInt32(self.configuration.acknowledgementTimeout.curlMilliseconds)
        let size = socklen_t(MemoryLayout.size(ofValue: milliseconds))
        // Without it the kernel's own limit holds, which is longer but is one.
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, &milliseconds, size)
    }
}

// Functions at file scope: a C callback written inside an isolated context traps when another thread calls it.

private func session(_ context: UnsafeMutableRawPointer?) -> SMTPSession? {
    context.map { Unmanaged<SMTPSession>.fromOpaque($0).takeUnretainedValue() }
}

private func replyCallback(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    session(context)?.reply(UnsafeRawBufferPointer(start: bytes, count: size * count))
    return size * count
}

private func discardCallback(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int { size * count }

private func messageCallback(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    session(context)?.read(into: UnsafeMutableRawBufferPointer(start: bytes, count: size * count)) ?? 0
}

private func setUpCallback(
    _ context: UnsafeMutableRawPointer?,
    _ remoteAddress: UnsafeMutablePointer<CChar>?,
    _ localAddress: UnsafeMutablePointer<CChar>?,
    _ remotePort: Int32,
    _ localPort: Int32
) -> Int32 {
    session(context)?.setUp()
    return CURL_PREREQFUNC_OK
}

private func progressCallback(
    _ context: UnsafeMutableRawPointer?,
    _ downloadTotal: curl_off_t,
    _ downloaded: curl_off_t,
    _ uploadTotal: curl_off_t,
    _ uploaded: curl_off_t
) -> Int32 { session(context)?.mayContinue() == true ? 0 : 1 }

private func socketCallback(
    _ context: UnsafeMutableRawPointer?,
    _ socket: curl_socket_t,
    _ purpose: curlsocktype
) -> Int32 {
    session(context)?.prepare(socket)
    return CURL_SOCKOPT_OK
}
