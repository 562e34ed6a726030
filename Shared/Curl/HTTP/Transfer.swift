import CCurl

/// A request while libcurl works on it. Lives and dies on the client's thread.
final class Transfer {
    let exchange: Exchange
    let easy: EasyHandle
    private let request: HTTPClient.Request
    private var headers: StringList
    private var bodyOffset = 0
    private var head: HeadParser
    private var received = 0
    private let began = ContinuousClock.now
    private var guardian: AddressGuard
    /// How often a request was begun on a connection.
    private var requests = 0
    /// Found in a callback; says more than the code that libcurl makes of it.
    private var failure: HTTPClientError?
    private let message = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    private init(
        _ request: HTTPClient.Request,
        _ exchange: Exchange,
        guardian: AddressGuard,
        easy: consuming EasyHandle,
        headers: consuming StringList
    ) {
        self.request = request
        self.exchange = exchange
        self.guardian = guardian
        self.easy = easy
        self.headers = headers
        self.head = HeadParser(method: request.method)
        self.message[0] = 0
    }

    deinit { self.message.deallocate() }

    static func make(
        _ request: HTTPClient.Request,
        _ exchange: Exchange,
        _ configuration: HTTPClient.Configuration
    ) throws(CurlFailure) -> Transfer {
        let transfer = Transfer(
            request,
            exchange,
            guardian: AddressGuard(policy: configuration.addressPolicy, ports: configuration.ports),
            easy: try EasyHandle.make(),
            headers: try Self.list(request)
        )
        try transfer.configure(configuration)
        try transfer.configureRequest()
        try transfer.configureCallbacks()
        return transfer
    }

