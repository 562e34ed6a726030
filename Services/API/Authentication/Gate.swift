import Contracts
import HTTP
import Postgres
import ServiceKit
import Threads
import Values

/// Stands in front of every route: finds out who asks, asks the table whether they may, and sees to it that what was done
/// or denied is written down.
struct Gate: Sendable {
    let keys: APIKeys
    let sessions: Sessions
    let budget: Lock<RequestBudget>
    let database: Database
    let logger: Logger

    func pass(_ request: Request, _ next: @escaping Next) async throws -> Response {
        let pattern = (request.route ?? "").dropFirst(APIRouter.prefix.count)
        guard let access = AccessTable.access(request.method, String(pattern)) else {
            throw Problem(.internalError, "Nobody has said who may use this route")
        }
        try Gate.refuseKeyInQuery(request)
        if access == .open { return await next(request) }
        var request = request
        let mark = AuditMark()
        request[AuditMarkKey.self] = mark
        let (caller, shown) = try await self.identify(request)
        // Not written down: whoever asks too often would fill the record.
        if let wait = self.budget.withLock({ $0.take(caller.actor, now: .now) }) {
            let seconds = Int(wait.components.seconds) + 1
            throw Problem(.rateLimited, "Too many requests with this key or session", retryAfter: seconds)
        }
        request[CallerKey.self] = caller
        if let shown { request[SessionKey.self] = shown }
        var response: Response
        do throws(Problem) {
            if let shown { try self.checkBrowser(request, shown) }
            if case .with(let permission) = access { try caller.require(permission) }
            response = await next(request)
        } catch {
            await self.write(request.audit(.forbidden, detail: error.detail))
            throw error
        }
        if Gate.isRecorded(request, access), !mark.isSet, response.status.code < 500 {
            await self.write(request.audit(response.status))
        }
        if let next = shown?.next, response.headers[.setCookie] == nil {
            response.headers.add(.setCookie, try self.sessions.setCookie(next))
        }
        return response
    }

    private func identify(_ request: Request) async throws -> (Caller, Sessions.Shown?) {
        let values = request.headers.values(.authorization)
        if values.isEmpty {
            // Nobody else's page learns with it whether there is a session, not even by the size of a picture.
            if request.isChange || !self.sessions.check(request).isForeign,
                let shown = try await self.sessions.find(request)
            {
                return (shown.caller, shown)
            }
            guard let viewer = try await self.keys.viewer(request) else { throw Unauthenticated.nothing }
            return (viewer, nil)
        }
        guard values.count == 1, let value = values.first else { throw Unauthenticated.nothing }
        return (try await self.keys.caller(value), nil)
    }

    /// What only looks is not written down, with whatever method it asks.
    private static func isRecorded(_ request: Request, _ access: Access) -> Bool {
        guard request.isChange else { return false }
        guard case .with(let permission) = access else { return true }
        return !permission.isView
    }

    /// Addresses are logged on their way; keys do not belong there.
    private static func refuseKeyInQuery(_ request: Request) throws(Refusal) {
        for item in request.query.items {
            let name = item.name.lowercased().filter { $0 != "-" && $0 != "_" }
            let isNamed = ["apikey", "xapikey", "key", "accesstoken", "token", "authorization", "auth", "bearer"]
                .contains(name)
            let isShown = ["sk_", "inv_", "bearer "].contains { item.value.lowercased().hasPrefix($0) }
            guard isNamed || isShown else { continue }
            let place = isNamed ? "The parameter \(item.name)" : "A key"
            throw Refusal(
                .badRequest,
                Refusal.Code(rawValue: "invalid_parameter"),
                "\(place) must not be in an address: show the key as Authorization: Bearer <key>"
            )
        }
    }

    private func checkBrowser(_ request: Request, _ shown: Sessions.Shown) throws(Problem) {
        guard request.isChange else { return }
        let isPermitted = self.sessions.check(request).permits(
            token: request.headers["X-CSRF-Token"],
            expected: Token.csrf(of: shown.token)
        )
        if !isPermitted { throw Problem(.forbidden, "The request does not come from a page of this server") }
    }

    /// What was done is done: when it cannot be written down, that is told to the operator and not to the caller.
    private func write(_ entry: AuditEntry) async {
        do {
            try await self.database.transaction(from: Standpoint(organization: entry.organization)) { session in
                AuditStore.add(session, entry)
            }
        } catch {
            self.logger.error(
                "who did what could not be written down",
                ["action": entry.action, "actor": entry.actor ?? "", LogKeys.error: "\(error)"]
            )
        }
    }
}

enum SessionKey: RequestKey { typealias Value = Sessions.Shown }

extension Request {
    /// Whether its method is one that changes something (RFC 9110, section 9.2.1).
    fileprivate var isChange: Bool { ![.get, .head, .options].contains(self.method) }
}
