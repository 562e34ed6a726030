import Contracts
import Testing
import Values

@testable import AMQP
@testable import ServiceKit

/// A message as the broker hands it over.
enum Sample {
    static func delivery(_ body: String, _ properties: MessageProperties, key: String = "run.start.acme") -> Delivery {
        self.delivery(Array(body.utf8), properties, key: key)
    }

    static func delivery(_ body: String, key: String = "run.start.acme") -> Delivery {
        self.delivery(Array(body.utf8), key: key)
    }

    static func delivery(
        _ body: [UInt8],
        _ properties: MessageProperties = MessageProperties(messageID: "m-1"),
        key: String = "run.start.acme",
        exchange: String = Exchanges.commands
    ) -> Delivery {
        Delivery(
            exchange: exchange,
            routingKey: key,
            properties: properties,
            body: body,
            isRedelivered: false,
            tag: 1,
            session: 1
        )
    }
}

@Suite struct IncomingCommandTests {
    private static let event: JSON = [
        "specversion": "1.0", "id": "e-1", "source": "/shop", "type": "stagecoach.run.start.v1", "orgid": "acme",
        "expirytime": "2026-11-21T09:00:00Z", "idempotencykey": "k-1",
        "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "data": ["jobId": "x"],
    ]

    private static func refusal(_ delivery: Delivery) -> Problem? {
        do throws(IncomingCommand.Refused) {
            _ = try IncomingCommand(delivery)
            return nil
        } catch {
            return error.problem
        }
    }