    private static func list(_ request: HTTPClient.Request) throws(CurlFailure) -> StringList {
        var list = StringList()
        for field in request.headers.fields {
            // libcurl takes "Name:", with any spaces, as "leave this header out", and "Name;" as one without a value.
            let isBlank = field.value.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 }
            try list.append(isBlank ? "\(field.name);" : "\(field.name): \(field.value)")
        }
        // libcurl would call every body a form.
        if request.headers["Content-Type"] == nil { try list.append("Content-Type:") }
        // It would also wait up to a second for a "100 Continue" before a body of more than 1 MiB.
        try list.append("Expect:")
        return list
    }

    private func configure(_ configuration: HTTPClient.Configuration) throws(CurlFailure) {
        try self.easy.set(CURLOPT_PROTOCOLS_STR, configuration.requiresTLS ? "https" : "http,https")
        try self.easy.set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
        try self.easy.set(CURLOPT_FOLLOWLOCATION, 0)
        // One transfer for each connection: a stream that is paused holds up no other one, and to abort a transfer is
        // to close its connection.
        try self.easy.set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
        try self.easy.set(CURLOPT_USERAGENT, configuration.userAgent)
        try self.easy.trust(configuration.certificateAuthorities)
    }

    private func configureRequest() throws(CurlFailure) {
        try self.easy.set(CURLOPT_URL, self.request.url)
        try self.easy.set(CURLOPT_HTTPHEADER, pointer: self.headers.pointer)
        try self.easy.set(CURLOPT_TIMEOUT_MS, self.request.deadline.curlMilliseconds)
        try self.easy.set(CURLOPT_CONNECTTIMEOUT_MS, self.request.connectTimeout.curlMilliseconds)
        if let rate = self.request.minimumRate {
            try self.easy.set(CURLOPT_LOW_SPEED_LIMIT, rate.bytesPerSecond)
            try self.easy.set(CURLOPT_LOW_SPEED_TIME, rate.period.curlSeconds)
        }
        // A paused transfer makes libcurl keep what its decompressor still gives out, so streams come as they are.
        if !self.exchange.isStreaming { try self.easy.set(CURLOPT_ACCEPT_ENCODING, "gzip, deflate") }
        if self.request.body != nil || ["POST", "PUT", "PATCH"].contains(self.request.method) {
            try self.easy.set(CURLOPT_POST, 1)
            try self.easy.set(CURLOPT_POSTFIELDSIZE_LARGE, offset: self.request.body?.count ?? 0)
        } else if self.request.method == "HEAD" {
            try self.easy.set(CURLOPT_NOBODY, 1)
        }
        // Changes the word alone; what is sent and expected is set above.
        try self.easy.set(CURLOPT_CUSTOMREQUEST, self.request.method)
    }

    private func configureCallbacks() throws(CurlFailure) {
        // Unretained: the client's thread holds the transfer for as long as libcurl has the handle.
        let context = UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())
        try self.easy.set(CURLOPT_PRIVATE, pointer: context)
        try self.easy.set(CURLOPT_ERRORBUFFER, pointer: self.message)
        // Data and function always together: libcurl's own function would take the context for a FILE.
        try self.easy.set(CURLOPT_HEADERDATA, pointer: context)
        try self.easy.set(CURLOPT_HEADERFUNCTION, function: headerCallback)
        try self.easy.set(CURLOPT_WRITEDATA, pointer: context)
        try self.easy.set(CURLOPT_WRITEFUNCTION, function: writeCallback)
        try self.easy.set(CURLOPT_READDATA, pointer: context)
        try self.easy.set(CURLOPT_READFUNCTION, function: readCallback)
        try self.easy.set(CURLOPT_OPENSOCKETDATA, pointer: context)
        try EasyHandle.check(stagecoach_curl_set_open_socket_function(self.easy.pointer, openSocketCallback))
        try self.easy.set(CURLOPT_PREREQDATA, pointer: context)
        try EasyHandle.check(stagecoach_curl_set_request_function(self.easy.pointer, requestCallback))
    }

    // MARK: - Callbacks

    fileprivate func header(_ line: UnsafeRawBufferPointer) -> Bool {
        switch self.head.line(line) {
        case .more: return true
        case .tooLarge: return self.fail(.tooLarge, "the head is larger than \(HeadParser.maximumSize) bytes")
        case .head(let head):
            if let reason = self.refusal(of: head) { return self.fail(reason.0, reason.1) }
            self.exchange.receive(head)
            return true
        }
    }

    private func refusal(of head: HTTPClient.Head) -> (HTTPClientError.Code, String)? {
        if self.request.method != "HEAD", let length = head.headers["Content-Length"].flatMap({ Int($0) }),
            length > self.request.maximumBodySize
        {
            return (.tooLarge, Self.tooLarge(self.request))
        }
        let coding = head.headers["Content-Encoding"] ?? "identity"
        if self.exchange.isStreaming, coding.lowercased() != "identity" {
            return (.invalidResponse, "the stream is compressed, which was not asked for")
        }
        return nil
    }

    /// - Returns: What libcurl expects of a write function: the count, or the wish to pause, or 0 for an error.
    fileprivate func write(_ bytes: UnsafeRawBufferPointer) -> Int {
        // libcurl's own limit (CURLOPT_MAXFILESIZE) looks at the declared length only.
        guard bytes.count <= self.request.maximumBodySize - self.received else {
            _ = self.fail(.tooLarge, Self.tooLarge(self.request))
            return 0
        }
        guard self.exchange.receive(bytes) else { return Int(CURL_WRITEFUNC_PAUSE) }
        self.received += bytes.count
        return bytes.count
    }

    fileprivate func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard let body = self.request.body else { return 0 }
        let part = body[self.bodyOffset...].prefix(buffer.count)
        buffer.copyBytes(from: part)
        self.bodyOffset += part.count
        return part.count
    }

    fileprivate func openSocket(_ address: UnsafeMutablePointer<curl_sockaddr>) -> Int32 {
        self.guardian.open(address)
    }

    /// Called when a request is about to be sent on a connection.
    ///
    /// When a connection that it reuses ends without an answer, libcurl sends the request again on a new one, up to
    /// five times, a POST like a GET. The server may have acted on the first one: whether to repeat is not ours to say.
    fileprivate func beginRequest() -> Bool {
        self.requests += 1
        return self.requests == 1 || self.fail(.connectionLost, "the server closed the connection without an answer")
    }

    private func fail(_ code: HTTPClientError.Code, _ reason: String) -> Bool {
        if self.failure == nil { self.failure = HTTPClientError(code, reason, mayHaveArrived: self.requests > 0) }
        return false
    }

    private static let noHead = "the connection ended before the head did"

    private static func tooLarge(_ request: HTTPClient.Request) -> String {
        "the body is larger than \(request.maximumBodySize) bytes"
    }

    // MARK: - The end

    /// What the caller is told when libcurl is done.
    func outcome(_ code: CURLcode) -> HTTPClientError? {
        if let failure = self.failure { return failure }
        if code == CURLE_OK {
            // libcurl takes the end of the connection for the end of the head as well.
            return self.head.isComplete ? nil : HTTPClientError(.connectionLost, Self.noHead, mayHaveArrived: true)
        }
        let facts = HTTPClientError.Facts(
            hasSentRequest: self.requests > 0,
            hasHead: self.head.isComplete,
            refusedAllAddresses: self.guardian.refusedAll,
            // By this clock and not by libcurl's, whose total stands still between two looks at the transfer. This one
            // began earlier; libcurl, which rounds to milliseconds, may still end one early.
            hasPassedDeadline: .now - self.began >= self.request.deadline - .milliseconds(2)
        )
        return HTTPClientError(CurlFailure(code: code), facts, detail: String(cString: self.message))
    }
}

// Functions at file scope: a C callback written inside an isolated context traps when another thread calls it.

private func transfer(_ context: UnsafeMutableRawPointer?) -> Transfer? {
    context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
}

private func headerCallback(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
    return transfer(context)?.header(line) == true ? line.count : 0
}

private func writeCallback(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    transfer(context)?.write(UnsafeRawBufferPointer(start: bytes, count: size * count)) ?? 0
}

private func readCallback(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    transfer(context)?.read(into: UnsafeMutableRawBufferPointer(start: bytes, count: size * count)) ?? 0
}

private func openSocketCallback(
    _ context: UnsafeMutableRawPointer?,
    _ purpose: curlsocktype,
    _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
    guard let address, let transfer = transfer(context) else { return -1 }
    return transfer.openSocket(address)
}

private func requestCallback(
    _ context: UnsafeMutableRawPointer?,
    _ remoteAddress: UnsafeMutablePointer<CChar>?,
    _ localAddress: UnsafeMutablePointer<CChar>?,
    _ remotePort: Int32,
    _ localPort: Int32
) -> Int32 {
    transfer(context)?.beginRequest() == true ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
}
