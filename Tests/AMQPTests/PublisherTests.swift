import AMQP
import TestKit
import Testing
import Threads
import Values

@Suite(.timeLimit(.minutes(2)))
struct PublisherTests {
    @Test("thousands of messages are confirmed, and arrive in order, whole, with their properties")
    func confirms() async throws {
        try await withQueue { queue in
            let publisher = try await makePublisher(declaring: queue)
            let properties = MessageProperties(
                contentType: "application/json",
                messageID: "m",
                correlationID: "c",
                replyTo: "reply.x",
                type: "t",
                appID: "tests",
                userID: try Endpoint.test().user,
                headers: ["traceparent": .string("00-ab"), "n": .integer(-7), "yes": .bool(true)]
            )
            // One longer than a frame may be, so that it takes several.
            let large = [UInt8](repeating: 0x78, count: 300_000)
            try await publisher.publish([
                Message(exchange: "", routingKey: queue.name, properties: properties, body: large),
                Message(exchange: "", routingKey: queue.name, body: []),
            ])
            try await withThrowingDiscardingTaskGroup { group in
                for batch in 0..<50 {
                    group.addTask { try await publisher.publish((0..<100).map { "\(batch) \($0)" }, to: queue) }
                }
            }
            let subscription = Subscription(.queue(queue.name), prefetch: 500)
            let consumer = Consumer(try .test(), subscriptions: [subscription], .init(name: "tests"))
            let all = try await subscription.collect(5002)
            #expect(all[0].properties == properties)
            #expect(all[0].body == large)
            #expect(all[1].body == [])
            // Within a batch the order is kept.
            var next: [Substring: Int] = [:]
            for delivery in all.dropFirst(2) {
                let parts = delivery.text.split(separator: " ")
                #expect(Int(parts[1]) == next[parts[0], default: 0])
                next[parts[0], default: 0] += 1
            }
            #expect(next.values.allSatisfy { $0 == 100 })
            await consumer.close()
            await publisher.close()
        }
    }

    @Test("how much waits in a queue is told, and of queues that do not exist nothing")
    func depths() async throws {
        try await withQueue { queue in
            let publisher = try await makePublisher(declaring: queue)
            try await publisher.publish(["a", "b", "c"], to: queue)
            let (name, endpoint, thread) = (queue.name, try Endpoint.test(), SerialThread(name: "depths"))
            let depths = try await thread.run {
                try QueueDepth.read(["test.nobody", name, "test.nothing"], endpoint, name: "tests")
            }
            #expect(depths.keys.sorted() == [name])
            #expect(depths[name]?.messages == 3)
            #expect(depths[name]?.consumers == 0)
            await publisher.close()
        }
    }

