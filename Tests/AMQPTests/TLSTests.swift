import AMQP
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1)))
struct TLSTests {
    private func endpoint() throws -> Endpoint { try #require(Endpoint(try Servers.brokerTLS)) }

    @Test("messages travel over TLS to a broker whose certificate is right")
    func trusted() async throws {
        try await withQueue { queue in
            let publisher = try await makePublisher(to: self.endpoint(), declaring: queue)
            try await publisher.publish(["over", "TLS"], to: queue)
            let subscription = Subscription(.queue(queue.name), prefetch: 10)
            let consumer = Consumer(
                try self.endpoint(),
                topology: Topology(queues: [queue]),
                subscriptions: [subscription],
                Consumer.Settings(name: "tests")
            )
            #expect(try await subscription.collect(2).map(\.text) == ["over", "TLS"])
            await consumer.close()
            await publisher.close()
        }
    }

    @Test("a certificate of an unknown authority, or for another name, is refused")
    func untrusted() async throws {
        var unknown = try self.endpoint()
        unknown.authorities = nil
        var misnamed = try self.endpoint()
        misnamed.host = "127.0.0.1"
        for endpoint in [unknown, misnamed] {
            let publisher = Publisher(endpoint, Publisher.Settings(name: "tests"))
            var first: ConnectionEvent?
            for await event in publisher.events {
                first = event
                break
            }
            guard case .disconnected = first else {
                Issue.record("connected to \(endpoint.host): \(String(describing: first))")
                return
            }
            await publisher.close()
        }
    }

    @Test("a listener without TLS is not spoken to in the clear")
    func noDowngrade() async throws {
        var endpoint = try self.endpoint()
        endpoint.port = try Endpoint.test().port
        let publisher = Publisher(endpoint, Publisher.Settings(name: "tests"))
        #expect(await publisher.events.nextLoss() != nil)
        #expect(publisher.status == .disconnected)
        await publisher.close()
    }
}
