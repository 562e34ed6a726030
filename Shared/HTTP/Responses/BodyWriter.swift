/// Sends the body of an answer while it is being made; see ``Response/streamed(type:bufferLimit:headers:_:)``.
public struct BodyWriter: Sendable {
    let channel: EventChannel
    let limit: Int

    /// Sends bytes, waiting while the client has not taken what came before.
    ///
    /// - Throws: ``EventStreamError`` when the client has gone; `CancellationError` likewise.
    public func write(_ bytes: [UInt8]) async throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = rest.prefix(self.limit)
            try await self.channel.send(Array(part))
            rest = rest.dropFirst(part.count)
        }
    }
}

extension Response {
    /// An answer whose body is made while it is sent, by `produce`: of any length, and never in memory as a whole. It is
    /// complete when that returns; when it throws the connection is broken off, so that the client knows it is not.
    ///
    /// It runs in the task of the request, which is cancelled when the client goes away, and is not called for `HEAD`. What
    /// is being sent when the server is drained goes on to its end.
    ///
    /// - Parameter limit: Of the buffer between `produce` and the client, in bytes. Default 256 KiB.
    public static func streamed(
        type: HeaderValue,
        bufferLimit limit: Int = 262_144,
        headers: Headers = [:],
        _ produce: @escaping @Sendable (BodyWriter) async throws -> Void
    ) -> Response {
        let channel = EventChannel(limit: limit, isWhole: true)
        let source = StreamSource(channel: channel) {
            try await produce(BodyWriter(channel: channel, limit: limit))
        }
        var response = Response(status: .ok, headers: headers, body: Body(content: .stream(source)))
        response.headers[.contentType] = type
        return response
    }
}
