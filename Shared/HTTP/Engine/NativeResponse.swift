import CMicroHTTPD

/// Answers in the library's form.
enum NativeResponse {
    static let endOfStream = -1
    static let endWithError = -2

    /// What the header may take of the memory of a connection; the request's head needs the rest.
    private static let headerLimit = 8192

    /// Of an event stream for HTTP/1.0; chunks are written into the memory of the connection.
    private static let blockSize = 4096

    /// - Returns: Whether the library accepted the answer.
    static func queue(_ response: Response, on handle: OpaquePointer, for exchange: Exchange, closes: Bool) -> Bool {
        let isTooLarge = response.headers.size > self.headerLimit
        if isTooLarge {
            exchange.report(
                Refusal(
                    .internalServerError,
                    .internal,
                    "the header of an answer is longer than \(self.headerLimit) bytes"
                )
            )
        }
        let response = isTooLarge ? Refusal.internalError.response : response
        guard let native = self.make(response, for: exchange) else { return false }
        defer { MHD_destroy_response(native) }
        if case .stream = response.body.content, exchange.isHead,
            stagecoach_http_end_with_connection(native) != .YES
        {
            return false
        }
        for field in response.headers.fields {
            guard self.add(field.name.text, field.value.text, to: native) else { return false }
        }
        if closes && !self.add("Connection", "close", to: native) { return false }
        return MHD_queue_response(handle, UInt32(response.status.code), native) == .YES
    }

    /// Without the copies that passing a string to C makes.
    private static func add(_ name: String, _ value: String, to native: OpaquePointer) -> Bool {
        name.withCString { name in
            value.withCString { value in MHD_add_response_header(native, name, value) == .YES }
        }
    }

    private static func make(_ response: Response, for exchange: Exchange) -> OpaquePointer? {
        switch response.body.content {
        case .bytes(let bytes):
            return bytes.withUnsafeBytes { bytes in
                // Copied, so it is not written to although the parameter is not const.
                MHD_create_response_from_buffer(
                    bytes.count,
                    UnsafeMutableRawPointer(mutating: bytes.baseAddress),
                    .RESPMEM_MUST_COPY
                )
            }
        case .blob(let blob):
            return MHD_create_response_from_buffer_with_free_callback_cls(
                blob.count,
                blob.start,
                self.releaseBlob,
                // Released by the callback, when the answer has been sent.
                Unmanaged.passRetained(blob).toOpaque()
            )
        case .stream(let source):
            return MHD_create_response_from_callback(
                // MHD_SIZE_UNKNOWN.
                .max,
                self.blockSize,
                self.readEvents,
                // Released by the callback, when the answer is over.
                Unmanaged.passRetained(EventReader(exchange: exchange, channel: source.channel)).toOpaque(),
                self.releaseReader
            )
        }
    }

    private static let releaseBlob: MHD_ContentReaderFreeCallback = { context in
        if let context { Unmanaged<Blob>.fromOpaque(context).release() }
    }

    private static let readEvents: MHD_ContentReaderCallback = { context, _, buffer, size in
        guard let context, let buffer else { return NativeResponse.endWithError }
        let reader = Unmanaged<EventReader>.fromOpaque(context).takeUnretainedValue()
        return reader.exchange.read(reader.channel, into: UnsafeMutableRawBufferPointer(start: buffer, count: size))
    }

    private static let releaseReader: MHD_ContentReaderFreeCallback = { context in
        if let context { Unmanaged<EventReader>.fromOpaque(context).release() }
    }
}

/// What the library hands back when it wants more of an event stream.
private final class EventReader {
    let exchange: Exchange
    let channel: EventChannel

    init(exchange: Exchange, channel: EventChannel) {
        self.exchange = exchange
        self.channel = channel
    }
}
