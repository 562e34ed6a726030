import Contracts
import Crypto
import HTTP
import Postgres
import Threads
import Values

/// Knows who shows which API key.
final class APIKeys: Sendable {
    private struct Known: Sendable {
        var caller: Caller?
        var until: ContinuousClock.Instant
    }

    private let database: Database
    /// By hash. What is known is believed for a few seconds: that is how long a revoked key still works elsewhere.
    private let known = Lock<[[UInt8]: Known]>([:])

    init(_ database: Database) { self.database = database }

    /// Finds out who asks by the one value of `Authorization`.
    ///
    /// - Throws: ``Unauthenticated``.
    func caller(_ value: String) async throws -> Caller {
        let parts = value.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { throw Unauthenticated.nothing }
        guard let caller = try await self.find(String(parts[1])) else {
            throw Unauthenticated(detail: "The API key is not valid")
        }
        return caller
    }

    private func find(_ key: String) async throws -> Caller? {
        let hash = Hash.sha256(key)
        if let known = self.known.withLock({ $0[hash] }), known.until > .now { return known.caller }
        let found = try await self.database.transaction(from: Standpoint(credential: hash)) { session in
            try KeyStore.find(session, hash: hash)
        }
        let caller = found.map { Caller($0) }
        self.known.withLock { known in
            // Whoever tries keys must not fill the memory with them.
            if known.count > 10_000 { known = [:] }
            known[hash] = Known(caller: caller, until: .now + .seconds(5))
        }
        return caller
    }

    /// A browser that shows the cookie of ``SessionRoutes``. It may look and do nothing, and only for our own pages:
    /// another program on the same host is the same site, whatever its port.
    ///
    /// - Returns: `nil` without one that is genuine, and for anything but looking.
    func viewer(_ request: Request) async throws -> Caller? {
        guard request.method == .get || request.method == .head, let cookies = request.headers[.cookie],
            ["same-origin", "none", nil].contains(request.headers["Sec-Fetch-Site"]),
            let token = ViewTokens.token(inCookies: cookies), let id = ViewTokens.key(of: token, now: .now()),
            let stored = try await self.stored(id), ViewTokens.isGenuine(token, hash: stored.hash)
        else { return nil }
        let caller = Caller(stored.key)
        return Caller(
            organization: caller.organization,
            actor: caller.actor,
            name: caller.name,
            permissions: caller.permissions.filter(\.isView)
        )
    }

    /// A token for a browser of the one who asks; `nil` for who shows no key, or one that was revoked meanwhile.
    func viewToken(of caller: Caller) async throws -> String? {
        guard case .key(let id) = caller.actor else { return nil }
        return try await self.stored(id).map { ViewTokens.make(key: id, hash: $0.hash, now: .now()) }
    }

    private func stored(_ id: ID) async throws -> (key: KeyStore.Found, hash: [UInt8])? {
        try await self.database.transaction(from: Standpoint(account: id)) { try KeyStore.find($0, id) }
    }

    /// One was revoked: what is known of all is looked up again.
    func forget() { self.known.withLock { $0 = [:] } }

    /// Up to the fourth character behind the organization: enough to tell an organization's keys apart, too little to
    /// guess one.
    static func prefix(of key: String, _ organization: OrganizationID) -> String {
        let start = "sk_\(organization)_"
        if key.hasPrefix(start) { return start + key.dropFirst(start.count).prefix(4) }
        return String(key.prefix(4))
    }

    /// Enters keys that the settings give, so that a new instance can be used at all.
    func ensure(_ keys: [(organization: OrganizationID, key: String)]) async throws {
        for (organization, key) in keys {
            try await self.database.transaction(from: Standpoint(organization: organization)) { session in
                try KeyStore.ensure(
                    session,
                    organization,
                    prefix: APIKeys.prefix(of: key, organization),
                    hash: Hash.sha256(key)
                )
            }
        }
    }
}

extension Caller {
    init(_ key: KeyStore.Found) {
        var permissions = key.scopes.map { Set<Permission>(names: $0) } ?? Role.owner.permissions
        // The settings are the operator's.
        if key.isOperator { permissions.insert(.organizationsCreate) }
        self.init(organization: key.organization, actor: .key(key.id), name: key.name, permissions: permissions)
    }
}

/// Nobody knows who asks.
struct Unauthenticated: Error {
    let detail: String
    static let nothing = Unauthenticated(detail: "Sign in, or show an API key: Authorization: Bearer <key>")
}
