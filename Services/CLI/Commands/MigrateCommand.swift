import FoundationEssentials
import Postgres

/// `stagecoach migrate <folder>`: brings the database in `STAGECOACH_DATABASE` up to date.
enum MigrateCommand {
    static func run(_ arguments: [String], _ environment: [String: String]) async throws {
        guard arguments.count == 1, let folder = arguments.first else {
            throw UsageError("usage: stagecoach migrate <folder>")
        }
        guard let url = environment["STAGECOACH_DATABASE"] else {
            throw UsageError("STAGECOACH_DATABASE is not set: it names the database, with a role that owns it")
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".sql") }
        let migrations = try names.map { name in
            let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
            guard let migration = Migrator.Migration(fileName: name, text: text) else {
                throw UsageError("\(name): a migration is called 0001_name.sql")
            }
            return migration
        }
        var configuration = DatabaseConfiguration(url: url, applicationName: "stagecoach migrate")
        configuration.connections = 1
        let database = Database(configuration)
        defer { database.close() }
        let applied = try await Migrator(migrations).run(on: database)
        Output.line(applied.isEmpty ? "the database is up to date" : "applied \(applied.joined(separator: ", "))")
    }
}
