public import AMQP
import Contracts
import Postgres
import Threads
import Values

/// Reads a queue and hands on what is there, in batches, until the subscription is stopped.
///
/// What fails for want of our own database or broker is kept and tried again in place; the messages stay ours. What
/// fails for another reason is tried message by message; one that fails alone five times is parked, so that it cannot
/// hold up the others.
public struct BatchLoop: Sendable {
    /// Must be idempotent: after a failure, or a crash, it sees the same messages again.
    public typealias Handler = @Sendable ([Delivery]) async throws -> Void

    private let identity: Identity
    private let queue: String
    private let subscription: Subscription
    private let maximum: Int
    private let publisher: Publisher
    private let logger: Logger
    private let messages: Counter
    private let parked: Counter
    private let sizes: Histogram

    /// - Parameter maximum: How many messages to handle together. The broker is never waited for to fill it up.
    public init(
        _ identity: Identity,
        queue: String,
        subscription: Subscription,
        maximum: Int,
        publisher: Publisher,
        logger: Logger,
        metrics: Metrics
    ) {
        self.identity = identity
        self.queue = queue
        self.subscription = subscription
        self.maximum = maximum
        self.publisher = publisher
        self.logger = logger
        self.messages = metrics.counter("stagecoach_messages_total", "Messages handled", ["queue": queue])
        self.parked = metrics.counter(
            "stagecoach_messages_failed_total",
            "Messages parked because handling them failed five times",
            ["queue": queue]
        )
        self.sizes = metrics.histogram(
            "stagecoach_batch_messages",
            "Messages handled together",
            ["queue": queue],
            bounds: [1, 2, 4, 8, 16, 32, 64, 128, 256]
        )
    }

    /// Runs until the subscription is stopped, or the task is cancelled.
    public func run(_ handler: Handler) async throws {
        while true {
            let batch = try await self.subscription.nextBatch(max: self.maximum)
            if batch.isEmpty { return }
            for part in BatchLoop.parts(batch) {
                try await self.handle(part, handler)
                self.subscription.acknowledge(part[part.count - 1], multiple: true)
                self.messages.add(part.count)
                self.sizes.observe(Double(part.count))
            }
        }
    }

    /// Messages that somebody has had before go one by one: one of them may be what killed the process.
    private static func parts(_ batch: [Delivery]) -> [[Delivery]] {
        var parts: [[Delivery]] = []
        var fresh: [Delivery] = []
        for delivery in batch {
            if delivery.isRedelivered {
                if !fresh.isEmpty { parts.append(fresh) }
                fresh = []
                parts.append([delivery])
            } else {
                fresh.append(delivery)
            }
        }
        if !fresh.isEmpty { parts.append(fresh) }
        return parts
    }

    private func handle(_ part: [Delivery], _ handler: Handler) async throws {
        do {
            try await self.withoutOutage { try await handler(part) }
        } catch is CancellationError {
            throw CancellationError()
        } catch  where part.count > 1 {
            self.logger.warning(
                "a batch failed; its messages are tried one by one",
                [LogKeys.queue: self.queue, LogKeys.count: part.count, LogKeys.error: "\(error)"]
            )
            for delivery in part { try await self.handleAlone(delivery, handler) }
        } catch {
            try await self.handleAlone(part[0], handler, failures: 1, error)
        }
    }

    private func handleAlone(
        _ delivery: Delivery,
        _ handler: Handler,
        failures: Int = 0,
        _ first: (any Error)? = nil
    ) async throws {
        var failures = failures
        var last = first
        var backoff = Backoff(base: .milliseconds(50), limit: .seconds(1))
        while failures < 5 {
            do {
                try await self.withoutOutage { try await handler([delivery]) }
                return
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                failures += 1
                last = error
                if failures < 5 { try await Task.sleep(for: backoff.next()) }
            }
        }
        self.logger.error(
            "a message is parked",
            [LogKeys.queue: self.queue, LogKeys.error: last.map { "\($0)" } ?? "unknown"]
        )
        self.parked.add()
        // The error itself may show data of others; the log has it.
        let problem = Problem(.internalError, "The message could not be handled in five tries")
        let letter = try delivery.deadLetter(by: self.identity.service, queue: self.queue, problem)
        try await self.withoutOutage { try await self.publisher.publish([letter]) }
    }

    /// Runs `body` again for as long as it is only our database or broker that is away.
    private func withoutOutage(_ body: @Sendable () async throws -> Void) async throws {
        var backoff = Backoff(base: .milliseconds(50), limit: .seconds(2))
        while true {
            do {
                return try await body()
            } catch let error as PostgresError where error.isOutage {
                self.logger.debug("the database is away", [LogKeys.queue: self.queue, LogKeys.error: error])
            } catch let error as AMQPError where error.code == .connectionLost || error.code == .unroutable {
                self.logger.debug("the broker is away", [LogKeys.queue: self.queue, LogKeys.error: error])
            }
            try await Task.sleep(for: backoff.next())
        }
    }
}
