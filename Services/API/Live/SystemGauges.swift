import AMQP
import Postgres
import ServiceKit
import Values

/// What waits, for whoever scrapes the metrics: how many messages each queue holds, and for how long the oldest work has
/// waited. Looked up every ten seconds; the broker and the database are asked no more often by many scrapers than by one.
struct SystemGauges: Sendable {
    private static let pause = Duration.seconds(10)

    private let metrics: Metrics
    private let queues: QueueWatch
    private let database: Database
    private let logger: Logger

    init(_ metrics: Metrics, _ queues: QueueWatch, _ database: Database, _ logger: Logger) {
        (self.metrics, self.queues, self.database, self.logger) = (metrics, queues, database, logger)
    }

    func run() async {
        while !Task.isCancelled {
            await self.look()
            try? await Task.sleep(for: Self.pause)
        }
    }

    private func look() async {
        // What the broker does not say is unknown, and not 0.
        let depths = await self.queues.depths()
        for name in QueueWatch.names { self.messages(in: name).set(depths?[name].map { Double($0.messages) } ?? .nan) }
        do {
            let state = try await self.database.session { try SystemReader.state($0) }
            for (worker, _) in QueueWatch.work {
                let oldest = state.work[worker]?.oldestAt
                self.age(of: worker).set(oldest.map { max(0, (state.now - $0) / .seconds(1)) } ?? 0)
            }
        } catch {
            self.logger.debug("the age of work is looked up later", [LogKeys.error: "\(error)"])
        }
    }

    private func messages(in queue: String) -> Gauge {
        self.metrics.gauge("stagecoach_queue_messages", "Messages that wait in a queue", ["queue": queue])
    }

    private func age(of worker: String) -> Gauge {
        self.metrics.gauge(
            "stagecoach_work_oldest_seconds",
            "For how long the oldest work that was given out has waited for a worker",
            ["worker": worker]
        )
    }
}
