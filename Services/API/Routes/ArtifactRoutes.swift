import Contracts
import HTTP
import Postgres
import Values

/// `/artifacts/{id}`: bytes that were generated, as they are.
struct ArtifactRoutes: Sendable {
    private let backend: Backend

    init(_ backend: Backend) { self.backend = backend }

    func add(to router: inout Router) { router.get("/artifacts/{id}", self.show) }

    /// What a model has made may be a page or an SVG with a script in it: nothing in it runs or asks for anything.
    private static let policy: HeaderValue = """
        sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; \
        frame-ancestors 'self'
        """

    private func show(_ request: Request) async throws -> Response {
        let id = try request.id()
        let found = try await self.backend.database.read(for: request.organization) { try ArtifactReader.fetch($0, id) }
        guard let artifact = found else { throw Problem(.notFound, "There is no such artifact") }
        let tag = try HeaderValue(validating: "\"\(Self.hex(artifact.sha256))\"")
        var response = Response.bytes(
            artifact.bytes,
            type: (try? HeaderValue(validating: artifact.mediaType)) ?? "application/octet-stream",
            headers: [
                .etag: tag,
                // An artifact never changes, and is nobody else's.
                .cacheControl: "private, max-age=31536000, immutable", .contentTypeOptions: "nosniff",
                .contentSecurityPolicy: Self.policy, "Cross-Origin-Resource-Policy": "same-origin",
            ]
        )
        if let known = request.headers[.ifNoneMatch], EntityTag.list(known, contains: tag.text) {
            // The body stays: it is not sent, but its length is told, which has to be that of the full answer.
            response.status = .notModified
        }
        return response
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
    }
}
