import AMQP
import Contracts
import Threads

/// Knows how much waits in the queues of the services. Asks the broker when somebody wants to know, and not again within
/// a few seconds, on a thread of its own.
final class QueueWatch: Sendable {
    private struct State: Sendable {
        var depths: [String: QueueDepth]?
        var until: ContinuousClock.Instant
    }

    /// All queues that the services share.
    static let names: [String] =
        [
            Queues.orchestratorCommands, Queues.orchestratorResults, Queues.orchestratorProgress, Queues.schedulerJobs,
            Queues.schedulerReplies, Queues.schedulerCommands, Queues.gatewayCommands, Queues.mailerCommands,
            Queues.mailerNotifications, Queues.historyJournal, Queues.historyCommands, Queues.historyDead,
        ] + QueueWatch.work.map(\.queue)

    /// The queues of the workers, with what they are called where work is given out.
    static let work: [(worker: String, queue: String)] = [
        (Workers.text, "ai-gateway"), (Workers.image, "ai-gateway"), (Workers.echo, "ai-gateway"),
        (Workers.mail, "mailer"),
    ].flatMap { worker, service in
        [false, true].map { isScheduled in
            (worker, Queues.work(worker, service: service, isScheduled: isScheduled))
        }
    }

    private let endpoint: Endpoint
    private let thread = SerialThread(name: "queue depths")
    private let state = Lock(State(depths: nil, until: .now))

    init(_ endpoint: Endpoint) { self.endpoint = endpoint }

    /// - Returns: `nil` while the broker does not answer; without queues that do not exist.
    func depths() async -> [String: QueueDepth]? {
        let (known, until) = self.state.withLock { ($0.depths, $0.until) }
        if until > .now { return known }
        let endpoint = self.endpoint
        let depths = try? await self.thread.run {
            try QueueDepth.read(QueueWatch.names, endpoint, name: "api counts")
        }
        self.state.withLock { $0 = State(depths: depths, until: .now + .seconds(3)) }
        return depths
    }
}
