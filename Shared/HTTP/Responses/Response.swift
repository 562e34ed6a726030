/// An answer.
public struct Response: Sendable {
    public var status: Status
    /// Without what the server adds: `Date`, `Content-Length`, `Connection`, and its configured defaults.
    public var headers: Headers
    /// Not sent for 204 and 304, nor to `HEAD`.
    public var body: Body

    /// What an answer carries.
    public struct Body: Sendable {
        enum Content {
            case bytes([UInt8])
            case blob(Blob)
            /// Made while it is sent: events, or bytes.
            case stream(StreamSource)
        }

        let content: Content

        public static let empty = Body(content: .bytes([]))

        public static func bytes(_ bytes: [UInt8]) -> Body { Body(content: .bytes(bytes)) }
    }

    public init(status: Status, headers: Headers = [:], body: Body = .empty) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// JSON text, as it is.
    public static func json(_ bytes: [UInt8], status: Status = .ok, headers: Headers = [:]) -> Response {
        self.typed("application/json", bytes, status, headers)
    }

    /// A problem document (RFC 9457): JSON text with the members `type`, `title`, `status`, `detail` and further ones.
    public static func problem(_ bytes: [UInt8], status: Status, headers: Headers = [:]) -> Response {
        self.typed("application/problem+json", bytes, status, headers)
    }

    /// Plain text in UTF-8.
    public static func text(_ text: String, status: Status = .ok, headers: Headers = [:]) -> Response {
        self.typed("text/plain; charset=utf-8", Array(text.utf8), status, headers)
    }

    /// Bytes of another type.
    public static func bytes(
        _ bytes: [UInt8],
        type: HeaderValue,
        status: Status = .ok,
        headers: Headers = [:]
    ) -> Response {
        self.typed(type, bytes, status, headers)
    }

    private static func typed(_ type: HeaderValue, _ bytes: [UInt8], _ status: Status, _ headers: Headers) -> Response {
        var response = Response(status: status, headers: headers, body: .bytes(bytes))
        response.headers[.contentType] = type
        return response
    }
}
