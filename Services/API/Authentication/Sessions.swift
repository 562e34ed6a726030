import Contracts
import Crypto
import HTTP
import Postgres
import ServiceKit
import Values

/// Knows who is signed in, by the cookie that was given out.
struct Sessions: Sendable {
    struct Settings: Sendable {
        /// How long a session lasts that nobody uses.
        var idle: Duration
        /// How long a session lasts at most.
        var lifetime: Duration
        /// Where the API is reached from outside: `https://app.example.com`, without a slash at its end.
        var publicURL: String?

        var isSecure: Bool { self.publicURL?.hasPrefix("https://") ?? false }
    }

    /// A session that was shown.
    struct Shown: Sendable {
        var caller: Caller
        /// The text of the cookie.
        var token: String
        /// The token that takes its place, when it is due.
        var next: Token?
    }

    let database: Database
    let settings: Settings

    /// Browsers take a name like the first from nobody but this very host, over TLS, for all its paths.
    private var cookie: String { self.settings.isSecure ? "__Host-stagecoach" : "stagecoach_session" }

    /// Who asks by a cookie.
    ///
    /// - Returns: `nil` without one, and for one that is not valid any more.
    func find(_ request: Request) async throws -> Shown? {
        guard let token = Cookies.value(self.cookie, in: request.headers.values(.cookie)) else { return nil }
        let hash = Hash.sha256(token)
        let idle = self.settings.idle
        let next = Token(prefix: "")
        let nextHash = next.hash
        return try await self.database.transaction(from: Standpoint(credential: hash)) { session -> Shown? in
            guard let found = try SessionStore.find(session, hash: hash, idle: idle) else { return nil }
            let isRotated =
                found.isDue
                ? try SessionStore.rotate(session, found.id, from: hash, to: nextHash) : false
            let caller = Caller(
                organization: found.organization,
                actor: .user(found.user, session: found.id),
                name: found.email,
                permissions: found.role.permissions
            )
            return Shown(caller: caller, token: token, next: isRotated ? next : nil)
        }
    }

    /// The header that gives a token out; `nil`: takes it back.
    func setCookie(_ token: Token?) throws -> HeaderValue {
        let secure = self.settings.isSecure ? "; Secure" : ""
        let age = token == nil ? 0 : self.settings.lifetime.components.seconds
        return try HeaderValue(
            validating:
                "\(self.cookie)=\(token?.secret.reveal() ?? ""); Path=/; Max-Age=\(age); HttpOnly; SameSite=Lax\(secure)"
        )
    }

    func check(_ request: Request) -> BrowserCheck {
        BrowserCheck(
            site: request.headers["Sec-Fetch-Site"],
            origin: request.headers[.origin],
            host: request.headers[.host],
            ownOrigin: self.settings.publicURL
        )
    }
}

/// Reads the header `Cookie` (RFC 6265, section 4.2).
enum Cookies {
    /// - Returns: `nil` unless there is exactly one of the name: with two, somebody else has set one of them.
    static func value(_ name: String, in headers: [String]) -> String? {
        var found: [String] = []
        for pair in headers.flatMap({ $0.split(separator: ";") }) {
            let parts = pair.drop { $0 == " " }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, parts[0] == name { found.append(String(parts[1])) }
        }
        guard found.count == 1, let value = found.first, !value.isEmpty, value.utf8.count <= 200 else { return nil }
        return value
    }
}
