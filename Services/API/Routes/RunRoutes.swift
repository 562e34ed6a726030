import Contracts
import HTTP
import Postgres
import Values

/// `/runs`: list, show, logs, and what can be done to a run.
struct RunRoutes: Sendable {
    private let backend: Backend

    init(_ backend: Backend) { self.backend = backend }

    func add(to router: inout Router) {
        router.get("/runs", self.list)
        router.get("/runs/{id}", self.show)
        router.get("/runs/{id}/logs", self.logs)
        router.post("/runs/{id}/pause") { request in try await self.change(request) { RunPause(runId: $0) } }
        router.post("/runs/{id}/resume") { request in try await self.change(request) { RunResume(runId: $0) } }
        router.post("/runs/{id}/cancel") { request in try await self.change(request) { RunCancel(runId: $0) } }
        router.post("/runs/{id}/retry", self.retry)
        router.post("/runs/{id}/send") { request in try await self.change(request) { RunSend(runId: $0) } }
    }

    /// `{"runId","runKey","status"}`
    static func accepted(_ run: RunAccepted) -> [UInt8] {
        Answer.object { writer in
            writer.field("runId", run.runId)
            writer.field("runKey", run.runKey)
            writer.field("status", run.runStatus.rawValue)
        }
    }

    private func list(_ request: Request) async throws -> Response {
        let paging = try Paging(request.query)
        var filter = RunFilter()
        if let site = try request.query.single("siteId") {
            guard let id = ID(site) else { throw Refusal.badParameter("siteId", "must be the id of a site") }
            filter.site = id
        }
        if let job = try request.query.single("jobId") {
            guard let id = ID(job) else { throw Refusal.badParameter("jobId", "must be the id of a job") }
            filter.job = id
        }
        filter.status = try request.query.word("status", of: RunStatus.self)
        filter.type = try request.query.word("type", of: JobType.self)
        filter.trigger = try request.query.word("trigger", of: Trigger.self)
        let wanted = filter
        let runs = try await self.backend.database.read(for: request.organization) { session in
            try RunReader.list(session, wanted, before: paging.after, limit: paging.limit + 1)
        }
        return Answer.page(runs, limit: paging.limit) { run, writer in
            run.write(to: &writer, isWhole: false)
        }
    }

    /// - Throws: ``Problem`` (404), also for a run of another organization.
    private func find(_ request: Request) async throws -> RunView {
        let text = request.parameters["id"]
        let run = try await self.backend.database.readAll(for: request.organization) { session in
            try RunReader.fetch(session, id: ID(text), key: text)
        }
        guard let run else { throw Problem(.notFound, "There is no such run") }
        return run
    }

    private func show(_ request: Request) async throws -> Response {
        let (text, now) = (request.parameters["id"], Timestamp.now())
        let found = try await self.backend.database.readAll(for: request.organization) { session in
            try RunReader.fetch(session, id: ID(text), key: text).map { run in
                try PipelineState.read(session, run, now: now)
            }
        }
        guard let state = found else { throw Problem(.notFound, "There is no such run") }
        return .json(
            Answer.object { writer in
                state.run.writeMembers(to: &writer, isWhole: true)
                writer.key("progress")
                state.writeRunProgress(to: &writer)
            }
        )
    }

    /// `{"failedOnly","skipFailed"}`, either of them or none.
    private func retry(_ request: Request) async throws -> Response {
        var flags: [String: Bool] = [:]
        if !request.body.isEmpty {
            let body = try request.jsonObject()
            try KnownMembers.check(body, ["failedOnly", "skipFailed"])
            for member in body.members where !member.value.isNull {
                guard let flag = member.value.bool else {
                    throw Problem([FieldError(pointer: "/\(member.key)", message: "must be true or false")])
                }
                flags[member.key] = flag
            }
        }
        let (failedOnly, skipFailed) = (flags["failedOnly"], flags["skipFailed"])
        return try await self.change(request) {
            RunRetry(runId: $0, failedOnly: failedOnly, skipFailed: skipFailed)
        }
    }

    private func logs(_ request: Request) async throws -> Response {
        let limit = try Paging(limitOf: request.query, maximum: 1000).limit
        if let text = try request.query.single("last") { return try await self.lastLogs(text, request) }
        var after = 0
        if let cursor = try request.query.single("cursor") {
            guard let sequence = Int(cursor), sequence >= 0 else {
                throw Refusal.badParameter("cursor", "must be the seq of the last line that you have")
            }
            after = sequence
        }
        let (run, start) = (try await self.find(request), after)
        let lines = try await self.backend.database.read(for: request.organization) { session in
            try RunReader.logs(session, of: run.id, after: start, limit: limit + 1)
        }
        return Answer.page(lines, limit: limit) { $0.write(to: &$1) }
    }

    /// The end of a log, for a page that shows what happened last: `?last=50`.
    private func lastLogs(_ text: String, _ request: Request) async throws -> Response {
        guard let count = Int(text), (1...1000).contains(count) else {
            throw Refusal.badParameter("last", "must be 1 to 1000")
        }
        let run = try await self.find(request)
        let lines = try await self.backend.database.read(for: request.organization) { session in
            try RunReader.lastLogs(session, of: run.id, count: count)
        }
        return Answer.list(lines, next: nil) { $0.write(to: &$1) }
    }

    private func change(_ request: Request, _ command: (ID) -> some RunCommand) async throws -> Response {
        var id = ID(request.parameters["id"])
        if id == nil { id = try await self.find(request).id }
        guard let id else { throw Problem(.notFound, "There is no such run") }
        let command = command(id)
        let errors = command.problems()
        if !errors.isEmpty { throw Problem(errors) }
        return try await self.backend.once(request) { idempotency in
            let accepted: RunAccepted = try await self.backend.command(command, request, key: idempotency.commandKey)
            return (.accepted, Self.accepted(accepted), [:])
        }
    }
}
