import Values

/// Why a request is not served. Thrown by handlers too; becomes a problem document (RFC 9457).
public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// What a client branches on. Open: a service adds its own.
    public struct Code: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }
        public var description: String { self.rawValue }

        /// The message is not as HTTP has it, or two readers could take it for different messages.
        public static let malformedRequest = Code(rawValue: "malformed_request")
        /// Path or query is not valid: percent encoding, UTF-8, control characters.
        public static let invalidTarget = Code(rawValue: "invalid_target")
        public static let notFound = Code(rawValue: "not_found")
        /// `allow` lists what would be answered.
        public static let methodNotAllowed = Code(rawValue: "method_not_allowed")
        /// A method this server does not know.
        public static let notImplemented = Code(rawValue: "not_implemented")
        /// The body is longer than this route takes.
        public static let tooLarge = Code(rawValue: "too_large")
        /// The header is longer than the server takes.
        public static let headerTooLarge = Code(rawValue: "header_too_large")
        public static let unsupportedMediaType = Code(rawValue: "unsupported_media_type")
        /// The body had to be a JSON object.
        public static let expectedObject = Code(rawValue: "expected_object")
        /// Out of room for now; ask again.
        public static let unavailable = Code(rawValue: "unavailable")
        /// A fault on our side.
        public static let `internal` = Code(rawValue: "internal")
    }

    public let status: Status
    public let code: Code
    /// For people. Says what is wrong, never repeats what was sent.
    public let detail: String
    /// After which time the same request may succeed; `nil`: it never will.
    public let retryAfter: Duration?
    /// What `Allow` names, for 405.
    public let allow: [Method]

    public init(
        _ status: Status,
        _ code: Code,
        _ detail: String,
        retryAfter: Duration? = nil,
        allow: [Method] = []
    ) {
        self.status = status
        self.code = code
        self.detail = detail
        self.retryAfter = retryAfter
        self.allow = allow
    }

    public var description: String { "\(self.status.code) \(self.code): \(self.detail)" }

    static func malformed(_ detail: String) -> Refusal { Refusal(.badRequest, .malformedRequest, detail) }

    static func invalidTarget(_ detail: String) -> Refusal { Refusal(.badRequest, .invalidTarget, detail) }

    /// 404, for handlers as for paths without a route: from outside the two must look the same.
    public static let notFound = Refusal(.notFound, .notFound, "there is nothing here")

    static func methodNotAllowed(_ allow: [Method]) -> Refusal {
        Refusal(.methodNotAllowed, .methodNotAllowed, "this method is not answered here", allow: allow)
    }

    static func tooLarge(limit: Int) -> Refusal {
        Refusal(.contentTooLarge, .tooLarge, "the body is longer than \(limit) bytes")
    }

    static func headTooLarge(limit: Int) -> Refusal {
        Refusal(.headerTooLarge, .headerTooLarge, "request line and header are longer than \(limit) bytes")
    }

    static func tooManyFields(limit: Int) -> Refusal {
        Refusal(.headerTooLarge, .headerTooLarge, "the header has more than \(limit) fields")
    }

    static let outOfMemory = Refusal(
        .serviceUnavailable,
        .unavailable,
        "too many request bodies are being received",
        retryAfter: .seconds(1)
    )

    static let internalError = Refusal(.internalServerError, .internal, "something went wrong on our side")
}

extension Refusal {
    /// The problem document, with `code`, `retryable` and `retryAfter` (whole seconds) as further members.
    public var document: [UInt8] {
        var writer = JSONWriter(capacity: 256)
        writer.beginObject()
        // RFC 9457, section 4.2.1: with about:blank the title is the phrase of the status.
        writer.key("type")
        writer.string("about:blank")
        writer.key("title")
        writer.string(self.status.phrase)
        writer.key("status")
        writer.integer(self.status.code)
        writer.key("detail")
        writer.string(self.detail)
        writer.key("code")
        writer.string(self.code.rawValue)
        writer.key("retryable")
        writer.bool(self.retryAfter != nil)
        if let seconds = self.retryAfterSeconds {
            writer.key("retryAfter")
            writer.integer(seconds)
        }
        writer.endObject()
        return writer.bytes
    }

    /// The problem document with the header fields that belong to it.
    public var response: Response {
        var response = Response.problem(self.document, status: self.status)
        if let seconds = self.retryAfterSeconds { response.headers[.retryAfter] = HeaderValue(seconds) }
        if self.status == .methodNotAllowed { response.headers[.allow] = self.allowValue }
        return response
    }

    var allowValue: HeaderValue { HeaderValue(unchecked: self.allow.map(\.rawValue).joined(separator: ", ")) }

    /// Whole seconds, rounded up: never asks a client to come too early.
    var retryAfterSeconds: Int64? {
        guard let retryAfter else { return nil }
        let (seconds, attoseconds) = retryAfter.components
        return max(0, attoseconds > 0 ? seconds + 1 : seconds)
    }
}
