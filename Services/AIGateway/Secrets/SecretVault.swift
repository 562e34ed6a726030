import Contracts
import Crypto
import Postgres
import ServiceKit
import Values

/// The organizations' secrets, for what the gateway does in their name. It is the only one who can read them.
struct SecretVault: Sendable {
    let database: Database
    let keys: OpeningKeys

    /// A secret is there, and cannot be read.
    struct Unreadable: Error, CustomStringConvertible {
        let name: String
        let failure: OpeningKeys.Failure
        var description: String { "the secret \(self.name) cannot be read: \(self.failure)" }
    }

    /// Opens a secret for one use. It is to be kept no longer than that, and told to nobody but the one it is for.
    ///
    /// - Returns: `nil` when the organization has none of this name.
    /// - Throws: ``Unreadable``; ``PostgresError``.
    func open(_ organization: OrganizationID, _ name: String) async throws -> Secret? {
        let entry = try await self.database.session { try SecretStore.fetch($0, organization, name) }
        guard let entry else { return nil }
        return Secret(String(decoding: try self.bytes(of: entry), as: UTF8.self))
    }

    private func bytes(of entry: SecretStore.Entry) throws -> [UInt8] {
        do throws(OpeningKeys.Failure) {
            return try self.keys.open(entry.sealed, key: entry.keyID)
        } catch {
            throw Unreadable(name: entry.name, failure: error)
        }
    }

    /// Checks what came sealed and turns it into a row.
    ///
    /// - Throws: ``Problem`` (422), naming the member.
    func entry(_ organization: OrganizationID, _ command: SecretPut) throws(Problem) -> SecretStore.Entry {
        do throws(Sealed.Unusable) {
            _ = try command.secret.open(with: self.keys)
        } catch {
            throw Problem([error.error(at: "/secret")])
        }
        return SecretStore.Entry(
            organization: organization,
            name: command.name,
            keyID: command.secret.keyId,
            sealed: command.secret.ciphertext ?? []
        )
    }

    /// Says which key to seal with, and seals with it what is still sealed with an older one, so that the older key can be
    /// taken away.
    ///
    /// - Returns: How many were sealed anew. Those that cannot be opened stay as they are.
    func prepare() async throws -> Int {
        try await self.database.transaction { try SecretStore.listKeys($0, self.keys) }
        var count = 0
        while true {
            let (found, sealed) = try await self.database.transaction { session in
                let stale = try SecretStore.stale(
                    session,
                    current: self.keys.current.id,
                    held: self.keys.ids,
                    limit: 100
                )
                let opened = stale.compactMap { entry -> SecretStore.Entry? in
                    guard let bytes = try? self.bytes(of: entry) else { return nil }
                    var entry = entry
                    entry.keyID = self.keys.current.id
                    entry.sealed = self.keys.current.seal(bytes)
                    return entry
                }
                for entry in opened { SecretStore.reseal(session, entry) }
                return (stale.count, opened.count)
            }
            count += sealed
            // A step with nothing but damaged ones would be the same again.
            if found == 0 || sealed == 0 { return count }
        }
    }
}
