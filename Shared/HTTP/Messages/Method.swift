/// The request methods a route can answer (RFC 9110, section 9; PATCH: RFC 5789).
///
/// Methods are case-sensitive: `get` is an unknown method, answered with 501. TRACE and CONNECT are answered with 405.
public enum Method: String, Hashable, Sendable, CaseIterable, CustomStringConvertible {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
    case options = "OPTIONS"

    public var description: String { self.rawValue }
}
