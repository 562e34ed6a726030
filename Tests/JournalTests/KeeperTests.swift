import AMQP
import Contracts
import Postgres
import TestKit
import Testing

@testable import ServiceKit

extension JournalSuite {
    @Suite struct KeeperTests {
        /// A process that has committed and has died before it could say anything.
        private static func deadJournal(_ stage: Stage, _ instance: String) async throws -> Journal {
            let proxy = try TCPProxy(to: Stage.endpoint().port)
            let publisher = try await Stage.publisher(through: proxy)
            proxy.refuse()
            for await case .disconnected in publisher.events { break }
            let journal = try stage.journal(instance, publisher)
            for id in ["a", "b", "c"] { try await stage.say(id, in: journal) }
            await publisher.close()
            proxy.close()
            #expect(try await stage.published(journal.writer) == 0)
            return journal
        }

        private static let all = ["1: a", "to one: a", "a", "2: b", "to one: b", "b", "3: c", "to one: c", "c"]

        @Test("the tail of a dead sibling is published when its lease has run out, and not before")
        func siblings() async throws {
            try await Stage.with { stage in
                let dead = try await KeeperTests.deadJournal(stage, "orchestrator-1").writer
                let keeper = try stage.keeper("orchestrator-2")
                try await keeper.adoptAll()
                #expect(try await stage.said(by: [dead]) == [])
                try await stage.expire(dead)
                try await keeper.adoptAll()
                #expect(try await stage.said(by: [dead]) == KeeperTests.all)
                #expect(try await stage.published(dead) == 3)
                try await stage.expire(dead)
                try await keeper.adoptAll()
                #expect(try await stage.said(by: [dead]) == [])
            }
        }

        @Test("an earlier life of the same instance is taken up at once")
        func earlierLife() async throws {
            try await Stage.with { stage in
                let dead = try await KeeperTests.deadJournal(stage, "orchestrator-1").writer
                try await stage.keeper("orchestrator-1").adoptAll()
                #expect(try await stage.said(by: [dead]) == KeeperTests.all)
            }
        }

        @Test("only what was not confirmed is published")
        func tails() async throws {
            try await Stage.with { stage in
                let dead = try await KeeperTests.deadJournal(stage, "orchestrator-1").writer
                try await stage.database.session { try JournalStore.touch($0, writer: dead, published: 2) }
                try await stage.expire(dead)
                try await stage.keeper("orchestrator-2").adoptAll()
                #expect(try await stage.said(by: [dead]) == ["3: c", "to one: c", "c"])
            }
        }

        @Test("of two siblings one takes a tail")
        func twoSiblings() async throws {
            try await Stage.with { stage in
                let dead = try await KeeperTests.deadJournal(stage, "orchestrator-1").writer
                try await stage.expire(dead)
                let keepers = try [stage.keeper("orchestrator-2"), stage.keeper("orchestrator-3")]
                try await withThrowingDiscardingTaskGroup { group in
                    for keeper in keepers { group.addTask { try await keeper.adoptAll() } }
                }
                #expect(try await stage.said(by: [dead]) == KeeperTests.all)
            }
        }

        @Test("a process does not take over its own journals")
        func own() async throws {
            try await Stage.with { stage in
                let journal = try await KeeperTests.deadJournal(stage, "orchestrator-1")
                try await stage.expire(journal.writer)
                try await stage.keeper("orchestrator-1", own: [journal]).adoptAll()
                #expect(try await stage.said(by: [journal.writer]) == [])
            }
        }

        @Test("the history gets what it misses, and of what is gone that it need not wait; others get nothing again")
        func resend() async throws {
            try await Stage.with { stage in
                let journal = try stage.journal("orchestrator-1")
                for id in ["a", "b", "c", "d"] { try await stage.say(id, in: journal) }
                await journal.drain(within: .seconds(30))
                _ = try await stage.said(by: [journal.writer])
                let writer = journal.writer
                try await stage.database.session { session in
                    _ = try session.query("delete from journal where writer = $1 and n = 2", writer)
                }
                let keeper = try stage.keeper("orchestrator-2")
                func resent(_ from: Int, _ to: Int, _ service: String = "orchestrator") async throws -> [String] {
                    try await keeper.resend(JournalResend(service: service, writer: writer, from: from, to: to))
                    return try await stage.said(by: [writer])
                }
                #expect(try await resent(1, 4) == ["1: a", "2: ", "3: c", "4: d"])
                #expect(try await resent(3, 3) == ["3: c"])
                #expect(try await resent(2, 2) == ["2: "])
                #expect(try await resent(1, 4, "mailer") == [])
            }
        }
    }
}
