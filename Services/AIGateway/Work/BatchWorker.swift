import AMQP
import Contracts
import Crypto
import Postgres
import ServiceKit
import Threads
import Values

/// Does a batch: has its function ask a model, keeps what comes of it, and answers.
///
/// The six phases (P-5 of the requirements): INIT, PREP, AI_CALL, PARSE, SAVE, DONE.
struct BatchWorker: Sendable {
    let identity: Identity
    /// This process.
    let owner: ID
    let database: Database
    let journal: Journal
    let publisher: Publisher
    let routes: ModelRoutes
    let collector: SourceCollector
    let logger: Logger
    let metrics: GatewayMetrics

    /// Does the batch, or answers as before when it has been done.
    ///
    /// - Throws: `CancellationError` when it was told to stop; ``PostgresError`` while the database is away, and then the
    ///   batch is to be tried again.
    func work(on order: BatchOrder) async throws {
        switch try await self.claim(order) {
        case .ours(let isRepeat):
            if isRepeat { self.metrics.extraCalls.add() }
            try await self.begin(order)
        case .answered(let kind, let answer): try await self.answerAgain(order, kind, answer)
        case .busy: preconditionFailure("a claim waits until it is decided")
        }
    }

    /// Waits while another process is at it.
    private func claim(_ order: BatchOrder) async throws -> CallStore.Claim {
        while true {
            let claim = try await self.database.transaction { session in
                try CallStore.claim(session, order, owner: self.owner, instance: self.identity.instance)
            }
            guard case .busy = claim else { return claim }
            try await Task.sleep(for: .milliseconds(500))
        }
    }

    private func answerAgain(_ order: BatchOrder, _ kind: String, _ answer: JSONBytes) async throws {
        let root = try JSONDocument(answer.bytes).root
        let message: Message
        if kind == "done" {
            var completed = try BatchCompleted(json: root)
            completed.reference = order.work.reference
            message = try self.message(order, completed)
        } else {
            var failed = try BatchFailed(json: root)
            failed.reference = order.work.reference
            message = try self.message(order, failed)
        }
        self.metrics.repeats.add()
        try await self.publisher.publish([message])
    }

    private func message(_ order: BatchOrder, _ payload: BatchCompleted) throws -> Message {
        try order.message(payload, routingKey: RoutingKeys.batchCompleted, source: self.identity.source)
    }

    private func message(_ order: BatchOrder, _ payload: BatchFailed) throws -> Message {
        try order.message(payload, routingKey: RoutingKeys.batchFailed, source: self.identity.source)
    }

    // MARK: - Doing it

    private func begin(_ order: BatchOrder) async throws {
        let phases = Phases()
        do {
            try await self.generate(order, phases)
        } catch let error as ProviderError {
            let failed = BatchFailed(
                reference: order.work.reference,
                error: WorkError(
                    isTransient: error.isTransient,
                    code: error.code,
                    message: error.message,
                    detail: error.detail,
                    retryAfterMs: error.retryAfter.map { Int($0.milliseconds) }
                ),
                output: error.output,
                usage: error.usage,
                phases: phases.marks
            )
            self.metrics.failures.add()
            self.logger.warning(
                "a batch failed",
                [LogKeys.run: "\(order.key.run)", "code": error.code, LogKeys.error: error.message]
            )
            let message = try self.message(order, failed)
            try await self.finish(order, "failed", try failed.jsonBytes(), usage: error.usage) { _, entry in
                entry.send(message)
            }
        }
    }

    private func generate(_ order: BatchOrder, _ phases: Phases) async throws {
        self.report(order, phases, .start, 0, "Started")
        self.report(order, phases, .prepare, 5, "Reading the settings")
        var function = try FunctionList.read(order.work)
        if let reader = function as? any InputFunction { function = try await self.withInput(reader, order) }
        let performed = try await self.perform(function, order, phases)
        self.report(order, phases, .save, 90, type(of: function).saving)
        phases.mark(.done, performed.yield.sentence)
        try await self.save(order, performed, phases)
    }

