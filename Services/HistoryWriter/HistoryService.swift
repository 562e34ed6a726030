import AMQP
import Contracts
import Postgres
public import ServiceKit
import Threads
import Values

/// Keeps what happened: events, runs, stages, dead letters.
public struct HistoryService: Program {
    public static let name = "history-writer"
    public static let schema = 15
    public static let databaseSchema = "history"

    private let batch: Int

    public init(_ settings: inout SettingsReader) {
        self.batch = settings.integer("STAGECOACH_BATCH", default: 64, in: 1...1000)
    }

    private static let topology = Topology(
        queues: [
            // One copy of the service writes, the others stand by: events of a run stay in their order.
            .init(Queues.historyJournal, isSingleActive: true), .init(Queues.historyCommands),
            .init(Queues.historyDead),
        ],
        bindings: [
            .init(queue: Queues.historyJournal, exchange: Exchanges.journal, routingKey: RoutingKeys.journal),
            .init(queue: Queues.historyCommands, exchange: Exchanges.commands, routingKey: "service.beat.*"),
            .init(queue: Queues.historyCommands, exchange: Exchanges.commands, routingKey: "dead.*.*"),
            .init(queue: Queues.historyDead, exchange: Exchanges.dead, routingKey: ""),
        ]
    )

    public func run(_ context: Context) async throws {
        try await self.ensureMonths(context)
        let publisher = context.makePublisher()
        let journal = Subscription(.queue(Queues.historyJournal), prefetch: UInt16(self.batch * 3))
        let commands = Subscription(.queue(Queues.historyCommands), prefetch: 100)
        let dead = Subscription(.queue(Queues.historyDead), prefetch: 100)
        let all = [journal, commands, dead]
        let consumer = context.makeConsumer(HistoryService.topology, all)
        func loop(_ queue: String, _ subscription: Subscription, _ handler: @escaping BatchLoop.Handler) -> Part {
            let loop = BatchLoop(
                context.identity,
                queue: queue,
                subscription: subscription,
                maximum: self.batch,
                publisher: publisher,
                logger: context.logger,
                metrics: context.metrics
            )
            return Part(queue) { try await loop.run(handler) }
        }
        let journalHandler = JournalHandler(
            identity: context.identity,
            database: context.database,
            publisher: publisher,
            stored: context.metrics.counter("stagecoach_history_entries_total", "Journal entries stored"),
            repeated: context.metrics.counter(
                "stagecoach_history_repeated_total",
                "Journal entries that came again and were passed over"
            )
        )
        let commandHandler = CommandHandler(
            identity: context.identity,
            database: context.database,
            publisher: publisher
        )
        let deadHandler = DeadHandler(
            database: context.database,
            publisher: publisher,
            logger: context.logger,
            letters: context.metrics.counter(
                "stagecoach_dead_letters_total",
                "Messages of all services that were parked"
            )
        )
        let gaps = GapLoop(
            identity: context.identity,
            database: context.database,
            publisher: publisher,
            logger: context.logger,
            open: context.metrics.gauge("stagecoach_history_gaps", "Ranges of journal entries that are missing")
        )
        let erasures = ErasureLoop(
            context.identity,
            database: context.database,
            publisher: publisher,
            logger: context.logger,
            step: HistoryErasure.step
        )
        try await context.serve(
            loops: [
                loop(Queues.historyJournal, journal, journalHandler.handle),
                loop(Queues.historyCommands, commands, commandHandler.handle),
                loop(Queues.historyDead, dead, deadHandler.handle),
            ],
            beside: [
                Part("gaps") { await gaps.run() },
                Part("erasing") { await erasures.run() },
                Part("months") { try await self.keepMonths(context) },
                Part("beat") { try await self.beat(context) },
                context.follow("publishing", publisher.events),
                context.follow("consuming", consumer.events),
            ],
            stop: { for subscription in all { subscription.stop() } }
        )
        await consumer.close()
        await publisher.close()
    }

    /// Notes its own life where that of the others is noted.
    private func beat(_ context: Context) async throws {
        let identity = context.identity
        while true {
            let beat = ServiceBeat(service: identity.service, instance: identity.instance, at: .now(), journals: [])
            do {
                try await context.database.session { JournalGaps.note($0, [beat]) }
            } catch {
                context.logger.debug("a beat was left out", [LogKeys.error: "\(error)"])
            }
            try await Task.sleep(for: .seconds(10))
        }
    }

    private func keepMonths(_ context: Context) async throws {
        while true {
            do {
                try await context.database.session { try HistoryErasure.tidy($0) }
            } catch {
                context.logger.debug("old months are looked at later", [LogKeys.error: "\(error)"])
            }
            try await Task.sleep(for: .seconds(6 * 3600))
            try await self.ensureMonths(context)
        }
    }

    /// Makes the partitions of the coming months. Without them events would go into the one for other times.
    private func ensureMonths(_ context: Context) async throws {
        var backoff = Backoff(base: .milliseconds(200), limit: .seconds(5))
        while !context.shutdown.isRequested {
            do {
                return try await context.database.transaction { try HistoryStore.ensureMonths($0) }
            } catch let error as PostgresError where error.isOutage {
                try await Task.sleep(for: backoff.next())
            }
        }
    }
}
