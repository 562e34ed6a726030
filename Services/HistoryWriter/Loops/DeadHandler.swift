import AMQP
import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import Values

/// Stores what was parked: by our services as a document, by the broker as the message itself.
struct DeadHandler: Sendable {
    let database: Database
    let publisher: Publisher
    let logger: Logger
    let letters: Counter

    func handle(_ deliveries: [Delivery]) async throws {
        var letters: [DeadLetterStore.Letter] = []
        for delivery in deliveries {
            if delivery.properties.type == DeadLetter.type, let letter = DeadHandler.parked(delivery) {
                letters.append(letter)
            } else {
                letters.append(DeadHandler.raw(delivery))
                try await self.answerUnroutable(delivery)
            }
        }
        let all = letters
        try await self.database.transaction { DeadLetterStore.insert($0, all) }
        self.letters.add(letters.count)
        for letter in letters {
            self.logger.warning(
                "a message was parked",
                [
                    LogKeys.queue: letter.queue, "code": letter.code, "reason": letter.reason,
                    LogKeys.organization: letter.organization,
                ]
            )
        }
    }

    private static func parked(_ delivery: Delivery) -> DeadLetterStore.Letter? {
        guard let document = try? JSONDocument(delivery.body, maximumDepth: Limits.depth),
            let letter = try? DeadLetter(json: document.root), let body = Data(base64Encoded: letter.body)
        else { return nil }
        var properties: [String: JSON] = ["headers": letter.headers]
        properties["contentType"] = letter.contentType.map { .string($0) }
        properties["messageId"] = letter.messageId.map { .string($0) }
        properties["correlationId"] = letter.correlationId.map { .string($0) }
        properties["replyTo"] = letter.replyTo.map { .string($0) }
        properties["type"] = letter.type.map { .string($0) }
        properties["userId"] = letter.userId.map { .string($0) }
        return DeadLetterStore.Letter(
            id: letter.id,
            organization: letter.organization?.text ?? OrganizationID.system.text,
            service: letter.service,
            queue: letter.queue,
            code: letter.code.rawValue,
            reason: letter.reason,
            exchange: letter.exchange,
            routingKey: letter.routingKey,
            properties: .object(properties),
            body: Array(body),
            size: letter.size,
            at: letter.at
        )
    }

    /// What the broker put here: commands that no queue takes, and messages that came back too often.
    private static func raw(_ delivery: Delivery) -> DeadLetterStore.Letter {
        let headers = delivery.properties.headers
        let death = headers["x-first-death-reason"]?.string
        let exchange = headers["x-first-death-exchange"]?.string ?? delivery.exchange
        var properties: [String: JSON] = [
            "headers": .object(headers.compactMapValues { $0.string.map { .string($0) } })
        ]
        properties["contentType"] = delivery.properties.contentType.map { .string($0) }
        properties["messageId"] = delivery.properties.messageID.map { .string($0) }
        properties["correlationId"] = delivery.properties.correlationID.map { .string($0) }
        properties["replyTo"] = delivery.properties.replyTo.map { .string($0) }
        properties["type"] = delivery.properties.type.map { .string($0) }
        properties["userId"] = delivery.properties.userID.map { .string($0) }
        return DeadLetterStore.Letter(
            id: ID(),
            organization: RoutingKeys.organization(
                of: delivery.routingKey,
                on: exchange,
                sender: delivery.properties.userID
            )?.text ?? OrganizationID.system.text,
            service: "broker",
            queue: headers["x-first-death-queue"]?.string ?? "",
            code: (death == nil ? ProblemCode.unsupportedType : .internalError).rawValue,
            reason: death.map { "given up by the broker: \($0)" } ?? "no service takes messages with this routing key",
            exchange: exchange,
            routingKey: delivery.routingKey,
            properties: .object(properties),
            body: Array(delivery.body.prefix(Limits.body)),
            size: delivery.body.count,
            at: .now()
        )
    }

    /// Nobody else sees such a command, so its sender is told from here.
    private func answerUnroutable(_ delivery: Delivery) async throws {
        guard delivery.exchange == Exchanges.commands else { return }
        let refusal: IncomingCommand.Refused
        do throws(IncomingCommand.Refused) {
            let command = try IncomingCommand(delivery)
            refusal = command.refused(Problem(.unsupportedType, "There is no command \(command.name)"))
        } catch {
            refusal = error
        }
        if let reply = refusal.reply { try await self.publisher.publish([try reply.message(refusal.problem)]) }
    }
}
