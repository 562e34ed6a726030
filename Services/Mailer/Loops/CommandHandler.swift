import AMQP
import Contracts
import MailMessage
import Postgres
import ServiceKit
import Values

/// Handles what comes on `mailer.commands`: subscribers, lists, test mails, notifications.
struct CommandHandler: Sendable {
    let identity: Identity
    let journal: Journal
    let publisher: Publisher
    let resends: ResendHandler
    let composer: MailComposer
    let transport: any Transport
    let rules: RuleCommands

    func handle(_ deliveries: [Delivery]) async throws {
        for delivery in deliveries {
            if await self.resends.take(delivery) { continue }
            if try await self.rules.take(delivery) { continue }
            do throws(IncomingCommand.Refused) {
                let command = try IncomingCommand(delivery)
                do {
                    try await self.carryOut(command)
                } catch let problem as Problem {
                    try await self.refuse(command, problem)
                } catch {
                    throw command.refused(Problem(.unavailable, "\(error)"))
                }
            } catch {
                if error.problem.code == .unavailable { throw error.problem }
                let letter = try delivery.deadLetter(
                    by: self.identity.service,
                    queue: Queues.mailerCommands,
                    error.problem
                )
                try await self.publisher.publish([letter])
                if let reply = error.reply { try await self.publisher.publish([try reply.message(error.problem)]) }
            }
        }
    }

    private func refuse(_ command: IncomingCommand, _ problem: Problem) async throws(IncomingCommand.Refused) {
        do {
            let messages = [
                try command.deadLetter(by: self.identity.service, queue: Queues.mailerCommands, problem),
                try command.reply?.message(problem),
            ]
            try await self.publisher.publish(messages.compactMap { $0 })
        } catch {
            throw command.refused(Problem(.unavailable, "\(error)"))
        }
    }

    private func carryOut(_ command: IncomingCommand) async throws {
        if let expiry = command.expiryTime, expiry <= .now() {
            throw Problem(.expired, "The command came after its time; nothing was done")
        }
        switch command.name {
        case SubscribersImport.name: try await self.importing(command, try SubscribersImport(checking: command.data))
        case SubscribersSuppress.name: try await self.suppress(command, try SubscribersSuppress(checking: command.data))
        case SubscribersUnsubscribe.name:
            try await self.unsubscribe(command, try SubscribersUnsubscribe(checking: command.data))
        case ListDefine.name: try await self.define(command, try ListDefine(checking: command.data))
        case MailTest.name: try await self.test(command, try MailTest(checking: command.data))
        default: throw Problem(.unsupportedType, "There is no command \(command.name)")
        }
    }

    // MARK: - Subscribers

    private func importing(_ command: IncomingCommand, _ data: SubscribersImport) async throws {
        let (entries, rejected) = Self.check(data.rows)
        try await self.journal.transaction { session, entry in
            let organization = command.organization
            if let known = try SubscriberStore.importedBefore(session, organization, data.importId, data.chunk) {
                try Self.answer(command, SubscribersImported(json: JSONDocument(known.bytes).root), &entry)
                return
            }
            if let list = data.listId, try !MailingStore.hasList(session, list, organization) {
                throw Problem(.notFound, "There is no such list")
            }
            let (imported, ids) = try SubscriberStore.upsert(session, organization, entries)
            if let list = data.listId { SubscriberStore.addToList(session, list, ids) }
            let answer = SubscribersImported(
                imported: imported,
                updated: data.rows.count - rejected.count - imported,
                rejected: rejected
            )
            SubscriberStore.noteImport(
                session,
                organization,
                data.importId,
                data.chunk,
                reply: try answer.jsonBytes()
            )
            try Self.answer(command, answer, &entry)
        }
    }

    /// Reads the addresses. Of several rows with one address the last counts.
    private static func check(
        _ rows: [SubscribersImport.Row]
    ) -> (entries: [SubscriberStore.Entry], rejected: [SubscribersImported.Rejection]) {
        var entries: [String: SubscriberStore.Entry] = [:]
        var rejected: [SubscribersImported.Rejection] = []
        for row in rows {
            do throws(EmailAddressError) {
                let address = try EmailAddress(row.email)
                if let name = row.name, !name.isEmpty, !Check.isLine(name) || name.unicodeScalars.count > 200 {
                    rejected.append(.init(line: row.line, reason: "the name has control characters, or is too long"))
                    continue
                }
                entries[address.canonical] = SubscriberStore.Entry(
                    id: ID(),
                    email: address.canonical,
                    name: row.name.flatMap { $0.isEmpty ? nil : $0 },
                    attributes: .object((row.attributes ?? [:]).mapValues { .string($0) })
                )
            } catch {
                rejected.append(.init(line: row.line, reason: "\(error)"))
            }
        }
        return (Array(entries.values), rejected)
    }

