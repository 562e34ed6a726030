public import AMQP
import Contracts

/// Handles the history's requests for journal entries, for services that take no other commands with them.
public struct ResendHandler: Sendable {
    private let keeper: JournalKeeper
    private let identity: Identity

    public init(keeper: JournalKeeper, identity: Identity) {
        self.keeper = keeper
        self.identity = identity
    }

    /// Anything else on the queue is not meant for it.
    public func handle(_ deliveries: [Delivery]) async throws {
        for delivery in deliveries { await self.take(delivery) }
    }

    /// - Returns: Whether it was such a request. What cannot be read, or comes from elsewhere, is dropped: the history
    ///   asks again.
    @discardableResult
    public func take(_ delivery: Delivery) async -> Bool {
        guard delivery.routingKey.hasPrefix(JournalResend.name + ".") else { return false }
        guard let command = try? IncomingCommand(delivery), command.isTrusted,
            let request = try? JournalResend(checking: command.data)
        else { return true }
        // In the background: a long gap must not hold up the queue.
        Task { [keeper] in await keeper.resendLogged(request) }
        return true
    }
}