    @Test("plain JSON with AMQP properties is a command")
    func plain() throws {
        let properties = MessageProperties(
            contentType: "application/json; charset=utf-8",
            messageID: "m-1",
            correlationID: "c-1",
            replyTo: "reply.shop",
            type: "stagecoach.run.start.v1",
            userID: "acme.shop",
            headers: ["traceparent": .string("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")]
        )
        let command = try IncomingCommand(Sample.delivery(#"{"jobId":"x"}"#, properties))
        #expect(command.name == "run.start")
        #expect(command.organization.text == "acme")
        #expect(command.key == "m-1" && command.messageID == "m-1")
        #expect(command.user == "acme.shop" && !command.isTrusted)
        #expect(command.reply == ReplyAddress(Sample.delivery("{}", properties)))
        #expect(command.trace.traceID == "4bf92f3577b34da6a3ce929d0e0e4736")
        #expect(command.trace.spanID != "00f067aa0ba902b7")
        #expect(command.data["jobId"]?.string == "x")
        #expect(command.expiryTime == nil)
    }

    @Test("a CloudEvent says for itself what it is")
    func event() throws {
        let properties = MessageProperties(contentType: Envelope.contentType, messageID: "m-1", userID: "api")
        let body = String(decoding: IncomingCommandTests.event.bytes, as: UTF8.self)
        let command = try IncomingCommand(Sample.delivery(body, properties))
        #expect(command.messageID == "e-1" && command.key == "k-1")
        #expect(command.isTrusted)
        #expect(command.data["jobId"]?.string == "x")
        #expect(command.expiryTime == Timestamp("2026-11-21T09:00:00Z"))
        #expect(command.trace.traceID == "4bf92f3577b34da6a3ce929d0e0e4736")
    }

    @Test("a repeat is known by the key in the data, else the event's, else the message's id")
    func keys() throws {
        func key(_ data: JSON, _ eventKey: JSON?) throws -> String {
            var event = IncomingCommandTests.event
            event["data"] = data
            event["idempotencykey"] = eventKey
            let body = String(decoding: event.bytes, as: UTF8.self)
            return try IncomingCommand(Sample.delivery(body, MessageProperties(messageID: "m-1"))).key
        }
        #expect(try key(["idempotencyKey": "d-1"], "k-1") == "d-1")
        #expect(try key([:], "k-1") == "k-1")
        #expect(try key([:], nil) == "e-1")
    }

    static let rows: [(String, Delivery, ProblemCode)] = [
        ("no organization", Sample.delivery("{}", key: "start"), .unsupportedType),
        ("an organization that cannot be", Sample.delivery("{}", key: "run.start.ACME"), .unsupportedType),
        ("no key", Sample.delivery("{}", key: ""), .unsupportedType),
        ("nothing to know it by", Sample.delivery("{}", MessageProperties()), .missingID),
        ("too large", Sample.delivery([UInt8](repeating: 0x20, count: Limits.body + 1)), .tooLarge),
        ("empty", Sample.delivery(""), .invalidMessage), ("no object", Sample.delivery("[]"), .invalidMessage),
        ("no JSON", Sample.delivery("jobId=x"), .invalidMessage),
        ("two values", Sample.delivery("{}{}"), .invalidMessage),
        ("a key twice", Sample.delivery(#"{"a":1,"a":2}"#), .invalidMessage),
        ("a key twice, escaped", Sample.delivery(#"{"a":1,"\u0061":2}"#), .invalidMessage),
        ("NUL", Sample.delivery(#"{"a":"\u0000"}"#), .invalidMessage),
        ("no UTF-8", Sample.delivery(Array("{\"a\":\"".utf8) + [0xFF] + Array("\"}".utf8)), .invalidMessage),
        ("half a surrogate pair", Sample.delivery(#"{"a":"\ud800"}"#), .invalidMessage),
        ("a byte order mark", Sample.delivery("\u{FEFF}{}"), .invalidMessage),
        ("too deep", Sample.delivery(IncomingCommandTests.deep(33)), .invalidMessage),
        ("a number beyond", Sample.delivery(#"{"a":1e999}"#), .invalidMessage),
        (
            "another media type", Sample.delivery("{}", MessageProperties(contentType: "text/plain", messageID: "m")),
            .invalidMessage
        ),
        (
            "XML", Sample.delivery("{}", MessageProperties(contentType: "application/xml", messageID: "m")),
            .invalidMessage
        ),
        (
            "another type", Sample.delivery("{}", IncomingCommandTests.typed("stagecoach.run.pause.v1")),
            .unsupportedType
        ),
        ("a type of others", Sample.delivery("{}", IncomingCommandTests.typed("com.example.start")), .unsupportedType),
        (
            "a later version", Sample.delivery("{}", IncomingCommandTests.typed("stagecoach.run.start.v2")),
            .unsupportedVersion
        ),
        (
            "a version that is none", Sample.delivery("{}", IncomingCommandTests.typed("stagecoach.run.start.v01")),
            .unsupportedType
        ),
        ("another organization's user", Sample.delivery("{}", IncomingCommandTests.user("evil")), .forbidden),
        ("a user who begins alike", Sample.delivery("{}", IncomingCommandTests.user("acmecorp")), .forbidden),
        ("a key that cannot be one", Sample.delivery(#"{"idempotencyKey":"é"}"#), .invalidMessage),
        ("an empty key", Sample.delivery(#"{"idempotencyKey":""}"#), .invalidMessage),
        (
            "a message id that cannot be a key", Sample.delivery("{}", MessageProperties(messageID: "é")),
            .invalidMessage
        ),
        ("an event of another version", IncomingCommandTests.changed("specversion", "0.3"), .invalidMessage),
        ("an event without id", IncomingCommandTests.changed("id", nil), .invalidMessage),
        ("an event without data", IncomingCommandTests.changed("data", nil), .invalidMessage),
        ("an event of another type", IncomingCommandTests.changed("type", "stagecoach.run.pause.v1"), .unsupportedType),
        (
            "an event of a later version", IncomingCommandTests.changed("type", "stagecoach.run.start.v2"),
            .unsupportedVersion
        ),
        ("an event with a strange time", IncomingCommandTests.changed("expirytime", "soon"), .invalidMessage),
    ]

    private static func typed(_ type: String) -> MessageProperties { MessageProperties(messageID: "m", type: type) }
    private static func user(_ user: String) -> MessageProperties { MessageProperties(messageID: "m", userID: user) }

    private static func deep(_ depth: Int) -> String {
        #"{"a":"# + String(repeating: "[", count: depth - 1) + String(repeating: "]", count: depth - 1) + "}"
    }

    private static func changed(_ member: String, _ value: JSON?) -> Delivery {
        var event = self.event
        event[member] = value
        return Sample.delivery(event.bytes)
    }

    @Test("what is no command is refused with its kind", arguments: rows)
    func refused(what: String, delivery: Delivery, code: ProblemCode) {
        #expect(IncomingCommandTests.refusal(delivery)?.code == code)
    }

    @Test("what is just within the limits is taken")
    func limits() throws {
        let padding = String(repeating: " ", count: Limits.body - 2)
        for body in ["{\(padding)}", IncomingCommandTests.deep(32)] {
            #expect(IncomingCommandTests.refusal(Sample.delivery(body)) == nil)
        }
        for user in ["acme", "acme.shop", "api", "operator"] {
            #expect(IncomingCommandTests.refusal(Sample.delivery("{}", IncomingCommandTests.user(user))) == nil)
        }
    }

    @Test("a command is for the organization of its key, which the broker has checked, whatever else it says")
    func organizations() throws {
        let command = try IncomingCommand(IncomingCommandTests.changed("orgid", "evil"))
        #expect(command.organization.text == "acme")
    }

    @Test("a refusal finds its way back, and says where the mistake is without repeating it")
    func refusals() {
        let properties = MessageProperties(messageID: "m-1", replyTo: "amq.gen-1")
        let delivery = Sample.delivery(#"{"password":"hunter2","password":"hunter2"}"#, properties)
        do throws(IncomingCommand.Refused) {
            _ = try IncomingCommand(delivery)
            Issue.record("it was taken")
        } catch {
            #expect(error.reply?.queue == "amq.gen-1")
            #expect(error.reply?.correlationID == "m-1")
            #expect(error.organization?.text == "acme")
            #expect(error.problem.errors.map(\.pointer) == [""])
            #expect(!"\(error.problem)".contains("hunter2"))
        }
    }

    @Test("answers go only to queues that are made for them")
    func replyAddresses() {
        func address(_ queue: String?, _ user: String? = nil) -> String? {
            let properties = MessageProperties(messageID: "m", replyTo: queue, userID: user)
            return ReplyAddress(Sample.delivery("{}", properties))?.queue
        }
        for queue in ["amq.rabbitmq.reply-to", "amq.rabbitmq.reply-to.g1h2", "amq.gen-x", "reply.shop"] {
            #expect(address(queue) == queue)
        }
        for queue in [
            nil, "", "orchestrator.commands", "mailer.mail.send", "replies", "amq.gen", Queues.schedulerReplies,
        ] {
            #expect(address(queue) == nil)
        }
        #expect(address(Queues.schedulerReplies, "scheduler") == Queues.schedulerReplies)
        #expect(address(Queues.schedulerReplies, "acme") == nil)
        #expect(address(Queues.orchestratorCommands, "scheduler") == nil)
    }

    @Test("an answer carries what it answers to")
    func answers() throws {
        let properties = MessageProperties(messageID: "m-1", correlationID: "c-1", replyTo: "reply.shop")
        let reply = try #require(ReplyAddress(Sample.delivery("{}", properties)))
        let accepted = try reply.message(SubscriberAccepted(subscriberId: ID()))
        #expect(accepted.exchange == "" && accepted.routingKey == "reply.shop" && !accepted.isMandatory)
        #expect(accepted.properties.correlationID == "c-1")
        #expect(accepted.properties.type == SubscriberAccepted.type)
        let refused = try reply.message(Problem(.paused, "The job is paused"))
        #expect(refused.properties.contentType == "application/problem+json")
        #expect(try Problem(json: JSONDocument(refused.body).root).code == .paused)
        #expect(refused.properties.messageID != accepted.properties.messageID)
    }
}
