import Contracts
import Crypto
import Postgres
import Values

/// What a transaction may see of who is who: the rows of an organization, of an account, and the one whose credential was
/// shown. Row level security lets nothing else through.
struct Standpoint: Sendable {
    var organization: OrganizationID?
    var account: ID?
    var email: String?
    /// The SHA-256 of what was shown.
    var credential: [UInt8]?

    /// For the rest of the transaction; queued, not sent.
    func take(_ session: Session) {
        session.enqueue(
            """
            select set_config('stagecoach.organization', $1, true), set_config('stagecoach.account', $2, true),
                set_config('stagecoach.email', $3, true), set_config('stagecoach.credential', $4, true)
            """,
            self.organization?.text ?? "",
            self.account?.description ?? "",
            self.email ?? "",
            self.credential.map { Encoding.hex($0) } ?? ""
        )
    }
}

extension Database {
    /// A transaction from a standpoint.
    func transaction<Result: Sendable>(
        from standpoint: Standpoint,
        _ body: @escaping @Sendable (Session) throws -> Result
    ) async throws -> Result {
        try await self.transaction { session in
            standpoint.take(session)
            return try body(session)
        }
    }
}