    private func suppress(_ command: IncomingCommand, _ data: SubscribersSuppress) async throws {
        try await self.journal.transaction { session, entry in
            guard
                try SubscriberStore.suppress(
                    session,
                    command.organization,
                    data.subscriberId,
                    reason: data.reason ?? "manual"
                )
            else { throw Problem(.notFound, "There is no such subscriber") }
            try self.tell("mail.suppressed", command, data.subscriberId, data.reason ?? "manual", &entry)
            try Self.answer(command, SubscriberAccepted(subscriberId: data.subscriberId), &entry)
        }
    }

    private func unsubscribe(_ command: IncomingCommand, _ data: SubscribersUnsubscribe) async throws {
        try await self.journal.transaction { session, entry in
            guard
                let isNew = try SubscriberStore.unsubscribe(session, command.organization, data.subscriberId)
            else { throw Problem(.notFound, "There is no such subscriber") }
            if isNew { try self.tell("mail.unsubscribed", command, data.subscriberId, nil, &entry) }
            try Self.answer(command, SubscriberAccepted(subscriberId: data.subscriberId), &entry)
        }
    }

    private func define(_ command: IncomingCommand, _ data: ListDefine) async throws {
        try await self.journal.transaction { session, entry in
            guard try SubscriberStore.defineList(session, command.organization, data.listId, name: data.name) else {
                throw Problem(.notFound, "There is no such list")
            }
            try Self.answer(command, ListAccepted(listId: data.listId), &entry)
        }
    }

    // MARK: - Test mails

    private func test(_ command: IncomingCommand, _ data: MailTest) async throws {
        let address: EmailAddress
        do throws(EmailAddressError) {
            address = try EmailAddress(data.to)
        } catch {
            throw Problem([FieldError(pointer: "/to", message: "\(error)")])
        }
        let message: (id: String, bytes: [UInt8])
        do {
            message = try self.composer.compose(data, to: Mailbox(address), at: .now())
        } catch let error as FieldError {
            throw Problem([error])
        }
        let handover = await self.transport.send(
            from: self.composer.settings.from.address.canonical,
            to: address.canonical,
            id: message.id,
            message: message.bytes
        )
        guard let reply = command.reply else { return }
        try await self.publisher.publish([try reply.message(MailTested(handover))])
    }

    // MARK: - Saying so

    private static func answer(_ command: IncomingCommand, _ payload: some Payload, _ entry: inout JournalEntry) throws
    {
        if let reply = command.reply { entry.send(try reply.message(payload)) }
    }

    private func tell(
        _ name: String,
        _ command: IncomingCommand,
        _ subscriber: ID,
        _ detail: String?,
        _ entry: inout JournalEntry
    ) throws {
        entry.emit(
            Envelope(
                id: "\(ID())",
                source: self.identity.source,
                type: "stagecoach.\(name).v1",
                subject: "\(subscriber)",
                time: .now(),
                organization: command.organization,
                causation: command.messageID,
                traceparent: command.trace.traceparent,
                data: try MailRecipientEvent(subscriberId: subscriber, detail: detail).jsonBytes()
            ),
            routingKey: EventKeys.plain(name, command.organization)
        )
    }
}

extension MailTested {
    init(_ handover: Handover) {
        switch handover {
        case .sent(_, let detail): self.init(outcome: "sent", detail: detail)
        case .deferred(_, let detail, _): self.init(outcome: "deferred", detail: detail)
        case .refused(_, let detail, _), .senderRefused(_, let detail): self.init(outcome: "refused", detail: detail)
        case .unconfirmed(let detail): self.init(outcome: "unconfirmed", detail: detail)
        case .unavailable(let detail): self.init(outcome: "unavailable", detail: detail)
        }
    }
}
