import Contracts
import HTTP
import Values

/// `/audit`: who did what.
struct AuditRoutes: Sendable {
    private let backend: Backend

    init(_ backend: Backend) { self.backend = backend }

    func add(to router: inout Router) { router.get("/audit", self.list) }

    private func list(_ request: Request) async throws -> Response {
        let paging = try Paging(request.query)
        let actor = try request.query.single("actor")
        let entries = try await self.backend.database.read(for: request.organization) { session in
            try AuditStore.list(session, before: paging.after, actor: actor, limit: paging.limit + 1)
        }
        // From where somebody works is for those who answer for them.
        let isWhole = request.caller.permissions.contains(.usersManage)
        return Answer.page(entries, limit: paging.limit) { entry, writer in
            writer.beginObject()
            writer.field("id", entry.id)
            writer.field("at", entry.at)
            writer.key("actor")
            writer.beginObject()
            writer.field("kind", entry.kind)
            writer.nullable("id", entry.actor)
            writer.nullable("name", entry.name)
            writer.endObject()
            writer.field("action", entry.action)
            writer.nullable("target", entry.target)
            writer.nullable("address", isWhole ? entry.address : nil)
            writer.field("outcome", entry.outcome)
            writer.nullable("detail", entry.detail)
            writer.endObject()
        }
    }
}
