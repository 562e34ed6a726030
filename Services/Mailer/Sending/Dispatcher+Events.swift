import Contracts
import ServiceKit
import Values

extension Dispatcher {
    func tell(_ outcome: DeliveryStore.Outcome, _ entry: inout JournalEntry) throws {
        let name: String
        switch outcome.state {
        case "refused": name = "mail.bounced"
        case "unconfirmed": name = "mail.unconfirmed"
        default: return
        }
        try self.tell(name, outcome.organization, outcome.run, outcome.subscriber, outcome.detail, &entry)
    }

    func tell(
        _ name: String,
        _ organization: OrganizationID,
        _ run: ID,
        _ subscriber: ID,
        _ detail: String?,
        _ entry: inout JournalEntry
    ) throws {
        entry.emit(
            Envelope(
                id: "\(ID())",
                source: self.identity.source,
                type: "stagecoach.\(name).v1",
                subject: "\(run)",
                time: .now(),
                organization: organization,
                run: run,
                data: try MailRecipientEvent(subscriberId: subscriber, detail: detail).jsonBytes()
            ),
            routingKey: EventKeys.plain(name, organization)
        )
    }
}
