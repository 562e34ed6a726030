import AMQP
import Contracts
import Postgres
import ServiceKit
import Threads
import Values

/// Carries out commands in the order in which they came, in one transaction.
final class CommandBatch {
    let session: Session
    let engine: Engine
    /// The database's clock.
    let now: Timestamp
    var entry: JournalEntry
    private var answers: [CommandStore.Key: CommandStore.Answer]
    private var fresh: [(CommandStore.Key, CommandStore.Answer)] = []

    /// - Parameter commands: All that will be given to ``run(_:)``.
    init(_ session: Session, _ engine: Engine, _ commands: [IncomingCommand], _ entry: JournalEntry) throws {
        self.session = session
        self.engine = engine
        self.entry = entry
        CommandStore.lockExpiry(session)
        self.now = try RunStore.now(session)
        self.answers = try CommandStore.find(session, commands.map { CommandStore.Key($0) })
    }

    /// Starts of runs that follow one another are carried out together; everything else one by one.
    func run(_ commands: [IncomingCommand]) throws {
        var starts: [(IncomingCommand, RunStart)] = []
        for command in commands {
            // Two with one key: the second is a repeat of the first, once that has been carried out.
            if starts.contains(where: { CommandStore.Key($0.0) == CommandStore.Key(command) }) {
                try self.flush(&starts)
            }
            if try self.isRepeat(command) { continue }
            if let expiry = command.expiryTime, expiry <= self.now {
                // Not kept: the same key may ask again, with more time.
                try self.reply(command, Problem(.expired, "The command came after its time; nothing was started"))
                continue
            }
            if try self.isQuestion(command) { continue }
            guard command.name == RunStart.name else {
                try self.flush(&starts)
                try self.carryOut(command)
                continue
            }
            switch CommandBatch.read(command) {
            case .success(let start): starts.append((command, start))
            case .failure(let problem): try self.answer(command, problem)
            }
        }
        try self.flush(&starts)
        CommandStore.insert(self.session, self.fresh)
    }

    private static func read(_ command: IncomingCommand) -> Result<RunStart, Problem> {
        Result { () throws(Problem) in try RunStart(checking: command.data) }
    }

    private func flush(_ starts: inout [(IncomingCommand, RunStart)]) throws {
        defer { starts = [] }
        if !starts.isEmpty { try self.start(starts) }
    }

    private func carryOut(_ command: IncomingCommand) throws {
        do {
            switch command.name {
            case RunPause.name: try self.change(command, try RunPause(checking: command.data), .pause)
            case RunResume.name: try self.change(command, try RunResume(checking: command.data), .resume)
            case RunCancel.name: try self.change(command, try RunCancel(checking: command.data), .cancel)
            case RunRetry.name:
                let data = try RunRetry(checking: command.data)
                let mode: Retry = data.skipFailed == true ? .skipFailed : data.failedOnly == true ? .failedOnly : .all
                try self.change(command, data, .retry(mode))
            case RunSend.name: try self.change(command, try RunSend(checking: command.data), .send)
            case JobDefine.name: try self.define(command, try JobDefine(checking: command.data))
            case JobPause.name: try self.setStatus(command, try JobPause(checking: command.data), .paused)
            case JobResume.name: try self.setStatus(command, try JobResume(checking: command.data), .active)
            case JobDelete.name: try self.delete(command, try JobDelete(checking: command.data))
            case OrganizationDefine.name:
                try self.define(command, try OrganizationDefine(checking: command.data))
            case SiteDefine.name: try self.define(command, try SiteDefine(checking: command.data))
            case SiteDelete.name: try self.delete(command, try SiteDelete(checking: command.data))
            case ItemsImport.name: try self.importItems(command, try ItemsImport(checking: command.data))
            case ItemsChange.name: try self.changeItems(command, try ItemsChange(checking: command.data))
            case RetentionDefine.name: try self.define(command, try RetentionDefine(checking: command.data))
            case RetentionRun.name: try self.run(command, try RetentionRun(checking: command.data))
            case RetentionReport.name: try self.note(command, try RetentionReport(checking: command.data))
            case ContentApprove.name: try self.approve(command, try ContentApprove(checking: command.data))
            case ContentReject.name: try self.reject(command, try ContentReject(checking: command.data))
            case ContentReturn.name: try self.sendBack(command, try ContentReturn(checking: command.data))
            case CreditsTopUp.name: try self.topUp(command, try CreditsTopUp(checking: command.data))
            default: throw Problem(.unsupportedType, "There is no command \(command.name)")
            }
        } catch let problem as Problem {
            try self.answer(command, problem)
        }
    }

    // MARK: - Answers

    /// Answers a command that was carried out before. A key that was used for something else is refused.
    private func isRepeat(_ command: IncomingCommand) throws -> Bool {
        guard let answer = self.answers[CommandStore.Key(command)] else { return false }
        if answer.requestHash != command.requestHash {
            try self.reply(command, Problem(.idempotencyKeyReused, "Use a new key for a new request"))
            return true
        }
        guard let reply = command.reply else { return true }
        var body = try JSON(parsing: Array(answer.body.utf8))
        if body["duplicate"] != nil { body["duplicate"] = true }
        self.entry.send(reply.message(answer.type, answer.contentType, body.bytes))
        return true
    }

    /// Answers a command, and keeps the answer for when it comes again.
    func answer(_ command: IncomingCommand, _ payload: some Payload) throws {
        self.keep(command, type(of: payload).type, "application/json", try payload.jsonBytes())
    }

    func answer(_ command: IncomingCommand, _ problem: Problem) throws {
        let letter = try command.deadLetter(
            by: OrchestratorService.name,
            queue: Queues.orchestratorCommands,
            problem
        )
        if let letter { self.entry.send(letter) }
        self.keep(command, "stagecoach.problem.v1", "application/problem+json", try problem.jsonBytes())
    }

    private func keep(_ command: IncomingCommand, _ type: String, _ contentType: String, _ body: [UInt8]) {
        let answer = CommandStore.Answer(
            requestHash: command.requestHash,
            type: type,
            contentType: contentType,
            body: String(decoding: body, as: UTF8.self)
        )
        let key = CommandStore.Key(command)
        self.answers[key] = answer
        self.fresh.append((key, answer))
        if let reply = command.reply { self.entry.send(reply.message(type, contentType, body)) }
    }

    func reply(_ command: IncomingCommand, _ problem: Problem) throws {
        if let reply = command.reply { self.entry.send(try reply.message(problem)) }
    }
}
