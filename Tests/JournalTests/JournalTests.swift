import AMQP
import Contracts
import Postgres
import TestKit
import Testing

@testable import ServiceKit

extension JournalSuite {
    @Suite struct JournalTests {
        private struct Boom: Error {}

        @Test("what transactions say is published in the order of their commits, and noted as published")
        func publishing() async throws {
            try await Stage.with { stage in
                let journal = try stage.journal("orchestrator-1")
                for id in ["a", "b", "c"] { try await stage.say(id, in: journal) }
                await journal.drain(within: .seconds(30))
                #expect(journal.backlog == 0)
                #expect(try await stage.published(journal.writer) == 3)
                let said = try await stage.said(by: [journal.writer])
                #expect(said == ["1: a", "to one: a", "a", "2: b", "to one: b", "b", "3: c", "to one: c", "c"])
            }
        }

        @Test("what was rolled back is not said, and leaves no gap in the numbers")
        func rollback() async throws {
            try await Stage.with { stage in
                let journal = try stage.journal("orchestrator-1")
                let organization = stage.organization
                for _ in 0..<3 {
                    await #expect(throws: Boom.self) {
                        try await journal.transaction { _, entry in
                            entry.emit(
                                Envelope(
                                    id: "lost",
                                    source: "/tests",
                                    type: "stagecoach.test.said.v1",
                                    organization: organization,
                                    data: Array("{}".utf8)
                                ),
                                routingKey: "test.said.\(organization)"
                            )
                            throw Boom()
                        }
                    }
                }
                try await stage.say("a", in: journal)
                await journal.drain(within: .seconds(30))
                #expect(try await stage.said(by: [journal.writer]) == ["1: a", "to one: a", "a"])
            }
        }

        @Test("a transaction that says nothing takes no number")
        func silent() async throws {
            try await Stage.with { stage in
                let journal = try stage.journal("orchestrator-1")
                #expect(try await journal.transaction { _, _ in 7 } == 7)
                try await stage.say("a", in: journal)
                await journal.drain(within: .seconds(30))
                #expect(try await stage.said(by: [journal.writer]) == ["1: a", "to one: a", "a"])
            }
        }

        @Test("many at once are numbered without gaps")
        func concurrent() async throws {
            try await Stage.with { stage in
                let journal = try stage.journal("orchestrator-1")
                try await withThrowingDiscardingTaskGroup { group in
                    for number in 0..<50 { group.addTask { try await stage.say("e\(number)", in: journal) } }
                }
                await journal.drain(within: .seconds(30))
                let numbers = try await stage.said(by: [journal.writer]).compactMap { line in
                    line.contains(": e") ? Int(line.prefix { $0 != ":" }) : nil
                }
                #expect(numbers == Array(1...50))
            }
        }

        @Test("while the broker is away transactions go on; when it is back, everything is said")
        func outage() async throws {
            try await Stage.with { stage in
                let proxy = try TCPProxy(to: Stage.endpoint().port)
                defer { proxy.close() }
                let publisher = try await Stage.publisher(through: proxy)
                let journal = try stage.journal("orchestrator-1", publisher)
                let running = Task { await journal.run() }
                defer { running.cancel() }
                proxy.refuse()
                for id in ["a", "b", "c"] { try await stage.say(id, in: journal) }
                #expect(journal.backlog == 3)
                #expect(try await stage.said(by: [journal.writer]) == [])
                proxy.admit()
                await journal.drain(within: .seconds(60))
                #expect(journal.backlog == 0)
                // At least once: those that know an id already pass over it.
                let said = try await stage.said(by: [journal.writer])
                #expect(Set(said) == ["1: a", "to one: a", "a", "2: b", "to one: b", "b", "3: c", "to one: c", "c"])
                #expect(try await stage.published(journal.writer) == 3)
                await publisher.close()
            }
        }
    }
}
