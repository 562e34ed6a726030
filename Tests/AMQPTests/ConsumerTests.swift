import AMQP
import TestKit
import Testing
import Threads
import Values

@Suite(.timeLimit(.minutes(2)))
struct ConsumerTests {
    /// A queue with messages "0", "1", … in it, and a consumer of it.
    private func withMessages(
        _ count: Int,
        prefetch: UInt16,
        _ body: (Topology.Queue, Subscription, Consumer) async throws -> Void
    ) async throws {
        try await withQueue { queue in
            let publisher = try await makePublisher(declaring: queue)
            try await publisher.publish((0..<count).map { "\($0)" }, to: queue)
            await publisher.close()
            let subscription = Subscription(.queue(queue.name), prefetch: prefetch)
            let consumer = Consumer(try .test(), subscriptions: [subscription], .init(name: "tests"))
            try await body(queue, subscription, consumer)
            await consumer.close()
        }
    }

    @Test("no more than the prefetch is out; acknowledging makes room; a batch is what is there")
    func prefetch() async throws {
        try await self.withMessages(10, prefetch: 4) { _, subscription, _ in
            var out: [Delivery] = []
            while out.count < 4 { out += try await subscription.nextBatch(max: 100) }
            #expect(out.map(\.text) == ["0", "1", "2", "3"])
            let waiting = Task { try await subscription.nextBatch(max: 1) }
            subscription.acknowledge(out[0])
            #expect(try await waiting.value.map(\.text) == ["4"])
            subscription.acknowledge(out[3], multiple: true)
            var rest: [Delivery] = []
            while rest.count < 3 { rest += try await subscription.nextBatch(max: 2) }
            #expect(rest.prefix(3).map(\.text) == ["5", "6", "7"])
        }
    }

    @Test("a message that is given back comes again, marked; one that is refused does not")
    func refusal() async throws {
        try await self.withMessages(2, prefetch: 2) { _, subscription, _ in
            var out: [Delivery] = []
            while out.count < 2 { out += try await subscription.nextBatch(max: 2) }
            #expect(!out[0].isRedelivered)
            subscription.refuse(out[1], requeue: false)
            subscription.refuse(out[0], requeue: true)
            let again = try await subscription.nextBatch(max: 2)
            #expect(again.map(\.text) == ["0"])
            #expect(again[0].isRedelivered)
            #expect(again[0].deliveryCount == 1)
            subscription.acknowledge(again[0])
        }
    }

    @Test("stopping gives back what was not handed out, and lets the rest be settled")
    func stopping() async throws {
        try await self.withMessages(5, prefetch: 5) { queue, subscription, _ in
            let first = try #require(try await subscription.nextBatch(max: 1).first)
            subscription.stop()
            #expect(try await subscription.nextBatch(max: 1).isEmpty)
            subscription.acknowledge(first)
            let other = Subscription(.queue(queue.name), prefetch: 5)
            let consumer = Consumer(try .test(), subscriptions: [other], .init(name: "tests"))
            let rest = try await other.collect(4)
            #expect(Set(rest.map(\.text)) == ["1", "2", "3", "4"])
            await consumer.close()
        }
    }

    @Test("a cancelled task stops waiting, and takes no message with it")
    func cancellation() async throws {
        try await withQueue { queue in
            let publisher = try await makePublisher(declaring: queue)
            let subscription = Subscription(.queue(queue.name), prefetch: 5)
            let consumer = Consumer(try .test(), subscriptions: [subscription], .init(name: "tests"))
            let waiting = Task { try await subscription.nextBatch(max: 1) }
            waiting.cancel()
            await #expect(throws: CancellationError.self) { try await waiting.value }
            try await publisher.publish(["x"], to: queue)
            #expect(try await subscription.nextBatch(max: 1).map(\.text) == ["x"])
            await consumer.close()
            await publisher.close()
        }
    }

    @Test("after a broken connection everything unsettled comes again, and old settlements do nothing")
    func reconnect() async throws {
        try await withQueue { queue in
            let publisher = try await makePublisher(declaring: queue)
            try await publisher.publish(["a", "b"], to: queue)
            let proxy = try TCPProxy(to: try Endpoint.test().port)
            defer { proxy.close() }
            let subscription = Subscription(.queue(queue.name), prefetch: 10)
            let consumer = Consumer(
                try .test(through: proxy),
                topology: Topology(queues: [queue]),
                subscriptions: [subscription],
                .init(name: "tests")
            )
            var out: [Delivery] = []
            while out.count < 2 { out += try await subscription.nextBatch(max: 2) }
            proxy.cut()
            #expect(await consumer.events.nextLoss() != nil)
            #expect(await consumer.events.nextConnection() == [])
            subscription.acknowledge(out[1], multiple: true)
            var again: [Delivery] = []
            while again.count < 2 { again += try await subscription.nextBatch(max: 2) }
            #expect(again.map(\.text).sorted() == ["a", "b"])
            #expect(again.allSatisfy { $0.isRedelivered })
            for delivery in again { subscription.acknowledge(delivery) }
            await consumer.close()
            await publisher.close()
        }
    }

