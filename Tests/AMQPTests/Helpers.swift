import AMQP
import TestKit
import Testing
import Threads
import Values

extension Endpoint {
    static func test() throws -> Endpoint { try #require(Endpoint(try Servers.broker)) }

    /// The test broker, reached through `proxy`.
    static func test(through proxy: TCPProxy) throws -> Endpoint {
        var endpoint = try self.test()
        endpoint.port = proxy.port
        return endpoint
    }
}

/// Lends a queue of the test's own, which is deleted afterwards on every path.
func withQueue(_ kind: Topology.Queue.Kind = .quorum, _ body: (Topology.Queue) async throws -> Void) async throws {
    let queue = Topology.Queue("test.\(ID())", kind)
    do {
        try await body(queue)
    } catch {
        try await delete(queue)
        throw error
    }
    try await delete(queue)
}

func delete(_ queue: Topology.Queue) async throws {
    try await Command.run("amqp-delete-queue", "--url", try Servers.broker, "--queue", queue.name)
}

func makePublisher(
    to endpoint: Endpoint? = nil,
    declaring queue: Topology.Queue? = nil,
    _ change: (inout Publisher.Settings) -> Void = { _ in }
) async throws -> Publisher {
    var settings = Publisher.Settings(name: "tests")
    change(&settings)
    let topology = Topology(queues: queue.map { [$0] } ?? [])
    let publisher = Publisher(try endpoint ?? .test(), topology: topology, settings)
    _ = await publisher.events.nextConnection()
    return publisher
}

extension AsyncStream<ConnectionEvent> {
    /// Waits until the connection is open; tells which queues were made.
    func nextConnection() async -> Set<String>? {
        for await case .connected(let created) in self { return created }
        return nil
    }

    func nextLoss() async -> AMQPError? {
        for await case .disconnected(let error) in self { return error }
        return nil
    }
}

extension Publisher {
    func publish(_ bodies: [String], to queue: Topology.Queue) async throws {
        try await self.publish(bodies.map { Message(to: queue, $0) })
    }
}

extension Message {
    init(to queue: Topology.Queue, _ body: String) {
        self.init(
            exchange: "",
            routingKey: queue.name,
            properties: MessageProperties(messageID: "\(ID())"),
            body: Array(body.utf8),
            isMandatory: true
        )
    }
}

extension Delivery {
    var text: String { String(decoding: self.body, as: UTF8.self) }
}

extension Subscription {
    /// Collects and acknowledges messages until there are `count`.
    func collect(_ count: Int) async throws -> [Delivery] {
        var all: [Delivery] = []
        while all.count < count {
            let batch = try await self.nextBatch(max: 64)
            guard let last = batch.last else { break }
            self.acknowledge(last, multiple: true)
            all += batch
        }
        return all
    }
}
