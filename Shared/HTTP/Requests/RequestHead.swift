/// A request without its body, checked. Made once, shared by all copies of a ``Request``.
final class RequestHead: Sendable {
    let method: Method
    let target: RequestTarget
    let headers: RequestHeaders
    let remoteAddress: String
    /// As it was declared; `nil` for a chunked body and for none.
    let contentLength: Int?
    let hasBody: Bool
    let route: String?

    init(
        method: Method,
        target: RequestTarget,
        fields: HeadGuard.Fields,
        remoteAddress: String,
        route: String?
    ) {
        self.method = method
        self.target = target
        self.headers = fields.headers
        self.remoteAddress = remoteAddress
        self.contentLength = fields.contentLength
        self.hasBody = fields.isChunked || (fields.contentLength ?? 0) > 0
        self.route = route
    }
}
