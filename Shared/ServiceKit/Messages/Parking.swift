public import AMQP
public import Contracts
import FoundationEssentials
import Values

extension Delivery {
    /// The message as a dead letter.
    ///
    /// - Parameters:
    ///   - service: Who parks it.
    ///   - queue: Where it was read.
    public func deadLetter(by service: String, queue: String, _ problem: Problem) throws -> Message {
        let letter = DeadLetter(
            id: ID(),
            service: service,
            queue: queue,
            organization: RoutingKeys.organization(
                of: self.routingKey,
                on: self.exchange,
                sender: self.properties.userID
            ),
            code: problem.code,
            reason: problem.detail,
            at: .now(),
            exchange: self.exchange,
            routingKey: self.routingKey,
            contentType: self.properties.contentType,
            messageId: self.properties.messageID,
            correlationId: self.properties.correlationID,
            replyTo: self.properties.replyTo,
            type: self.properties.type,
            userId: self.properties.userID,
            headers: .object(self.properties.headers.mapValues { JSON($0) }),
            // More than can be requeued is kept only to be looked at.
            body: Data(self.body.prefix(self.body.count > Limits.body ? 65_536 : Limits.body)).base64EncodedString(),
            size: self.body.count
        )
        return Message(
            exchange: Exchanges.dead,
            routingKey: self.routingKey,
            properties: MessageProperties(
                contentType: "application/json",
                messageID: "\(letter.id)",
                type: DeadLetter.type,
                headers: [
                    MessageHeaders.parkedBy: .string(service),
                    MessageHeaders.parkedCode: .string(problem.code.rawValue),
                ]
            ),
            body: try letter.jsonBytes(),
            isMandatory: true
        )
    }
}

extension JSON {
    init(_ value: HeaderValue) {
        switch value {
        case .string(let text): self = .string(text)
        case .integer(let number): self = .integer(number)
        case .bool(let flag): self = .bool(flag)
        }
    }
}
