import AMQP
import Contracts
import Postgres
import ServiceKit
import Threads
import Values

/// Takes the events that somebody may want to hear of, and writes down who is to hear of them. Sending is the
/// ``Notifier``'s business.
struct NotificationHandler: Sendable {
    let identity: Identity
    let database: Database
    let publisher: Publisher
    /// There is something to send.
    let changed: Signal

    /// What an event says.
    struct Happening: Sendable {
        var id: String
        var topic: NotificationTopic
        var organization: OrganizationID
        var at: Timestamp
        var event: RunEvent
    }

    func handle(_ deliveries: [Delivery]) async throws {
        var happenings: [Happening] = []
        for delivery in deliveries {
            do throws(Problem) {
                happenings.append(try NotificationHandler.read(delivery))
            } catch {
                let letter = try delivery.deadLetter(
                    by: self.identity.service,
                    queue: Queues.mailerNotifications,
                    error
                )
                try await self.publisher.publish([letter])
            }
        }
        if happenings.isEmpty { return }
        let found = happenings
        let count = try await self.database.transaction { session in
            let organizations = Set(found.map(\.organization)).sorted()
            let rules = try RuleStore.enabled(session, organizations)
            let entries = found.flatMap { NotificationHandler.entries(for: $0, rules) }
            try OutboxStore.insert(session, entries)
            return entries.count
        }
        if count > 0 { self.changed.send() }
    }

    /// One for each recipient of each rule that is about the event.
    static func entries(
        for happening: Happening,
        _ rules: [RuleStore.Rule],
        isTest: Bool = false
    ) -> [OutboxStore.Entry] {
        rules.flatMap { rule -> [OutboxStore.Entry] in
            guard rule.organization == happening.organization, isTest || rule.events.contains(happening.topic) else {
                return []
            }
            return (rule.channel == .email ? rule.addresses : [""]).map { recipient in
                OutboxStore.Entry(
                    id: ID(),
                    rule: rule.id,
                    organization: rule.organization,
                    eventID: happening.id,
                    recipient: recipient,
                    topic: happening.topic,
                    isTest: isTest,
                    event: happening.event,
                    at: happening.at
                )
            }
        }
    }

    private static func read(_ delivery: Delivery) throws(Problem) -> Happening {
        let document: JSONDocument
        let envelope: Envelope
        do {
            document = try JSONDocument(delivery.body, maximumDepth: Limits.depth)
            envelope = try Envelope(json: document.root)
        } catch {
            throw Problem(.invalidMessage, "The event cannot be read: \(error)")
        }
        guard let topic = NotificationTopic.allCases.first(where: { $0.eventType == envelope.type }) else {
            throw Problem(.unsupportedType, "This is not an event that there are notifications of")
        }
        guard let organization = envelope.organization, let data = document.root["data"] else {
            throw Problem(.invalidMessage, "The event names no organization")
        }
        let event: RunEvent
        do throws(FieldError) {
            event = try RunEvent(json: data)
        } catch {
            throw Problem([FieldError(pointer: "/data" + error.pointer, message: error.message)])
        }
        return Happening(
            id: envelope.id,
            topic: topic,
            organization: organization,
            at: envelope.time ?? .now(),
            event: Notice.kept(event)
        )
    }
}
