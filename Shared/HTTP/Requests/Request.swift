/// A request as a handler gets it: checked, decoded, routed. Cheap to copy.
public struct Request: Sendable {
    let head: RequestHead
    /// The values of the pattern's placeholders, decoded.
    public internal(set) var parameters: Parameters
    /// The whole body; empty on routes that take it as a stream.
    public let body: [UInt8]
    /// The body as it comes in, on routes that ask for it (``BodyPolicy/streamed(limit:)``); `nil` on others.
    public let bodyStream: BodyStream?
    private var values: [ObjectIdentifier: any Sendable] = [:]

    init(head: RequestHead, parameters: Parameters, body: [UInt8], bodyStream: BodyStream?) {
        self.head = head
        self.parameters = parameters
        self.body = body
        self.bodyStream = bodyStream
    }

    /// `HEAD` is answered by the route for `GET`; the handler may look here to save work.
    public var method: Method { self.head.method }

    /// The path as it was sent, percent escapes included, without the query.
    public var path: String { self.head.target.path }

    /// The decoded parts of the path: `/` has none, `/a/` has `a` and an empty one.
    public var segments: [String] { self.head.target.segments }

    public var query: Query { self.head.target.query }

    public var headers: RequestHeaders { self.head.headers }

    /// The address of the other end of the connection, without port: `127.0.0.1`, `::1`. Behind a proxy it is the proxy's.
    public var remoteAddress: String { self.head.remoteAddress }

    /// The pattern of the route, such as `/api/v1/jobs/{id}`: what may serve as a label of metrics, as a path may not.
    /// `nil` when no route matches.
    public var route: String? { self.head.route }

    /// What middleware attached, or `nil`.
    public subscript<Key: RequestKey>(key: Key.Type) -> Key.Value? {
        get { self.values[ObjectIdentifier(key)] as? Key.Value }
        set { self.values[ObjectIdentifier(key)] = newValue }
    }
}

/// Names something that middleware attaches to a request for the handlers behind it, such as the user.
public protocol RequestKey {
    associatedtype Value: Sendable
}

/// The values of a pattern's placeholders.
public struct Parameters: Sendable, Hashable {
    let names: [String]
    let values: [String]

    /// The value of `{name}`; stops the program when the pattern has no such placeholder.
    public subscript(name: String) -> String {
        guard let index = self.names.firstIndex(of: name) else {
            preconditionFailure("the route has no placeholder {\(name)}")
        }
        return self.values[index]
    }
}
