import AMQP
import Contracts
public import ServiceKit

/// The way out to people's mailboxes.
public struct MailerService: Program {
    public static let name = "mailer"
    public static let schema = 12
    public static let databaseSchema = "mailer"

    private let settings: MailSettings

    public init(_ settings: inout SettingsReader) { self.settings = MailSettings(&settings) }

    private static let queues = [false, true].map {
        Queues.work(Workers.mail, service: MailerService.name, isScheduled: $0)
    }

    private static let topology = Topology(
        queues: [.init(Queues.mailerCommands), .init(Queues.mailerErasures)] + queues.map { .init($0) },
        bindings: [
            .init(
                queue: queues[0],
                exchange: Exchanges.work,
                routingKey: RoutingKeys.work(Workers.mail, isScheduled: false)
            ),
            .init(
                queue: queues[1],
                exchange: Exchanges.work,
                routingKey: RoutingKeys.work(Workers.mail, isScheduled: true)
            ),
        ]
            + ["subscribers.*.*", "lists.*.*", "mail.test.*", "journal.resend.*"].map {
                .init(queue: Queues.mailerCommands, exchange: Exchanges.commands, routingKey: $0)
            }
            + ["retention.started", "run.erased"].map { ErasureLoop.binding(Queues.mailerErasures, $0) }
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
        let journals = (work: journal("w"), sending: journal("s"), commands: journal("c"))
        let all = [journals.work, journals.sending, journals.commands]
        let keeper = JournalKeeper(
            context.identity,
            journals: all,
            database: context.database,
            publisher: publisher,
            logger: context.logger,
            metrics: context.metrics
        )
        let dispatcher = try Dispatcher(
            self.settings,
            identity: context.identity,
            database: context.database,
            journal: journals.sending,
            publisher: publisher,
            logger: context.logger,
            metrics: MailMetrics(context.metrics)
        )
        let testTransport = try self.settings.makeTransport()
        let commands = CommandHandler(
            identity: context.identity,
            journal: journals.commands,
            publisher: publisher,
            resends: ResendHandler(keeper: keeper, identity: context.identity),
            composer: MailComposer(settings: self.settings),
            transport: testTransport
        )
        let control = ControlHandler(database: context.database, dispatcher: dispatcher)
        let erasures = ErasureLoop(
            context.identity,
            database: context.database,
            publisher: publisher,
            logger: context.logger,
            step: MailErasure.step
        )
        let subscriptions =
            MailerService.queues.map { Subscription(.queue($0), prefetch: 20) }
            + [
                Subscription(.queue(Queues.mailerCommands), prefetch: 20),
                Subscription(
                    .exclusive(
                        prefix: "mailer.control.",
                        bindings: [.init(exchange: Exchanges.work, routingKey: RoutingKeys.control(Workers.mail))]
                    ),
                    prefetch: 100
                ),
                Subscription(.queue(Queues.mailerErasures), prefetch: 20),
            ]
        let consumer = context.makeConsumer(MailerService.topology, subscriptions)
        func loop(_ index: Int, _ queue: String, _ handler: @escaping BatchLoop.Handler) -> Part {
            let loop = BatchLoop(
                context.identity,
                queue: queue,
                subscription: subscriptions[index],
                maximum: 10,
                publisher: publisher,
                logger: context.logger,
                metrics: context.metrics
            )
            return Part(queue) { try await loop.run(handler) }
        }
        func work(_ index: Int) -> Part {
            let handler = WorkHandler(
                identity: context.identity,
                queue: MailerService.queues[index],
                journal: journals.work,
                publisher: publisher,
                dispatcher: dispatcher
            )
            return loop(index, MailerService.queues[index], handler.handle)
        }
        try await context.serve(
            loops: [
                work(0), work(1), loop(2, Queues.mailerCommands, commands.handle),
                loop(3, "mailer.control", control.handle),
                loop(4, Queues.mailerErasures, erasures.handle), Part("sending") { try await dispatcher.run() },
            ],
            beside: all.map { journal in Part("journal") { await journal.run() } } + [
                Part("journal keeper") { await keeper.run() },
                Part("erasing") { await erasures.run() },
                Part("keeping") { await dispatcher.keep() },
                context.follow("publishing", publisher.events),
                context.follow("consuming", consumer.events),
            ],
            stop: {
                for subscription in subscriptions { subscription.stop() }
                dispatcher.stop()
            }
        )
        await testTransport.close()
        await dispatcher.farewell()
        for journal in all { await journal.drain(within: .seconds(5)) }
        await consumer.close()
        await publisher.close()
    }
}
