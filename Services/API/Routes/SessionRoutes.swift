import Contracts
import HTTP
import Values

/// `/session`: who asks, and a cookie with which a browser can look at pictures and previews.
struct SessionRoutes: Sendable {
    private let backend: Backend
    private let keys: APIKeys

    init(_ backend: Backend, _ keys: APIKeys) {
        self.backend = backend
        self.keys = keys
    }

    func add(to router: inout Router) {
        router.post("/session", self.begin)
        router.delete("/session", self.end)
    }

    /// The cookie reads and changes nothing, no script sees it, and no page of another site can have it sent.
    private static func cookie(_ value: String) throws -> HeaderValue {
        try HeaderValue(validating: "\(ViewTokens.cookie)=\(value); Path=/api/v1; HttpOnly; SameSite=Strict")
    }

    private func begin(_ request: Request) async throws -> Response {
        let timezone = try await self.backend.database.read(for: request.organization) { try JobReader.timezone($0) }
        var headers: Headers = [.cacheControl: "no-store"]
        if let token = try await self.keys.viewToken(of: request.caller) {
            headers[.setCookie] = try Self.cookie(token)
        }
        return .json(
            Answer.object { writer in
                writer.field("organization", request.organization.text)
                writer.field("timezone", timezone ?? "UTC")
            },
            headers: headers
        )
    }

    private func end(_ request: Request) async throws -> Response {
        var response = Response(status: .noContent)
        response.headers[.setCookie] = try HeaderValue(
            validating: "\(ViewTokens.cookie)=; Path=/api/v1; Max-Age=0; HttpOnly; SameSite=Strict"
        )
        return response
    }
}
