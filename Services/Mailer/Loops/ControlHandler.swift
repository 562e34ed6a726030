import AMQP
import Contracts
import Postgres
import Values

/// Hears that mailings are to pause, go on or stop. What is heard is written down, and read at every claim.
struct ControlHandler: Sendable {
    let database: Database
    let dispatcher: Dispatcher

    func handle(_ deliveries: [Delivery]) async throws {
        for delivery in deliveries {
            guard let document = try? JSONDocument(delivery.body, maximumDepth: Limits.depth),
                let run = document.root["runid"]?.id, let data = document.root["data"],
                let control = try? BatchControl(checking: data)
            else { continue }
            try await self.database.transaction { try MailingStore.requestStop($0, run, control) }
        }
        self.dispatcher.wake()
    }
}
