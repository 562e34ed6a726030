import Contracts
import HTTP
import ServiceKit
import Values

/// Who asks, in which organization, and what they may do there.
struct Caller: Sendable {
    /// What was shown.
    enum Actor: Sendable, Hashable {
        /// An API key.
        case key(ID)
        /// The session of a user.
        case user(ID, session: ID)
    }

    let organization: OrganizationID
    let actor: Actor
    /// For people: the name of the key, or the user's address.
    let name: String
    let permissions: Set<Permission>

    /// The user who is signed in; `nil` for a key.
    var user: ID? {
        guard case .user(let id, _) = self.actor else { return nil }
        return id
    }

    /// - Throws: ``Problem`` (403), naming what is missing.
    func require(_ permission: Permission) throws(Problem) {
        guard self.permissions.contains(permission) else {
            throw Problem(.forbidden, "This needs the permission \(permission.rawValue)")
        }
    }

    /// Nobody gives a role, or takes one away, that may do more than they may themselves.
    ///
    /// - Throws: ``Problem`` (403), naming what is missing.
    func requireAll(of role: Role) throws(Problem) {
        let missing = role.permissions.subtracting(self.permissions)
        if missing.isEmpty { return }
        let names = missing.names.joined(separator: ", ")
        throw Problem(
            .forbidden,
            "Who gives or takes the role \(role.rawValue) needs all its permissions; missing: \(names)"
        )
    }
}

enum CallerKey: RequestKey { typealias Value = Caller }
enum TraceKey: RequestKey { typealias Value = Trace }

extension Request {
    /// Set by the middleware in front of every route that needs it.
    var caller: Caller {
        guard let caller = self[CallerKey.self] else { preconditionFailure("the route is not behind authentication") }
        return caller
    }

    var organization: OrganizationID { self.caller.organization }

    var trace: Trace { self[TraceKey.self] ?? Trace() }
}
