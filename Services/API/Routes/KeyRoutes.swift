import Contracts
import HTTP
import Postgres
import ServiceKit
import Values

/// `/api_keys`: make, list, revoke.
struct KeyRoutes: Sendable {
    private let backend: Backend

    init(_ backend: Backend) { self.backend = backend }

    func add(to router: inout Router) {
        router.get("/api_keys", self.list)
        router.post("/api_keys", self.create)
        router.delete("/api_keys/{id}", self.revoke)
    }

    private func list(_ request: Request) async throws -> Response {
        let paging = try Paging(request.query)
        let keys = try await self.backend.database.read(for: request.organization) { session in
            try KeyStore.list(session, after: paging.after, limit: paging.limit + 1)
        }
        return Answer.page(keys, limit: paging.limit) { $0.write(to: &$1) }
    }

    /// The only answer with the key in it: it is not kept, and a repeat of the request has `null` in its place.
    private func create(_ request: Request) async throws -> Response {
        let body = try request.jsonObject()
        try KnownMembers.check(body, ["name", "scopes", "expiresAt"])
        var form = IdentityForm(body)
        let name = form.name()
        let scopes = form.scopes(within: request.caller.permissions)
        let expiry = form.expiry(now: .now())
        try form.finish()
        let idempotency = try await Idempotency.begin(request, for: request.organization, self.backend.database)
        if let answered = idempotency.answered { return answered }
        let token = Token(prefix: "sk_\(request.organization)_")
        let key = KeyView(
            token,
            idempotency.resource,
            name,
            scopes,
            expiry,
            for: request.organization,
            by: request.caller.user
        )
        let organization = request.organization
        let new = try await self.backend.make(
            request,
            idempotency,
            target: "\(key.id)",
            kept: { made in Answer.value { made.write(to: &$0, key: nil) } },
            location: { "/api/v1/api_keys/\($0.id)" },
            { try KeyStore.insert($0, key, organization, hash: token.hash) }
        )
        guard let made = new else { return try await idempotency.answer(self.backend.database) }
        return .json(
            Answer.value { made.write(to: &$0, key: token.secret.reveal()) },
            status: .created,
            headers: [.location: try HeaderValue(validating: "/api/v1/api_keys/\(made.id)"), .cacheControl: "no-store"]
        )
    }

    private func revoke(_ request: Request) async throws -> Response {
        let id = try request.id()
        try await self.backend.change(request, .noContent) { session in
            guard try KeyStore.revoke(session, id) else { throw Problem(.notFound, "There is no such API key") }
        }
        self.backend.keys.forget()
        return Response(status: .noContent)
    }
}

extension KeyView {
    /// A new key.
    init(
        _ token: Token,
        _ id: ID,
        _ name: String,
        _ scopes: Set<Permission>,
        _ expiry: Timestamp?,
        for organization: OrganizationID,
        by user: ID?
    ) {
        self.init(
            id: id,
            name: name,
            prefix: APIKeys.prefix(of: token.secret.reveal(), organization),
            scopes: scopes.names,
            createdBy: user,
            createdAt: .now(),
            expiresAt: expiry
        )
    }
}
