/// The name of a header field. Compared without regard to case (RFC 9110, section 5.1).
public struct HeaderName: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// As it was written.
    public let text: String

    /// - Returns: `nil` unless `text` is a token (RFC 9110, section 5.6.2).
    public init?(validating text: String) {
        guard !text.isEmpty, text.utf8.allSatisfy(Token.contains) else { return nil }
        self.text = text
    }

    /// A name in source code; stops the program when it is no token.
    public init(stringLiteral text: StaticString) {
        guard let name = HeaderName(validating: "\(text)") else { preconditionFailure("not a header name: \(text)") }
        self = name
    }

    public static func == (left: HeaderName, right: HeaderName) -> Bool {
        let left = left.text.utf8
        let right = right.text.utf8
        return left.count == right.count && zip(left, right).allSatisfy { ASCII.lowercase($0) == ASCII.lowercase($1) }
    }

    public func hash(into hasher: inout Hasher) {
        for byte in self.text.utf8 { hasher.combine(ASCII.lowercase(byte)) }
    }

    public var description: String { self.text }

    /// Fields that frame the message or the connection; the server writes them itself.
    var isReserved: Bool {
        self == .connection || self == .contentLength || self == .date || self == .transferEncoding
            || self == .upgrade || self == .keepAlive || self == .trailer
    }

    public static let accept: HeaderName = "Accept"
    public static let acceptEncoding: HeaderName = "Accept-Encoding"
    public static let allow: HeaderName = "Allow"
    public static let authorization: HeaderName = "Authorization"
    public static let cacheControl: HeaderName = "Cache-Control"
    public static let connection: HeaderName = "Connection"
    public static let contentDisposition: HeaderName = "Content-Disposition"
    public static let contentEncoding: HeaderName = "Content-Encoding"
    public static let contentLength: HeaderName = "Content-Length"
    public static let contentSecurityPolicy: HeaderName = "Content-Security-Policy"
    public static let contentType: HeaderName = "Content-Type"
    public static let contentTypeOptions: HeaderName = "X-Content-Type-Options"
    public static let cookie: HeaderName = "Cookie"
    public static let date: HeaderName = "Date"
    public static let etag: HeaderName = "ETag"
    public static let expect: HeaderName = "Expect"
    public static let host: HeaderName = "Host"
    public static let ifMatch: HeaderName = "If-Match"
    public static let ifNoneMatch: HeaderName = "If-None-Match"
    public static let keepAlive: HeaderName = "Keep-Alive"
    public static let lastEventID: HeaderName = "Last-Event-ID"
    public static let location: HeaderName = "Location"
    public static let origin: HeaderName = "Origin"
    public static let retryAfter: HeaderName = "Retry-After"
    public static let setCookie: HeaderName = "Set-Cookie"
    public static let trailer: HeaderName = "Trailer"
    public static let transferEncoding: HeaderName = "Transfer-Encoding"
    public static let upgrade: HeaderName = "Upgrade"
    public static let vary: HeaderName = "Vary"
    public static let wwwAuthenticate: HeaderName = "WWW-Authenticate"
}
