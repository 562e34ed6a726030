import CMicroHTTPD

/// A status code (RFC 9110, section 15).
public struct Status: Hashable, Sendable, ExpressibleByIntegerLiteral, CustomStringConvertible {
    /// 200 to 599.
    public let code: Int

    /// - Parameter code: 200 to 599; interim answers (1xx) are the server's own business.
    public init(_ code: Int) {
        precondition((200...599).contains(code), "no status code for an answer: \(code)")
        self.code = code
    }

    public init(integerLiteral code: Int) { self.init(code) }

    /// The registered phrase, for example `Not Found`.
    public var phrase: String { String(cString: MHD_get_reason_phrase_for(UInt32(self.code))) }

    public var description: String { "\(self.code) \(self.phrase)" }

    public static let ok: Status = 200
    public static let created: Status = 201
    public static let accepted: Status = 202
    public static let noContent: Status = 204
    public static let seeOther: Status = 303
    public static let notModified: Status = 304
    public static let badRequest: Status = 400
    public static let unauthorized: Status = 401
    public static let paymentRequired: Status = 402
    public static let forbidden: Status = 403
    public static let notFound: Status = 404
    public static let methodNotAllowed: Status = 405
    public static let conflict: Status = 409
    public static let preconditionFailed: Status = 412
    public static let contentTooLarge: Status = 413
    public static let unsupportedMediaType: Status = 415
    public static let unprocessableContent: Status = 422
    public static let tooManyRequests: Status = 429
    public static let headerTooLarge: Status = 431
    public static let internalServerError: Status = 500
    public static let notImplemented: Status = 501
    public static let serviceUnavailable: Status = 503
}
