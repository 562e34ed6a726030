public import AMQP
import Contracts
import Values

/// Takes the commands that have to do with secrets.
///
/// What cannot be understood is answered and not kept as a dead letter: somebody may have written a secret into it that
/// is not sealed.
public struct PrivateCommands: Sendable {
    private let prefix: String
    private let publisher: Publisher

    /// - Parameter prefix: What the routing keys begin with: `secret.`
    public init(_ prefix: String, publisher: Publisher) {
        self.prefix = prefix
        self.publisher = publisher
    }

    /// - Parameter carryOut: Throws `Problem` for a refusal; of what else it throws nothing is known, and it is to be done
    ///   again.
    /// - Returns: Whether the message is one of these commands.
    public func take(
        _ delivery: Delivery,
        _ carryOut: (IncomingCommand) async throws -> Void
    ) async throws -> Bool {
        guard delivery.routingKey.hasPrefix(self.prefix) else { return false }
        let command: IncomingCommand
        do throws(IncomingCommand.Refused) {
            command = try IncomingCommand(delivery)
        } catch {
            try await self.answer(error.reply, error.problem)
            return true
        }
        do {
            if let expiry = command.expiryTime, expiry <= .now() {
                throw Problem(.expired, "The command came after its time; nothing was done")
            }
            try await carryOut(command)
        } catch let problem as Problem {
            try await self.answer(command.reply, problem)
        }
        return true
    }

    private func answer(_ reply: ReplyAddress?, _ problem: Problem) async throws {
        if let reply { try await self.publisher.publish([try reply.message(problem)]) }
    }
}
