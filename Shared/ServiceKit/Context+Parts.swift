public import AMQP
import Contracts
import Threads

/// A part of a service that runs by itself.
public struct Part: Sendable {
    let name: String
    let run: @Sendable () async throws -> Void

    public init(_ name: String, _ run: @escaping @Sendable () async throws -> Void) {
        self.name = name
        self.run = run
    }
}

extension Context {
    /// A connection to publish on, whose state counts for readiness.
    public func makePublisher() -> Publisher {
        var settings = Publisher.Settings(name: self.identity.instance + " publishes")
        settings.window = 4096
        return Publisher(self.endpoint, settings)
    }

    public func makeConsumer(_ topology: Topology, _ subscriptions: [Subscription]) -> Consumer {
        Consumer(
            self.endpoint,
            topology: topology,
            subscriptions: subscriptions,
            Consumer.Settings(name: self.identity.instance + " consumes")
        )
    }

    /// Follows a connection's state into log and readiness.
    ///
    /// - Parameter created: Called with the queues that had to be made on a new connection.
    public func follow(
        _ name: String,
        _ events: AsyncStream<ConnectionEvent>,
        created: @escaping @Sendable (Set<String>) async -> Void = { _ in }
    ) -> Part {
        self.readiness.set(name, problem: "not connected yet")
        return Part(name) {
            for await event in events {
                switch event {
                case .connected(let queues):
                    self.logger.info(
                        "connected",
                        ["connection": name, "created": queues.sorted().joined(separator: " ")]
                    )
                    self.readiness.set(name, problem: nil)
                    await created(queues)
                case .disconnected(let error):
                    self.logger.warning("disconnected", ["connection": name, LogKeys.error: error])
                    self.readiness.set(name, problem: "\(error)")
                case .blocked(let reason):
                    self.logger.warning("blocked by the broker", ["connection": name, LogKeys.error: reason])
                    self.readiness.set(name, problem: "blocked: \(reason)")
                case .unblocked:
                    self.logger.info("unblocked", ["connection": name])
                    self.readiness.set(name, problem: nil)
                }
            }
        }
    }

    /// Runs the parts of a service until it is told to stop.
    ///
    /// Then `stop` is called, which makes the loops end; when the last one has ended, the parts beside them are cancelled.
    /// A loop that ends unasked, or throws, is a failure of the service.
    public func serve(loops: [Part], beside: [Part], stop: @escaping @Sendable () -> Void) async throws {
        let stopped = Lock(false)
        self.shutdown.onRequest {
            stopped.withLock { $0 = true }
            stop()
        }
        let background = Task {
            await withDiscardingTaskGroup { group in
                for part in beside {
                    group.addTask {
                        do {
                            try await part.run()
                        } catch is CancellationError {
                            return
                        } catch {
                            self.logger.error("a part failed", ["part": part.name, LogKeys.error: "\(error)"])
                        }
                    }
                }
            }
        }
        defer { background.cancel() }
        try await withThrowingTaskGroup(of: Part.self) { group in
            for part in loops {
                group.addTask {
                    try await part.run()
                    return part
                }
            }
            do {
                for try await part in group where !stopped.withLock({ $0 }) {
                    throw Ended(part: part.name)
                }
            } catch {
                self.shutdown.request()
                throw error
            }
        }
    }

    struct Ended: Error, CustomStringConvertible {
        let part: String
        var description: String { "\(self.part) ended by itself" }
    }
}
