import AMQP
import Contracts
import Postgres
public import ServiceKit
import Threads
import Values

/// Decides what comes next: jobs, runs, items, credits.
public struct OrchestratorService: Program {
    public static let name = "orchestrator"
    public static let schema = 15
    public static let databaseSchema = "orchestrator"

    private let inFlight: Int
    private let batch: Int

    public init(_ settings: inout SettingsReader) {
        self.inFlight = settings.integer("STAGECOACH_IN_FLIGHT", default: 32, in: 1...100_000)
        self.batch = settings.integer("STAGECOACH_BATCH", default: 256, in: 1...2000)
    }

    public func run(_ context: Context) async throws {
        let publisher = context.makePublisher()
        func journal(_ lane: String) -> Journal {
            Journal(
                context.identity,
                lane: lane,
                database: context.database,
                publisher: publisher,
                logger: context.logger
            )
        }
        // One for each loop, so that they do not wait for one another.
        let journals = (commands: journal("c"), results: journal("r"), progress: journal("p"), timers: journal("t"))
        let retention = RetentionLoop(
            identity: context.identity,
            journal: journal("e"),
            database: context.database,
            logger: context.logger,
            erased: context.metrics.counter(
                "stagecoach_runs_erased_total",
                "Finished runs that were deleted when their time was over"
            )
        )
        let all = [journals.commands, journals.results, journals.progress, journals.timers, retention.journal]
        let keeper = JournalKeeper(
            context.identity,
            journals: all,
            database: context.database,
            publisher: publisher,
            logger: context.logger,
            metrics: context.metrics
        )
        let definitions = Definitions()
        let admission = Admission(limit: self.inFlight)
        let timers = TimerLoop(
            identity: context.identity,
            journal: journals.timers,
            definitions: definitions,
            admission: admission,
            logger: context.logger
        )
        let subscriptions = OrchestratorTopology.subscriptions(batch: self.batch)
        let consumer = context.makeConsumer(OrchestratorTopology.topology, subscriptions.all)
        func loop(_ queue: String, _ subscription: Subscription, _ handler: @escaping BatchLoop.Handler) -> Part {
            let loop = BatchLoop(
                context.identity,
                queue: queue,
                subscription: subscription,
                maximum: self.batch,
                publisher: publisher,
                logger: context.logger,
                metrics: context.metrics
            )
            return Part(queue) { try await loop.run(handler) }
        }
        let commands = CommandHandler(
            identity: context.identity,
            journal: journals.commands,
            resends: ResendHandler(keeper: keeper, identity: context.identity),
            definitions: definitions,
            admission: admission
        )
        let results = ResultHandler(
            identity: context.identity,
            journal: journals.results,
            definitions: definitions,
            admission: admission,
            late: context.metrics.counter(
                "stagecoach_results_late_total",
                "Answers to batches that were no longer out; they have no effect"
            )
        )
        let progress = ProgressHandler(
            identity: context.identity,
            journal: journals.progress,
            definitions: definitions,
            admission: admission
        )
        let difference = Lock(0)
        context.metrics.gauge(
            "stagecoach_credits_difference",
            "Thousandths of credits by which accounts differ from their entries; must be 0"
        ) { Double(difference.withLock { $0 }) }
        try await context.serve(
            loops: [
                loop(Queues.orchestratorCommands, subscriptions.commands, commands.handle),
                loop(Queues.orchestratorResults, subscriptions.results, results.handle),
                loop(Queues.orchestratorProgress, subscriptions.progress, progress.handle),
            ],
            beside: all.map { journal in Part("journal") { await journal.run() } } + [
                Part("journal keeper") { await keeper.run() },
                Part("timers") { await timers.run() },
                Part("retention") { await retention.run() },
                Part("pruning") { await self.prune(context) },
                Part("auditing") { await self.audit(context, difference) },
                context.follow("publishing", publisher.events),
                context.follow("consuming", consumer.events) { created in
                    if created.contains(Queues.orchestratorResults) { await timers.resendAll() }
                },
            ],
            stop: { for subscription in subscriptions.all { subscription.stop() } }
        )
        for journal in all { await journal.drain(within: .seconds(5)) }
        await consumer.close()
        await publisher.close()
    }

    /// Adds the ledger up, once a minute. Runs until the task is cancelled.
    private func audit(_ context: Context, _ difference: Lock<Int>) async {
        while !Task.isCancelled {
            do {
                let found = try await context.database.session { try CreditStore.difference($0) }
                difference.withLock { $0 = found }
                if found != 0 { context.logger.error("accounts differ from their entries", ["thousandths": found]) }
            } catch {
                context.logger.debug("the ledger is added up later", [LogKeys.error: "\(error)"])
            }
            try? await Task.sleep(for: .seconds(60))
        }
    }

    /// Forgets the keys of old commands. Runs until the task is cancelled.
    private func prune(_ context: Context) async {
        while !Task.isCancelled {
            do {
                while try await context.database.session({ try CommandStore.prune($0) }) > 0 {}
            } catch {
                context.logger.debug("the keys of commands are pruned later", [LogKeys.error: "\(error)"])
            }
            try? await Task.sleep(for: .seconds(3600))
        }
    }
}

/// The queues of the orchestrator.
enum OrchestratorTopology {
    static let commands = [
        RunStart.name, RunPause.name, RunResume.name, RunCancel.name, RunRetry.name, RunSend.name, JobDefine.name,
        JobPause.name, JobResume.name, JobDelete.name, OrganizationDefine.name, CreditsTopUp.name,
        SiteDefine.name, SiteDelete.name, ItemsImport.name, ItemsChange.name, ContentApprove.name, ContentReject.name,
        ContentReturn.name, RunEstimate.name, CreditsBalance.name,
        RetentionDefine.name, RetentionRun.name, RetentionReport.name,
    ]

    static let topology = Topology(
        queues: [
            .init(Queues.orchestratorCommands), .init(Queues.orchestratorResults), .init(Queues.orchestratorProgress),
        ],
        bindings: [
            "run.*.*", "job.*.*", "organization.*.*", "credits.*.*", "site.*.*", "items.*.*", "content.approve.*",
            "content.reject.*", "content.return.*", "journal.resend.*", "retention.*.*",
        ].map {
            .init(queue: Queues.orchestratorCommands, exchange: Exchanges.commands, routingKey: $0)
        }
            + [RoutingKeys.batchCompleted, RoutingKeys.batchFailed, RoutingKeys.batchSuspended].map {
                .init(queue: Queues.orchestratorResults, exchange: Exchanges.results, routingKey: $0)
            }
            + [
                .init(
                    queue: Queues.orchestratorProgress,
                    exchange: Exchanges.results,
                    routingKey: RoutingKeys.batchProgress
                )
            ]
    )

    struct Subscriptions {
        let commands: Subscription
        let results: Subscription
        let progress: Subscription
        var all: [Subscription] { [self.commands, self.results, self.progress] }
    }

    /// Prefetch is several batches, so that the next is at hand when one is done.
    static func subscriptions(batch: Int) -> Subscriptions {
        let prefetch = UInt16(min(batch * 4, 65535))
        return Subscriptions(
            commands: Subscription(.queue(Queues.orchestratorCommands), prefetch: prefetch),
            results: Subscription(.queue(Queues.orchestratorResults), prefetch: prefetch),
            progress: Subscription(.queue(Queues.orchestratorProgress), prefetch: 200)
        )
    }
}
