import Contracts
import ServiceKit
import Values

// MARK: - Commands about retention

extension CommandBatch {
    func define(_ command: IncomingCommand, _ data: RetentionDefine) throws {
        try self.requireOrganization(command)
        RetentionStore.set(self.session, command.organization, data.keep)
        try self.answer(command, RetentionAccepted(duplicate: false))
    }

    func run(_ command: IncomingCommand, _ data: RetentionRun) throws {
        try self.requireOrganization(command)
        let id = data.taskId ?? ID(at: self.now)
        let isNew = try RetentionStore.insert(
            self.session,
            id,
            command.organization,
            isDry: data.dryRun ?? false,
            correlation: command.messageID ?? command.key
        )
        guard isNew else { throw Problem(.conflict, "There is a task with this id already") }
        try self.answer(command, RetentionAccepted(duplicate: false, taskId: id))
    }

    /// Notes what a service has deleted. What is reported twice counts once.
    func note(_ command: IncomingCommand, _ data: RetentionReport) throws {
        guard command.isTrusted, command.user == data.service else {
            throw Problem(.forbidden, "Only services report what they have deleted")
        }
        guard var task = try RetentionStore.lock(self.session, data.taskId, command.organization) else {
            throw Problem(.notFound, "There is no such task")
        }
        if try RetentionStore.settle(self.session, task.id, data.step, data.service) {
            task.add(data.service, data.counts)
            RetentionStore.update(self.session, task, state: nil)
        }
        try self.answer(command, RetentionAccepted(duplicate: false, taskId: task.id))
    }

    private func requireOrganization(_ command: IncomingCommand) throws {
        guard try JobStore.timezone(self.session, of: command.organization) != nil else {
            throw Problem(.notFound, "There is no such organization")
        }
    }
}
