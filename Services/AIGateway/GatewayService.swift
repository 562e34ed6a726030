import AMQP
import Contracts
public import ServiceKit

/// The way out to models and data sources.
public struct GatewayService: Program {
    public static let name = "ai-gateway"
    public static let schema = 1
    public static let databaseSchema = "gateway"

    public init(_ settings: inout SettingsReader) {}

    public func run(_ context: Context) async throws {
        let publisher = context.makePublisher()
        let queue = Queues.work(Workers.echo, service: GatewayService.name, isScheduled: false)
        let echo = Subscription(.queue(queue), prefetch: 1024)
        let consumer = context.makeConsumer(
            Topology(
                queues: [.init(queue)],
                bindings: [.init(queue: queue, exchange: Exchanges.work, routingKey: Workers.echo)]
            ),
            [echo]
        )
        let loop = EchoLoop(
            context.identity,
            queue: queue,
            subscription: echo,
            publisher: publisher,
            logger: context.logger
        )
        try await context.serve(
            loops: [Part(queue) { try await loop.run() }],
            beside: [
                context.follow("publishing", publisher.events),
                context.follow("consuming", consumer.events),
            ],
            stop: { echo.stop() }
        )
        await consumer.close()
        await publisher.close()
    }
}
