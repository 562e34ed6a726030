import AMQP
import Contracts
import ServiceKit
import Values

/// Handles what comes on `orchestrator.commands`.
struct CommandHandler: Sendable {
    let identity: Identity
    let journal: Journal
    let resends: ResendHandler
    let definitions: Definitions
    let admission: Admission

    func handle(_ deliveries: [Delivery]) async throws {
        var commands: [IncomingCommand] = []
        var refused: [(Delivery, IncomingCommand.Refused)] = []
        for delivery in deliveries {
            if await self.resends.take(delivery) { continue }
            do throws(IncomingCommand.Refused) {
                let command = try IncomingCommand(delivery)
                if self.isKnown(command.name) {
                    commands.append(command)
                } else {
                    let problem = Problem(.unsupportedType, "There is no command \(command.name)")
                    refused.append((delivery, command.refused(problem)))
                }
            } catch {
                refused.append((delivery, error))
            }
        }
        if commands.isEmpty, refused.isEmpty { return }
        let (understood, parked) = (commands, refused)
        try await self.journal.transaction { session, entry in
            for (delivery, refusal) in parked {
                entry.send(
                    try delivery.deadLetter(
                        by: self.identity.service,
                        queue: Queues.orchestratorCommands,
                        refusal.problem
                    )
                )
                if let reply = refusal.reply { entry.send(try reply.message(refusal.problem)) }
            }
            let engine = Engine(
                source: self.identity.source,
                definitions: self.definitions,
                admission: self.admission
            )
            let batch = try CommandBatch(session, engine, understood, entry)
            try batch.run(understood)
            entry = batch.entry
        }
    }

    private func isKnown(_ name: String) -> Bool { OrchestratorTopology.commands.contains(name) }
}
