import AMQP
import Contracts
import Crypto
import Curl
public import ServiceKit

/// The way out to people's mailboxes.
public struct MailerService: Program {
    public static let name = "mailer"
    public static let schema = 12
    public static let databaseSchema = "mailer"

    private let settings: MailSettings
    private let notifications: NotificationSettings

    public init(_ settings: inout SettingsReader) {
        self.settings = MailSettings(&settings)
        self.notifications = NotificationSettings(&settings)
    }

    private static let queues = [false, true].map {
        Queues.work(Workers.mail, service: MailerService.name, isScheduled: $0)
    }

    private static let topology = Topology(
        queues: [.init(Queues.mailerCommands), .init(Queues.mailerNotifications), .init(Queues.mailerErasures)]
            + queues.map { .init($0) },
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
            + ["subscribers.*.*", "lists.*.*", "mail.test.*", "notification.*.*", "journal.resend.*"].map {
                .init(queue: Queues.mailerCommands, exchange: Exchanges.commands, routingKey: $0)
            }
            + NotificationTopic.allCases.map {
                .init(queue: Queues.mailerNotifications, exchange: Exchanges.events, routingKey: "\($0.rawValue).#")
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
        let journals = (work: journal("w"), sending: journal("s"), commands: journal("c"), notifications: journal("n"))
        let all = [journals.work, journals.sending, journals.commands, journals.notifications]
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
        guard let keys = self.notifications.keys else { return }
        let renewed = try await RuleKeys(database: context.database, keys: keys).renew()
        if renewed > 0 { context.logger.info("secrets were sealed anew", [LogKeys.count: renewed]) }
        let notifier = try self.makeNotifier(context, dispatcher, journals.notifications, keys)
        let testTransport = try self.settings.makeTransport()
        let commands = CommandHandler(
            identity: context.identity,
            journal: journals.commands,
            publisher: publisher,
            resends: ResendHandler(keeper: keeper, identity: context.identity),
            composer: MailComposer(settings: self.settings),
            transport: testTransport,
            rules: RuleCommands(
                identity: context.identity,
                journal: journals.commands,
                publisher: publisher,
                keys: keys,
                hosts: self.notifications.hosts,
                changed: notifier.changed
            )
        )
        let events = NotificationHandler(
            identity: context.identity,
            database: context.database,
            publisher: publisher,
            changed: notifier.changed
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
                Subscription(.queue(Queues.mailerNotifications), prefetch: 200),
                Subscription(.queue(Queues.mailerErasures), prefetch: 20),
            ]
        let consumer = context.makeConsumer(MailerService.topology, subscriptions)
        func loop(_ index: Int, _ queue: String, maximum: Int = 10, _ handler: @escaping BatchLoop.Handler) -> Part {
            let loop = BatchLoop(
                context.identity,
                queue: queue,
                subscription: subscriptions[index],
                maximum: maximum,
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
                loop(3, "mailer.control", control.handle), Part("sending") { try await dispatcher.run() },
                loop(4, Queues.mailerNotifications, maximum: 100, events.handle),
                loop(5, Queues.mailerErasures, erasures.handle),
                Part("notifying") { try await notifier.run() },
            ],
            beside: all.map { journal in Part("journal") { await journal.run() } } + [
                Part("journal keeper") { await keeper.run() },
                Part("erasing") { await erasures.run() },
                Part("keeping") { await dispatcher.keep() }, Part("keeping notifications") { await notifier.keep() },
                context.follow("publishing", publisher.events),
                context.follow("consuming", consumer.events),
            ],
            stop: {
                for subscription in subscriptions { subscription.stop() }
                dispatcher.stop()
                notifier.stop()
            }
        )
        await testTransport.close()
        await dispatcher.farewell()
        for journal in all { await journal.drain(within: .seconds(5)) }
        await consumer.close()
        await publisher.close()
    }

    private func makeNotifier(
        _ context: Context,
        _ dispatcher: Dispatcher,
        _ journal: Journal,
        _ keys: OpeningKeys
    ) throws -> Notifier {
        Notifier(
            identity: context.identity,
            owner: dispatcher.owner,
            database: context.database,
            journal: journal,
            sender: NotificationSender(
                settings: self.notifications,
                keys: keys,
                from: self.settings.from,
                clients: try OutboundClients()
            ),
            // Few, and people wait for them: mailings have connections of their own.
            transports: try (0..<2).map { _ in try self.settings.makeTransport() },
            rate: dispatcher.rate,
            logger: context.logger,
            metrics: NotificationMetrics(context.metrics)
        )
    }
}
