import AMQP
import Contracts
import Crypto
import Postgres
import ServiceKit
import Threads
import Values

/// Does a batch: asks a model once, checks what comes, keeps it, and answers.
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
        var phases = Phases()
        do {
            try await self.generate(order, &phases)
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
                phases: phases.marks
            )
            self.metrics.failures.add()
            self.logger.warning(
                "a batch failed",
                [LogKeys.run: "\(order.key.run)", "code": error.code, LogKeys.error: error.message]
            )
            let message = try self.message(order, failed)
            try await self.finish(order, "failed", try failed.jsonBytes(), usage: nil) { _, entry in
                entry.send(message)
            }
        }
    }

    private func generate(_ order: BatchOrder, _ phases: inout Phases) async throws {
        self.report(order, &phases, .start, 0, "Started")
        self.report(order, &phases, .prepare, 5, "Reading the settings")
        let task: NewsletterTask
        guard order.work.function == Functions.generateNewsletter else {
            throw ProviderError(code: "unknown_function", isTransient: false, message: "There is no such AI function")
        }
        do throws(FieldError) {
            task = try NewsletterTask(
                settings: order.work.settings,
                jobName: order.work.jobName,
                date: order.work.date
            )
        } catch {
            throw ProviderError(code: "invalid_settings", isTransient: false, message: "\(error)")
        }
        let generated = try await self.ask(order, task, &phases)
        self.report(order, &phases, .save, 90, "Storing the newsletter")
        phases.mark(.done, "Newsletter with \(generated.items) items generated")
        try await self.save(order, generated, phases)
    }

    private struct Generated: Sendable {
        var content: NewsletterContent
        var items: Int
        var words: Int
        var usage: Usage
    }

    private func ask(_ order: BatchOrder, _ task: NewsletterTask, _ phases: inout Phases) async throws -> Generated {
        let (provider, model) = self.routes.find(task.model)
        self.report(order, &phases, .call, 10, "Asking \(provider.name)/\(model)")
        let start = ContinuousClock.now
        let request = ModelRequest(model: model, task: task)
        let limit = order.work.timeoutMs.map { Duration.milliseconds($0) }
        let answer = try await Deadline.run(within: limit) { try await provider.complete(request) }
        self.metrics.calls.add()
        self.metrics.durations.observe(ContinuousClock.now - start)
        self.report(order, &phases, .parse, 80, "Checking what was generated")
        let (content, items, words) = try NewsletterTask.parse(answer.text)
        return Generated(
            content: content,
            items: items,
            words: words,
            usage: Usage(
                provider: provider.name,
                model: model,
                requestedModel: task.model,
                promptVersion: NewsletterTask.promptVersion,
                inputTokens: answer.inputTokens,
                outputTokens: answer.outputTokens,
                costMicros: answer.costMicros
            )
        )
    }

    private func save(_ order: BatchOrder, _ generated: Generated, _ phases: Phases) async throws {
        let artifact = ID()
        let bytes = try generated.content.jsonBytes()
        let completed = BatchCompleted(
            reference: order.work.reference,
            items: order.work.items.map { item in
                .init(id: item.id, status: "generated", attributes: ["contentRef": .string("\(artifact)")])
            },
            result: ["items": generated.items, "words": generated.words],
            output: BatchOutput(contentRef: artifact),
            usage: generated.usage,
            phases: phases.marks
        )
        let provenance = try generated.usage.jsonBytes()
        let message = try self.message(order, completed)
        try await self.finish(order, "done", try completed.jsonBytes(), usage: generated.usage) { session, entry in
            ArtifactStore.insert(
                session,
                id: artifact,
                order,
                mediaType: NewsletterContent.mediaType,
                title: generated.content.subject,
                bytes: bytes,
                hash: Hash.sha256(bytes),
                provenance: provenance
            )
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
        _ phases: inout Phases,
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

/// When each phase was reached.
struct Phases: Sendable {
    private(set) var marks: [PhaseMark] = []
    private var told: ContinuousClock.Instant?

    mutating func mark(_ phase: Phase, _ message: String) {
        self.marks.append(PhaseMark(phase: phase, at: .now(), message: message))
    }

    /// Whether others are to hear of it: of the beginning always, of the rest at most twice a second.
    mutating func mayTell(_ phase: Phase) -> Bool {
        let now = ContinuousClock.now
        if phase != .start, let told, now - told < .milliseconds(500) { return false }
        self.told = now
        return true
    }
}

/// Cuts work off that takes too long.
enum Deadline {
    /// - Throws: ``ProviderError`` (`timeout`) when `limit` has passed; what `body` throws.
    static func run<Result: Sendable>(
        within limit: Duration?,
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        guard let limit else { return try await body() }
        return try await withThrowingTaskGroup(of: Result.self) { group in
            group.addTask { try await body() }
            group.addTask {
                try await Task.sleep(for: limit)
                throw ProviderError(
                    code: "timeout",
                    isTransient: true,
                    message: "No answer within \(limit.milliseconds / 1000) s"
                )
            }
            defer { group.cancelAll() }
            guard let result = try await group.next() else { throw CancellationError() }
            return result
        }
    }
}
