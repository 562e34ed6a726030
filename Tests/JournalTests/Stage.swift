import AMQP
import Contracts
import FoundationEssentials
import Glibc
import Postgres
import TestKit
import Testing
import Values

@testable import ServiceKit

/// On a real database and a real broker; one after the other, since the broker takes back the confirmation of a message
/// on its way to a queue that goes: that of another test's.
@Suite(.serialized, .timeLimit(.minutes(2)))
enum JournalSuite {}

/// A database with a service's journal, and a reader of all that is published.
struct Stage: Sendable {
    let database: Database
    let publisher: Publisher
    let subscription: Subscription
    /// The events of this test alone end with it.
    let organization: OrganizationID

    static func with(_ body: (Stage) async throws -> Void) async throws {
        let organization = try #require(OrganizationID("t-\(ID())"))
        try await TestDatabase.with { database in
            try await Stage.prepare(database)
            let subscription = Subscription(
                .exclusive(
                    prefix: "test.journal.",
                    bindings: [
                        .init(exchange: Exchanges.journal, routingKey: RoutingKeys.journal),
                        .init(exchange: Exchanges.events, routingKey: "#.\(organization)"),
                    ]
                ),
                prefetch: 1000
            )
            let consumer = Consumer(
                try Stage.endpoint(),
                topology: Topology(queues: []),
                subscriptions: [subscription],
                .init(name: "tests")
            )
            for await case .connected in consumer.events { break }
            let publisher = try await Stage.publisher()
            let stage = Stage(
                database: database,
                publisher: publisher,
                subscription: subscription,
                organization: organization
            )
            do {
                try await body(stage)
            } catch {
                await consumer.close()
                await publisher.close()
                throw error
            }
            await consumer.close()
            await publisher.close()
        }
    }

    static func endpoint() throws -> Endpoint { try #require(Endpoint(try Servers.broker)) }

    static func publisher(through proxy: TCPProxy? = nil) async throws -> Publisher {
        var endpoint = try self.endpoint()
        if let proxy { endpoint.port = proxy.port }
        let publisher = Publisher(endpoint, .init(name: "tests"))
        for await case .connected in publisher.events { break }
        return publisher
    }

    /// The tables as the migration makes them.
    private static func prepare(_ database: Database) async throws {
        let root = #filePath.dropLast("Tests/JournalTests/Stage.swift".count)
        let migration = String(
            decoding: try Data(contentsOf: URL(filePath: root + "infra/migrations/0001_foundation.sql")),
            as: UTF8.self
        )
        let start = try #require(migration.firstRange(of: "create function stagecoach.create_schema"))
        let function = migration[start.lowerBound...].split(separator: "\n$$;")[0] + "\n$$"
        try await database.session { session in
            for statement in [
                "create schema stagecoach", String(function), "drop schema public",
                "select stagecoach.create_schema('public', current_user)",
            ] {
                _ = try session.query(Statement(trusted: statement))
            }
        }
    }

    // MARK: - Parts

    private static let logger = Logger(
        service: "tests",
        instance: "tests",
        minimum: .error,
        sink: LogSink(descriptor: open("/dev/null", O_WRONLY))
    )

    func identity(_ instance: String) throws -> Identity {
        Identity(service: "orchestrator", instance: instance, user: try Stage.endpoint().user)
    }

    func journal(_ instance: String, _ publisher: Publisher? = nil) throws -> Journal {
        Journal(
            try self.identity(instance),
            lane: "test",
            database: self.database,
            publisher: publisher ?? self.publisher,
            logger: Stage.logger
        )
    }

    func keeper(_ instance: String, own: [Journal] = []) throws -> JournalKeeper {
        JournalKeeper(
            try self.identity(instance),
            journals: own,
            database: self.database,
            publisher: self.publisher,
            logger: Stage.logger,
            metrics: Metrics()
        )
    }

    // MARK: - What is said

    /// Says one thing in a transaction.
    func say(_ id: String, in journal: Journal) async throws {
        let (organization, queue) = (self.organization, try #require(self.subscription.queue))
        try await journal.transaction { _, entry in
            entry.emit(
                Envelope(
                    id: id,
                    source: "/tests",
                    type: "stagecoach.test.said.v1",
                    time: .now(),
                    organization: organization,
                    data: Array("{}".utf8)
                ),
                routingKey: "test.said.\(organization)"
            )
            entry.send(
                Message(
                    exchange: "",
                    routingKey: queue,
                    properties: MessageProperties(messageID: "to one: \(id)"),
                    body: Array("{}".utf8)
                )
            )
        }
    }

    /// What has arrived of these writers, and of this test, in its order: `3: a,b` for an entry's events, else the
    /// message's id.
    ///
    /// Reads up to a mark that it sets itself: everything that was confirmed before has been read then.
    func said(by writers: [String]) async throws -> [String] {
        let mark = "\(ID())"
        let queue = try #require(self.subscription.queue)
        try await self.publisher.publish([
            Message(exchange: "", routingKey: queue, properties: MessageProperties(messageID: mark), body: [])
        ])
        var said: [String] = []
        while true {
            let batch = try await self.subscription.nextBatch(max: 100)
            guard let last = batch.last else { return said }
            self.subscription.acknowledge(last, multiple: true)
            for delivery in batch {
                let id = delivery.properties.messageID ?? ""
                if id == mark { return said }
                if delivery.exchange != Exchanges.journal {
                    said.append(id)
                    continue
                }
                let headers = delivery.properties.headers
                guard writers.contains(headers[MessageHeaders.writer]?.string ?? "") else { continue }
                let events = try JSONDocument(delivery.body).root.elements.compactMap { $0["id"]?.string }
                said.append("\(headers[MessageHeaders.number]?.integer ?? 0): \(events.joined(separator: ","))")
            }
        }
    }

    func published(_ writer: String) async throws -> Int? {
        try await self.database.session { session in
            var row = try session.query("select published_n from journal_writers where writer = $1", writer).first
            return try row?.next(Int.self)
        }
    }

    /// As if so much time had passed for a writer's lease.
    func expire(_ writer: String) async throws {
        try await self.database.session { session in
            _ = try session.query(
                "update journal_writers set lease_until = clock_timestamp() - interval '1 second' where writer = $1",
                writer
            )
        }
    }
}
