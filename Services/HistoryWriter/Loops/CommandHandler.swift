import AMQP
import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import Values

/// Handles what comes on `history.commands`: signs of life, and what becomes of dead letters.
struct CommandHandler: Sendable {
    let identity: Identity
    let database: Database
    let publisher: Publisher

    func handle(_ deliveries: [Delivery]) async throws {
        var beats: [ServiceBeat] = []
        for delivery in deliveries {
            do throws(IncomingCommand.Refused) {
                let command = try IncomingCommand(delivery)
                switch command.name {
                case ServiceBeat.name:
                    if command.isTrusted, let beat = try? ServiceBeat(checking: command.data) { beats.append(beat) }
                case DeadRequeue.name, DeadDiscard.name: try await self.change(command)
                default: throw command.refused(Problem(.unsupportedType, "There is no command \(command.name)"))
                }
            } catch {
                try await self.publisher.publish([
                    try delivery.deadLetter(
                        by: self.identity.service,
                        queue: Queues.historyCommands,
                        error.problem
                    )
                ])
                if let reply = error.reply { try await self.publisher.publish([try reply.message(error.problem)]) }
            }
        }
        if beats.isEmpty { return }
        let heard = beats
        try await self.database.transaction { JournalGaps.note($0, heard) }
    }

    /// Carries out what was decided about a dead letter, and answers.
    private func change(_ command: IncomingCommand) async throws(IncomingCommand.Refused) {
        do {
            var answers: [Message?] = []
            do {
                let id: ID
                if command.name == DeadRequeue.name {
                    id = try DeadRequeue(checking: command.data).id
                    try await self.requeue(id, command.organization)
                } else {
                    id = try DeadDiscard(checking: command.data).id
                    try await self.discard(id, command.organization)
                }
                answers = [try command.reply?.message(DeadAccepted(id: id))]
            } catch let problem as Problem {
                answers = [
                    try command.deadLetter(by: self.identity.service, queue: Queues.historyCommands, problem),
                    try command.reply?.message(problem),
                ]
            }
            try await self.publisher.publish(answers.compactMap { $0 })
        } catch {
            throw command.refused(Problem(.unavailable, "The dead letter could not be changed now"))
        }
    }

    private func letter(
        _ id: ID,
        _ organization: OrganizationID
    ) async throws -> (DeadLetterStore.Letter, status: String) {
        guard let found = try await self.database.transaction({ try DeadLetterStore.fetch($0, id, organization) })
        else {
            throw Problem(.notFound, "There is no such dead letter")
        }
        return found
    }

    /// Publishes the message where it came from, then notes it. Crashing in between publishes it once more, which its
    /// receivers know how to take.
    private func requeue(_ id: ID, _ organization: OrganizationID) async throws {
        let (letter, status) = try await self.letter(id, organization)
        if status == "requeued" { return }
        guard letter.body.count == letter.size else {
            throw Problem(.tooLarge, "The message was too large to be kept whole")
        }
        var properties = MessageProperties(
            contentType: letter.properties["contentType"]?.string,
            messageID: letter.properties["messageId"]?.string ?? "\(ID())",
            correlationID: letter.properties["correlationId"]?.string,
            replyTo: letter.properties["replyTo"]?.string,
            type: letter.properties["type"]?.string
        )
        if let trace = letter.properties["headers"]?[MessageHeaders.traceparent]?.string {
            properties.headers[MessageHeaders.traceparent] = .string(trace)
        }
        do {
            try await self.publisher.publish([
                Message(
                    exchange: letter.exchange,
                    routingKey: letter.routingKey,
                    properties: properties,
                    body: letter.body,
                    isMandatory: true
                )
            ])
        } catch {
            guard error.code == .unroutable else { throw error }
            throw Problem(.invalidState, "No queue takes messages with this key")
        }
        try await self.database.session { try DeadLetterStore.setStatus($0, id, "requeued") }
    }

    private func discard(_ id: ID, _ organization: OrganizationID) async throws {
        let (_, status) = try await self.letter(id, organization)
        guard status == "open" || status == "discarded" else {
            throw Problem(.invalidState, "The message has been put back already")
        }
        try await self.database.session { try DeadLetterStore.setStatus($0, id, "discarded") }
    }
}
