import Contracts
import Crypto
import Postgres
import Values

/// The statements about the rules of notifications.
enum RuleStore {
    /// A sealed text as it is stored.
    struct Box: Hashable, Sendable {
        var keyID: String
        var sealed: [UInt8]
    }

    /// A rule as it is stored.
    struct Rule: Sendable {
        var id: ID
        var organization: OrganizationID
        var name: String
        var events: [NotificationTopic]
        var channel: NotificationChannel
        var isEnabled: Bool
        var addresses: [String]
        var host: String?
        var url: Box?
        var signingSecret: Box?
        var revision: Int
    }

    /// The most that an organization may have.
    static let most = 100

    private static let select: Statement = """
        select id, organization_id, name, events, channel, enabled, addresses, host, url_key_id, url_sealed, signing_key_id,
            signing_sealed, revision
        from notification_rules
        """

    /// The rule with this id, locked until the transaction ends; of whatever organization.
    static func lock(_ session: Session, _ id: ID) throws -> Rule? {
        try session.query(self.select + "where id = $1 for update", id).first.flatMap { try self.read($0) }
    }

    /// The enabled rules of some organizations.
    static func enabled(_ session: Session, _ organizations: [OrganizationID]) throws -> [Rule] {
        try session.query(
            self.select + "where enabled and organization_id = any ($1)",
            organizations.map(\.text)
        ).compactMap { try self.read($0) }
    }

    private static func read(_ row: Row) throws -> Rule? {
        var row = row
        let id = try row.next(ID.self)
        guard let organization = OrganizationID(try row.next(String.self)) else { return nil }
        let name = try row.next(String.self)
        // Topics that a later version has put there are passed over.
        let events = try row.next([String].self).compactMap { NotificationTopic(rawValue: $0) }
        guard let channel = NotificationChannel(rawValue: try row.next(String.self)) else { return nil }
        return Rule(
            id: id,
            organization: organization,
            name: name,
            events: events,
            channel: channel,
            isEnabled: try row.next(),
            addresses: try row.next(),
            host: try row.next(optional: String.self),
            url: try self.box(&row),
            signingSecret: try self.box(&row),
            revision: try row.next()
        )
    }

    static func box(_ row: inout Row) throws -> Box? {
        let keyID = try row.next(optional: String.self)
        let sealed = try row.next(optional: Bytes.self)
        guard let keyID, let sealed else { return nil }
        return Box(keyID: keyID, sealed: sealed.bytes)
    }

    static func count(_ session: Session, _ organization: OrganizationID) throws -> Int {
        let rows = try session.query(
            "select count(*) from notification_rules where organization_id = $1",
            organization.text
        )
        guard var row = rows.first else { return 0 }
        return try row.next()
    }

    /// Writes a rule. A change by a person lifts the reason why it was disabled without one.
    static func put(_ session: Session, _ rule: Rule) throws {
        try session.query(
            """
            insert into notification_rules (
                id, organization_id, name, events, channel, enabled, addresses, host, url_key_id, url_sealed, signing_key_id,
                signing_sealed, revision
            ) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            on conflict (id) do update set name = excluded.name, events = excluded.events, channel = excluded.channel,
                enabled = excluded.enabled, disabled_reason = null, addresses = excluded.addresses, host = excluded.host,
                url_key_id = excluded.url_key_id, url_sealed = excluded.url_sealed,
                signing_key_id = excluded.signing_key_id, signing_sealed = excluded.signing_sealed,
                revision = excluded.revision, updated_at = clock_timestamp()
            """,
            rule.id,
            rule.organization.text,
            rule.name,
            rule.events.map(\.rawValue),
            rule.channel.rawValue,
            rule.isEnabled,
            rule.addresses,
            rule.host,
            rule.url?.keyID,
            rule.url.map { Bytes($0.sealed) },
            rule.signingSecret?.keyID,
            rule.signingSecret.map { Bytes($0.sealed) },
            rule.revision
        )
    }

    /// Disables a rule whose receiver wants nothing any more.
    ///
    /// - Returns: `nil` when it is not enabled, or not there.
    static func disable(_ session: Session, _ id: ID, reason: String) throws -> Rule? {
        guard var rule = try self.lock(session, id), rule.isEnabled else { return nil }
        rule.isEnabled = false
        rule.revision += 1
        try session.query(
            """
            update notification_rules set enabled = false, disabled_reason = $2, revision = $3,
                updated_at = clock_timestamp()
            where id = $1
            """,
            id,
            reason,
            rule.revision
        )
        return rule
    }

    static func delete(_ session: Session, _ id: ID) throws {
        try session.query("delete from notification_rules where id = $1", id)
    }

    // MARK: - Keys

    /// Some of the rules with something that is sealed with another key than the current one, as long as the key is held.
    static func stale(_ session: Session, current: String, held: [String], limit: Int) throws -> [Rule] {
        try session.query(
            self.select
                + """
                where url_key_id <> $1 and url_key_id = any ($2) or signing_key_id <> $1 and signing_key_id = any ($2)
                order by id limit $3 for update
                """,
            current,
            held,
            limit
        ).compactMap { try self.read($0) }
    }

    /// Stores what was sealed anew. Nothing else has changed.
    static func reseal(_ session: Session, _ rule: Rule) {
        session.enqueue(
            """
            update notification_rules set url_key_id = $2, url_sealed = $3, signing_key_id = $4, signing_sealed = $5
            where id = $1
            """,
            rule.id,
            rule.url?.keyID,
            rule.url.map { Bytes($0.sealed) },
            rule.signingSecret?.keyID,
            rule.signingSecret.map { Bytes($0.sealed) }
        )
    }
}
