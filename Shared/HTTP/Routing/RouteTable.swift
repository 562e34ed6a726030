/// The routes of a server, ready to be looked up. Built once.
struct RouteTable: Sendable {
    /// What answers one method at one pattern.
    struct Endpoint: Sendable {
        let pattern: Pattern
        let body: BodyPolicy
        let next: Next
    }

    enum Match {
        case endpoint(Endpoint, Parameters)
        /// Another method is needed.
        case methodNotAllowed([Method], pattern: Pattern)
        case notFound
    }

    private struct Node {
        var literals: [String: Int] = [:]
        var placeholder: Int?
        var endpoints: [Method: Endpoint] = [:]
        var pattern: Pattern?
    }

    private var nodes = [Node()]

    init(_ router: Router, finish: @escaping @Sendable (@escaping Handler) -> Next) {
        for route in router.routes {
            let node = self.node(for: route.pattern)
            precondition(
                self.nodes[node].endpoints[route.method] == nil,
                "two routes for \(route.method) \(route.pattern.text)"
            )
            var handler = route.handler
            if !route.headers.fields.isEmpty {
                handler = { [inner = route.handler, headers = route.headers] request in
                    var response = try await inner(request)
                    response.headers.addMissing(headers)
                    return response
                }
            }
            let chain = router.middleware + route.middleware
            self.nodes[node].pattern = route.pattern
            self.nodes[node].endpoints[route.method] = Endpoint(
                pattern: route.pattern,
                body: route.body,
                next: RouteTable.wrap(handler, in: chain, finish: finish)
            )
        }
    }

    /// Puts middleware around a handler; `finish` turns what throws into an answer, at each step.
    static func wrap(
        _ handler: @escaping Handler,
        in middleware: [Middleware],
        finish: @escaping @Sendable (@escaping Handler) -> Next
    ) -> Next {
        middleware.reversed().reduce(finish(handler)) { next, middleware in
            finish { request in try await middleware(request, next) }
        }
    }

    private mutating func node(for pattern: Pattern) -> Int {
        pattern.segments.reduce(0) { node, segment in
            switch segment {
            case .literal(let text):
                if let next = self.nodes[node].literals[text] { return next }
                self.nodes[node].literals[text] = self.nodes.count
            case .placeholder:
                if let next = self.nodes[node].placeholder { return next }
                self.nodes[node].placeholder = self.nodes.count
            }
            self.nodes.append(Node())
            return self.nodes.count - 1
        }
    }

    func match(_ method: Method, _ segments: [String]) -> Match {
        var values: [String] = []
        guard let found = self.find(segments[...], from: 0, &values) else { return .notFound }
        let node = self.nodes[found]
        if let endpoint = node.endpoints[method] ?? (method == .head ? node.endpoints[.get] : nil) {
            return .endpoint(endpoint, Parameters(names: endpoint.pattern.names, values: values))
        }
        guard let pattern = node.pattern else { return .notFound }
        return .methodNotAllowed(RouteTable.allowed(node.endpoints.keys), pattern: pattern)
    }

    private static func allowed(_ methods: some Sequence<Method>) -> [Method] {
        let methods = Set(methods)
        return Method.allCases.filter { methods.contains($0) || ($0 == .head && methods.contains(.get)) }
    }

    /// Depth first, literals before placeholders, so the first find is the most specific.
    private func find(_ segments: ArraySlice<String>, from node: Int, _ values: inout [String]) -> Int? {
        guard let segment = segments.first else { return self.nodes[node].endpoints.isEmpty ? nil : node }
        let rest = segments.dropFirst()
        if let next = self.nodes[node].literals[segment], let found = self.find(rest, from: next, &values) {
            return found
        }
        guard !segment.isEmpty, let next = self.nodes[node].placeholder else { return nil }
        values.append(segment)
        if let found = self.find(rest, from: next, &values) { return found }
        values.removeLast()
        return nil
    }
}
