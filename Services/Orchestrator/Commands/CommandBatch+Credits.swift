import Contracts
import ServiceKit
import Values

// MARK: - Commands about credits

extension CommandBatch {
    func topUp(_ command: IncomingCommand, _ data: CreditsTopUp) throws {
        let account = try CreditStore.credit(
            self.session,
            command.organization,
            data.amount,
            key: "top_up/\(command.organization)/\(command.key)"
        )
        guard let account else { throw Problem(.notFound, "There is no such organization") }
        self.entry.emit(
            self.envelope(
                command,
                "credits.topped_up",
                subject: command.organization.text,
                try CreditEvent(amount: data.amount, account: account).jsonBytes()
            ),
            routingKey: EventKeys.plain("credits.topped_up", command.organization)
        )
        try self.answer(command, CreditsAccepted(duplicate: false, account: account))
    }
}
