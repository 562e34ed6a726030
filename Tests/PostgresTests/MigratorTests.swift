import Postgres
import TestKit
import Testing
import Values

@Suite(.timeLimit(.minutes(1)))
struct MigratorTests {
    private func migration(_ name: String, _ text: String) throws -> Migrator.Migration {
        try #require(Migrator.Migration(fileName: name, text: text))
    }

    @Test("files are applied once, in order, also when two start at the same time")
    func once() async throws {
        try await TestDatabase.with { database in
            let migrator = try Migrator([
                self.migration("0002_more.sql", "alter table one add b int; insert into one values (1, 2);"),
                self.migration("0001_first.sql", "create table one (a int); insert into one values (7);"),
            ])
            async let first = migrator.run(on: database)
            async let second = migrator.run(on: database)
            let applied = try await (first + second).sorted()
            #expect(applied == ["0001_first.sql", "0002_more.sql"])
            #expect(try await migrator.run(on: database) == [])
            let rows = try await database.session { try $0.query("select a from one").count }
            #expect(rows == 2)
        }
    }

    @Test("a file that fails leaves nothing of itself, and the ones before it")
    func failure() async throws {
        try await TestDatabase.with { database in
            let good = try self.migration("0001_good.sql", "create table good (a int)")
            let bad = try self.migration("0002_bad.sql", "create table bad (a int); select 1 / 0;")
            await #expect(throws: PostgresError.self) { try await Migrator([good, bad]).run(on: database) }
            let found = try await database.session { session in
                try session.query("select 1 from pg_tables where tablename in ('good', 'bad')").count
            }
            #expect(found == 1)
            let mended = try self.migration("0002_bad.sql", "create table bad (a int)")
            #expect(try await Migrator([good, mended]).run(on: database) == ["0002_bad.sql"])
        }
    }

    @Test("an edited file, a newer database, a missing or a misnamed file are refused")
    func mismatch() async throws {
        try await TestDatabase.with { database in
            let first = try self.migration("0001_a.sql", "create table a (a int)")
            let second = try self.migration("0002_b.sql", "create table b (a int)")
            _ = try await Migrator([first, second]).run(on: database)
            let edited = try self.migration("0001_a.sql", "create table a (a bigint)")
            let error = await #expect(throws: Migrator.Mismatch.self) {
                try await Migrator([edited, second]).run(on: database)
            }
            #expect(error?.description == "0001_a.sql was changed after it had been applied")
            await #expect(throws: Migrator.Mismatch.self) { try await Migrator([first]).run(on: database) }
            #expect(throws: Migrator.Mismatch.self) { try Migrator([second]) }
            #expect(throws: Migrator.Mismatch.self) { try Migrator([first, first]) }
            for name in ["1_a.sql", "0001a.sql", "0001_a.txt", "0000_a.sql"] {
                #expect(Migrator.Migration(fileName: name, text: "") == nil)
            }
        }
    }
}
