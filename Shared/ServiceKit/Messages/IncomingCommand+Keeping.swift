import AMQP
import Contracts
public import Values

extension IncomingCommand {
    /// The command as JSON, for one that cannot be carried out yet.
    public var kept: JSON {
        let properties = self.delivery.properties
        let members: [String: String?] = [
            "key": self.key, "routingKey": self.delivery.routingKey, "exchange": self.delivery.exchange,
            "body": String(decoding: self.delivery.body, as: UTF8.self), "contentType": properties.contentType,
            "messageId": properties.messageID, "correlationId": properties.correlationID,
            "replyTo": properties.replyTo, "type": properties.type, "userId": properties.userID,
            "traceparent": properties.headers[MessageHeaders.traceparent]?.string,
        ]
        return .object(members.compactMapValues { $0.map { .string($0) } })
    }

    /// Reads what ``kept`` has written.
    ///
    /// - Throws: ``Refused`` for what is no command.
    public init(kept: JSON) throws(Refused) {
        func text(_ name: String) -> String? { kept[name]?.string }
        let trace = text("traceparent").map { [MessageHeaders.traceparent: HeaderValue.string($0)] }
        let message = Message(
            exchange: text("exchange") ?? "",
            routingKey: text("routingKey") ?? "",
            properties: MessageProperties(
                contentType: text("contentType"),
                messageID: text("messageId"),
                correlationID: text("correlationId"),
                replyTo: text("replyTo"),
                type: text("type"),
                userID: text("userId"),
                headers: trace ?? [:]
            ),
            body: Array((text("body") ?? "").utf8)
        )
        try self.init(Delivery(kept: message))
    }
}
