import AMQP
import Contracts
import Crypto
import Curl
import MailMessage
import Postgres
import ServiceKit
import Threads
import Values

/// Carries out the commands about notifications.
struct RuleCommands: Sendable {
    let identity: Identity
    let journal: Journal
    let keys: OpeningKeys
    /// Hosts that the operator has named.
    let hosts: Set<String>
    /// There is something to send.
    let changed: Signal

    private let commands: PrivateCommands

    init(
        identity: Identity,
        journal: Journal,
        publisher: Publisher,
        keys: OpeningKeys,
        hosts: Set<String>,
        changed: Signal
    ) {
        self.identity = identity
        self.journal = journal
        self.keys = keys
        self.hosts = hosts
        self.changed = changed
        self.commands = PrivateCommands("notification.", publisher: publisher)
    }

    /// - Returns: Whether the message was about notifications.
    /// - Throws: `PostgresError`, `AMQPError`: it is to be tried again.
    func take(_ delivery: Delivery) async throws -> Bool {
        try await self.commands.take(delivery) { command in
            switch command.name {
            case NotificationDefine.name: try await self.define(command, try NotificationDefine(checking: command.data))
            case NotificationDelete.name: try await self.delete(command, try NotificationDelete(checking: command.data))
            case NotificationTest.name: try await self.test(command, try NotificationTest(checking: command.data))
            default: throw Problem(.unsupportedType, "There is no command \(command.name)")
            }
        }
    }

    // MARK: - Defining

    private func define(_ command: IncomingCommand, _ data: NotificationDefine) async throws {
        let form = try self.read(data.definition)
        try await self.journal.transaction { session, entry in
            let known = try RuleStore.lock(session, data.ruleId)
            if let known, known.organization != command.organization { throw RuleCommands.none }
            try RuleCommands.check(data.revision, known)
            if known == nil, try RuleStore.count(session, command.organization) >= RuleStore.most {
                throw Problem(.invalidState, "An organization can have \(RuleStore.most) of them")
            }
            let rule = try form.rule(data, command.organization, known)
            try RuleStore.put(session, rule)
            if !rule.isEnabled { try OutboxStore.dropDisabled(session) }
            try self.tell("notification.defined", rule, command, &entry)
            try RuleCommands.answer(command, .init(ruleId: rule.id, revision: rule.revision), &entry)
        }
    }

    private static func check(_ revision: Int?, _ known: RuleStore.Rule?) throws(Problem) {
        guard let revision, revision != known?.revision ?? 0 else { return }
        if known == nil { throw self.none }
        throw Problem(.conflict, "They have been changed since")
    }

    private static let none = Problem(.notFound, "There are no such notifications")

    /// What a definition comes to once it is opened.
    private struct Form: Sendable {
        var addresses: [String] = []
        var host: String?
        var url: RuleStore.Box?
        var signingSecret: RuleStore.Box?

        /// - Parameter known: What there is. Where secrets are not given anew, its own stay.
        func rule(
            _ data: NotificationDefine,
            _ organization: OrganizationID,
            _ known: RuleStore.Rule?
        ) throws(Problem) -> RuleStore.Rule {
            let definition = data.definition
            // Where something else is to be sent, it must be said where to.
            let kept = known?.channel == definition.channel ? known : nil
            var check = Check()
            let isMail = definition.channel == .email
            check.require(isMail || self.url ?? kept?.url != nil, "/definition/url", "is missing")
            let secret = self.signingSecret ?? kept?.signingSecret
            check.require(definition.channel != .webhook || secret != nil, "/definition/signingSecret", "is missing")
            if !check.errors.isEmpty { throw Problem(check.errors) }
            return RuleStore.Rule(
                id: data.ruleId,
                organization: organization,
                name: definition.name,
                events: definition.events,
                channel: definition.channel,
                isEnabled: definition.enabled,
                addresses: self.addresses,
                host: self.url == nil ? kept?.host : self.host,
                url: self.url ?? kept?.url,
                signingSecret: secret,
                revision: (known?.revision ?? 0) + 1
            )
        }
    }

