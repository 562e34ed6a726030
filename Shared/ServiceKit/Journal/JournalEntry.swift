public import AMQP
public import Contracts
import Values

/// What a transaction wants to say to others once it is committed.
public struct JournalEntry: Sendable {
    struct Event: Sendable {
        var id: String
        var type: String
        var routingKey: String
        var isPublic: Bool
        var traceparent: String?
        var bytes: [UInt8]
    }

    private(set) var events: [Event] = []
    private(set) var messages: [Message] = []

    public init() {}

    public var isEmpty: Bool { self.events.isEmpty && self.messages.isEmpty }

    /// Adds an event for the history and, if it is public, for anyone.
    ///
    /// - Parameter routingKey: On ``Exchanges/events``.
    public mutating func emit(_ envelope: Envelope, routingKey: String, isPublic: Bool = true) {
        self.events.append(
            Event(
                id: envelope.id,
                type: envelope.type,
                routingKey: routingKey,
                isPublic: isPublic,
                traceparent: envelope.traceparent,
                bytes: envelope.bytes
            )
        )
    }

    /// Adds a message to one receiver: work, an answer, a command.
    public mutating func send(_ message: Message) { self.messages.append(message) }
}

// MARK: - As messages

extension JournalEntry {
    /// All that is to be published for the entry.
    func published(as writer: String, number: Int, by identity: Identity) -> [Message] {
        // First the history, so that nobody's answer to the others stands in it, or in the stream, before what it answers.
        // Also without events: it sees then that the number is not missing.
        var all = [self.history(as: writer, number: number, by: identity)]
        all += self.messages.map { message in
            var message = message
            message.properties.appID = identity.service
            message.properties.userID = identity.user
            return message
        }
        for event in self.events where event.isPublic {
            all.append(
                Message(
                    exchange: Exchanges.events,
                    routingKey: event.routingKey,
                    properties: MessageProperties(
                        contentType: Envelope.contentType,
                        messageID: event.id,
                        type: event.type,
                        appID: identity.service,
                        userID: identity.user,
                        headers: event.traceparent.map { [MessageHeaders.traceparent: .string($0)] } ?? [:]
                    ),
                    body: event.bytes
                )
            )
        }
        return all
    }

    /// The one message that holds all events.
    func history(as writer: String, number: Int, by identity: Identity) -> Message {
        var body: [UInt8] = []
        body.reserveCapacity(self.events.reduce(2) { $0 + $1.bytes.count + 1 })
        body.append(UInt8(ascii: "["))
        for (index, event) in self.events.enumerated() {
            if index > 0 { body.append(UInt8(ascii: ",")) }
            body.append(contentsOf: event.bytes)
        }
        body.append(UInt8(ascii: "]"))
        return Message(
            exchange: Exchanges.journal,
            routingKey: RoutingKeys.journal,
            properties: MessageProperties(
                contentType: Envelope.batchContentType,
                messageID: "\(writer)/\(number)",
                appID: identity.service,
                userID: identity.user,
                headers: [MessageHeaders.writer: .string(writer), MessageHeaders.number: .integer(Int64(number))]
            ),
            body: body,
            isMandatory: true
        )
    }
}

// MARK: - As a row

extension JournalEntry {
    /// The entry as JSON, readable for people too. Bodies are JSON themselves and stand in it as they are.
    var row: String {
        var writer = JSONWriter(capacity: 1024 + self.events.count * 1024)
        writer.beginObject()
        writer.key("events")
        writer.beginArray()
        for event in self.events {
            writer.beginObject()
            writer.field("key", event.routingKey)
            writer.field("public", event.isPublic)
            writer.key("event")
            writer.raw(event.bytes)
            writer.endObject()
        }
        writer.endArray()
        writer.key("messages")
        writer.beginArray()
        for message in self.messages { JournalEntry.write(message, to: &writer) }
        writer.endArray()
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func write(_ message: Message, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("exchange", message.exchange)
        writer.field("key", message.routingKey)
        writer.field("mandatory", message.isMandatory)
        writer.field("persistent", message.isPersistent)
        writer.field("contentType", message.properties.contentType)
        writer.field("messageId", message.properties.messageID)
        writer.field("correlationId", message.properties.correlationID)
        writer.field("replyTo", message.properties.replyTo)
        writer.field("type", message.properties.type)
        writer.key("headers")
        writer.beginObject()
        for (key, value) in message.properties.headers {
            writer.key(key)
            switch value {
            case .string(let text): writer.string(text)
            case .integer(let number): writer.integer(number)
            case .bool(let flag): writer.bool(flag)
            }
        }
        writer.endObject()
        writer.key("body")
        writer.raw(message.body)
        writer.endObject()
    }

    /// - Returns: `nil` when it is not a row that ``row`` has written.
    init?(row: String) {
        guard let document = try? JSONDocument(Array(row.utf8), maximumDepth: Limits.depth + 4),
            let events = document.root["events"], let messages = document.root["messages"]
        else { return nil }
        for element in events.elements {
            guard let event = element["event"], let id = event["id"]?.string, let type = event["type"]?.string,
                let key = element["key"]?.string, let isPublic = element["public"]?.bool
            else { return nil }
            self.events.append(
                Event(
                    id: id,
                    type: type,
                    routingKey: key,
                    isPublic: isPublic,
                    traceparent: event["traceparent"]?.string,
                    bytes: Array(event.raw)
                )
            )
        }
        for element in messages.elements {
            guard let exchange = element["exchange"]?.string, let key = element["key"]?.string,
                let body = element["body"]
            else { return nil }
            var headers: [String: HeaderValue] = [:]
            for (name, value) in element["headers"]?.members ?? [] {
                if let text = value.string {
                    headers[name] = .string(text)
                } else if let number = value.integer {
                    headers[name] = .integer(number)
                } else if let flag = value.bool {
                    headers[name] = .bool(flag)
                }
            }
            self.messages.append(
                Message(
                    exchange: exchange,
                    routingKey: key,
                    properties: MessageProperties(
                        contentType: element["contentType"]?.string,
                        messageID: element["messageId"]?.string,
                        correlationID: element["correlationId"]?.string,
                        replyTo: element["replyTo"]?.string,
                        type: element["type"]?.string,
                        headers: headers
                    ),
                    body: Array(body.raw),
                    isMandatory: element["mandatory"]?.bool ?? false,
                    isPersistent: element["persistent"]?.bool ?? true
                )
            )
        }
    }
}
