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
    /// By hash. What is known is believed for a few seconds: that is how long a revoked key still works.
    private let known = Lock<[[UInt8]: Known]>([:])

    init(_ database: Database) { self.database = database }

    /// Finds out who asks.
    ///
    /// - Throws: ``Refusal`` with 401.
    func caller(_ request: Request) async throws -> Caller {
        let values = request.headers.values(.authorization)
        if values.isEmpty, let caller = try await self.viewer(request) { return caller }
        guard values.count == 1, let value = values.first else {
            throw APIKeys.refusal("Show an API key: Authorization: Bearer <key>")
        }
        let parts = value.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else {
            throw APIKeys.refusal("Show an API key: Authorization: Bearer <key>")
        }
        guard let caller = try await self.find(String(parts[1])) else {
            throw APIKeys.refusal("The API key is not valid")
        }
        return caller
    }

    /// A browser that shows the cookie of ``SessionRoutes``. It may look and do nothing, and only for our own pages:
    /// another program on the same host is the same site, whatever its port.
    private func viewer(_ request: Request) async throws -> Caller? {
        guard request.method == .get || request.method == .head, let cookies = request.headers[.cookie],
            ["same-origin", "none", nil].contains(request.headers["Sec-Fetch-Site"]),
            let token = ViewTokens.token(inCookies: cookies), let id = ViewTokens.key(of: token, now: .now()),
            let key = try await self.stored(id), ViewTokens.isGenuine(token, hash: key.hash)
        else { return nil }
        return Caller(organization: key.organization, keyID: id)
    }

    /// A token for a browser of the one who asks; `nil` when the key was revoked meanwhile.
    func viewToken(of caller: Caller) async throws -> String? {
        try await self.stored(caller.keyID).map { ViewTokens.make(key: caller.keyID, hash: $0.hash, now: .now()) }
    }

    private func stored(_ id: ID) async throws -> (hash: [UInt8], organization: OrganizationID)? {
        try await self.database.session { session in
            let rows = try session.query(
                "select hash, organization_id from api_keys where id = $1 and revoked_at is null",
                id
            )
            guard var row = rows.first else { return nil }
            let hash = try row.next(Bytes.self)
            guard let organization = OrganizationID(try row.next()) else { return nil }
            return (hash.bytes, organization)
        }
    }

    private func find(_ key: String) async throws -> Caller? {
        let hash = Hash.sha256(key)
        if let known = self.known.withLock({ $0[hash] }), known.until > .now { return known.caller }
        let caller = try await self.database.session { session -> Caller? in
            let rows = try session.query(
                "select id, organization_id from api_keys where hash = $1 and revoked_at is null",
                Bytes(hash)
            )
            guard var row = rows.first else { return nil }
            let id = try row.next(ID.self)
            guard let organization = OrganizationID(try row.next()) else { return nil }
            return Caller(organization: organization, keyID: id)
        }
        self.known.withLock { known in
            // Whoever tries keys must not fill the memory with them.
            if known.count > 10_000 { known = [:] }
            known[hash] = Known(caller: caller, until: .now + .seconds(5))
        }
        return caller
    }

    private static func refusal(_ detail: String) -> Unauthenticated { Unauthenticated(detail: detail) }

    /// Up to the fourth character behind the organization.
    private static func prefix(of key: String) -> String {
        guard let end = key.lastIndex(of: "_") else { return String(key.prefix(4)) }
        return String(key[...end]) + key[end...].dropFirst().prefix(4)
    }

    /// Enters keys that the settings give, so that a new instance can be used at all.
    func ensure(_ keys: [(organization: OrganizationID, key: String)]) async throws {
        for (organization, key) in keys {
            try await self.database.session { session in
                _ = try session.query(
                    """
                    insert into api_keys (id, organization_id, name, prefix, hash)
                    values ($1, $2, 'first key', $3, $4) on conflict (hash) do nothing
                    """,
                    ID(),
                    organization.text,
                    // Enough to tell an organization's keys apart, too little to guess one.
                    APIKeys.prefix(of: key),
                    Bytes(Hash.sha256(key))
                )
            }
        }
    }
}

/// Nobody knows who asks.
struct Unauthenticated: Error {
    let detail: String
}