    @Test("a message that no queue takes comes back as an error; the others of its batch arrive")
    func returned() async throws {
        try await withQueue { queue in
            let publisher = try await makePublisher(declaring: queue)
            let lost = Topology.Queue("test.nobody")
            let error = await #expect(throws: AMQPError.self) {
                try await publisher.publish([
                    Message(to: queue, "a"), Message(to: lost, "b"), Message(to: queue, "c"),
                ])
            }
            #expect(error?.code == .unroutable)
            #expect(error?.replyCode == 312)
            #expect(error?.reason.contains("test.nobody") == true)
            try await publisher.publish(["d"], to: queue)
            let subscription = Subscription(.queue(queue.name), prefetch: 10)
            let consumer = Consumer(try .test(), subscriptions: [subscription], .init(name: "tests"))
            #expect(try await subscription.collect(3).map(\.text) == ["a", "c", "d"])
            await consumer.close()
            await publisher.close()
        }
    }

    @Test("a missing exchange closes the channel: what was under way is reported lost, and the next one goes through")
    func missingExchange() async throws {
        try await withQueue { queue in
            let publisher = try await makePublisher(declaring: queue)
            let bad = Message(exchange: "test.no such exchange", routingKey: "x", body: [])
            let error = await #expect(throws: AMQPError.self) { try await publisher.publish([bad]) }
            #expect(error?.code == .connectionLost)
            #expect(error?.replyCode == 404)
            #expect(await publisher.events.nextConnection() == [])
            try await publisher.publish(["after"], to: queue)
            await publisher.close()
        }
    }

    @Test("what cannot be sent is refused before it is")
    func invalid() async throws {
        let publisher = try await makePublisher()
        let long = String(repeating: "k", count: 256)
        for message in [
            Message(exchange: "", routingKey: long, body: []),
            Message(exchange: "", routingKey: "x", properties: .init(messageID: long), body: []),
            Message(exchange: "", routingKey: "x", properties: .init(headers: [long: .bool(true)]), body: []),
            Message(exchange: "", routingKey: "x", body: [], isMandatory: true),
        ] {
            await #expect(throws: AMQPError.self) { try await publisher.publish([message]) }
        }
        #expect(publisher.status == .connected)
        await publisher.close()
        let error = await #expect(throws: AMQPError.self) {
            try await publisher.publish([Message(exchange: "", routingKey: "x", body: [])])
        }
        #expect(error?.code == .closed)
    }

    @Test("without a connection a message fails at once, and a broken one is opened again")
    func reconnect() async throws {
        try await withQueue { queue in
            let proxy = try TCPProxy(to: try Endpoint.test().port)
            defer { proxy.close() }
            let publisher = try await makePublisher(to: .test(through: proxy), declaring: queue)
            try await publisher.publish(["one"], to: queue)
            proxy.refuse()
            #expect(await publisher.events.nextLoss() != nil)
            let error = await #expect(throws: AMQPError.self) { try await publisher.publish(["two"], to: queue) }
            #expect(error?.code == .connectionLost)
            #expect(publisher.status == .disconnected)
            proxy.admit()
            #expect(await publisher.events.nextConnection() == [])
            try await publisher.publish(["three"], to: queue)
            await publisher.close()
        }
    }

    @Test("a broker that reads nothing more does not hold a publish for ever", .timeLimit(.minutes(1)))
    func stalled() async throws {
        try await withQueue { queue in
            let proxy = try TCPProxy(to: try Endpoint.test().port)
            defer { proxy.close() }
            let publisher = try await makePublisher(to: .test(through: proxy), declaring: queue) {
                $0.heartbeat = .seconds(2)
            }
            proxy.freeze()
            let body = String(repeating: "x", count: 1_000_000)
            let error = await #expect(throws: AMQPError.self) {
                try await publisher.publish(Array(repeating: body, count: 20), to: queue)
            }
            #expect(error?.code == .connectionLost)
            proxy.thaw()
            proxy.cut()
            #expect(await publisher.events.nextConnection() != nil)
            await publisher.close()
        }
    }

    @Test("closing waits for the confirms of what was given before")
    func closing() async throws {
        try await withQueue { queue in
            let publisher = try await makePublisher(declaring: queue)
            let outcomes = Lock<[AMQPError?]>([])
            for number in 0..<200 {
                publisher.send([Message(to: queue, "\(number)")]) { outcome in
                    outcomes.withLock { $0.append(outcome) }
                }
            }
            await publisher.close()
            #expect(outcomes.withLock { $0.count } == 200)
            #expect(outcomes.withLock { $0.allSatisfy { $0 == nil } })
        }
    }

    @Test("a wrong password and a wrong virtual host are refusals")
    func refused() async throws {
        var endpoint = try Endpoint.test()
        endpoint.password = .init("wrong")
        let wrong = Publisher(endpoint, .init(name: "tests"))
        #expect(await wrong.events.nextLoss()?.code == .refused)
        endpoint = try .test()
        endpoint.virtualHost = "nowhere"
        let nowhere = Publisher(endpoint, .init(name: "tests"))
        #expect(await nowhere.events.nextLoss()?.code == .refused)
        await wrong.close()
        await nowhere.close()
    }
}
