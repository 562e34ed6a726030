extension HTTPClient.Request {
    /// Fields that the client writes itself, or that would change how messages are delimited on the connection.
    private static let reserved = [
        "Host", "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Proxy-Connection", "Expect", "TE",
        "Trailer", "Upgrade", "Accept-Encoding",
    ]

    /// Refuses whatever libcurl would pass on as something else than was meant.
    ///
    /// All checks work on bytes: for Swift, CR LF is one character, and neither of its halves is found in it.
    func check(requiresTLS: Bool) throws(HTTPClientError) {
        guard !self.method.isEmpty, self.method.utf8.allSatisfy(\.isTokenByte) else {
            throw HTTPClientError(.invalidRequest, "method: must be a token (RFC 9110, section 9.1)")
        }
        try self.checkURL(requiresTLS: requiresTLS)
        for (index, field) in self.headers.fields.enumerated() {
            guard !field.name.isEmpty, field.name.utf8.allSatisfy(\.isTokenByte) else {
                throw HTTPClientError(.invalidRequest, "headers: the name of field \(index + 1) is not a token")
            }
            if Self.reserved.contains(where: { HTTPClient.Headers.isSame($0, field.name) }) {
                throw HTTPClientError(.invalidRequest, "headers: \(field.name) is set by the client")
            }
            if !field.value.utf8.allSatisfy(\.isFieldByte) {
                throw HTTPClientError(.invalidRequest, "headers: \(field.name) has a line break or a control character")
            }
        }
        if let body, body.count > Self.maximumRequestBody {
            throw HTTPClientError(.invalidRequest, "body: larger than \(Self.maximumRequestBody) bytes")
        }
        if body != nil, ["GET", "HEAD"].contains(self.method) {
            throw HTTPClientError(.invalidRequest, "body: \(self.method) has none")
        }
        guard self.deadline > .zero, self.connectTimeout > .zero else {
            throw HTTPClientError(.invalidRequest, "deadline, connectTimeout: must be above zero")
        }
        if let rate = self.minimumRate, rate.bytesPerSecond < 1 || rate.period < .seconds(1) {
            throw HTTPClientError(.invalidRequest, "minimumRate: at least 1 byte per second, over at least 1 s")
        }
        if self.maximumBodySize < 0 { throw HTTPClientError(.invalidRequest, "maximumBodySize: must not be negative") }
    }

    private func checkURL(requiresTLS: Bool) throws(HTTPClientError) {
        guard self.url.utf8.count <= 8192, self.url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw HTTPClientError(.invalidRequest, "url: must be at most 8192 bytes of printable ASCII without spaces")
        }
        let scheme = self.url.utf8.prefix { $0 != UInt8(ascii: ":") }
        let name = String(decoding: scheme, as: UTF8.self).lowercased()
        let rest = self.url.utf8.dropFirst(scheme.count)
        guard name == "https" || name == "http", rest.starts(with: "://".utf8) else {
            throw HTTPClientError(.invalidRequest, "url: must begin with https:// or http://")
        }
        if requiresTLS, name == "http" { throw HTTPClientError(.invalidRequest, "url: must begin with https://") }
    }
}

extension HTTPClient.Configuration {
    func check() throws(HTTPClientError) {
        guard !self.userAgent.isEmpty, self.userAgent.utf8.allSatisfy(\.isFieldByte) else {
            throw HTTPClientError(.invalidRequest, "userAgent: is empty, or has a control character")
        }
        if let authorities = self.certificateAuthorities, authorities.utf8.contains(0) {
            throw HTTPClientError(.invalidRequest, "certificateAuthorities: contains NUL")
        }
        guard self.idleConnections >= 1 else {
            throw HTTPClientError(.invalidRequest, "idleConnections: must be at least 1")
        }
    }
}

extension UInt8 {
    /// `tchar` of RFC 9110, section 5.6.2.
    fileprivate var isTokenByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(self)
        }
    }

    /// What a field value may hold (RFC 9110, section 5.5): no control character but the tab.
    fileprivate var isFieldByte: Bool { self == 0x09 || (self >= 0x20 && self != 0x7F) }
}
