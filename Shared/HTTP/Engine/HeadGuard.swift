import CMicroHTTPD

/// Checks the head of a request before anything else looks at it.
///
/// libmicrohttpd 0.9.75 lets through what makes two readers see two different messages: two lengths, a length beside
/// chunks, unknown codings, a header cut at NUL. A proxy in front that reads such a message in another way could be made
/// to pass on a request it never saw. So everything ambiguous is refused, never repaired (RFC 9112, sections 3.2, 5, 6.3
/// and 11.2).
struct HeadGuard {
    /// What the checks found out.
    struct Fields {
        var headers = RequestHeaders()
        var contentLength: Int?
        var isChunked = false
    }

    /// Twice what common proxies pass on, and half of a connection's memory: the rest is for the answer's header.
    static let maximumSize = 16_384
    static let maximumFields = 100

    private(set) var fields = Fields()
    private var layout: HeadLayout?
    private var hosts = 0
    private var lengths = 0
    private var codings = 0
    private var contentTypes = 0
    private var authorizations = 0
    /// The first fault found; the iteration ends with it.
    private var fault: Refusal?

    /// - Parameters:
    ///   - layout: To follow the bytes between the fields; `nil` where the library's layout is not known.
    ///   - isHTTP10: Whether `Host` may be missing and chunks may not be.
    static func check(
        _ connection: OpaquePointer,
        layout: HeadLayout?,
        isHTTP10: Bool
    ) throws(Refusal) -> Fields {
        var checker = HeadGuard(layout: layout)
        checker.fields.headers.reserve(bytes: stagecoach_http_head_size(connection), fields: 16)
        withUnsafeMutablePointer(to: &checker) { checker in
            _ = MHD_get_connection_values_n(connection, .HEADER_KIND, HeadGuard.visit, checker)
        }
        if let fault = checker.fault { throw fault }
        try checker.finish(isHTTP10: isHTTP10)
        return checker.fields
    }

    private init(layout: HeadLayout?) {
        self.layout = layout
    }

    private static let visit: MHD_KeyValueIteratorN = { context, _, name, nameSize, value, valueSize in
        guard let checker = context?.assumingMemoryBound(to: HeadGuard.self), let name else { return .NO }
        let nameBytes = UnsafeRawBufferPointer(start: name, count: nameSize).assumingMemoryBound(to: UInt8.self)
        let valueBytes = UnsafeRawBufferPointer(start: value, count: value == nil ? 0 : valueSize)
            .assumingMemoryBound(to: UInt8.self)
        do throws(Refusal) {
            try checker.pointee.field(nameBytes, valueBytes)
            return .YES
        } catch {
            checker.pointee.fault = error
            return .NO
        }
    }

    private mutating func field(
        _ name: UnsafeBufferPointer<UInt8>,
        _ value: UnsafeBufferPointer<UInt8>
    ) throws(Refusal) {
        if name.isEmpty || !name.allSatisfy(Token.contains) {
            throw .malformed("a header name holds a character that is not allowed there")
        }
        if value.contains(where: { ASCII.isControl($0) && $0 != UInt8(ascii: "\t") }) {
            throw .malformed("a header value holds a control character")
        }
        try self.layout?.follow(name, value)
        if self.fields.headers.count == HeadGuard.maximumFields {
            throw .tooManyFields(limit: HeadGuard.maximumFields)
        }
        try self.note(name, value)
        self.fields.headers.append(name: name, value: UnsafeBufferPointer(rebasing: value.trimmingBlanks))
    }

    private mutating func note(
        _ name: UnsafeBufferPointer<UInt8>,
        _ value: UnsafeBufferPointer<UInt8>
    ) throws(Refusal) {
        switch name.count {
        case 4 where ASCII.equal(name, "host"):
            self.hosts += 1
            try HeadGuard.checkHost(value)
        case 12 where ASCII.equal(name, "content-type"):
            self.contentTypes += 1
        case 13 where ASCII.equal(name, "authorization"):
            self.authorizations += 1
        case 14 where ASCII.equal(name, "content-length"):
            self.lengths += 1
            // The library has refused all but digits; what does not fit is far beyond any limit.
            self.fields.contentLength = Int(String(decoding: value, as: UTF8.self)) ?? .max
        case 17 where ASCII.equal(name, "transfer-encoding"):
            self.codings += 1
            // With blanks around it the library would wait for ever.
            if !ASCII.equal(value, "chunked") { throw .malformed("the only transfer coding understood is chunked") }
            self.fields.isChunked = true
        default:
            break
        }
    }

    /// Only what can stand in an authority (RFC 3986, section 3.2), without user information.
    private static func checkHost(_ value: UnsafeBufferPointer<UInt8>) throws(Refusal) {
        let host = value.trimmingBlanks
        let isValid = host.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "\\"),
                UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"):
                false
            case 0x21...0x7E: true
            default: false
            }
        }
        if host.isEmpty || !isValid { throw .malformed("Host is not valid") }
    }

    private mutating func finish(isHTTP10: Bool) throws(Refusal) {
        try self.layout?.finish()
        if self.hosts > 1 || (self.hosts == 0 && !isHTTP10) { throw .malformed("Host must be given once") }
        if self.lengths > 1 { throw .malformed("Content-Length must be given once") }
        if self.codings > 1 { throw .malformed("Transfer-Encoding must be given once") }
        if self.lengths > 0 && self.codings > 0 {
            throw .malformed("Content-Length and Transfer-Encoding must not be given together")
        }
        if self.codings > 0 && isHTTP10 { throw .malformed("HTTP/1.0 has no transfer codings") }
        if self.contentTypes > 1 { throw .malformed("Content-Type must be given once") }
        if self.authorizations > 1 { throw .malformed("Authorization must be given once") }
    }
}
