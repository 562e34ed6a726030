import HTTP

/// Which parameters the routes take: one that is misspelled, or that nobody knows, must not be passed over. A filter that
/// does not filter shows more than was asked for.
enum QueryParameters {
    private static let page: Set<String> = ["limit", "cursor"]
    /// Routes below `/api/v1`, without a slash at their end. What does not stand here takes none.
    private static let table: [String: Set<String>] = [
        "GET /jobs": page.union(["type", "status"]),
        "GET /jobs/{id}/fires": ["count"],
        "GET /jobs/{id}/occurrences": page.union(["outcome", "from", "to"]),
        "GET /jobs/{id}/triggers": page,
        "POST /schedules/preview": ["count"],
        "GET /runs": page.union(["jobId", "siteId", "status", "type", "trigger"]),
        "GET /runs/{id}/logs": page.union(["last"]),
        "GET /templates": page.union(["status"]),
        "GET /executions": page.union(["templateId", "status"]),
        "GET /executions/{id}/diff": ["with"],
        "GET /contents": page.union(["siteId", "status"]),
        "GET /models": page,
        "GET /subscribers": page.union(["email", "status"]),
        "POST /subscribers/import": ["list"],
        "GET /lists": page,
        "GET /sites": page,
        "GET /items": page.union(["siteId", "parent", "id", "disabled", "kind", "status"]),
        "GET /automation/current_run": ["site_id"],
        "GET /automation/config": ["site_id"],
        "PUT /automation/config": ["site_id"],
        "GET /automation/estimate": ["site_id"],
        "GET /automation/history": ["site_id", "page", "page_size"],
        "GET /automation/logs/{run_id}": ["format"],
        "GET /secrets": page,
        "GET /notifications": page,
        "GET /notifications/{id}/deliveries": page.union(["state"]),
        "GET /retention": page,
        "GET /dead_letters": page.union(["status"]),
        "GET /api_keys": page,
        "GET /users": page,
        "GET /audit": page.union(["actor"]),
        "GET /events": ["after"],
    ]

    /// All routes that stand here: `GET /jobs`.
    static var entries: [String] { self.table.keys.sorted() }

    /// Middleware of the routes below the prefix.
    static func check(_ request: Request, _ next: @escaping Next) async throws -> Response {
        let pattern = (request.route ?? "").dropFirst(APIRouter.prefix.count)
        try self.check(request.query.items.map(\.name), request.method, String(pattern))
        return await next(request)
    }

    /// - Throws: ``Refusal`` (400, `invalid_parameter`).
    static func check(_ names: [String], _ method: Method, _ pattern: String) throws(Refusal) {
        if names.isEmpty { return }
        // Whoever sends hooks may have an address with more to it; what counts there is the signature.
        if pattern.hasPrefix("/hooks/") { return }
        let method = method == .head ? Method.get : method
        let path = pattern.hasSuffix("/") ? String(pattern.dropLast()) : pattern
        let known = self.table["\(method.rawValue) \(path)"] ?? []
        guard let name = names.first(where: { !known.contains($0) }) else { return }
        // As much of it as can be shown anywhere.
        let shown = String(
            String.UnicodeScalarView(name.unicodeScalars.prefix(64).filter { $0.value > 0x20 && $0.value < 0x7F })
        )
        let list = known.sorted().joined(separator: ", ")
        throw .badParameter(
            shown,
            known.isEmpty ? "is not known: there are none here" : "is not known: there are \(list)"
        )
    }
}
