import AMQP
import Contracts
import HTTP
import Postgres
import Values

/// `/system`: how the services are, for who looks after them.
struct SystemRoutes: Sendable {
    private let backend: Backend

    init(_ backend: Backend) { self.backend = backend }

    func add(to router: inout Router) { router.get("/system", self.show) }

    /// A process beats every ten seconds; after three that it missed it counts as silent.
    private static let patience = Duration.seconds(35)

    private func show(_ request: Request) async throws -> Response {
        async let depths = self.backend.queues.depths()
        let state = try await self.backend.database.session { try SystemReader.state($0) }
        let found = await depths
        return .json(
            Answer.object { writer in
                writer.field("at", state.now)
                writer.field("broker", found == nil ? "unavailable" : "ok")
                Self.queues(found ?? [:], state, &writer)
                Self.work(state, &writer)
                Self.workers(state, &writer)
                writer.field("dead", state.dead)
                writer.field("journalBehind", state.behind)
            },
            headers: [.cacheControl: "no-store"]
        )
    }

    /// What the broker says. The age of a message is not among it; of work it is known by its rows.
    private static func queues(
        _ depths: [String: QueueDepth],
        _ state: SystemReader.State,
        _ writer: inout JSONWriter
    ) {
        let workers = Dictionary(QueueWatch.work.map { ($0.queue, $0.worker) }) { first, _ in first }
        writer.key("queues")
        writer.beginArray()
        for (name, depth) in depths.sorted(by: { $0.key < $1.key }) {
            writer.beginObject()
            writer.field("name", name)
            writer.field("depth", depth.messages)
            writer.field("consumers", depth.consumers)
            let oldest = depth.messages == 0 ? nil : workers[name].flatMap { state.work[$0]?.oldestAt }
            writer.nullable("oldestSeconds", oldest.map { Self.age($0, state.now) })
            writer.endObject()
        }
        writer.endArray()
    }

    private static func age(_ time: Timestamp, _ now: Timestamp) -> Double { max(0, (now - time) / .seconds(1)) }

    private static func work(_ state: SystemReader.State, _ writer: inout JSONWriter) {
        writer.key("work")
        writer.beginArray()
        for (worker, waiting) in state.work.sorted(by: { $0.key < $1.key }) {
            writer.beginObject()
            writer.field("worker", worker)
            writer.field("waiting", waiting.messages)
            writer.nullable("oldestSeconds", waiting.oldestAt.map { Self.age($0, state.now) })
            writer.endObject()
        }
        writer.endArray()
    }

    private static func workers(_ state: SystemReader.State, _ writer: inout JSONWriter) {
        writer.key("workers")
        writer.beginArray()
        for worker in state.workers {
            writer.beginObject()
            writer.field("instance", worker.instance)
            writer.field("service", worker.service)
            writer.field("lastBeatAt", worker.beatAt)
            writer.field("alive", state.now - worker.beatAt < Self.patience)
            writer.endObject()
        }
        writer.endArray()
    }
}
