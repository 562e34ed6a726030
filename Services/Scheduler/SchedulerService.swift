import AMQP
import Contracts
public import ServiceKit
import Threads

/// Decides when: schedules, planned times, the tick. Any number of schedulers may run.
public struct SchedulerService: Program {
    public static let name = "scheduler"
    public static let schema = 13
    public static let databaseSchema = "scheduler"
    public static let plansEachTime = true

    public init(_ settings: inout SettingsReader) {}

    private static let topology = Topology(
        queues: [
            .init(Queues.schedulerJobs), .init(Queues.schedulerReplies), .init(Queues.schedulerCommands),
            .init(Queues.schedulerErasures),
        ],
        bindings: [
            .init(queue: Queues.schedulerJobs, exchange: Exchanges.events, routingKey: "job.#"),
            .init(queue: Queues.schedulerJobs, exchange: Exchanges.events, routingKey: "organization.#"),
            .init(queue: Queues.schedulerCommands, exchange: Exchanges.commands, routingKey: "journal.resend.*"),
            .init(queue: Queues.schedulerCommands, exchange: Exchanges.commands, routingKey: "schedule.*.*"),
            ErasureLoop.binding(Queues.schedulerErasures, "retention.started"),
        ]
    )

    public func run(_ context: Context) async throws {
        let publisher = context.makePublisher()
        func journal(_ lane: String) -> Journal {
            Journal(
                context.identity,
                lane: lane,
                database: context.database,
                publisher: publisher,
                logger: context.logger
            )
        }
        let journals = (ticks: journal("t"), replies: journal("r"), jobs: journal("j"))
        let all = [journals.ticks, journals.replies, journals.jobs]
        let keeper = JournalKeeper(
            context.identity,
            journals: all,
            database: context.database,
            publisher: publisher,
            logger: context.logger,
            metrics: context.metrics
        )
        let messages = SchedulerMessages(source: context.identity.source)
        let changed = Signal()
        let firing = Firing(
            reader: ScheduleReader(),
            messages: messages,
            logger: context.logger,
            metrics: ScheduleMetrics(context.metrics)
        )
        let jobs = JobHandler(
            journal: journals.jobs,
            database: context.database,
            firing: firing,
            logger: context.logger,
            changed: changed
        )
        let ticks = TickLoop(
            journal: journals.ticks,
            database: context.database,
            firing: firing,
            logger: context.logger,
            changed: changed
        )
        let replies = ReplyHandler(journal: journals.replies, logger: context.logger, firing: firing)
        let commands = CommandHandler(
            identity: context.identity,
            journal: journals.jobs,
            publisher: publisher,
            resends: ResendHandler(keeper: keeper, identity: context.identity),
            firing: firing
        )
        let erasures = ErasureLoop(
            context.identity,
            database: context.database,
            publisher: publisher,
            logger: context.logger,
            step: OccurrenceErasure.step
        )
        let subscriptions = [
            Queues.schedulerJobs, Queues.schedulerReplies, Queues.schedulerCommands, Queues.schedulerErasures,
        ].map { queue in
            Subscription(.queue(queue), prefetch: 500)
        }
        let consumer = context.makeConsumer(SchedulerService.topology, subscriptions)
        func loop(_ index: Int, _ queue: String, _ handler: @escaping BatchLoop.Handler) -> Part {
            let loop = BatchLoop(
                context.identity,
                queue: queue,
                subscription: subscriptions[index],
                maximum: 250,
                publisher: publisher,
                logger: context.logger,
                metrics: context.metrics
            )
            return Part(queue) { try await loop.run(handler) }
        }
        try await context.serve(
            loops: [
                loop(0, Queues.schedulerJobs, jobs.handle),
                loop(1, Queues.schedulerReplies, replies.handle),
                loop(2, Queues.schedulerCommands, commands.handle),
                loop(3, Queues.schedulerErasures, erasures.handle),
            ],
            beside: all.map { journal in Part("journal") { await journal.run() } } + [
                Part("journal keeper") { await keeper.run() },
                Part("erasing") { await erasures.run() },
                Part("ticks") { await ticks.run() },
                Part("comparison") { await self.compareEachHour(jobs) },
                context.follow("publishing", publisher.events),
                context.follow("consuming", consumer.events) { created in
                    if created.contains(Queues.schedulerJobs) { await jobs.reconcile() }
                },
            ],
            stop: { for subscription in subscriptions { subscription.stop() } }
        )
        for journal in all { await journal.drain(within: .seconds(5)) }
        await consumer.close()
        await publisher.close()
    }

    private func compareEachHour(_ jobs: JobHandler) async {
        while !Task.isCancelled {
            await jobs.reconcile()
            try? await Task.sleep(for: .seconds(3600))
        }
    }
}
