import Contracts
import Postgres
import ServiceKit
import Values

/// The answers to commands, for when they come again.
enum CommandStore {
    struct Answer {
        var requestHash: Int64
        var type: String
        var contentType: String
        var body: String
    }

    /// What a repeat is known by.
    struct Key: Hashable {
        var organization: String
        var command: String
        var key: String

        init(_ command: IncomingCommand) {
            self.organization = command.organization.text
            self.command = command.name
            self.key = command.key
        }
    }

    /// Has to come before the clock is read that commands expire by.
    static func lockExpiry(_ session: Session) {
        session.enqueue("select pg_advisory_xact_lock_shared($1)", CommandLock.key)
    }

    static func find(_ session: Session, _ keys: [Key]) throws -> [Key: Answer] {
        let rows = try session.query(
            """
            select k.organization_id, k.command, k.key, k.request_hash, k.reply_type, k.reply_content_type, k.reply
            from unnest($1::text[], $2::text[], $3::text[]) u (organization, command, key)
            join command_keys k on k.organization_id = u.organization and k.command = u.command and k.key = u.key
            """,
            keys.map(\.organization),
            keys.map(\.command),
            keys.map(\.key)
        )
        var found: [Key: Answer] = [:]
        for row in rows {
            var row = row
            let key = Key(organization: try row.next(), command: try row.next(), key: try row.next())
            found[key] = Answer(
                requestHash: Int64(try row.next(Int.self)),
                type: try row.next(),
                contentType: try row.next(),
                body: try row.next()
            )
        }
        return found
    }

    /// Keeps answers. Travels with the commit; when another transaction had the key first, it fails, and the repeat is
    /// found the next time.
    static func insert(_ session: Session, _ answers: [(Key, Answer)]) {
        if answers.isEmpty { return }
        session.enqueue(
            """
            insert into command_keys (organization_id, command, key, request_hash, reply_type, reply_content_type, reply)
            select * from unnest($1::text[], $2::text[], $3::text[], $4::int8[], $5::text[], $6::text[], $7::text[])
            """,
            answers.map(\.0.organization),
            answers.map(\.0.command),
            answers.map(\.0.key),
            answers.map(\.1.requestHash),
            answers.map(\.1.type),
            answers.map(\.1.contentType),
            answers.map(\.1.body)
        )
    }

    /// Deletes a step of what is older than 30 days.
    static func prune(_ session: Session) throws -> Int {
        try session.query(
            """
            delete from command_keys where ctid in (
                select ctid from command_keys where at < statement_timestamp() - interval '30 days' limit 1000
            )
            """
        ).affected
    }
}

extension CommandStore.Key {
    fileprivate init(organization: String, command: String, key: String) {
        self.organization = organization
        self.command = command
        self.key = key
    }
}

extension IncomingCommand {
    /// Tells requests with the same key apart (FNV-1a over the canonical JSON; a mistake is to be found, not an attack).
    var requestHash: Int64 {
        let hash = JSON(self.data).bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01b3
        }
        return Int64(bitPattern: hash)
    }
}
