public import Postgres
import Values

/// A database of one test's own.
public enum TestDatabase {
    /// Creates an empty database, lends it to `body` and drops it, on every path.
    public static func with<Result>(_ body: (Database) async throws -> Result) async throws -> Result {
        let name = "test_\(ID())".replacing("-", with: "_")
        let server = Database(try .test(connections: 1))
        defer { server.close() }
        try await server.session { _ = try $0.query(Statement(trusted: "create database \(name)")) }
        var configuration = try DatabaseConfiguration.test()
        configuration.url = try self.url(of: name)
        let database = Database(configuration)
        do {
            let result = try await body(database)
            database.close()
            try await self.drop(name, server)
            return result
        } catch {
            database.close()
            try await self.drop(name, server)
            throw error
        }
    }

    private static func drop(_ name: String, _ server: Database) async throws {
        try await server.session { _ = try $0.query(Statement(trusted: "drop database \(name) with (force)")) }
    }

    private static func url(of name: String) throws -> String {
        let url = try Servers.database
        guard let slash = url.lastIndex(of: "/") else { return url }
        return url[...slash] + name
    }
}
