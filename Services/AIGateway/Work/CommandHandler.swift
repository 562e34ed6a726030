import AMQP
import Contracts
import ServiceKit
import Threads
import Values

/// Handles what comes on `ai-gateway.commands`: previews, secrets, and the history's requests.
final class CommandHandler: Sendable {
    /// More at a time are refused: nobody waits in a queue for a preview.
    private static let limit = 4

    private let identity: Identity
    private let publisher: Publisher
    private let resends: ResendHandler
    private let routes: ModelRoutes
    private let secrets: SecretHandler
    private let running = Lock(0)

    init(
        identity: Identity,
        publisher: Publisher,
        resends: ResendHandler,
        routes: ModelRoutes,
        secrets: SecretHandler
    ) {
        self.identity = identity
        self.publisher = publisher
        self.resends = resends
        self.routes = routes
        self.secrets = secrets
    }

    func handle(_ deliveries: [Delivery]) async throws {
        for delivery in deliveries {
            if await self.resends.take(delivery) { continue }
            if try await self.secrets.take(delivery) { continue }
            do throws(IncomingCommand.Refused) {
                let command = try IncomingCommand(delivery)
                guard command.name == PreviewRequest.name else {
                    throw command.refused(Problem(.unsupportedType, "There is no command \(command.name)"))
                }
                self.preview(command)
            } catch {
                let letter = try delivery.deadLetter(
                    by: self.identity.service,
                    queue: Queues.gatewayCommands,
                    error.problem
                )
                try await self.publisher.publish([letter])
                if let reply = error.reply { try await self.publisher.publish([try reply.message(error.problem)]) }
            }
        }
    }

    /// Generates for whoever waits for the answer. Nothing is stored; when the process dies, they ask again.
    private func preview(_ command: IncomingCommand) {
        guard let reply = command.reply else { return }
        let isFree = self.running.withLock { running in
            if running == CommandHandler.limit { return false }
            running += 1
            return true
        }
        Task {
            let answer: Message?
            do {
                guard isFree else {
                    throw Problem(.rateLimited, "Too many previews are being generated", retryAfter: 5)
                }
                answer = try reply.message(try await self.generate(command))
            } catch let problem as Problem {
                answer = try? reply.message(problem)
            } catch {
                answer = try? reply.message(Problem(.internalError, "\(error)"))
            }
            if isFree { self.running.withLock { $0 -= 1 } }
            if let answer { self.publisher.send([answer]) { _ in } }
        }
    }

    private func generate(_ command: IncomingCommand) async throws -> Preview {
        if let expiry = command.expiryTime, expiry <= .now() {
            throw Problem(.expired, "The command came after its time; nothing was done")
        }
        let request = try PreviewRequest(checking: command.data)
        guard request.function == Functions.generateNewsletter else {
            throw Problem([FieldError(pointer: "/function", message: "is not one that has a preview")])
        }
        let task: NewsletterTask
        do throws(FieldError) {
            task = try NewsletterTask(settings: request.settings, jobName: request.jobName, date: request.date)
        } catch {
            throw Problem([error])
        }
        let caller = ModelCaller(routes: self.routes, limits: CallLimits(within: .seconds(90)), callKey: nil)
        do {
            let answered = try await Deadline.run(within: .seconds(90)) { try await caller.ask(task) }
            return Preview(content: answered.output.content, usage: answered.usage)
        } catch let error as ProviderError {
            throw Problem(error.isTransient ? .unavailable : .invalidState, error.message)
        }
    }
}
