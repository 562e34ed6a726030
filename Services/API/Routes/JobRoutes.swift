import Contracts
import HTTP
import Postgres
import Values

/// `/jobs`: create, list, show, edit, pause, resume, delete, run, try out.
struct JobRoutes: Sendable {
    private let backend: Backend

    init(_ backend: Backend) { self.backend = backend }

    func add(to router: inout Router) {
        router.post("/jobs", self.create)
        router.get("/jobs", self.list)
        router.get("/jobs/{id}", self.show)
        router.put("/jobs/{id}", self.replace)
        router.patch("/jobs/{id}", self.patch)
        router.delete("/jobs/{id}", self.delete)
        router.post("/jobs/{id}/pause") { request in
            try await self.change(request) { JobPause(jobId: $0, revision: $1) }
        }
        router.post("/jobs/{id}/resume") { request in
            try await self.change(request) { JobResume(jobId: $0, revision: $1) }
        }
        router.post("/jobs/{id}/duplicate", self.duplicate)
        router.post("/jobs/{id}/run", self.run)
        router.get("/jobs/{id}/statistics", self.statistics)
    }

    // MARK: - Reading

    func list(_ request: Request) async throws -> Response {
        let paging = try Paging(request.query)
        let type = try request.query.word("type", of: JobType.self)
        let status = try request.query.word("status", of: JobStatus.self)
        let jobs = try await self.backend.database.read(for: request.organization) { session in
            try JobReader.list(session, type: type, status: status, before: paging.after, limit: paging.limit + 1)
        }
        let now = Timestamp.now()
        return Answer.page(jobs, limit: paging.limit) { job, writer in
            job.write(to: &writer, now: now)
        }
    }

    func show(_ request: Request) async throws -> Response { try await self.answer(try request.id(), request) }

    private func statistics(_ request: Request) async throws -> Response {
        let job = try await self.find(try request.id(), request)
        let next = job.nextRun(after: .now())
        return .json(Answer.value { job.statistics.write(to: &$0, nextRunAt: next) })
    }

    /// - Throws: ``Problem`` (404), also for a job of another organization.
    private func find(_ id: ID, _ request: Request) async throws -> JobView {
        let job = try await self.backend.database.read(for: request.organization) { try JobReader.fetch($0, id) }
        guard let job else { throw Problem(.notFound, "There is no such job") }
        return job
    }

    private func answer(_ id: ID, _ request: Request, status: Status = .ok) async throws -> Response {
        let job = try await self.find(id, request)
        return .json(Self.json(job), status: status, headers: [.etag: try Revision.tag(job.revision)])
    }

    private static func json(_ job: JobView) -> [UInt8] {
        let now = Timestamp.now()
        return Answer.value { job.write(to: &$0, now: now) }
    }

    // MARK: - Changing

    private func create(_ request: Request) async throws -> Response {
        let definition = try JobForm.definition(try request.jsonObject())
        return try await self.create(definition, request)
    }

    private func duplicate(_ request: Request) async throws -> Response {
        let original = try await self.find(try request.id(), request)
        var definition = try JobDefinition(json: try JSONDocument(original.definition.bytes).root)
        definition.name = String(("Copy of " + definition.name).unicodeScalars.prefix(200).map(Character.init))
        definition.status = .draft
        return try await self.create(definition, request)
    }

    private func create(_ definition: JobDefinition, _ request: Request) async throws -> Response {
        try await self.backend.once(request) { idempotency in
            let id = idempotency.resource
            let accepted: JobAccepted = try await self.backend.command(
                JobDefine(jobId: id, revision: 0, definition: definition),
                request,
                key: idempotency.commandKey
            )
            let job = try await self.find(accepted.jobId, request)
            let location = try HeaderValue(validating: "/api/v1/jobs/\(id)")
            return (.created, Self.json(job), [.location: location, .etag: try Revision.tag(job.revision)])
        }
    }

    private func replace(_ request: Request) async throws -> Response {
        let body = try request.jsonObject()
        let id = try request.id()
        // A definition for an id that is not there must not make a job.
        let job = try await self.find(id, request)
        let definition = try JobForm.definition(body, version: job.version)
        return try await self.define(job, definition, expected: try Revision.expected(request), request)
    }

    private func patch(_ request: Request) async throws -> Response {
        let body = try request.jsonObject()
        let job = try await self.find(try request.id(), request)
        let definition = try JobForm.patched(job, body)
        // What is merged must go into what was read.
        return try await self.define(
            job,
            definition,
            expected: try Revision.expected(request) ?? job.revision,
            request
        )
    }

    private func define(
        _ job: JobView,
        _ definition: JobDefinition,
        expected: Int?,
        _ request: Request
    ) async throws -> Response {
        let _: JobAccepted = try await self.backend.command(
            JobDefine(jobId: job.id, revision: expected, definition: definition),
            request
        )
        return try await self.answer(job.id, request)
    }

    private func delete(_ request: Request) async throws -> Response {
        let id = try request.id()
        let _: JobAccepted = try await self.backend.command(
            JobDelete(jobId: id, revision: try Revision.expected(request)),
            request
        )
        return Response(status: .noContent)
    }

    private func change(
        _ request: Request,
        _ command: (ID, Int?) -> some JobCommand
    ) async throws -> Response {
        let id = try request.id()
        let _: JobAccepted = try await self.backend.command(command(id, try Revision.expected(request)), request)
        return try await self.answer(id, request)
    }

    // MARK: - Running

    private func run(_ request: Request) async throws -> Response {
        let job = try request.id()
        let trigger = try Self.trigger(of: request)
        return try await self.backend.once(request) { idempotency in
            let accepted: RunAccepted = try await self.backend.command(
                RunStart(jobId: job, runId: idempotency.resource, trigger: trigger),
                request,
                key: idempotency.commandKey
            )
            let location = try HeaderValue(validating: "/api/v1/runs/\(accepted.runId)")
            return (.accepted, RunRoutes.accepted(accepted), [.location: location])
        }
    }

    /// What a request to start a run says of who asks.
    static func trigger(of request: Request) throws -> Trigger {
        var trigger = Trigger.api
        if !request.body.isEmpty {
            let body = try request.jsonObject()
            try KnownMembers.check(body, ["trigger"])
            if let value = body["trigger"] {
                // Only a person can know that it was one.
                guard let stated = value.string.flatMap(Trigger.init(rawValue:)), [.api, .manual].contains(stated)
                else {
                    throw Problem([FieldError(pointer: "/trigger", message: "must be api or manual")])
                }
                trigger = stated
            }
        }
        return trigger
    }
}
