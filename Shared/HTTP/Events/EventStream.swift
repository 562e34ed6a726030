/// Server-sent events to one client (WHATWG HTML, section 9.2). Return it with ``Response/events(_:headers:)``, then send.
///
/// What is sent waits in a buffer until the client has read what came before; the buffer never grows beyond its limit. A
/// comment goes out when there has been nothing else for a while, so that proxies keep the connection and a dead client
/// is noticed. The stream ends with ``finish()``, when this object is dropped, when the client goes away or is too slow,
/// and when the server is drained; whatever was sent before a ``finish()`` or a drain is still delivered.
public final class EventStream: Sendable {
    let channel: EventChannel

    /// - Parameter limit: Of the buffer, in bytes. Default 64 KiB: some hundred events for each of a thousand clients in
    ///   64 MiB.
    public init(bufferLimit limit: Int = 65_536) {
        self.channel = EventChannel(limit: limit)
    }

    deinit { self.channel.end(.finished) }

    /// Sends an event, waiting while the buffer is full.
    ///
    /// - Parameters:
    ///   - id: What the client names in `Last-Event-ID` when it comes back.
    ///   - event: The type; `nil` is `message`.
    ///   - data: UTF-8 text of any number of lines.
    /// - Throws: ``EventStreamError``; `CancellationError` when the task is cancelled while it waits.
    public func send(id: String? = nil, event: String? = nil, data: some Collection<UInt8> & Sendable) async throws {
        try await self.channel.send(try ServerSentEvent.encode(id: id, event: event, data: data))
    }

    /// Sends an event with a text, as above.
    public func send(id: String? = nil, event: String? = nil, data: String) async throws {
        try await self.channel.send(try ServerSentEvent.encode(id: id, event: event, data: data.utf8))
    }

    /// Sends an event without ever waiting: a client whose buffer has no room is disconnected as too slow. For a source
    /// that serves many streams and must not be held up by one.
    ///
    /// - Throws: ``EventStreamError``; `ended` as well when this very event found no room.
    public func offer(
        id: String? = nil,
        event: String? = nil,
        data: some Collection<UInt8> & Sendable
    ) throws(EventStreamError) {
        try self.channel.offer(try ServerSentEvent.encode(id: id, event: event, data: data))
    }

    /// Ends the stream after what has been sent. Doing so again does nothing.
    public func finish() { self.channel.end(.finished) }

    /// Why the stream ended; `nil` while it is open.
    public var end: End? { self.channel.ended }

    /// Waits until the stream has ended, for sources that send from elsewhere.
    ///
    /// - Returns: Why it ended; `nil` when the task was cancelled first.
    public func waitForEnd() async -> End? { await self.channel.waitForEnd() }
}

extension Response {
    /// An answer that is a stream of events. `Cache-Control: no-store` is added, and what keeps nginx from buffering.
    ///
    /// - Parameter stream: Whoever holds it sends; a stream can be answered once.
    public static func events(_ stream: EventStream, headers: Headers = [:]) -> Response {
        self.events(StreamSource(channel: stream.channel, produce: nil), headers)
    }

    /// An answer that is a stream of events, sent by `produce`. The stream ends when it returns.
    ///
    /// It runs in the task of the request, which is cancelled when the stream ends for another reason, and is not called
    /// for `HEAD`.
    public static func events(
        bufferLimit limit: Int = 65_536,
        headers: Headers = [:],
        _ produce: @escaping @Sendable (EventStream) async throws -> Void
    ) -> Response {
        let stream = EventStream(bufferLimit: limit)
        return self.events(StreamSource(channel: stream.channel) { try await produce(stream) }, headers)
    }

    private static func events(_ source: StreamSource, _ headers: Headers) -> Response {
        var response = Response(status: .ok, headers: headers, body: Body(content: .stream(source)))
        response.headers[.contentType] = "text/event-stream"
        response.headers.addMissing([.cacheControl: "no-store", "X-Accel-Buffering": "no"])
        return response
    }
}
