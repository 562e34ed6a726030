import Contracts
import HTTP
import Postgres
import Values

/// `/templates`: the jobs of type `report`, as reports write them. Their ids are those of the jobs.
struct TemplateRoutes: Sendable {
    private let backend: Backend

    init(_ backend: Backend) { self.backend = backend }

    func add(to router: inout Router) {
        router.post("/templates", self.create)
        router.get("/templates", self.list)
        router.get("/templates/{id}", self.show)
        router.put("/templates/{id}", self.replace)
        router.delete("/templates/{id}", self.delete)
        router.post("/templates/{id}/pause") { request in
            try await self.change(request) { JobPause(jobId: $0, revision: $1) }
        }
        router.post("/templates/{id}/resume") { request in
            try await self.change(request) { JobResume(jobId: $0, revision: $1) }
        }
        router.post("/templates/{id}/run", self.run)
    }

    // MARK: - Reading

    private func list(_ request: Request) async throws -> Response {
        let paging = try Paging(request.query)
        let status = try request.query.word("status", of: JobStatus.self)
        let jobs = try await self.backend.database.read(for: request.organization) { session in
            try JobReader.list(
                session,
                type: JobType.report.rawValue,
                status: status,
                before: paging.after,
                limit: paging.limit + 1
            )
        }
        let now = Timestamp.now()
        return Answer.page(jobs, limit: paging.limit) { job, writer in job.writeTemplate(to: &writer, now: now) }
    }

    private func show(_ request: Request) async throws -> Response { try await self.answer(try request.id(), request) }

    /// - Throws: ``Problem`` (404), also for a template of another organization, and for jobs of other types.
    private func find(_ id: ID, _ request: Request) async throws -> JobView {
        let job = try await self.backend.database.read(for: request.organization) { try JobReader.fetch($0, id) }
        guard let job, job.type == JobType.report.rawValue else {
            throw Problem(.notFound, "There is no such template")
        }
        return job
    }

    private func answer(_ id: ID, _ request: Request) async throws -> Response {
        let job = try await self.find(id, request)
        return .json(Self.json(job), headers: [.etag: try Revision.tag(job.revision)])
    }

    private static func json(_ job: JobView) -> [UInt8] {
        let now = Timestamp.now()
        return Answer.value { job.writeTemplate(to: &$0, now: now) }
    }

    // MARK: - Changing

    private func create(_ request: Request) async throws -> Response {
        let definition = try TemplateForm.definition(try request.jsonObject())
        return try await self.backend.once(request) { idempotency in
            let id = idempotency.resource
            let accepted: JobAccepted = try await self.backend.command(
                JobDefine(jobId: id, revision: 0, definition: definition),
                request,
                key: idempotency.commandKey
            )
            let job = try await self.find(accepted.jobId, request)
            let location = try HeaderValue(validating: "/api/v1/templates/\(id)")
            return (.created, Self.json(job), [.location: location, .etag: try Revision.tag(job.revision)])
        }
    }

    private func replace(_ request: Request) async throws -> Response {
        let id = try request.id()
        let body = try request.jsonObject()
        // A definition for an id that is not there must not make a job.
        let job = try await self.find(id, request)
        let definition = try TemplateForm.definition(body, status: job.status, version: job.version)
        let _: JobAccepted = try await self.backend.command(
            JobDefine(jobId: id, revision: try Revision.expected(request), definition: definition),
            request
        )
        return try await self.answer(id, request)
    }

    private func delete(_ request: Request) async throws -> Response {
        let id = try request.id()
        _ = try await self.find(id, request)
        let _: JobAccepted = try await self.backend.command(
            JobDelete(jobId: id, revision: try Revision.expected(request)),
            request
        )
        return Response(status: .noContent)
    }

    private func change(_ request: Request, _ command: (ID, Int?) -> some JobCommand) async throws -> Response {
        let id = try request.id()
        _ = try await self.find(id, request)
        let _: JobAccepted = try await self.backend.command(command(id, try Revision.expected(request)), request)
        return try await self.answer(id, request)
    }

    // MARK: - Running

    private func run(_ request: Request) async throws -> Response {
        let template = try await self.find(try request.id(), request).id
        let trigger = try JobRoutes.trigger(of: request)
        return try await self.backend.once(request) { idempotency in
            let accepted: RunAccepted = try await self.backend.command(
                RunStart(jobId: template, runId: idempotency.resource, trigger: trigger),
                request,
                key: idempotency.commandKey
            )
            return try ExecutionRoutes.accepted(accepted, replayOf: nil)
        }
    }
}
