import AMQP
import Contracts
import Crypto
import Curl
import Postgres
public import ServiceKit
import Threads
import Values

/// The way out to models and data sources.
public struct GatewayService: Program {
    public static let name = "ai-gateway"
    public static let schema = 12
    public static let databaseSchema = "gateway"

    private let routes: ModelRoutes?
    /// Batches at a time, for each queue of a worker.
    private let concurrency: [String: Int]
    private let secretKeys: OpeningKeys?
    /// Hosts beside the public ones that sources may be on.
    private let sourceHosts: Set<String>

    public init(_ settings: inout SettingsReader) {
        self.routes = GatewayService.routes(&settings)
        self.concurrency = [
            // A run has one batch under way, and waits minutes for an article; what is held meanwhile is little.
            Workers.text: settings.integer("STAGECOACH_CONCURRENCY", default: 16, in: 1...256),
            // Each may hold some 40 MiB while it comes.
            Workers.image: settings.integer("STAGECOACH_IMAGE_CONCURRENCY", default: 4, in: 1...64),
            // Each may hold the answers of 20 sources while they come, 5 MiB each.
            Workers.source: settings.integer("STAGECOACH_SOURCE_CONCURRENCY", default: 4, in: 1...64),
        ]
        self.sourceHosts = settings.hosts("STAGECOACH_SOURCE_HOSTS")
        self.secretKeys = settings.openingKeys()
    }

    private static func routes(_ settings: inout SettingsReader) -> ModelRoutes? {
        var providers: [any Provider] = [OfflineProvider()]
        let known = settings.mistakes.count
        let openAI = OpenAISettings(&settings)
        // Routes to what could not be read would only be called wrong as well.
        if settings.mistakes.count > known { return nil }
        do throws(HTTPClientError) {
            if let openAI { providers.append(try OpenAIProvider(openAI)) }
        } catch {
            settings.reject("STAGECOACH_OPENAI_URL", "cannot be used: \(error)")
        }
        let standard = openAI?.routes ?? "default=offline/composer"
        do throws(ModelRoutes.Mistakes) {
            return try ModelRoutes(settings.text("STAGECOACH_MODEL_ROUTES", default: standard), providers)
        } catch {
            for message in error.messages { settings.reject("STAGECOACH_MODEL_ROUTES", message) }
            return nil
        }
    }

    private static let echoQueue = Queues.work(Workers.echo, service: name, isScheduled: false)

    /// A queue of work for models.
    private struct WorkQueue {
        let worker: String
        let name: String
        let routingKey: String

        init(_ worker: String, isScheduled: Bool) {
            self.worker = worker
            self.name = Queues.work(worker, service: GatewayService.name, isScheduled: isScheduled)
            self.routingKey = RoutingKeys.work(worker, isScheduled: isScheduled)
        }
    }

    private static let workers = [Workers.text, Workers.image, Workers.source]
    private static let workQueues = workers.flatMap { worker in
        [false, true].map { WorkQueue(worker, isScheduled: $0) }
    }

    private static let topology = Topology(
        queues: [.init(Queues.gatewayCommands), .init(Queues.gatewayErasures), .init(echoQueue)]
            + workQueues.map { .init($0.name) },
        bindings: [false, true].map {
            .init(
                queue: echoQueue,
                exchange: Exchanges.work,
                routingKey: RoutingKeys.work(Workers.echo, isScheduled: $0)
            )
        }
            + workQueues.map { .init(queue: $0.name, exchange: Exchanges.work, routingKey: $0.routingKey) }
            + ["content.preview.*", "secret.*.*", "journal.resend.*"].map {
                .init(queue: Queues.gatewayCommands, exchange: Exchanges.commands, routingKey: $0)
            }
            + [ErasureLoop.binding(Queues.gatewayErasures, "run.erased")]
    )

