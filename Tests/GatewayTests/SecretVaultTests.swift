import Contracts
import Crypto
import FoundationEssentials
import Postgres
import ServiceKit
import TestKit
import Testing
import Values

@testable import AIGateway

/// On a real database, with the tables as the migration makes them.
@Suite(.timeLimit(.minutes(1))) struct SecretVaultTests {
    private static let old = Array(UInt8(0)..<32)
    private static let new = Array(UInt8(32)..<64)

    private static func with(_ body: (Database) async throws -> Void) async throws {
        let root = #filePath.dropLast("Tests/GatewayTests/SecretVaultTests.swift".count)
        let path = root + "infra/migrations/0010_notifications.sql"
        let migration = String(decoding: try Data(contentsOf: URL(filePath: String(path))), as: UTF8.self)
        let start = try #require(migration.firstRange(of: "create table secrets")).lowerBound
        let end = try #require(migration.firstRange(of: "create view secrets_v1")).lowerBound
        try await TestDatabase.with { database in
            for statement in migration[start..<end].split(separator: ";\n") where statement.contains("create") {
                try await database.session { _ = try $0.query(Statement(trusted: String(statement))) }
            }
            try await body(database)
        }
    }

    private static func vault(_ database: Database, _ keys: [UInt8]...) throws -> SecretVault {
        SecretVault(database: database, keys: try #require(OpeningKeys(keys)))
    }

    private static func put(_ vault: SecretVault, _ name: String, _ text: String, _ key: SealingKey) async throws {
        let command = SecretPut(name: name, secret: Sealed(Secret(text), with: key))
        let entry = try vault.entry(.system, command)
        _ = try await vault.database.session { try SecretStore.put($0, entry) }
    }

    @Test("a secret is opened by its name, for its organization alone")
    func open() async throws {
        try await Self.with { database in
            let vault = try Self.vault(database, Self.old)
            try await Self.put(vault, "token", "pässword", vault.keys.current)
            #expect(try await vault.open(.system, "token")?.reveal() == "pässword")
            try await Self.put(vault, "token", "another", vault.keys.current)
            #expect(try await vault.open(.system, "token")?.reveal() == "another")
            #expect(try await vault.open(.system, "other") == nil)
            let foreign = try #require(OrganizationID("demo"))
            #expect(try await vault.open(foreign, "token") == nil)
            #expect(try await database.session { try SecretStore.delete($0, .system, "token") })
            #expect(try await vault.open(.system, "token") == nil)
        }
    }

    @Test("what was sealed with another key, or with none, is refused with its place")
    func refused() async throws {
        try await Self.with { database in
            let vault = try Self.vault(database, Self.old)
            let stranger = try #require(OpeningKeys([Self.new])).current
            let right = vault.keys.current
            let cases: [(Sealed, String)] = [
                (Sealed(Secret("a"), with: stranger), "/secret/keyId"),
                (Sealed(keyId: right.id, box: Sealed(Secret("a"), with: stranger).box), "/secret/box"),
                (Sealed(keyId: right.id, box: "no base64"), "/secret/box"),
                (Sealed(Secret(""), with: right), "/secret"), (Sealed(Secret("a\u{0}"), with: right), "/secret"),
            ]
            for (sealed, pointer) in cases {
                let problem = #expect(throws: Problem.self) {
                    try vault.entry(.system, SecretPut(name: "a", secret: sealed))
                }
                #expect(problem?.errors.map(\.pointer) == [pointer])
            }
        }
    }

    @Test("when keys change, old secrets are sealed anew, and the old key can go")
    func rotation() async throws {
        try await Self.with { database in
            let before = try Self.vault(database, Self.old)
            #expect(try await before.prepare() == 0)
            for number in 1...120 {
                try await Self.put(before, "s\(number)", "value \(number)", before.keys.current)
            }
            let during = try Self.vault(database, Self.new, Self.old)
            #expect(try await during.open(.system, "s7")?.reveal() == "value 7")
            #expect(try await during.prepare() == 120)
            #expect(try await during.prepare() == 0)
            let after = try Self.vault(database, Self.new)
            #expect(try await after.open(.system, "s120")?.reveal() == "value 120")
            await #expect(throws: SecretVault.Unreadable.self) { try await before.open(.system, "s1") }
        }
    }
}
