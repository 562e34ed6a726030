import AMQP
import Contracts
import HTTP
import Postgres
public import ServiceKit
import Threads

/// The face: HTTP, live events, and the dashboard.
public struct APIService: Program {
    public static let name = "api"
    public static let schema = 15
    public static let databaseSchema = "api"

    private let settings: APISettings

    public init(_ settings: inout SettingsReader) { self.settings = APISettings(&settings) }

    public func run(_ context: Context) async throws {
        let publisher = context.makePublisher()
        let journal = Journal(
            context.identity,
            lane: "api",
            database: context.database,
            publisher: publisher,
            logger: context.logger
        )
        let keeper = JournalKeeper(
            context.identity,
            journals: [journal],
            database: context.database,
            publisher: publisher,
            logger: context.logger,
            metrics: context.metrics
        )
        let replies = Subscription(
            .exclusive(
                prefix: "reply.api.",
                bindings: [.init(exchange: Exchanges.commands, routingKey: "journal.resend.*")]
            ),
            prefetch: 500
        )
        let consumer = context.makeConsumer(Topology(), [replies])
        let bus = CommandBus(
            context.identity,
            publisher: publisher,
            replies: replies,
            resends: ResendHandler(keeper: keeper, identity: context.identity),
            logger: context.logger
        )
        let keys = APIKeys(context.database)
        try await keys.ensure(self.settings.firstKeys)
        let tail = EventTail(context.database, logger: context.logger)
        let backend = Backend(
            database: context.database,
            bus: bus,
            journal: journal,
            events: tail,
            links: self.settings.links,
            keys: keys,
            sessions: Sessions(database: context.database, settings: self.settings.sessions),
            passwords: Passwords(),
            logins: Lock(LoginGuard()),
            triggerKeys: self.settings.triggerKeys,
            queues: QueueWatch(context.endpoint),
            logger: context.logger
        )
        try await backend.passwords.prepare()
        let gauges = SystemGauges(context.metrics, backend.queues, context.database, context.logger)
        let server = try self.serve(context, backend)
        let loops = [Part("replies") { try await bus.run() }]
        try await context.serve(
            loops: loops,
            beside: [
                Part("journal") { await journal.run() }, Part("journal keeper") { await keeper.run() },
                Part("events") { await tail.run() }, Part("gauges") { await gauges.run() },
                Part("idempotency keys") { await Idempotency.prune(context.database, context.logger) },
                context.follow("publishing", publisher.events), context.follow("consuming", consumer.events),
            ],
            stop: {
                // Requests in progress need their replies, so the replies end last.
                Task {
                    tail.stop()
                    await server.drain(within: .seconds(20))
                    replies.stop()
                }
            }
        )
        await journal.drain(within: .seconds(5))
        await consumer.close()
        await publisher.close()
    }

    private func serve(_ context: Context, _ backend: Backend) throws -> Server {
        let pages = try Pages(folder: self.settings.dashboard)
        let gate = Gate(
            keys: backend.keys,
            sessions: backend.sessions,
            database: context.database,
            logger: context.logger
        )
        let router = APIRouter.make(context, backend, gate, pages)
        let server = try Server.start(
            router,
            address: self.settings.address,
            port: UInt16(self.settings.port),
            configuration: APIRouter.configuration(context)
        )
        context.logger.info("serving", ["address": server.address, "port": Int(server.port)])
        return server
    }
}
