import Contracts
import ServiceKit
import Values

// MARK: - Commands about credits

extension CommandBatch {
    /// Answers what only asks. Nothing of it is kept: the next one who asks is told anew.
    ///
    /// - Returns: Whether it was a question.
    func isQuestion(_ command: IncomingCommand) throws -> Bool {
        guard command.name == RunEstimate.name || command.name == CreditsBalance.name else { return false }
        guard let reply = command.reply else { return true }
        do {
            if command.name == RunEstimate.name {
                self.entry.send(try reply.message(try self.estimate(command)))
            } else {
                let account = try CreditStore.balance(self.session, of: command.organization)
                self.entry.send(try reply.message(CreditsShown(account: account)))
            }
        } catch let problem as Problem {
            try self.reply(command, problem)
        }
        return true
    }

    private func estimate(_ command: IncomingCommand) throws -> RunEstimated {
        let data = try RunEstimate(checking: command.data)
        var wanted = data.jobId
        if wanted == nil, let site = data.siteId {
            wanted = try JobStore.contentJobs(self.session, of: [site])[site]
        }
        let job = try wanted.flatMap { try JobStore.fetch(self.session, [$0], locking: false)[$0] }
        guard let job, job.organization == command.organization, !job.isDeleted else {
            throw Problem(.notFound, data.siteId == nil ? "There is no such job" : "There is no such site")
        }
        try self.engine.definitions.load(self.session, [(job.id, job.version)])
        let definition = try self.engine.definitions[job.id, job.version]
        let waiting = try Engine.waiting(self.session, definition)
        let estimate = definition.pipeline.estimate(waiting: waiting, tasks: definition.tasks)
        return RunEstimated(
            estimate: Credits(thousandths: estimate.total),
            required: Credits(thousandths: estimate.required),
            account: try CreditStore.balance(self.session, of: command.organization),
            stages: estimate.parts.map { part in
                .init(
                    number: part.stage,
                    name: part.name,
                    items: part.items,
                    credits: Credits(thousandths: part.credits)
                )
            }
        )
    }

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
