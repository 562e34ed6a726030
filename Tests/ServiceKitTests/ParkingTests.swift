import Contracts
import FoundationEssentials
import Testing
import Values

@testable import AMQP
@testable import ServiceKit

@Suite struct ParkingTests {
    private static func letter(_ delivery: Delivery) throws -> (message: Message, letter: DeadLetter) {
        let problem = Problem(.invalidMessage, "The body cannot be read")
        let message = try delivery.deadLetter(by: "orchestrator", queue: "orchestrator.commands", problem)
        return (message, try DeadLetter(checking: JSONDocument(message.body).root))
    }

    @Test("a message is parked whole, with what is needed to put it back")
    func whole() throws {
        let properties = MessageProperties(
            contentType: "text/plain",
            messageID: "m",
            correlationID: "c",
            replyTo: "reply.x",
            type: "t",
            userID: "acme",
            headers: ["a": .string("b"), "n": .integer(-1), "f": .bool(true)]
        )
        let body: [UInt8] = [0, 0xFF, 0x22, 0x0A]
        let (message, letter) = try ParkingTests.letter(Sample.delivery(body, properties))
        #expect(message.exchange == Exchanges.dead && message.isMandatory && message.isPersistent)
        #expect(message.properties.type == DeadLetter.type)
        #expect(message.properties.headers["parked-by"] == .string("orchestrator"))
        #expect(message.properties.headers["parked-code"] == .string("invalid_message"))
        #expect(Data(base64Encoded: letter.body) == Data(body))
        #expect(letter.size == 4)
        #expect(letter.headers == ["a": "b", "n": -1, "f": true])
        #expect(letter.exchange == Exchanges.commands && letter.routingKey == "run.start.acme")
        #expect(letter.contentType == "text/plain" && letter.messageId == "m" && letter.correlationId == "c")
        #expect(letter.replyTo == "reply.x" && letter.type == "t" && letter.userId == "acme")
        #expect(letter.organization?.text == "acme")
        #expect(letter.code == .invalidMessage && letter.reason == "The body cannot be read")
        #expect(letter.queue == "orchestrator.commands" && letter.service == "orchestrator")
    }

    @Test("of a message that is too large only the beginning is kept, and its size; one that can be put back is whole")
    func large() throws {
        for (count, kept) in [(Limits.body, Limits.body), (Limits.body + 1, 65_536)] {
            let body = [UInt8](repeating: 0x61, count: count)
            let (_, letter) = try ParkingTests.letter(Sample.delivery(body))
            #expect(letter.size == count)
            #expect(Data(base64Encoded: letter.body)?.count == kept)
        }
    }

    @Test("a worker's answer is not taken for one of an organization that its key ends with")
    func owners() throws {
        for (key, exchange) in [("batch.completed", Exchanges.results), ("ai.text", Exchanges.work), ("journal", "")] {
            let delivery = Sample.delivery([], MessageProperties(userID: "mailer"), key: key, exchange: exchange)
            #expect(try ParkingTests.letter(delivery).letter.organization == nil)
        }
    }
}