    @Test("a queue that disappears is noticed, and made again")
    func deletedQueue() async throws {
        try await withQueue { queue in
            let subscription = Subscription(.queue(queue.name), prefetch: 10)
            let consumer = Consumer(
                try .test(),
                topology: Topology(
                    queues: [queue],
                    bindings: [
                        .init(queue: queue.name, exchange: "stagecoach.events", routingKey: "test.\(queue.name)")
                    ]
                ),
                subscriptions: [subscription],
                .init(name: "tests")
            )
            #expect(await consumer.events.nextConnection() == [queue.name])
            try await delete(queue)
            #expect(await consumer.events.nextLoss()?.operation == "basic.cancel")
            #expect(await consumer.events.nextConnection() == [queue.name])
            let publisher = try await makePublisher()
            try await publisher.publish([
                Message(exchange: "stagecoach.events", routingKey: "test.\(queue.name)", body: Array("bound".utf8))
            ])
            #expect(try await subscription.nextBatch(max: 1).map(\.text) == ["bound"])
            await consumer.close()
            await publisher.close()
        }
    }

    @Test("an exclusive queue carries replies, and its name is known while it lives")
    func exclusive() async throws {
        let subscription = Subscription(
            .exclusive(
                prefix: "reply.test.",
                bindings: [.init(exchange: "stagecoach.work", routingKey: "control.test")]
            ),
            prefetch: 10
        )
        let consumer = Consumer(try .test(), subscriptions: [subscription], .init(name: "tests"))
        _ = await consumer.events.nextConnection()
        let name = try #require(subscription.queue)
        #expect(name.hasPrefix("reply.test."))
        let publisher = try await makePublisher()
        try await publisher.publish([
            Message(exchange: "", routingKey: name, body: Array("reply".utf8)),
            Message(exchange: "stagecoach.work", routingKey: "control.test", body: Array("control".utf8)),
        ])
        #expect(try await subscription.collect(2).map(\.text) == ["reply", "control"])
        await consumer.close()
        #expect(subscription.queue == nil)
        await publisher.close()
    }

    @Test("a stream is read from its beginning, again and again")
    func stream() async throws {
        try await withQueue(.stream) { queue in
            let publisher = try await makePublisher(declaring: queue)
            try await publisher.publish((0..<100).map { "\($0)" }, to: queue)
            for _ in 0..<2 {
                let subscription = Subscription(.stream(queue.name, offset: "first"), prefetch: 50)
                let consumer = Consumer(try .test(), subscriptions: [subscription], .init(name: "tests"))
                #expect(try await subscription.collect(100).map(\.text) == (0..<100).map { "\($0)" })
                await consumer.close()
            }
            await publisher.close()
        }
    }

    @Test("heartbeats go on while a reader is busy, and a silent broker is noticed", .timeLimit(.minutes(1)))
    func heartbeats() async throws {
        try await withQueue { queue in
            let proxy = try TCPProxy(to: try Endpoint.test().port)
            defer { proxy.close() }
            var settings = Consumer.Settings(name: "tests")
            settings.heartbeat = .seconds(2)
            let subscription = Subscription(.queue(queue.name), prefetch: 10)
            let consumer = Consumer(
                try .test(through: proxy),
                topology: Topology(queues: [queue]),
                subscriptions: [subscription],
                settings
            )
            _ = await consumer.events.nextConnection()
            let publisher = try await makePublisher()
            try await publisher.publish(["held"], to: queue)
            let held = try #require(try await subscription.nextBatch(max: 1).first)
            // Another connection that the broker must give up for want of heartbeats shows that their time has passed.
            let frozen = try TCPProxy(to: try Endpoint.test().port)
            defer { frozen.close() }
            var silent = Publisher.Settings(name: "silent")
            silent.heartbeat = .seconds(4)
            let victim = Publisher(try .test(through: frozen), silent)
            _ = await victim.events.nextConnection()
            frozen.freeze()
            #expect(await victim.events.nextLoss()?.reason.contains("no heartbeat") == true)
            // The reader has held its message all the while, and its connection is the first one still.
            #expect(proxy.connections == 1)
            subscription.acknowledge(held)
            await consumer.close()
            frozen.thaw()
            await victim.close()
            await publisher.close()
        }
    }
}
