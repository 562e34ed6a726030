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

    /// Makes an organization with its first key, an owner's, which is shown this once; a repeat of the request has `null`
    /// in its place.
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
        let idempotency = try await Idempotency.begin(request, for: request.organization, self.backend.database)
        if let answered = idempotency.answered { return answered }
        let claim = idempotency.resource
        try await self.take(id, claim)
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
        guard let view = try await self.find(id) else { throw CommandBus.uncertain }
        let token = Token(prefix: "sk_\(id)_")
        let key = KeyView(token, ID(), "first key", Role.owner.permissions, nil, for: id, by: nil)
        let entry = request.audit(.created, target: id.text)
        let new = try await self.backend.database.transaction(
            from: Standpoint(organization: request.organization)
        ) { session in
            try idempotency.make(session, kept: { Self.json(view, $0, key: nil) }) { session in
                Standpoint(organization: id).take(session)
                let made = try KeyStore.insert(session, key, id, hash: token.hash)
                // It stands in the record of both: as the beginning of what was made, and of who made it.
                for organization in [id, entry.organization] {
                    var entry = entry
                    entry.organization = organization
                    Standpoint(organization: organization).take(session)
                    AuditStore.add(session, entry)
                }
                return made
            }
        }
        request[AuditMarkKey.self]?.set()
        guard let made = new else { return try await idempotency.answer(self.backend.database) }
        let json = Self.json(view, made, key: token.secret.reveal())
        return .json(json, status: .created, headers: [.cacheControl: "no-store"])
    }

    private static func json(_ view: View, _ made: KeyView, key: String?) -> [UInt8] {
        Answer.object { writer in
            view.write(to: &writer)
            writer.key("apiKey")
            made.write(to: &writer, key: key)
        }
    }

    /// From here on nobody else makes it.
    ///
    /// - Throws: ``Problem`` (409) when it is there, or somebody else makes it, or this same request does just now.
    private func take(_ id: OrganizationID, _ claim: ID) async throws {
        let taken = Problem(.invalidState, "There is an organization with this id already")
        let isThere = try await self.find(id) != nil
        let found = try await self.backend.database.transaction(from: Standpoint(organization: id)) { session in
            try OrganizationStore.claim(session, id, claim, isThere: isThere)
        }
        switch found {
        case .goesOn: return
        case .underWay: throw Problem(.invalidState, "This request is being carried out: ask again in a moment")
        case .taken: throw taken
        case .new:
            // It may have been made by other means meanwhile.
            guard try await self.find(id) != nil else { return }
            try await self.backend.database.transaction(from: Standpoint(organization: id)) { session in
                try OrganizationStore.unclaim(session, id, claim)
            }
            throw taken
        }
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
    enum Claim: Sendable {
        /// Nobody else makes it.
        case new
        /// The same request made it, and stopped on the way.
        case goesOn
        /// The same request makes it just now.
        case underWay
        case taken
    }

    /// - Parameter isThere: Whether there is such an organization; whose claim is not known then has not made it.
    static func claim(
        _ session: Session,
        _ organization: OrganizationID,
        _ claim: ID,
        isThere: Bool
    ) throws -> Claim {
        if !isThere {
            let rows = try session.query(
                "insert into claims (organization_id, claim) values ($1, $2) on conflict do nothing",
                organization.text,
                claim
            )
            if rows.affected == 1 { return .new }
        }
        let rows = try session.query(
            "select claim = $2, at < now() - interval '1 minute' from claims where organization_id = $1 for update",
            organization.text,
            claim
        )
        guard var row = rows.first else { return .taken }
        let (isOurs, isOld) = (try row.next(Bool.self), try row.next(Bool.self))
        guard isOld else { return isOurs ? .underWay : .taken }
        if isThere, !isOurs { return .taken }
        try session.query(
            "update claims set claim = $2, at = now() where organization_id = $1",
            organization.text,
            claim
        )
        return isOurs ? .goesOn : .new
    }

    static func unclaim(_ session: Session, _ organization: OrganizationID, _ claim: ID) throws {
        try session.query("delete from claims where organization_id = $1 and claim = $2", organization.text, claim)
    }
}
