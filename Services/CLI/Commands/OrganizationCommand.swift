import AMQP
import Contracts
import Threads
import Values

/// `stagecoach organization <id> <name> <timezone>`: creates an organization, or changes it. A command of the operator,
/// whose broker URL is in `STAGECOACH_AMQP`.
enum OrganizationCommand {
    struct NoAnswer: Error, CustomStringConvertible {
        let description = "no answer within 20 s; is the orchestrator running?"
    }

    static func run(_ arguments: [String], _ environment: [String: String]) async throws {
        guard arguments.count == 3, let id = OrganizationID(arguments[0]) else {
            throw UsageError("usage: stagecoach organization <id> <name> <timezone>")
        }
        guard let endpoint = environment["STAGECOACH_AMQP"].flatMap({ Endpoint($0) }) else {
            throw UsageError("STAGECOACH_AMQP is not the broker's URL, with the operator's name and password")
        }
        let command = OrganizationDefine(organization: id, name: arguments[1], timezone: arguments[2])
        let publisher = Publisher(endpoint, Publisher.Settings(name: "stagecoach organization"))
        let replies = Subscription(.exclusive(prefix: "reply.cli.", bindings: []), prefetch: 10)
        let consumer = Consumer(
            endpoint,
            topology: Topology(),
            subscriptions: [replies],
            Consumer.Settings(name: "stagecoach organization")
        )
        defer { replies.stop() }
        let reply = try await self.exchange(command, id, endpoint.user, publisher, replies, consumer)
        await consumer.close()
        await publisher.close()
        if reply.properties.contentType == "application/problem+json" {
            throw try Problem(json: JSONDocument(reply.body).root)
        }
        Output.line("organization \(id) is there")
    }

    private static func exchange(
        _ command: OrganizationDefine,
        _ organization: OrganizationID,
        _ user: String,
        _ publisher: Publisher,
        _ replies: Subscription,
        _ consumer: Consumer
    ) async throws -> Delivery {
        let body = try command.jsonBytes()
        return try await withThrowingTaskGroup(of: Delivery?.self) { group in
            group.addTask {
                for await event in consumer.events { if case .connected = event { break } }
                for await event in publisher.events { if case .connected = event { break } }
                guard let queue = replies.queue else { throw NoAnswer() }
                try await publisher.publish([
                    Message(
                        exchange: Exchanges.commands,
                        routingKey: RoutingKeys.command(OrganizationDefine.name, organization),
                        properties: MessageProperties(
                            contentType: "application/json",
                            messageID: "\(ID())",
                            replyTo: queue,
                            type: OrganizationDefine.type,
                            userID: user
                        ),
                        body: body,
                        isMandatory: true
                    )
                ])
                return try await replies.nextBatch(max: 1).first
            }
            group.addTask {
                try await Task.sleep(for: .seconds(20))
                return nil
            }
            defer { group.cancelAll() }
            guard let delivery = try await group.next() ?? nil else { throw NoAnswer() }
            return delivery
        }
    }
}
