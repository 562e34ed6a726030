/// Brings a database's schema up to date from numbered SQL files, each applied once, in order, under a lock.
public struct Migrator: Sendable {
    /// A file of the sequence.
    public struct Migration: Sendable, Hashable {
        /// 1, 2, 3, … without gaps.
        public let number: Int
        /// The file's name, for example `0001_orchestrator.sql`.
        public let name: String
        public let text: String

        /// - Returns: `nil` when the name does not begin with four digits and an underscore, or end with `.sql`.
        public init?(fileName: String, text: String) {
            guard fileName.hasSuffix(".sql"), let number = Int(fileName.prefix(4)), number > 0,
                fileName.dropFirst(4).first == "_"
            else { return nil }
            self.number = number
            self.name = fileName
            self.text = text
        }

        /// FNV-1a, 64 bits: it is to notice an edit, not an attack.
        var checksum: String {
            let hash = self.text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
            return String(hash, radix: 16)
        }
    }

    /// The files do not fit the database, or one another.
    public struct Mismatch: Error, CustomStringConvertible {
        public let description: String
    }

    private let migrations: [Migration]

    /// - Throws: ``Mismatch`` when numbers are missing or double.
    public init(_ migrations: [Migration]) throws(Mismatch) {
        self.migrations = migrations.sorted { $0.number < $1.number }
        for (index, migration) in self.migrations.enumerated() where migration.number != index + 1 {
            throw Mismatch(description: "\(migration.name): expected number \(index + 1)")
        }
    }

    /// Applies what is missing, each file in a transaction of its own. Safe to run from several places at once.
    ///
    /// - Parameter database: Its role must own the database or be allowed to create schemas.
    /// - Returns: The names of the files that were applied.
    /// - Throws: ``Mismatch`` when an applied file has been changed since, or the database is newer than the files.
    public func run(on database: Database) async throws -> [String] {
        try await database.transaction { session in
            try session.query("select pg_advisory_xact_lock(7305941)")
            try session.query("create schema if not exists stagecoach")
            try session.query(
                """
                create table if not exists stagecoach.migrations (
                    number int primary key,
                    name text not null,
                    checksum text not null,
                    applied_at timestamptz not null default now()
                )
                """
            )
        }
        var applied: [String] = []
        for migration in self.migrations {
            let isNew = try await database.transaction { session in
                try session.query("select pg_advisory_xact_lock(7305941)")
                if try self.isApplied(migration, session) { return false }
                // A file holds many statements; only the simple protocol takes them at once.
                try session.script(migration.text)
                try session.query(
                    "insert into stagecoach.migrations (number, name, checksum) values ($1, $2, $3)",
                    migration.number,
                    migration.name,
                    migration.checksum
                )
                return true
            }
            if isNew { applied.append(migration.name) }
        }
        return applied
    }

    private func isApplied(_ migration: Migration, _ session: Session) throws -> Bool {
        let known = try session.query("select number, name, checksum from stagecoach.migrations order by number").map {
            row -> (Int, String, String) in
            var row = row
            return (try row.next(), try row.next(), try row.next())
        }
        if let last = known.last, last.0 > self.migrations.count {
            throw Mismatch(description: "the database is newer: it has \(last.1)")
        }
        guard let found = known.first(where: { $0.0 == migration.number }) else { return false }
        guard found.2 == migration.checksum else {
            throw Mismatch(description: "\(migration.name) was changed after it had been applied")
        }
        return true
    }
}
