import Contracts
import Crypto
import HTTP
import Postgres
import ServiceKit
import Values

/// `/secrets`: written and never read back. Here they are sealed, before they go anywhere.
struct SecretRoutes: Sendable {
    private let backend: Backend

    init(_ backend: Backend) { self.backend = backend }

    func add(to router: inout Router) {
        router.get("/secrets", self.list)
        router.get("/secrets/key", self.key)
        router.put("/secrets/{name}", self.put)
        router.delete("/secrets/{name}", self.delete)
    }

    private func list(_ request: Request) async throws -> Response {
        _ = try Paging(request.query)
        let secrets = try await self.backend.database.read(for: request.organization) { try SecretReader.list($0) }
        return Answer.list(secrets, next: nil) { $0.write(to: &$1) }
    }

    /// For programs that seal secrets themselves.
    private func key(_ request: Request) async throws -> Response {
        let key = try await self.backend.sealingKey()
        return .json(
            Answer.object { writer in
                writer.field("keyId", key.id)
                writer.field("publicKey", Encoding.base64(key.bytes))
                writer.field("algorithm", "x25519-xsalsa20-poly1305-sealed-box")
            }
        )
    }

    private func put(_ request: Request) async throws -> Response {
        let name = try Self.name(request)
        let body = try request.jsonObject()
        try KnownMembers.check(body, ["value"])
        guard let value = try SecretText.read(body, "value", at: "/value") else {
            throw Problem([FieldError(pointer: "/value", message: "must be a string")])
        }
        let sealed = Sealed(value, with: try await self.backend.sealingKey())
        let accepted: SecretAccepted = try await self.backend.command(SecretPut(name: name, secret: sealed), request)
        let secret = try await self.backend.database.read(for: request.organization) { session in
            try SecretReader.fetch(session, name)
        }
        guard let secret else { throw Problem(.notFound, "The secret has been deleted meanwhile") }
        return .json(Answer.value { secret.write(to: &$0) }, status: accepted.created ? .created : .ok)
    }

    private func delete(_ request: Request) async throws -> Response {
        let command = SecretDelete(name: try Self.name(request))
        let _: SecretAccepted = try await self.backend.command(command, request)
        return Response(status: .noContent)
    }

    private static func name(_ request: Request) throws(Problem) -> String {
        let name = request.parameters["name"]
        guard SecretName.isValid(name) else {
            throw Problem([FieldError(pointer: "/name", message: SecretName.rule)])
        }
        return name
    }
}

/// A secret in a request, which is nowhere else in the clear.
enum SecretText {
    /// - Returns: `nil` when the member is not there, or null.
    /// - Throws: ``Problem`` (422).
    static func read(_ body: JSONElement, _ member: StaticString, at pointer: String) throws(Problem) -> Secret? {
        guard let value = body[member], !value.isNull else { return nil }
        guard let text = value.string, !text.isEmpty, text.utf8.count <= Sealed.limit else {
            let message = "must be a string of 1 to \(Sealed.limit) bytes"
            throw Problem([FieldError(pointer: pointer, message: message)])
        }
        return Secret(text)
    }
}

extension Backend {
    /// The key that secrets are sealed with.
    ///
    /// - Throws: ``Problem`` (503) on an instance whose ai-gateway has never run.
    func sealingKey() async throws -> SealingKey {
        let bytes = try await self.database.session { try SecretReader.currentKey($0) }
        guard let bytes, let key = SealingKey(bytes) else {
            throw Problem(.unavailable, "There is no key yet to seal secrets with", retryAfter: 5)
        }
        return key
    }
}