    /// Reads what an earlier stage has stored.
    private func withInput(_ function: any InputFunction, _ order: BatchOrder) async throws -> any GatewayFunction {
        let bytes = try await self.database.session { session in
            try ArtifactStore.fetch(session, order.organization, function.inputRef)
        }
        guard let bytes else {
            throw ProviderError(code: "input_missing", isTransient: false, message: "What was collected is gone")
        }
        do throws(FieldError) {
            return try function.reading(bytes)
        } catch {
            throw ProviderError(
                code: "invalid_input",
                isTransient: false,
                message: "What was collected cannot be read: \(error)"
            )
        }
    }

    private func perform(
        _ function: any GatewayFunction,
        _ order: BatchOrder,
        _ phases: Phases
    ) async throws -> Performed {
        let limit = order.work.timeoutMs.map { Duration.milliseconds($0) }
        var limits = CallLimits(within: limit ?? .seconds(1200))
        if let silence = order.work.silenceMs { limits.silence = .milliseconds(silence) }
        let metrics = self.metrics
        let caller = ModelCaller(
            routes: self.routes,
            limits: limits,
            callKey: order.callKey,
            called: { duration in
                metrics.calls.add()
                metrics.durations.observe(duration)
            },
            report: { phase, percent, text in self.report(order, phases, phase, percent, text) }
        )
        let tools = FunctionTools(organization: order.organization, caller: caller, collector: self.collector)
        return try await Deadline.run(within: limit) { try await function.perform(order.work, tools) }
    }

    private func save(_ order: BatchOrder, _ performed: Performed, _ phases: Phases) async throws {
        let yield = performed.yield
        let completed = BatchCompleted(
            reference: order.work.reference,
            items: yield.items,
            created: yield.created,
            result: yield.result,
            output: yield.output,
            usage: performed.usage,
            phases: phases.marks
        )
        let provenance = try performed.usage?.jsonBytes() ?? Array("{}".utf8)
        let message = try self.message(order, completed)
        guard message.body.count <= Limits.body else {
            // It would be refused, and the batch would wait for ever.
            throw ProviderError(
                code: "answer_too_large",
                isTransient: false,
                message: "What was generated does not fit into a message",
                usage: performed.usage
            )
        }
        try await self.finish(order, "done", try completed.jsonBytes(), usage: performed.usage) { session, entry in
            for artifact in yield.artifacts {
                ArtifactStore.insert(
                    session,
                    order,
                    artifact,
                    hash: Hash.sha256(artifact.bytes),
                    provenance: provenance
                )
            }
            entry.send(message)
        }
    }

    /// Commits the answer, if the batch is still ours.
    private func finish(
        _ order: BatchOrder,
        _ state: String,
        _ answer: [UInt8],
        usage: Usage?,
        _ body: @escaping @Sendable (Session, inout JournalEntry) throws -> Void
    ) async throws {
        let owner = self.owner
        let wasOurs = try await self.journal.transaction { session, entry in
            guard
                try CallStore.finish(session, order.key, owner: owner, state: state, answer: answer, usage: usage)
            else { return false }
            try body(session, &entry)
            return true
        }
        if !wasOurs {
            self.logger.warning("a batch was taken over meanwhile", [LogKeys.run: "\(order.key.run)"])
        }
    }

    // MARK: - Saying how it goes

    /// Tells the orchestrator. It may be lost; nothing hangs on it but what people see.
    private func report(
        _ order: BatchOrder,
        _ phases: Phases,
        _ phase: Phase,
        _ percent: Int,
        _ text: String
    ) {
        phases.mark(phase, text)
        guard phases.mayTell(phase) else { return }
        let progress = BatchProgress(
            reference: order.work.reference,
            phase: phase,
            percent: percent,
            message: text
        )
        guard
            let message = try? order.message(
                progress,
                routingKey: RoutingKeys.batchProgress,
                source: self.identity.source,
                isCertain: false
            )
        else { return }
        self.publisher.send([message]) { _ in }
    }
}