    public func run(_ context: Context) async throws {
        guard let routes = self.routes, let secretKeys = self.secretKeys else { return }
        let publisher = context.makePublisher()
        func makeJournal(_ lane: String) -> Journal {
            Journal(
                context.identity,
                lane: lane,
                database: context.database,
                publisher: publisher,
                logger: context.logger
            )
        }
        let (journal, secretJournal) = (makeJournal("work"), makeJournal("secrets"))
        let keeper = JournalKeeper(
            context.identity,
            journals: [journal, secretJournal],
            database: context.database,
            publisher: publisher,
            logger: context.logger,
            metrics: context.metrics
        )
        let vault = SecretVault(database: context.database, keys: secretKeys)
        let clients = try OutboundClients()
        let worker = BatchWorker(
            identity: context.identity,
            owner: ID(),
            database: context.database,
            journal: journal,
            publisher: publisher,
            routes: routes,
            collector: SourceCollector(
                vault: vault,
                http: HTTPSource(clients: clients, hosts: self.sourceHosts),
                sql: SQLSource(hosts: self.sourceHosts)
            ),
            logger: context.logger,
            metrics: GatewayMetrics(context.metrics)
        )
        let resealed = try await vault.prepare()
        if resealed > 0 { context.logger.info("secrets were sealed anew", [LogKeys.count: resealed]) }
        let listed = routes.listed
        try await context.database.transaction { try ArtifactStore.listModels($0, listed) }

        let works = GatewayService.workQueues.map { queue in
            let concurrency = UInt16(self.concurrency[queue.worker] ?? 1)
            return (queue: queue.name, subscription: Subscription(.queue(queue.name), prefetch: concurrency))
        }
        let loops = works.map { WorkLoop(queue: $0.queue, subscription: $0.subscription, worker: worker) }
        let echo = Subscription(.queue(GatewayService.echoQueue), prefetch: 1024)
        let commands = Subscription(.queue(Queues.gatewayCommands), prefetch: 20)
        let erasable = Subscription(.queue(Queues.gatewayErasures), prefetch: 20)
        let erasures = ErasureLoop(
            context.identity,
            database: context.database,
            publisher: publisher,
            logger: context.logger,
            step: CallErasure.step
        )
        let control = Subscription(
            .exclusive(
                prefix: "ai-gateway.control.",
                bindings: GatewayService.workers.map {
                    .init(exchange: Exchanges.work, routingKey: RoutingKeys.control($0))
                }
            ),
            prefetch: 100
        )
        let subscriptions = works.map(\.subscription) + [echo, commands, erasable, control]
        let consumer = context.makeConsumer(GatewayService.topology, subscriptions)

        let echoLoop = EchoLoop(
            context.identity,
            queue: GatewayService.echoQueue,
            subscription: echo,
            publisher: publisher,
            logger: context.logger
        )
        let commandHandler = CommandHandler(
            identity: context.identity,
            publisher: publisher,
            resends: ResendHandler(keeper: keeper, identity: context.identity),
            routes: routes,
            secrets: SecretHandler(
                identity: context.identity,
                journal: secretJournal,
                publisher: publisher,
                vault: vault
            )
        )
        let controlHandler = ControlHandler(loops: loops)
        func batches(_ queue: String, _ subscription: Subscription, _ handler: @escaping BatchLoop.Handler) -> Part {
            let loop = BatchLoop(
                context.identity,
                queue: queue,
                subscription: subscription,
                maximum: 20,
                publisher: publisher,
                logger: context.logger,
                metrics: context.metrics
            )
            return Part(queue) { try await loop.run(handler) }
        }
        try await context.serve(
            loops: zip(works, loops).map { work, loop in Part(work.queue) { try await loop.run() } }
                + [
                    Part(GatewayService.echoQueue) { try await echoLoop.run() },
                    batches(Queues.gatewayCommands, commands, commandHandler.handle),
                    batches("ai-gateway.control", control, controlHandler.handle),
                    batches(Queues.gatewayErasures, erasable, erasures.handle),
                ],
            beside: [
                Part("journal") { await journal.run() }, Part("journal") { await secretJournal.run() },
                Part("journal keeper") { await keeper.run() },
                Part("erasing") { await erasures.run() },
                Part("leases") { await GatewayService.renew(worker) },
                context.follow("publishing", publisher.events), context.follow("consuming", consumer.events),
            ],
            stop: { for subscription in subscriptions { subscription.stop() } }
        )
        for journal in [journal, secretJournal] { await journal.drain(within: .seconds(5)) }
        await consumer.close()
        await publisher.close()
        await clients.close()
    }

    private static func renew(_ worker: BatchWorker) async {
        while !Task.isCancelled {
            do {
                try await worker.database.session { try CallStore.renew($0, owner: worker.owner) }
            } catch {
                worker.logger.debug("leases are renewed later", [LogKeys.error: "\(error)"])
            }
            try? await Task.sleep(for: .seconds(5))
        }
    }
}
