import Contracts
import HTTP
import Postgres
import ServiceKit
import Values

/// `/organizations` for the operator, `/organization` for who belongs to one.
struct OrganizationRoutes: Sendable {
    private let backend: Backend

    init(_ backend: Backend) { self.backend = backend }

    func add(to router: inout Router) {
        router.post("/organizations", self.create)
        router.get("/organization", self.show)
        router.patch("/organization", self.change)
    }

    private struct View: Sendable {
        var id: OrganizationID
        var name: String
        var timezone: String
        var createdAt: Timestamp

        func write(to writer: inout JSONWriter) {
            writer.field("id", self.id.text)
            writer.field("name", self.name)
            writer.field("timezone", self.timezone)
            writer.field("createdAt", self.createdAt)
        }
    }

    private func find(_ organization: OrganizationID) async throws -> View? {
        try await self.backend.database.read(for: organization) { session in
            let rows = try session.query(
                "select name, timezone, created_at from orchestrator.organizations_v1 where id = $1",
                organization.text
            )
            guard var row = rows.first else { return nil }
            return View(
                id: organization,
                name: try row.next(),
                timezone: try row.next(),
                createdAt: try row.next()
            )
        }
    }

    /// Makes an organization with its first key, an owner's, which is shown this once.
    private func create(_ request: Request) async throws -> Response {
        let body = try request.jsonObject()
        try KnownMembers.check(body, ["id", "name", "timezone"])
        var form = IdentityForm(body)
        let wanted = form.organization("id")
        form.require(!(wanted?.isReserved ?? false), "/id", "is reserved")
        let name = form.name()
        let zone = body["timezone"] == nil ? "UTC" : body["timezone"]?.string ?? ""
        try form.finish()
        guard let id = wanted else { throw Problem(.notFound, "There is no such organization") }
        let claim = ID()
        let isFree = try await self.backend.database.transaction(from: Standpoint(organization: id)) { session in
            try OrganizationStore.claim(session, id, claim)
        }
        let taken = Problem(.invalidState, "There is an organization with this id already")
        // From here on nobody else makes it. It may have been made by other means.
        guard isFree else { throw taken }
        if try await self.find(id) != nil { throw taken }
        do {
            let _: OrganizationAccepted = try await self.backend.command(
                OrganizationDefine(organization: id, name: name, timezone: zone),
                request,
                for: id,
                key: "api/\(claim)"
            )
        } catch let problem as Problem where !problem.code.isRetryable {
            try await self.backend.database.transaction(from: Standpoint(organization: id)) { session in
                try OrganizationStore.unclaim(session, id, claim)
            }
            throw problem
        }
        let token = Token(prefix: "sk_\(id)_")
        let key = KeyView(token, "first key", Role.owner.permissions, nil, for: id, by: nil)
        let entry = request.audit(.created, target: id.text)
        let made = try await self.backend.database.transaction(from: Standpoint(organization: id)) { session in
            let made = try KeyStore.insert(session, key, id, hash: token.hash)
            // It stands in the record of both: of who made it, and as the beginning of what was made.
            for organization in [id, entry.organization] {
                var entry = entry
                entry.organization = organization
                Standpoint(organization: organization).take(session)
                AuditStore.add(session, entry)
            }
            return made
        }
        request[AuditMarkKey.self]?.set()
        guard let view = try await self.find(id) else { throw CommandBus.uncertain }
        let json = Answer.object { writer in
            view.write(to: &writer)
            writer.key("apiKey")
            made.write(to: &writer, key: token.secret.reveal())
        }
        return .json(json, status: .created, headers: [.cacheControl: "no-store"])
    }

    private func show(_ request: Request) async throws -> Response {
        guard let view = try await self.find(request.organization) else {
            throw Problem(.notFound, "There is no such organization")
        }
        return .json(Answer.object { view.write(to: &$0) })
    }

    private func change(_ request: Request) async throws -> Response {
        let body = try request.jsonObject()
        try KnownMembers.check(body, ["name", "timezone"])
        guard let known = try await self.find(request.organization) else {
            throw Problem(.notFound, "There is no such organization")
        }
        var form = IdentityForm(body)
        let name = form.name(default: known.name)
        let zone = body["timezone"] == nil ? known.timezone : body["timezone"]?.string ?? ""
        try form.finish()
        let _: OrganizationAccepted = try await self.backend.command(
            OrganizationDefine(organization: request.organization, name: name, timezone: zone),
            request
        )
        return try await self.show(request)
    }
}

/// The statements about organizations that are being made.
enum OrganizationStore {
    /// - Returns: Whether nobody makes it just now, or has made it.
    static func claim(_ session: Session, _ organization: OrganizationID, _ claim: ID) throws -> Bool {
        try session.query(
            """
            insert into claims as c (organization_id, claim) values ($1, $2)
            on conflict (organization_id) do update set claim = $2, at = now() where c.at < now() - interval '1 minute'
            """,
            organization.text,
            claim
        ).affected == 1
    }

    static func unclaim(_ session: Session, _ organization: OrganizationID, _ claim: ID) throws {
        try session.query("delete from claims where organization_id = $1 and claim = $2", organization.text, claim)
    }
}
