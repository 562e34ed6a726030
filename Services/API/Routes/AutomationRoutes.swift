import Contracts
import HTTP
import Postgres
import Values

/// `/automation`: the content pipeline of a site, in the JSON of its specification. Paths end with a slash or without.
struct AutomationRoutes: Sendable {
    let backend: Backend

    init(_ backend: Backend) { self.backend = backend }

    func add(to router: inout Router) {
        func get(_ path: String, _ handler: @escaping Handler) {
            router.get("/automation/\(path)", handler)
            router.get("/automation/\(path)/", handler)
        }
        func post(_ path: String, _ handler: @escaping Handler) {
            router.post("/automation/\(path)", handler)
            router.post("/automation/\(path)/", handler)
        }
        post("run_now", self.runNow)
        post("pause") { try await self.change($0, "Automation paused") { id, _ in RunPause(runId: id) } }
        post("resume", self.resume)
        post("retry", self.retry)
        get("current_run", self.currentRun)
        get("activity_log/{run_id}", self.activityLog)
        get("history", self.history)
        get("logs/{run_id}", self.logs)
        get("estimate", self.estimate)
        get("config", self.config)
        router.put("/automation/config", self.setConfig)
        router.put("/automation/config/", self.setConfig)
    }

    // MARK: - What all have in common

    /// The site that the query names.
    ///
    /// - Throws: ``Refusal`` (400) without one.
    func site(_ request: Request) throws -> ID {
        guard let text = try request.query.single("site_id") else {
            throw Refusal.badParameter("site_id", "is missing")
        }
        guard let id = ID(text) else { throw Problem(.notFound, "There is no such site") }
        return id
    }

    /// The site's content job.
    ///
    /// - Throws: ``Problem`` (404), also for a site of another organization.
    func job(of site: ID, _ request: Request) async throws -> JobView {
        let job = try await self.backend.database.read(for: request.organization) { session in
            try AutomationReader.job(session, of: site)
        }
        guard let job else { throw Problem(.notFound, "There is no such site") }
        return job
    }

    /// The content run of a name: its key or its id.
    ///
    /// - Throws: ``Problem`` (404), also for a run of another organization.
    private func find(_ text: String, _ request: Request) async throws -> (id: ID, status: RunStatus) {
        let run = try await self.backend.database.read(for: request.organization) { session in
            try AutomationReader.run(session, text)
        }
        guard let run else { throw Problem(.notFound, "There is no such run") }
        return run
    }

    private func find(_ body: JSONElement, _ request: Request) async throws -> (id: ID, status: RunStatus) {
        guard let text = body["run_id"]?.string else {
            throw Problem([FieldError(pointer: "/run_id", message: "must be the key or the id of a run")])
        }
        return try await self.find(text, request)
    }

    /// The whole run of the path.
    private func run(_ request: Request) async throws -> RunView {
        let text = request.parameters["run_id"]
        let run = try await self.backend.database.readAll(for: request.organization) { session in
            try RunReader.fetch(session, id: ID(text), key: text)
        }
        guard let run, run.type == JobType.content.rawValue else { throw Problem(.notFound, "There is no such run") }
        return run
    }

    // MARK: - Doing

    private func runNow(_ request: Request) async throws -> Response {
        let body = try request.jsonObject()
        try KnownMembers.check(body, ["site_id"])
        guard let text = body["site_id"]?.string else {
            throw Problem([FieldError(pointer: "/site_id", message: "must be the id of a site")])
        }
        guard let site = ID(text) else { throw Problem(.notFound, "There is no such site") }
        return try await self.backend.once(request) { idempotency in
            let accepted: RunAccepted = try await self.backend.command(
                RunStart(siteId: site, runId: idempotency.resource, trigger: .manual),
                request,
                key: idempotency.commandKey
            )
            return (.ok, Self.answer(accepted, "Automation started"), [:])
        }
    }

    private func resume(_ request: Request) async throws -> Response {
        try await self.change(request, "Automation resumed") { id, status in
            // What has failed goes on where it has failed.
            if status == .failed { RunRetry(runId: id) } else { RunResume(runId: id) }
        }
    }

    private func retry(_ request: Request) async throws -> Response {
        let body = try request.jsonObject()
        func flag(_ name: StaticString) throws -> Bool? {
            guard let value = body[name], !value.isNull else { return nil }
            guard let flag = value.bool else {
                throw Problem([FieldError(pointer: "/\(name)", message: "must be true or false")])
            }
            return flag
        }
        let (failedOnly, skipFailed) = (try flag("failed_only"), try flag("skip_failed"))
        if failedOnly == true, skipFailed == true {
            throw Problem([
                FieldError(pointer: "/skip_failed", message: "failed items are either tried again or left out")
            ])
        }
        let members: Set = ["run_id", "failed_only", "skip_failed"]
        return try await self.change(request, "Automation retried", members: members) { id, _ in
            RunRetry(runId: id, failedOnly: failedOnly, skipFailed: skipFailed)
        }
    }

    private func change(
        _ request: Request,
        _ message: String,
        members: Set<String> = ["run_id"],
        _ command: (ID, RunStatus) -> any RunCommand
    ) async throws -> Response {
        let body = try request.jsonObject()
        try KnownMembers.check(body, members)
        let run = try await self.find(body, request)
        let command = command(run.id, run.status)
        return try await self.backend.once(request) { idempotency in
            let accepted = try await self.send(command, request, idempotency.commandKey)
            return (.ok, Self.answer(accepted, message), [:])
        }
    }

