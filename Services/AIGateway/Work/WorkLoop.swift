import AMQP
import Contracts
import Postgres
import ServiceKit
import Threads
import Values

/// Takes batches from a queue and works on several at once. Each keeps its delivery until it is answered.
final class WorkLoop: Sendable {
    /// A batch that this process works on.
    private struct Active: Sendable {
        var order: BatchOrder
        /// All that is to be acknowledged in the end: the same batch may come again meanwhile.
        var deliveries: [Delivery]
        var task: Task<Void, Never>?
        var isCancelled = false
    }

    private let queue: String
    private let subscription: Subscription
    private let worker: BatchWorker
    private let active = Lock<[BatchOrder.Key: Active]>([:])

    init(queue: String, subscription: Subscription, worker: BatchWorker) {
        self.queue = queue
        self.subscription = subscription
        self.worker = worker
    }

    /// Runs until the subscription is stopped and what was begun is done.
    func run() async throws {
        try await withThrowingDiscardingTaskGroup { group in
            while true {
                let batch = try await self.subscription.nextBatch(max: 16)
                if batch.isEmpty { break }
                for delivery in batch {
                    do throws(Problem) {
                        let order = try BatchOrder(delivery)
                        if self.join(order, delivery) { continue }
                        group.addTask { try await self.work(on: order) }
                    } catch {
                        try await self.park(delivery, error)
                    }
                }
            }
        }
    }

    /// - Returns: Whether this process was at it already.
    private func join(_ order: BatchOrder, _ delivery: Delivery) -> Bool {
        self.active.withLock { active in
            if active[order.key] != nil {
                active[order.key]?.deliveries.append(delivery)
                active[order.key]?.order = order
                return true
            }
            active[order.key] = Active(order: order, deliveries: [delivery])
            return false
        }
    }

    private func work(on first: BatchOrder) async throws {
        var order = first
        while true {
            let worked = order
            let task = Task { await self.untilDecided(worked) }
            let isCancelled = self.active.withLock { active in
                active[first.key]?.task = task
                return active[first.key]?.isCancelled ?? false
            }
            if isCancelled { task.cancel() }
            await task.value
            // When the batch was given out anew meanwhile, the later try wants its own answer; it is in the ledger now.
            let next: BatchOrder? = self.active.withLock { active in
                guard let entry = active[first.key] else { return nil }
                if entry.order.work.token != worked.work.token, !entry.isCancelled { return entry.order }
                active[first.key] = nil
                for delivery in entry.deliveries { self.subscription.acknowledge(delivery) }
                return nil
            }
            guard let next else { return }
            order = next
        }
    }

    /// Tries until the batch is answered: a database or broker that is away is waited for.
    private func untilDecided(_ order: BatchOrder) async {
        var backoff = Backoff(base: .milliseconds(100), limit: .seconds(2))
        while !Task.isCancelled {
            do {
                return try await self.worker.work(on: order)
            } catch is CancellationError {
                break
            } catch {
                self.worker.logger.warning(
                    "a batch is tried again",
                    [LogKeys.run: "\(order.key.run)", LogKeys.error: "\(error)"]
                )
            }
            try? await Task.sleep(for: backoff.next())
        }
        self.worker.metrics.cancelled.add()
    }

    private func park(_ delivery: Delivery, _ problem: Problem) async throws {
        let letter = try delivery.deadLetter(by: self.worker.identity.service, queue: self.queue, problem)
        var backoff = Backoff(base: .milliseconds(100), limit: .seconds(2))
        while true {
            do {
                try await self.worker.publisher.publish([letter])
                break
            } catch {
                if error.code == .closed { return }
                try await Task.sleep(for: backoff.next())
            }
        }
        self.subscription.acknowledge(delivery)
    }

    /// Stops work on a batch whose run was cancelled. Its answer would not be taken any more.
    func cancel(_ run: ID, stage: Int, _ control: BatchControl) {
        let key = BatchOrder.Key(run: run, stage: stage, batch: control.batch)
        let task: Task<Void, Never>? = self.active.withLock { active in
            guard let entry = active[key], entry.order.work.epoch == control.epoch else { return nil }
            active[key]?.isCancelled = true
            return entry.task
        }
        task?.cancel()
    }

    /// Whether anything is being worked on.
    var isBusy: Bool { self.active.withLock { !$0.isEmpty } }
}
