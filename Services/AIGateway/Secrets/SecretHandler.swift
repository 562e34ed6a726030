import AMQP
import Contracts
import ServiceKit
import Values

/// Handles the commands about secrets.
struct SecretHandler: Sendable {
    let identity: Identity
    let journal: Journal
    let vault: SecretVault
    private let commands: PrivateCommands

    init(identity: Identity, journal: Journal, publisher: Publisher, vault: SecretVault) {
        self.identity = identity
        self.journal = journal
        self.vault = vault
        self.commands = PrivateCommands("secret.", publisher: publisher)
    }

    /// - Returns: Whether the message was about secrets.
    /// - Throws: `PostgresError`, `AMQPError`: it is to be tried again.
    func take(_ delivery: Delivery) async throws -> Bool {
        try await self.commands.take(delivery) { command in
            switch command.name {
            case SecretPut.name: try await self.put(command, try SecretPut(checking: command.data))
            case SecretDelete.name: try await self.delete(command, try SecretDelete(checking: command.data))
            default: throw Problem(.unsupportedType, "There is no command \(command.name)")
            }
        }
    }

    private func put(_ command: IncomingCommand, _ data: SecretPut) async throws {
        let secret = try self.vault.entry(command.organization, data)
        try await self.journal.transaction { session, entry in
            let isNew = try SecretStore.put(session, secret)
            try self.tell("secret.changed", command, data.name, &entry)
            let answer = SecretAccepted(name: data.name, created: isNew)
            if let reply = command.reply { entry.send(try reply.message(answer)) }
        }
    }

    private func delete(_ command: IncomingCommand, _ data: SecretDelete) async throws {
        try await self.journal.transaction { session, entry in
            guard try SecretStore.delete(session, command.organization, data.name) else {
                throw Problem(.notFound, "There is no secret of this name")
            }
            try self.tell("secret.deleted", command, data.name, &entry)
            let answer = SecretAccepted(name: data.name, created: false)
            if let reply = command.reply { entry.send(try reply.message(answer)) }
        }
    }

    private func tell(
        _ name: String,
        _ command: IncomingCommand,
        _ secret: String,
        _ entry: inout JournalEntry
    ) throws {
        entry.emit(
            Envelope(
                id: "\(ID())",
                source: self.identity.source,
                type: "stagecoach.\(name).v1",
                subject: secret,
                time: .now(),
                organization: command.organization,
                causation: command.messageID,
                traceparent: command.trace.traceparent,
                data: try SecretEvent(name: secret).jsonBytes()
            ),
            routingKey: EventKeys.plain(name, command.organization)
        )
    }
}
