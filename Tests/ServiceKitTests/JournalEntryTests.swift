import AMQP
import Contracts
import Testing
import Values

@testable import ServiceKit

@Suite struct JournalEntryTests {
    private static let identity = Identity(service: "orchestrator", instance: "orchestrator-1", user: "orchestrator")

    private static func entry() -> JournalEntry {
        var entry = JournalEntry()
        for (number, isPublic) in [(1, true), (2, false)] {
            let envelope = Envelope(
                id: "e-\(number)",
                source: "/services/orchestrator",
                type: "stagecoach.run.running.v1",
                time: Timestamp(seconds: 1),
                organization: OrganizationID("acme"),
                traceparent: number == 1 ? "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" : nil,
                data: Array(#"{"text":"a \"b\" é\n"}"#.utf8)
            )
            entry.emit(envelope, routingKey: "run.running.newsletter.acme", isPublic: isPublic)
        }
        entry.send(
            Message(
                exchange: Exchanges.work,
                routingKey: "ai.text",
                properties: MessageProperties(
                    contentType: "application/json",
                    messageID: "m-1",
                    correlationID: "c-1",
                    replyTo: "reply.x",
                    type: "t",
                    headers: ["s": .string("é"), "n": .integer(.min), "f": .bool(false)]
                ),
                body: Array(#"{"deep":[[[{}]]]}"#.utf8),
                isMandatory: true
            )
        )
        entry.send(Message(exchange: "", routingKey: "q", body: Array("[]".utf8), isPersistent: false))
        return entry
    }

    private static func comparable(_ messages: [Message]) -> [String] {
        messages.map { "\($0.exchange) \($0.routingKey) \(String(decoding: $0.body, as: UTF8.self)) \($0.isMandatory)" }
    }

    @Test("the history comes first, then what goes to one receiver, then what is for all")
    func published() throws {
        let messages = JournalEntryTests.entry().published(as: "w", number: 7, by: JournalEntryTests.identity)
        #expect(messages.map(\.exchange) == [Exchanges.journal, Exchanges.work, "", Exchanges.events])
        #expect(messages.allSatisfy { $0.properties.appID == "orchestrator" && $0.properties.userID == "orchestrator" })
        let history = messages[0]
        #expect(history.properties.headers == ["writer": .string("w"), "n": .integer(7)])
        #expect(history.properties.messageID == "w/7" && history.isMandatory)
        let events = try JSONDocument(history.body).root
        #expect(events.elements.compactMap { $0["id"]?.string } == ["e-1", "e-2"])
        #expect(messages[3].properties.messageID == "e-1")
        #expect(messages[3].body == Array(events.elements[0].raw))
        #expect(messages[3].properties.headers["traceparent"] != nil)
    }

    @Test("an entry without events tells the history all the same that its number is not missing")
    func silent() {
        let messages = JournalEntry().published(as: "w", number: 1, by: JournalEntryTests.identity)
        #expect(messages.map(\.exchange) == [Exchanges.journal])
        #expect(messages[0].body == Array("[]".utf8))
    }

    @Test("from its row an entry is published as it was the first time")
    func rows() throws {
        let entry = JournalEntryTests.entry()
        let again = try #require(JournalEntry(row: entry.row))
        #expect(again.row == entry.row || again.messages.count == 2)
        let (first, second) = (
            entry.published(as: "w", number: 1, by: JournalEntryTests.identity),
            again.published(as: "w", number: 1, by: JournalEntryTests.identity)
        )
        #expect(first == second)
        #expect(JournalEntryTests.comparable(first) == JournalEntryTests.comparable(second))
    }

    @Test("a row that is none is not read", arguments: ["", "{}", "[]", #"{"events":[{}],"messages":[]}"#])
    func brokenRows(row: String) { #expect(JournalEntry(row: row) == nil) }
}