    private func send(_ command: some RunCommand, _ request: Request, _ key: String) async throws -> RunAccepted {
        try await self.backend.command(command, request, key: key)
    }

    private static func answer(_ run: RunAccepted, _ message: String) -> [UInt8] {
        Answer.object { writer in
            writer.field("run_id", run.runKey)
            writer.field("id", run.runId)
            writer.field("status", EdgeWords.status(run.runStatus))
            writer.field("message", message)
        }
    }

    private func estimate(_ request: Request) async throws -> Response {
        let site = try self.site(request)
        let estimate: RunEstimated = try await self.backend.command(RunEstimate(siteId: site), request)
        return .json(
            Answer.object { writer in
                writer.credits("estimate", thousandths: estimate.estimate.thousandths)
                writer.credits("required", thousandths: estimate.required.thousandths)
                writer.credits("balance", thousandths: estimate.account.balance.thousandths)
                writer.credits("available", thousandths: estimate.account.available.thousandths)
                writer.key("by_stage")
                writer.beginObject()
                for stage in estimate.stages {
                    writer.key("stage_\(stage.number)")
                    writer.raw(CreditText.text(thousandths: stage.credits.thousandths).utf8)
                }
                writer.endObject()
            }
        )
    }

    // MARK: - Looking

    private func currentRun(_ request: Request) async throws -> Response {
        let site = try self.site(request)
        let now = Timestamp.now()
        let found = try await self.backend.database.readAll(for: request.organization) { session in
            guard let job = try AutomationReader.job(session, of: site) else { return nil as CurrentRun? }
            guard let id = try AutomationReader.currentRun(session, of: job),
                let run = try RunReader.fetch(session, id: id, key: "")
            else { return CurrentRun(state: nil, waiting: try AutomationReader.waiting(session, of: site), lines: []) }
            let state = try PipelineState.read(session, run, now: now)
            let events = try LogReader.last(session, of: id, count: RecentActivity.events)
            let lines = RecentActivity.lines(events, live: state.live)
            return CurrentRun(state: state, waiting: state.waiting, lines: lines)
        }
        guard let found else { throw Problem(.notFound, "There is no such site") }
        return .json(
            Answer.object { writer in
                writer.key("run")
                if let state = found.state { state.writeRun(to: &writer) } else { writer.null() }
                writer.strings("activity_log", found.lines)
                writer.key("queues")
                PipelineState.writeQueues(found.waiting, found.state?.forecast, to: &writer)
                writer.key("progress")
                if let state = found.state { state.writeProgress(to: &writer) } else { writer.null() }
            }
        )
    }

    private struct CurrentRun: Sendable {
        var state: PipelineState?
        var waiting: [Int: Int]
        var lines: [String]
    }

    private func activityLog(_ request: Request) async throws -> Response {
        let run = try await self.run(request)
        let now = Timestamp.now()
        let lines = try await self.backend.database.readAll(for: request.organization) { session in
            let events = try LogReader.last(session, of: run.id, count: RecentActivity.events)
            let live = try PipelineState.read(session, run, now: now).live
            return RecentActivity.lines(events, live: live)
        }
        return .json(
            Answer.object { writer in
                writer.field("run_id", run.key)
                writer.strings("activity_log", lines)
            }
        )
    }

    private func history(_ request: Request) async throws -> Response {
        let site = try self.site(request)
        let page = try NumberedPage(request.query)
        _ = try await self.job(of: site, request)
        let (count, runs) = try await self.backend.database.readAll(for: request.organization) { session in
            let found = try AutomationReader.history(session, of: site, skip: page.skip, limit: page.size)
            return (found.count, found.ids.isEmpty ? [] : try RunReader.fetch(session, found.ids))
        }
        return page.answer(request, count: count, parameters: [("site_id", "\(site)")], runs) { run, writer in
            let stages = Dictionary(run.stages.map { ($0.number, $0) }) { first, _ in first }
            writer.beginObject()
            run.writeAutomation(to: &writer, stage: run.stage, credits: run.outcome.credits, stages: stages)
            writer.endObject()
        }
    }

    /// All logs: JSON, or as `?format=` says `text` or `zip`.
    private func logs(_ request: Request) async throws -> Response {
        let format = try request.query.single("format") ?? "json"
        let run = try await self.run(request)
        let files = LogFiles(database: self.backend.database, organization: request.organization, run: run)
        func named(_ ending: String) throws -> Headers {
            [.contentDisposition: try HeaderValue(validating: "attachment; filename=\"\(run.key).\(ending)\"")]
        }
        switch format {
        case "json":
            return .streamed(type: "application/json") { body in try await files.writeJSON { try await body.write($0) }
            }
        case "text":
            return .streamed(type: "text/plain; charset=utf-8", headers: try named("log")) { body in
                try await files.writeText { try await body.write($0) }
            }
        case "zip":
            return .streamed(type: "application/zip", headers: try named("zip")) { body in
                try await files.writeZip { try await body.write($0) }
            }
        default: throw Refusal.badParameter("format", "must be json, text or zip")
        }
    }
}
