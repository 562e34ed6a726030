import Crypto
import Postgres

/// Seals with the current key what is still sealed with an older one, so that the older key can be taken away.
struct RuleKeys: Sendable {
    let database: Database
    let keys: OpeningKeys

    /// - Returns: How many rules were sealed anew. What cannot be opened stays as it is.
    func renew() async throws -> Int {
        var count = 0
        while true {
            let (found, sealed) = try await self.database.transaction { session in
                let stale = try RuleStore.stale(
                    session,
                    current: self.keys.current.id,
                    held: self.keys.ids,
                    limit: 100
                )
                var sealed = 0
                for rule in stale {
                    var renewed = rule
                    renewed.url = self.renewed(rule.url)
                    renewed.signingSecret = self.renewed(rule.signingSecret)
                    if renewed.url == rule.url, renewed.signingSecret == rule.signingSecret { continue }
                    RuleStore.reseal(session, renewed)
                    sealed += 1
                }
                return (stale.count, sealed)
            }
            count += sealed
            // A step with nothing but damaged ones would be the same again.
            if found == 0 || sealed == 0 { return count }
        }
    }

    private func renewed(_ box: RuleStore.Box?) -> RuleStore.Box? {
        guard let box, box.keyID != self.keys.current.id,
            let bytes = try? self.keys.open(box.sealed, key: box.keyID)
        else { return box }
        return RuleStore.Box(keyID: self.keys.current.id, sealed: self.keys.current.seal(bytes))
    }
}
