import Contracts
import Postgres
import Values

extension Caller {
    /// Whether they may still do something, for answers that go on for long: the key may have been revoked by now, the
    /// session be over, the user be out of the organization or have another role there.
    func stillMay(_ permission: Permission, _ database: Database) async throws -> Bool {
        let organization = self.organization
        switch self.actor {
        case .key(let id):
            let found = try await database.transaction(from: Standpoint(account: id)) { try KeyStore.find($0, id) }
            return found.map { Caller($0.key).permissions.contains(permission) } ?? false
        case .user(let user, let session):
            let standpoint = Standpoint(organization: organization, account: user)
            let role = try await database.transaction(from: standpoint) { try SessionStore.role($0, session) }
            return role?.permissions.contains(permission) ?? false
        }
    }
}
