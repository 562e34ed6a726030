import Glibc
public import Postgres

/// The real servers that tests run against; `infra/test` starts them and says here where they are.
public enum Servers {
    /// A superuser's URL, for a database that nothing else uses.
    public static var database: String { get throws { try self.variable("STAGECOACH_TEST_DATABASE") } }

    /// The URL of a broker user with all permissions.
    public static var broker: String { get throws { try self.variable("STAGECOACH_TEST_AMQP") } }

    /// The same user's URL over TLS, with the authority that has signed the broker's certificate for `localhost`.
    public static var brokerTLS: String { get throws { try self.variable("STAGECOACH_TEST_AMQPS") } }

    private static func variable(_ name: String) throws -> String {
        guard let value = getenv(name) else { throw Missing(name: name) }
        return String(cString: value)
    }

    public struct Missing: Error, CustomStringConvertible {
        let name: String
        public var description: String { "\(self.name) is not set: run the tests through infra/test" }
    }
}

extension DatabaseConfiguration {
    /// The test database.
    public static func test(connections: Int = 4) throws -> DatabaseConfiguration {
        var configuration = DatabaseConfiguration(url: try Servers.database, applicationName: "tests")
        configuration.connections = connections
        return configuration
    }
}
