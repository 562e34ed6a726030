import Contracts
import HTTP
import Postgres
import ServiceKit
import Threads
import Values

/// `/invitations/accept`: needs no key; the token of the invitation is one.
struct InvitationRoutes: Sendable {
    private let backend: Backend

    init(_ backend: Backend) { self.backend = backend }

    func add(to router: inout Router) { router.post("/invitations/accept", self.accept) }

    private static let invalid = Problem(.notFound, "The invitation is not valid, or not any more")

    /// Who has no account gets one with the password. Who has one proves with its password that it is theirs: an
    /// invitation is no way into an account.
    private func accept(_ request: Request) async throws -> Response {
        let body = try request.jsonObject()
        try KnownMembers.check(body, ["token", "password", "name"])
        var form = IdentityForm(body)
        let token = form.password("token")
        let password = form.newPassword("password")
        let name = body["name"] == nil ? nil : form.name()
        try form.finish()
        let address = request.remoteAddress
        let shown = Standpoint(credential: Token.hash(of: token))
        let found = try await self.backend.database.transaction(from: shown) { session in
            try UserStore.invitation(session)
        }
        guard let found else { throw Self.invalid }
        let email = found.invitation.email
        try self.backend.admit(account: email, address: address)
        let account = try await self.backend.database.transaction { session in
            try UserStore.account(session, Standpoint(email: email))
        }
        var hash: String?
        if let account {
            guard try await self.backend.passwords.verify(password, against: account.password) else {
                self.backend.logins.withLock { $0.fail(account: email, address: address, now: .now) }
                throw Problem([FieldError(pointer: "/password", message: "is not the password of this account")])
            }
        } else {
            hash = try await self.backend.passwords.hash(password)
        }
        let id = account?.id ?? ID()
        let (made, action) = (hash, request.action)
        try await self.backend.database.transaction(from: shown) { session in
            guard let (organization, invitation) = try UserStore.invitation(session) else { throw Self.invalid }
            Standpoint(organization: organization, account: id, credential: shown.credential).take(session)
            if let made {
                try UserStore.insert(session, id, email: email, name: name ?? invitation.name, password: made)
            }
            try UserStore.join(session, id, invitation)
            AuditStore.add(
                session,
                AuditEntry(
                    organization: organization,
                    kind: .user,
                    actor: "\(id)",
                    name: email,
                    action: action,
                    target: "\(invitation.id)",
                    address: address,
                    outcome: Status.created.code
                )
            )
        }
        let json = Answer.object { writer in
            writer.field("id", id)
            writer.field("email", email)
            writer.field("organization", found.organization.text)
            writer.field("role", found.invitation.role.rawValue)
        }
        return .json(json, status: .created)
    }
}
