import AMQP
import Contracts
import ServiceKit
import Threads
import Values

/// Sends commands to the services and waits for their answers.
final class CommandBus: Sendable {
    /// After this time nobody begins to carry a command out any more; a little later nobody waits for its answer.
    static let lifetime = Duration.seconds(5)
    static let patience = Duration.seconds(6)
    /// For what takes its time once it is begun: asking a model, handing a mail over.
    static let longPatience = Duration.seconds(100)

    private struct State: Sendable {
        var waiting: [String: CheckedContinuation<Delivery?, Never>] = [:]
    }

    private let identity: Identity
    private let publisher: Publisher
    private let replies: Subscription
    private let resends: ResendHandler
    private let logger: Logger
    private let state = Lock(State())

    init(
        _ identity: Identity,
        publisher: Publisher,
        replies: Subscription,
        resends: ResendHandler,
        logger: Logger
    ) {
        self.identity = identity
        self.publisher = publisher
        self.replies = replies
        self.resends = resends
        self.logger = logger
    }

    /// Hands answers to those who wait for them, and the history's requests to the journal. Runs until the subscription
    /// is stopped.
    func run() async throws {
        while true {
            let batch = try await self.replies.nextBatch(max: 200)
            guard let last = batch.last else { return }
            for delivery in batch {
                if await self.resends.take(delivery) { continue }
                guard let id = delivery.properties.correlationID else { continue }
                let waiting = self.state.withLock { $0.waiting.removeValue(forKey: id) }
                waiting?.resume(returning: delivery)
            }
            self.replies.acknowledge(last, multiple: true)
        }
    }

    /// Sends a command and returns its answer.
    ///
    /// - Parameter key: What a repeat of the command is known by.
    /// - Throws: ``Problem``: the service's own; `unavailable` when nothing was sent. ``NoAnswer`` when it was, or may have
    ///   been.
    func send<Answer: Payload>(
        _ payload: some Payload,
        for organization: OrganizationID,
        key: String,
        trace: Trace,
        patience: Duration = CommandBus.patience,
        expecting answer: Answer.Type = Answer.self
    ) async throws -> Answer {
        guard let queue = self.replies.queue, self.publisher.status == .connected else {
            throw CommandBus.notStarted
        }
        let expiry = Timestamp.now() + CommandBus.lifetime
        let message = try self.message(
            payload,
            for: organization,
            key: key,
            trace: trace,
            replyTo: queue,
            expires: expiry
        )
        guard let delivery = await self.exchange(message, patience) else { throw NoAnswer(expiry: expiry) }
        return try CommandBus.read(delivery.properties.contentType, delivery.body)
    }

    /// The command as a message.
    ///
    /// - Parameter expiry: After it nobody begins to carry it out; `nil` for what has to happen, however long it takes.
    func message(
        _ payload: some Payload,
        for organization: OrganizationID,
        key: String,
        trace: Trace,
        replyTo queue: String?,
        expires expiry: Timestamp?
    ) throws -> Message {
        let envelope = Envelope(
            id: "\(ID())",
            source: self.identity.source,
            type: type(of: payload).type,
            time: .now(),
            organization: organization,
            idempotencyKey: key,
            expiryTime: expiry,
            traceparent: trace.traceparent,
            data: try payload.jsonBytes()
        )
        return Message(
            exchange: Exchanges.commands,
            routingKey: RoutingKeys.command(type(of: payload).name, organization),
            properties: MessageProperties(
                contentType: Envelope.contentType,
                messageID: envelope.id,
                correlationID: envelope.id,
                replyTo: queue,
                type: envelope.type,
                appID: self.identity.service,
                userID: self.identity.user
            ),
            body: envelope.bytes,
            isMandatory: true
        )
    }

    /// The queue that answers come to; `nil` without a connection.
    var replyQueue: String? { self.replies.queue }

    /// Publishes a message and waits for its answer.
    ///
    /// - Returns: `nil` when there is none in time.
    private func exchange(_ message: Message, _ patience: Duration) async -> Delivery? {
        await self.wait(for: message.properties.correlationID ?? "", within: patience) {
            self.publisher.send([message]) { error in
                guard let error else { return }
                self.logger.debug("a command was not sent", [LogKeys.error: error])
                self.giveUp(message.properties.correlationID ?? "")
            }
        }
    }

    /// Waits for the answer to something that `begin` sends.
    func wait(
        for correlation: String,
        within patience: Duration,
        _ begin: @escaping @Sendable () -> Void
    ) async -> Delivery? {
        let timer = Task {
            guard (try? await Task.sleep(for: patience)) != nil else { return }
            self.giveUp(correlation)
        }
        defer { timer.cancel() }
        return await withCheckedContinuation { continuation in
            self.state.withLock { $0.waiting[correlation] = continuation }
            begin()
        }
    }

    private func giveUp(_ correlation: String) {
        let waiting = self.state.withLock { $0.waiting.removeValue(forKey: correlation) }
        waiting?.resume(returning: nil)
    }

    /// - Throws: ``Problem``, when that is the answer.
    static func read<Answer: Payload>(_ contentType: String?, _ body: [UInt8]) throws -> Answer {
        let document: JSONDocument
        do {
            document = try JSONDocument(body)
        } catch {
            throw Problem(.internalError, "The answer of a service cannot be read")
        }
        if contentType == "application/problem+json" {
            let problem = try Problem(json: document.root)
            throw problem.code == .expired ? self.notStarted : problem
        }
        return try Answer(json: document.root)
    }

    /// The command may have been carried out; up to its expiry it still may be.
    struct NoAnswer: Error {
        let expiry: Timestamp
    }

    static let notStarted = Problem(
        .unavailable,
        "Nothing was started, and it will not start later; ask again.",
        retryAfter: 2
    )

    static let uncertain = Problem(
        .unavailable,
        "No answer in time. Ask again, with the same Idempotency-Key if there was one.",
        retryAfter: 2
    )
}
