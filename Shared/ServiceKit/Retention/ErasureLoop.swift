public import AMQP
import Contracts
public import Postgres
import Threads
import Values

/// Deletes what retention lets go, in small steps with pauses between them, and tells the orchestrator when all of it is
/// gone. What was heard is a row first: a process that dies in between is carried on by its successor, or a sibling.
public struct ErasureLoop: Sendable {
    /// Deletes at most ``limit`` rows.
    ///
    /// - Returns: How many went, by kind; nothing when none is left.
    public typealias Step = @Sendable (Session, Erasure) throws -> [String: Int]

    /// How many rows go in one transaction.
    public static let limit = 1000

    private let identity: Identity
    private let database: Database
    private let publisher: Publisher
    private let logger: Logger
    private let step: Step

    public init(
        _ identity: Identity,
        database: Database,
        publisher: Publisher,
        logger: Logger,
        step: @escaping Step
    ) {
        self.identity = identity
        self.database = database
        self.publisher = publisher
        self.logger = logger
        self.step = step
    }

    /// Where a service hears of it: a queue of its own, so that nobody waits behind it.
    public static func binding(_ queue: String, _ event: String) -> Topology.Binding {
        .init(queue: queue, exchange: Exchanges.events, routingKey: "\(event).*")
    }

    /// Notes what events say. For ``BatchLoop/run(_:)``.
    public func handle(_ deliveries: [Delivery]) async throws {
        let erasures = deliveries.compactMap { delivery -> Erasure? in
            guard let document = try? JSONDocument(delivery.body, maximumDepth: Limits.depth),
                let envelope = try? Envelope(json: document.root), let organization = envelope.organization,
                let data = document.root["data"]
            else { return nil }
            return Erasure(type: envelope.type, organization: organization, data)
        }
        // What cannot be read is told again, and stands in the task as waiting.
        if erasures.count < deliveries.count { self.logger.warning("an event of retention cannot be read") }
        if erasures.isEmpty { return }
        try await self.database.transaction { session in
            for erasure in erasures { ErasureStore.note(session, erasure) }
        }
    }

    /// Runs until the task is cancelled.
    public func run() async {
        var pruned: ContinuousClock.Instant?
        while !Task.isCancelled {
            do {
                while try await self.erase() {}
                try await self.report()
                if pruned.map({ ContinuousClock.now - $0 > .seconds(3600) }) ?? true {
                    try await self.database.session { try ErasureStore.prune($0) }
                    pruned = .now
                }
            } catch {
                self.logger.debug("erasing is put off", [LogKeys.error: "\(error)"])
            }
            try? await Task.sleep(for: .seconds(1))
        }
    }

    /// One step of one erasure, and a pause four times as long: others need the database more.
    ///
    /// - Returns: Whether there was anything to do.
    private func erase() async throws -> Bool {
        try Task.checkCancellation()
        let start = ContinuousClock.now
        let step = self.step
        let isOpen = try await self.database.transaction { session in
            guard let (erasure, counts) = try ErasureStore.lockOpen(session) else { return false }
            let gone = try step(session, erasure)
            let isDone = gone.values.allSatisfy { $0 == 0 }
            ErasureStore.move(session, erasure, counts.merging(gone, uniquingKeysWith: +), isDone: isDone)
            return true
        }
        if isOpen { try await Task.sleep(for: max(.milliseconds(5), (ContinuousClock.now - start) * 4)) }
        return isOpen
    }

    /// Tells what is done. When it was told and that is not noted, it is told again, with the same key.
    private func report() async throws {
        let done = try await self.database.session { try ErasureStore.unreported($0) }
        if done.isEmpty { return }
        try await self.publisher.publish(try done.map { try self.message($0) })
        try await self.database.session { try ErasureStore.setReported($0, done) }
    }

    private func message(_ done: ErasureStore.Done) throws -> Message {
        let key = "retention/\(self.identity.service)/\(done.task)/\(done.step)"
        let report = RetentionReport(
            taskId: done.task,
            step: done.step,
            service: self.identity.service,
            counts: done.counts,
            idempotencyKey: key
        )
        let envelope = Envelope(
            id: "\(ID())",
            source: self.identity.source,
            type: RetentionReport.type,
            subject: "\(done.task)",
            time: .now(),
            organization: done.organization,
            idempotencyKey: key,
            data: try report.jsonBytes()
        )
        return Message(
            exchange: Exchanges.commands,
            routingKey: RoutingKeys.command(RetentionReport.name, done.organization),
            properties: MessageProperties(
                contentType: Envelope.contentType,
                messageID: envelope.id,
                type: envelope.type,
                appID: self.identity.service,
                userID: self.identity.user
            ),
            body: envelope.bytes,
            isMandatory: true
        )
    }
}
