import Contracts
import HTTP
import Postgres
import Values

// `/automation/config`

extension AutomationRoutes {
    func config(_ request: Request) async throws -> Response { try await self.answer(try self.site(request), request) }

    private func answer(_ site: ID, _ request: Request) async throws -> Response {
        let found = try await self.backend.database.readAll(for: request.organization) { session in
            (try AutomationReader.job(session, of: site), try AutomationReader.lastRunAt(session, of: site))
        }
        guard let job = found.0 else { throw Problem(.notFound, "There is no such site") }
        let json = Answer.value { writer in
            AutomationConfig(job).write(
                to: &writer,
                site: site,
                timezone: job.organizationTimezone,
                lastRunAt: found.1,
                nextRunAt: job.nextRun(after: .now())
            )
        }
        return .json(json, headers: [.etag: try Revision.tag(job.revision)])
    }

    func setConfig(_ request: Request) async throws -> Response {
        let body = try request.jsonObject()
        let site = try self.site(of: body, request)
        let expected = try Revision.expected(request)
        // Nobody has to have seen a revision: a change that comes between is taken in, and this one made again.
        var attempts = 0
        while true {
            let job = try await self.job(of: site, request)
            var config = AutomationConfig(job)
            try config.apply(body, organizationTimezone: job.organizationTimezone)
            do {
                try await self.change(job, to: config, expected ?? job.revision, request)
                break
            } catch let problem as Problem {
                attempts += 1
                guard problem.code == .conflict, expected == nil, attempts < 5 else {
                    throw AutomationConfig.translated(problem)
                }
            }
        }
        return try await self.answer(site, request)
    }

    /// The site is named in the body, or in the query, or in both.
    private func site(of body: JSONElement, _ request: Request) throws -> ID {
        let query = try request.query.single("site_id")
        guard let member = body["site_id"] else {
            if query == nil { throw Problem([FieldError(pointer: "/site_id", message: "must be the id of a site")]) }
            return try self.site(request)
        }
        guard let text = member.string else {
            throw Problem([FieldError(pointer: "/site_id", message: "must be the id of a site")])
        }
        if let query, query != text {
            throw Problem([FieldError(pointer: "/site_id", message: "is not the site of the query")])
        }
        guard let id = ID(text) else { throw Problem(.notFound, "There is no such site") }
        return id
    }

    private func change(_ job: JobView, to config: AutomationConfig, _ revision: Int, _ request: Request) async throws {
        var switched = AutomationConfig(job)
        if config == switched {
            if revision != job.revision { throw Problem(.conflict, "The configuration was changed meanwhile") }
            return
        }
        switched.isEnabled = config.isEnabled
        if config != switched {
            let _: JobAccepted = try await self.backend.command(
                JobDefine(jobId: job.id, revision: revision, definition: try config.definition(of: job)),
                request
            )
        } else if config.isEnabled {
            let _: JobAccepted = try await self.backend.command(JobResume(jobId: job.id, revision: revision), request)
        } else {
            let _: JobAccepted = try await self.backend.command(JobPause(jobId: job.id, revision: revision), request)
        }
    }
}
