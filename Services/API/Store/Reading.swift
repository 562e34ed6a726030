import Contracts
import Postgres
import Values

extension Database {
    /// Reads for one organization: row level security and the views show nothing else.
    ///
    /// The setting travels with the first statement, in the same implicit transaction, and ends with it; so `body` may
    /// make one query.
    func read<Result: Sendable>(
        for organization: OrganizationID,
        _ body: @escaping @Sendable (Session) throws -> Result
    ) async throws -> Result {
        try await self.session { session in
            session.enqueue("select set_config('stagecoach.organization', $1, true)", organization.text)
            return try body(session)
        }
    }

    /// As ``read(for:_:)``, for several queries that see the same state.
    func readAll<Result: Sendable>(
        for organization: OrganizationID,
        _ body: @escaping @Sendable (Session) throws -> Result
    ) async throws -> Result {
        try await self.transaction(isolation: .repeatableRead) { session in
            session.enqueue("select set_config('stagecoach.organization', $1, true)", organization.text)
            return try body(session)
        }
    }
}

/// A page of a list.
struct Page<Item: Sendable>: Sendable {
    var items: [Item]
    /// Where the next page begins; `nil` at the end.
    var next: String?
}
