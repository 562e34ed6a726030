import Contracts
import HTTP
import Postgres
import Values

/// `/executions`: the runs of reports, with what was collected for them.
struct ExecutionRoutes: Sendable {
    private let backend: Backend

    init(_ backend: Backend) { self.backend = backend }

    func add(to router: inout Router) {
        router.get("/executions", self.list)
        router.get("/executions/{id}", self.show)
        router.get("/executions/{id}/snapshot", self.snapshot)
        router.get("/executions/{id}/diff", self.diff)
        router.post("/executions/{id}/replay", self.replay)
    }

    private func list(_ request: Request) async throws -> Response {
        let paging = try Paging(request.query)
        var filter = RunFilter()
        filter.type = JobType.report.rawValue
        if let template = try request.query.single("templateId") {
            guard let id = ID(template) else {
                throw Refusal.badParameter("templateId", "must be the id of a template")
            }
            filter.job = id
        }
        if let status = try request.query.single("status") {
            guard let known = ExecutionStatus(rawValue: status) else {
                let words = ExecutionStatus.allCases.map(\.rawValue).joined(separator: ", ")
                throw Refusal.badParameter("status", "must be one of \(words)")
            }
            filter.statuses = known.runStatuses
        }
        let wanted = filter
        let runs = try await self.backend.database.read(for: request.organization) { session in
            try RunReader.list(session, wanted, before: paging.after, limit: paging.limit + 1)
        }
        return Answer.page(runs, limit: paging.limit) { run, writer in run.writeExecution(to: &writer) }
    }

    /// - Throws: ``Problem`` (404), also for an execution of another organization, and for runs of other types.
    private func find(_ id: ID, _ request: Request) async throws -> (run: RunView, attempts: [ExecutionAttempt]) {
        let found = try await self.backend.database.readAll(for: request.organization) { session in
            try ExecutionReader.fetch(session, id)
        }
        guard let found else { throw Problem(.notFound, "There is no such execution") }
        return found
    }

    private func show(_ request: Request) async throws -> Response {
        let (run, attempts) = try await self.find(try request.id(), request)
        return .json(Answer.value { run.writeExecution(to: &$0, attempts: attempts) })
    }

    // MARK: - Snapshots

    private func snapshot(_ request: Request) async throws -> Response {
        let run = try await self.find(try request.id(), request).run
        return .json(try await self.bytes(of: run, request))
    }

    private func bytes(of run: RunView, _ request: Request) async throws -> [UInt8] {
        guard let ref = run.outcome.snapshotRef else { throw Problem(.notFound, "The execution has no snapshot") }
        let bytes = try await self.backend.database.read(for: request.organization) { session in
            try ExecutionReader.snapshot(session, ref)
        }
        guard let bytes else { throw Problem(.notFound, "The snapshot is not kept any more") }
        return bytes
    }

    /// What the execution was given that another one was not; the other is the one before, unless it is named.
    private func diff(_ request: Request) async throws -> Response {
        let run = try await self.find(try request.id(), request).run
        var other: ID?
        if let text = try request.query.single("with") {
            guard let id = ID(text) else { throw Refusal.badParameter("with", "must be the id of an execution") }
            other = id
        } else {
            other = try await self.backend.database.read(for: request.organization) { session in
                try ExecutionReader.previous(session, run)
            }
        }
        guard let other else { throw Problem(.notFound, "There is no execution before to compare with") }
        let before = try await self.find(other, request).run
        let diff = SnapshotDiff(
            before: try Self.parse(try await self.bytes(of: before, request)),
            after: try Self.parse(try await self.bytes(of: run, request))
        )
        return .json(
            Answer.object { writer in
                writer.field("id", run.id)
                writer.field("with", before.id)
                diff.write(to: &writer)
            }
        )
    }

    private static func parse(_ bytes: [UInt8]) throws -> JSON {
        JSON(try JSONDocument(bytes, maximumDepth: Limits.depth + 8).root)
    }

    // MARK: - Doing it again

    /// Writes the report again, with the settings and the input that the execution has recorded. Nobody is sent anything.
    private func replay(_ request: Request) async throws -> Response {
        var stage = "generate"
        if !request.body.isEmpty {
            let body = try request.jsonObject()
            try KnownMembers.check(body, ["stage"])
            if let value = body["stage"] {
                guard let name = value.string else {
                    throw Problem([FieldError(pointer: "/stage", message: "must be the name of a stage: generate")])
                }
                stage = name
            }
        }
        let run = try await self.find(try request.id(), request).run
        let replay = RunReplay(runId: run.id, stage: stage)
        return try await self.backend.once(request) { idempotency in
            do {
                let accepted: RunAccepted = try await self.backend.command(
                    RunStart(jobId: run.jobID, runId: idempotency.resource, trigger: .manual, replay: replay),
                    request,
                    key: idempotency.commandKey
                )
                return try Self.accepted(accepted, replayOf: run.id)
            } catch var problem as Problem {
                problem.errors = problem.errors.map { error in
                    guard error.pointer == "/replay/stage" else { return error }
                    return FieldError(pointer: "/stage", message: error.message)
                }
                throw problem
            }
        }
    }

    /// The answer to whoever started one.
    static func accepted(
        _ run: RunAccepted,
        replayOf: ID?
    ) throws -> (status: Status, json: [UInt8], headers: Headers) {
        let json = Answer.object { writer in
            writer.field("executionId", run.runId)
            writer.field("runId", run.runId)
            writer.field("runKey", run.runKey)
            writer.field("status", ExecutionStatus(run.runStatus).rawValue)
            if let replayOf { writer.field("replayOf", replayOf) }
        }
        return (.accepted, json, [.location: try HeaderValue(validating: "/api/v1/executions/\(run.runId)")])
    }
}
