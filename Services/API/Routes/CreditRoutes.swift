import Contracts
import HTTP
import Postgres
import Values

/// `/credits`.
struct CreditRoutes: Sendable {
    private let backend: Backend

    init(_ backend: Backend) { self.backend = backend }

    func add(to router: inout Router) {
        router.get("/credits", self.show)
        router.post("/credits/top_up", self.topUp)
    }

    private func show(_ request: Request) async throws -> Response {
        let account = try await self.backend.database.read(for: request.organization) { session in
            try CreditReader.account(session)
        }
        guard let account else { throw Problem(.notFound, "There is no account yet") }
        return .json(try account.jsonBytes())
    }

    private func topUp(_ request: Request) async throws -> Response {
        let body = try request.jsonObject()
        try KnownMembers.check(body, ["amount"])
        let command = try CreditsTopUp(checking: body)
        return try await self.backend.once(request) { idempotency in
            let accepted: CreditsAccepted = try await self.backend.command(
                command,
                request,
                key: idempotency.commandKey
            )
            return (.ok, try accepted.account.jsonBytes(), [:])
        }
    }
}

/// Reads accounts.
enum CreditReader {
    static func account(_ session: Session) throws -> CreditBalance? {
        try session.query("select posted, held from orchestrator.credits_v1").first.map { row in
            var row = row
            return CreditBalance(
                balance: Credits(thousandths: try row.next()),
                reserved: Credits(thousandths: try row.next())
            )
        }
    }
}
