import Contracts
import Postgres
import Values

/// What has become of a command whose answer did not come.
enum CommandFate: Sendable {
    /// It was carried out, and this was the answer.
    case answered(contentType: String, body: [UInt8])
    /// It was not, and never will be.
    case notCarriedOut
    /// The database could not be asked.
    case unknown

    /// How long the database is waited for.
    private static let patience = Duration.seconds(20)

    /// Asks the record of commands, if need be until the command has expired by the database's clock.
    static func find(
        _ command: String,
        key: String,
        expiry: Timestamp,
        for organization: OrganizationID,
        _ database: Database
    ) async throws -> CommandFate {
        let deadline = ContinuousClock.now + self.patience
        while true {
            do {
                let (fate, left) = try await database.transaction { session in
                    try self.look(session, command, key, expiry, organization)
                }
                if let fate { return fate }
                try await Task.sleep(for: min(left, .milliseconds(500)))
            } catch let outage as PostgresError where outage.isOutage {
                if ContinuousClock.now > deadline { return .unknown }
                try await Task.sleep(for: .milliseconds(300))
            }
        }
    }

    /// - Returns: Without a fate: how much time the command has left.
    private static func look(
        _ session: Session,
        _ command: String,
        _ key: String,
        _ expiry: Timestamp,
        _ organization: OrganizationID
    ) throws -> (CommandFate?, Duration) {
        session.enqueue("select set_config('stagecoach.organization', $1, true)", organization.text)
        session.enqueue("select pg_advisory_xact_lock($1)", CommandLock.key)
        let rows = try session.query(
            """
            select clock_timestamp(), r.reply_content_type, r.reply
            from (select) as always
            left join orchestrator.command_replies_v1 r on r.command = $1 and r.key = $2
            """,
            command,
            key
        )
        guard var row = rows.first else { return (.unknown, .zero) }
        let now = try row.next(Timestamp.self)
        if let contentType = try row.next(optional: String.self), let reply = try row.next(optional: String.self) {
            return (.answered(contentType: contentType, body: Array(reply.utf8)), .zero)
        }
        if now >= expiry { return (.notCarriedOut, .zero) }
        return (nil, max(expiry - now, .milliseconds(10)))
    }
}
