import Contracts
import HTTP
import Postgres
import ServiceKit
import Threads
import Values

/// `/users`: who belongs to an organization, as what.
struct UserRoutes: Sendable {
    private let backend: Backend

    init(_ backend: Backend) { self.backend = backend }

    func add(to router: inout Router) {
        router.get("/users", self.list)
        router.post("/users", self.invite)
        router.patch("/users/{id}", self.change)
        router.delete("/users/{id}", self.remove)
        router.post("/users/{id}/password", self.changePassword)
    }

    private static let unknown = Problem(.notFound, "There is no such user")
    private static let lastOwner = Problem(.invalidState, "An organization needs an owner, and this is the last one")

    private func list(_ request: Request) async throws -> Response {
        let paging = try Paging(request.query)
        let users = try await self.backend.database.read(for: request.organization) { session in
            try UserStore.list(session, after: paging.after, limit: paging.limit + 1)
        }
        return Answer.page(users, limit: paging.limit) { $0.write(to: &$1) }
    }

    /// The token is handed to whoever invites, this once: they pass it on. A repeat of the request has `null` in its place.
    /// Whether the address has an account already is not told.
    private func invite(_ request: Request) async throws -> Response {
        let body = try request.jsonObject()
        try KnownMembers.check(body, ["email", "name", "role"])
        var form = IdentityForm(body)
        let email = form.email()
        let name = form.name(default: email)
        let role = form.role()
        try form.finish()
        try request.caller.requireAll(of: role)
        let idempotency = try await Idempotency.begin(request, for: request.organization, self.backend.database)
        if let answered = idempotency.answered { return answered }
        let token = Token(prefix: "inv_")
        let invitation = InvitationView(
            id: idempotency.resource,
            email: email,
            name: name,
            role: role,
            expiresAt: .now() + .seconds(7 * 86400)
        )
        let user = request.caller.user
        let made: Void? = try await self.backend.make(
            request,
            idempotency,
            target: "\(invitation.id)",
            kept: { _ in Self.json(invitation, token: nil) },
            { session in
                if try UserStore.isMember(session, email: email) {
                    throw Problem(.invalidState, "This user belongs to the organization already")
                }
                try UserStore.invite(session, invitation, by: user, hash: token.hash)
            }
        )
        guard made != nil else { return try await idempotency.answer(self.backend.database) }
        return .json(Self.json(invitation, token: token), status: .created, headers: [.cacheControl: "no-store"])
    }

    private static func json(_ invitation: InvitationView, token: Token?) -> [UInt8] {
        Answer.object { writer in
            writer.field("id", invitation.id)
            writer.field("email", invitation.email)
            writer.field("name", invitation.name)
            writer.field("role", invitation.role.rawValue)
            writer.nullable("token", token?.secret.reveal())
            writer.field("expiresAt", invitation.expiresAt)
        }
    }

    private func change(_ request: Request) async throws -> Response {
        let id = try request.id()
        let body = try request.jsonObject()
        try KnownMembers.check(body, ["role", "disabled"])
        let user = try await self.backend.change(request, .ok) { session -> UserView in
            let owners = try UserStore.lockOwners(session)
            guard let user = try UserStore.fetch(session, id) else { throw Self.unknown }
            var form = IdentityForm(body)
            let role = form.role(default: user.role)
            let isDisabled = form.flag("disabled", default: user.isDisabled)
            try form.finish()
            try request.caller.requireAll(of: user.role)
            try request.caller.requireAll(of: role)
            if owners == [id], role != .owner || isDisabled { throw Self.lastOwner }
            try UserStore.change(session, id, role: role, isDisabled: isDisabled)
            guard let changed = try UserStore.fetch(session, id) else { throw Self.unknown }
            return changed
        }
        return .json(Answer.value { user.write(to: &$0) })
    }

    /// Out of this organization; the account stays, it may belong to others.
    private func remove(_ request: Request) async throws -> Response {
        let id = try request.id()
        try await self.backend.change(request, .noContent) { session in
            let owners = try UserStore.lockOwners(session)
            guard let user = try UserStore.fetch(session, id) else { throw Self.unknown }
            try request.caller.requireAll(of: user.role)
            if owners == [id] { throw Self.lastOwner }
            try UserStore.remove(session, id)
        }
        return Response(status: .noContent)
    }

    /// Only one's own: an account belongs to a person, and may reach into other organizations. Signs out everywhere else.
    private func changePassword(_ request: Request) async throws -> Response {
        let id = try request.id()
        let body = try request.jsonObject()
        try KnownMembers.check(body, ["currentPassword", "newPassword"])
        var form = IdentityForm(body)
        let current = form.password("currentPassword")
        let new = form.newPassword("newPassword")
        try form.finish()
        guard case .user(id, let sessionID) = request.caller.actor else { throw Self.unknown }
        let email = request.caller.name
        let address = request.remoteAddress
        try self.backend.admit(account: email, address: address)
        let account = try await self.backend.database.transaction { session in
            try UserStore.account(session, Standpoint(account: id))
        }
        guard try await self.backend.passwords.verify(current, against: account?.password) else {
            self.backend.logins.withLock { $0.fail(account: email, address: address, now: .now) }
            throw Problem([FieldError(pointer: "/currentPassword", message: "is not the password")])
        }
        let hash = try await self.backend.passwords.hash(new)
        let token = Token(prefix: "")
        let organization = request.organization
        try await self.backend.change(request, .noContent, from: Standpoint(account: id)) { session in
            try UserStore.setPassword(session, id, hash)
            try SessionStore.deleteOthers(session, of: id, but: sessionID)
            try SessionStore.move(session, sessionID, to: organization, hash: token.hash)
        }
        return Response(status: .noContent, headers: [.setCookie: try self.backend.sessions.setCookie(token)])
    }
}

extension Backend {
    /// - Throws: ``Problem`` (429) when there were too many wrong passwords.
    func admit(account: String, address: String) throws(Problem) {
        let pause = self.logins.withLock { $0.pause(account: account, address: address, now: .now) }
        guard let pause else { return }
        let seconds = Int(pause.components.seconds) + 1
        throw Problem(.rateLimited, "Too many wrong passwords; wait a while", retryAfter: seconds)
    }
}
