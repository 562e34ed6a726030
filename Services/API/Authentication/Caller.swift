import Contracts
import HTTP
import ServiceKit
import Values

/// Who asks.
struct Caller: Sendable {
    let organization: OrganizationID
    /// The API key that was shown.
    let keyID: ID
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
