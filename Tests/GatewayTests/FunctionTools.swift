import Contracts
import Crypto
import Curl
import Postgres
import Testing

@testable import AIGateway

extension FunctionTools {
    /// For functions that need nothing but a model: there is no database behind the rest.
    init(_ caller: ModelCaller) throws {
        let nowhere = DatabaseConfiguration(url: "postgres://nobody@127.0.0.1:1/none", applicationName: "test")
        let database = Database(nowhere)
        let keys = try #require(OpeningKeys([Array(repeating: 7, count: 32)]))
        self.init(
            organization: .system,
            caller: caller,
            collector: SourceCollector(
                vault: SecretVault(database: database, keys: keys),
                http: HTTPSource(clients: try OutboundClients(), hosts: []),
                sql: SQLSource(hosts: [])
            )
        )
    }
}

extension GatewayFunction {
    func perform(_ work: Work, _ caller: ModelCaller) async throws -> Performed {
        try await self.perform(work, try FunctionTools(caller))
    }
}