    /// Opens and checks what is sealed, and reads the addresses.
    ///
    /// - Throws: ``Problem``, naming each wrong member.
    private func read(_ definition: NotificationDefinition) throws(Problem) -> Form {
        var form = Form()
        var errors: [FieldError] = []
        let addresses = definition.channel == .email ? definition.addresses ?? [] : []
        for (index, text) in addresses.enumerated() {
            let pointer = "/definition/addresses/\(index)"
            do throws(EmailAddressError) {
                let address = try EmailAddress(text).canonical
                if form.addresses.contains(address) {
                    errors.append(FieldError(pointer: pointer, message: "is there twice"))
                }
                form.addresses.append(address)
            } catch {
                errors.append(FieldError(pointer: pointer, message: "\(error)"))
            }
        }
        if let url = definition.url {
            let pointer = "/definition/url"
            do {
                form.host = try OutboundTarget(try url.open(with: self.keys).reveal(), named: self.hosts).host
                form.url = RuleStore.Box(url)
            } catch let error as Sealed.Unusable {
                errors.append(error.error(at: pointer))
            } catch {
                let message = (error as? OutboundTarget.Refused)?.message ?? "cannot be used"
                errors.append(FieldError(pointer: pointer, message: message))
            }
        }
        if let secret = definition.signingSecret {
            let pointer = "/definition/signingSecret"
            do throws(Sealed.Unusable) {
                if WebhookSignature(secret: try secret.open(with: self.keys).reveal()) == nil {
                    let message = "must be whsec_ and 24 to 64 bytes in base64"
                    errors.append(FieldError(pointer: pointer, message: message))
                }
                form.signingSecret = RuleStore.Box(secret)
            } catch {
                errors.append(error.error(at: pointer))
            }
        }
        if !errors.isEmpty { throw Problem(errors) }
        return form
    }

    // MARK: - Deleting and trying out

    private func delete(_ command: IncomingCommand, _ data: NotificationDelete) async throws {
        try await self.journal.transaction { session, entry in
            let rule = try RuleCommands.find(session, data.ruleId, command)
            try RuleStore.delete(session, rule.id)
            try self.tell("notification.deleted", rule, command, &entry)
            try RuleCommands.answer(command, .init(ruleId: rule.id, revision: 0), &entry)
        }
    }

    private func test(_ command: IncomingCommand, _ data: NotificationTest) async throws {
        let now = Timestamp.now()
        // A repeat of the command sends nothing a second time.
        let event = "test/\(command.organization)/\(command.key)"
        try await self.journal.transaction { session, entry in
            let rule = try RuleCommands.find(session, data.ruleId, command)
            let topic = rule.events.first ?? .runCompleted
            let happening = NotificationHandler.Happening(
                id: event,
                topic: topic,
                organization: rule.organization,
                at: now,
                event: Notice.sample(topic, at: now)
            )
            try OutboxStore.insert(session, NotificationHandler.entries(for: happening, [rule], isTest: true))
            let ids = try OutboxStore.ids(session, event, rule.id)
            let answer = NotificationAccepted(ruleId: rule.id, revision: rule.revision, deliveries: ids)
            try RuleCommands.answer(command, answer, &entry)
        }
        self.changed.send()
    }

    private static func find(_ session: Session, _ id: ID, _ command: IncomingCommand) throws -> RuleStore.Rule {
        guard let rule = try RuleStore.lock(session, id), rule.organization == command.organization else {
            throw self.none
        }
        return rule
    }

    // MARK: - Saying so

    private static func answer(
        _ command: IncomingCommand,
        _ answer: NotificationAccepted,
        _ entry: inout JournalEntry
    ) throws {
        if let reply = command.reply { entry.send(try reply.message(answer)) }
    }

    private func tell(
        _ name: String,
        _ rule: RuleStore.Rule,
        _ command: IncomingCommand,
        _ entry: inout JournalEntry
    ) throws {
        let event = NotificationEvent(ruleId: rule.id, name: rule.name, channel: rule.channel)
        entry.emit(
            Envelope(
                id: "\(ID())",
                source: self.identity.source,
                type: "stagecoach.\(name).v1",
                subject: "\(rule.id)",
                time: .now(),
                organization: rule.organization,
                causation: command.messageID,
                traceparent: command.trace.traceparent,
                data: try event.jsonBytes()
            ),
            routingKey: EventKeys.plain(name, rule.organization)
        )
    }
}

extension RuleStore.Box {
    /// - Parameter sealed: One that has been opened, so that its text is base64.
    init(_ sealed: Sealed) { self.init(keyID: sealed.keyId, sealed: sealed.ciphertext ?? []) }

    func open(with keys: OpeningKeys) throws(OpeningKeys.Failure) -> Secret {
        Secret(String(decoding: try keys.open(self.sealed, key: self.keyID), as: UTF8.self))
    }
}
