import Contracts
import HTTP
import Postgres
import ServiceKit
import Threads
import Values

/// `/sessions`, `/session`: sign in, who am I, go on in another organization, sign out.
struct SignInRoutes: Sendable {
    private let backend: Backend

    init(_ backend: Backend) { self.backend = backend }

    func add(to router: inout Router) {
        router.post("/sessions", self.signIn)
        router.get("/session", self.show)
        router.patch("/session", self.move)
        router.delete("/sessions/current", self.signOut)
    }

    /// The same for an unknown address, a wrong password and an account that belongs nowhere, and as late.
    private static let refused = SignInRefused(detail: "The address or the password is not right")

    private func signIn(_ request: Request) async throws -> Response {
        if self.backend.sessions.check(request).isForeign {
            throw Problem(.forbidden, "The request does not come from a page of this server")
        }
        let body = try request.jsonObject()
        try KnownMembers.check(body, ["email", "password", "organization"])
        var form = IdentityForm(body)
        let email = form.email()
        let password = form.password("password")
        let wanted = body["organization"] == nil ? nil : form.organization("organization")
        try form.finish()
        let address = request.remoteAddress
        try self.backend.admit(account: email, address: address)
        let account = try await self.backend.database.transaction { session in
            try UserStore.account(session, Standpoint(email: email))
        }
        let isRight = try await self.backend.passwords.verify(password, against: account?.password)
        let places = account?.memberships ?? []
        let place = wanted.map { wanted in places.first { $0.organization == wanted } } ?? places.first
        guard isRight, let account, let place else {
            self.backend.logins.withLock { $0.fail(account: email, address: address, now: .now) }
            self.record(request, account, Status.unauthorized)
            throw Self.refused
        }
        self.backend.logins.withLock { $0.succeed(account: email) }
        let token = Token(prefix: "")
        let (id, lifetime) = (ID(), self.backend.sessions.settings.lifetime)
        let entry = Self.entry(request, account, place.organization, .created)
        try await self.backend.database.transaction(
            from: Standpoint(organization: place.organization, account: account.id)
        ) { session in
            try SessionStore.insert(
                session,
                id,
                user: account.id,
                place.organization,
                hash: token.hash,
                lifetime: lifetime,
                address: address
            )
            AuditStore.add(session, entry)
        }
        let caller = Caller(
            organization: place.organization,
            actor: .user(account.id, session: id),
            name: account.email,
            permissions: place.role.permissions
        )
        return try self.answer(caller, places, token.secret.reveal(), status: .created, giving: token)
    }

    private func show(_ request: Request) async throws -> Response {
        var places: [MembershipView] = []
        if let user = request.caller.user {
            places = try await self.backend.database.transaction(from: Standpoint(account: user)) { session in
                try UserStore.memberships(session)
            }
        }
        // A token that is changed with this answer comes with what belongs to it.
        let shown = request[SessionKey.self]
        return try self.answer(request.caller, places, shown.map { $0.next?.secret.reveal() ?? $0.token })
    }

    private func move(_ request: Request) async throws -> Response {
        let body = try request.jsonObject()
        try KnownMembers.check(body, ["organization"])
        var form = IdentityForm(body)
        let wanted = form.organization("organization")
        try form.finish()
        guard case .user(let user, let sessionID) = request.caller.actor else {
            throw Problem(.invalidState, "An API key belongs to one organization")
        }
        let token = Token(prefix: "")
        let (places, place) = try await self.backend.change(request, .ok, from: Standpoint(account: user)) {
            session -> ([MembershipView], MembershipView) in
            let places = try UserStore.memberships(session)
            guard let place = places.first(where: { $0.organization == wanted }) else {
                throw Problem(.notFound, "There is no such organization")
            }
            try SessionStore.move(session, sessionID, to: place.organization, hash: token.hash)
            return (places, place)
        }
        var caller = request.caller
        caller = Caller(
            organization: place.organization,
            actor: caller.actor,
            name: caller.name,
            permissions: place.role.permissions
        )
        return try self.answer(caller, places, token.secret.reveal(), giving: token)
    }

    private func signOut(_ request: Request) async throws -> Response {
        guard case .user(let user, let id) = request.caller.actor else {
            throw Problem(.notFound, "There is no session")
        }
        try await self.backend.change(request, .noContent, from: Standpoint(account: user)) { session in
            try SessionStore.delete(session, id)
        }
        return Response(status: .noContent, headers: [.setCookie: try self.backend.sessions.setCookie(nil)])
    }

    // MARK: - Answers

    /// - Parameter text: The cookie, of which the token for changes is made; `nil` for a key, which needs none.
    private func answer(
        _ caller: Caller,
        _ places: [MembershipView],
        _ text: String?,
        status: Status = .ok,
        giving token: Token? = nil
    ) throws -> Response {
        let json = Answer.object { writer in
            writer.field("organization", caller.organization.text)
            writer.nullable("userId", caller.user)
            writer.field("name", caller.name)
            writer.nullable("role", places.first { $0.organization == caller.organization }?.role.rawValue)
            writer.strings("permissions", caller.permissions.names)
            writer.key("organizations")
            writer.beginArray()
            for place in places {
                writer.beginObject()
                writer.field("id", place.organization.text)
                writer.field("role", place.role.rawValue)
                writer.endObject()
            }
            writer.endArray()
            writer.nullable("csrfToken", text.map { Token.csrf(of: $0) })
        }
        var response = Response.json(json, status: status, headers: [.cacheControl: "no-store"])
        if let token { response.headers[.setCookie] = try self.backend.sessions.setCookie(token) }
        return response
    }

    // MARK: - The record

    private static func entry(
        _ request: Request,
        _ account: UserStore.Account,
        _ organization: OrganizationID,
        _ outcome: Status
    ) -> AuditEntry {
        AuditEntry(
            organization: organization,
            kind: .user,
            actor: "\(account.id)",
            name: account.email,
            action: request.action,
            target: nil,
            address: request.remoteAddress,
            outcome: outcome.code
        )
    }

    /// Beside the answer, which must not come later for an account that exists.
    private func record(_ request: Request, _ account: UserStore.Account?, _ outcome: Status) {
        guard let account else { return }
        let entries = account.memberships.map { Self.entry(request, account, $0.organization, outcome) }
        let (database, logger) = (self.backend.database, self.backend.logger)
        Task {
            for entry in entries {
                do {
                    try await database.transaction(from: Standpoint(organization: entry.organization)) { session in
                        AuditStore.add(session, entry)
                    }
                } catch {
                    logger.error("a refused sign-in could not be written down", [LogKeys.error: "\(error)"])
                }
            }
        }
    }
}

/// Who signs in is not who they say.
struct SignInRefused: Error {
    let detail: String
}
