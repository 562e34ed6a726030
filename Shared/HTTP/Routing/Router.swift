/// Answers a request. What it throws becomes an answer: a ``Refusal`` its own, anything else 500 unless
/// ``Server/Configuration/answer`` says otherwise.
public typealias Handler = @Sendable (Request) async throws -> Response

/// The rest of the way to the handler and back. Never throws: what was thrown behind it has become the answer that will be
/// sent, so that middleware sees what the client sees.
public typealias Next = @Sendable (Request) async -> Response

/// Stands around handlers, for authorization, measuring, logging.
public typealias Middleware = @Sendable (Request, @escaping Next) async throws -> Response

/// Which handler answers what.
///
/// Among patterns that match a path the most specific one wins: compared from the left, a literal segment beats a
/// placeholder. Then the method decides: none there is 405, with `Allow`. `HEAD` is answered by the handler for `GET`.
/// Nothing is guessed: `/jobs/` matches only where `/jobs/` was added.
public struct Router: Sendable {
    struct Route: Sendable {
        let method: Method
        let pattern: Pattern
        let body: BodyPolicy
        let headers: Headers
        var middleware: [Middleware]
        let handler: Handler
    }

    private(set) var routes: [Route] = []
    private(set) var middleware: [Middleware] = []

    public init() {}

    /// What has been added: each method with its pattern, in order.
    public var endpoints: [(method: Method, pattern: String)] { self.routes.map { ($0.method, $0.pattern.text) } }

    /// Puts middleware around all handlers, and around 404 and 405. The first added is the outermost.
    public mutating func use(_ middleware: @escaping Middleware) { self.middleware.append(middleware) }

    /// Adds a route. Stops the program when the pattern is malformed or taken: both are mistakes in the source.
    ///
    /// - Parameters:
    ///   - pattern: `/api/v1/jobs/{id}/run`. A placeholder is a whole segment and matches any text but none.
    ///   - body: How bodies are taken. Default: whole, up to the server's limit.
    ///   - headers: Added to the answers unless they have fields of those names.
    public mutating func add(
        _ method: Method,
        _ pattern: String,
        body: BodyPolicy = .buffered(),
        headers: Headers = [:],
        _ handler: @escaping Handler
    ) {
        precondition(method != .head, "HEAD is answered by the route for GET")
        self.routes.append(
            Route(
                method: method,
                pattern: Pattern(pattern),
                body: body,
                headers: headers,
                middleware: [],
                handler: handler
            )
        )
    }

    /// Adds a route for `GET`, and with it `HEAD`; see ``add(_:_:body:headers:_:)``.
    public mutating func get(_ pattern: String, headers: Headers = [:], _ handler: @escaping Handler) {
        self.add(.get, pattern, headers: headers, handler)
    }

    /// Adds a route for `POST`.
    public mutating func post(_ pattern: String, body: BodyPolicy = .buffered(), _ handler: @escaping Handler) {
        self.add(.post, pattern, body: body, handler)
    }

    /// Adds a route for `PUT`.
    public mutating func put(_ pattern: String, body: BodyPolicy = .buffered(), _ handler: @escaping Handler) {
        self.add(.put, pattern, body: body, handler)
    }

    /// Adds a route for `PATCH`.
    public mutating func patch(_ pattern: String, body: BodyPolicy = .buffered(), _ handler: @escaping Handler) {
        self.add(.patch, pattern, body: body, handler)
    }

    /// Adds a route for `DELETE`.
    public mutating func delete(_ pattern: String, body: BodyPolicy = .buffered(), _ handler: @escaping Handler) {
        self.add(.delete, pattern, body: body, handler)
    }

    /// Adds the routes of another router below a prefix. Its middleware goes around these routes only, inside that of this
    /// router; paths that none of them matches do not pass it.
    public mutating func mount(_ router: Router, at prefix: String = "") {
        precondition(prefix.isEmpty || (prefix.hasPrefix("/") && !prefix.hasSuffix("/")), "not a prefix: \(prefix)")
        for route in router.routes {
            self.routes.append(
                Route(
                    method: route.method,
                    pattern: Pattern(prefix + route.pattern.text),
                    body: route.body,
                    headers: route.headers,
                    middleware: router.middleware + route.middleware,
                    handler: route.handler
                )
            )
        }
    }

    /// Adds a route for each file: `index.html` of a folder answers for the folder, with a slash at its end.
    public mutating func serve(_ files: StaticFiles, at prefix: String = "") {
        precondition(prefix.isEmpty || (prefix.hasPrefix("/") && !prefix.hasSuffix("/")), "not a prefix: \(prefix)")
        for path in files.paths {
            self.get(prefix + path) { request in
                guard let response = files.response(for: path, to: request) else { throw Refusal.notFound }
                return response
            }
        }
    }
}
