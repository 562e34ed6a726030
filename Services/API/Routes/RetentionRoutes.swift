import Contracts
import HTTP
import Postgres
import ServiceKit
import Values

/// `/retention`: how long finished runs are kept, and what has been let go.
struct RetentionRoutes: Sendable {
    private let backend: Backend

    init(_ backend: Backend) { self.backend = backend }

    func add(to router: inout Router) {
        router.get("/retention", self.show)
        router.put("/retention", self.change)
        router.post("/retention/run", self.run)
    }

    private func show(_ request: Request) async throws -> Response {
        let paging = try Paging(request.query)
        let (settings, tasks) = try await self.backend.database.readAll(for: request.organization) { session in
            let settings = try RetentionReader.settings(session)
            return (settings, try RetentionReader.tasks(session, before: paging.after, limit: paging.limit + 1))
        }
        let shown = Array(tasks.prefix(paging.limit))
        return .json(
            Answer.object { writer in
                writer.key("settings")
                writer.value(Self.json(settings))
                writer.field("nextRunAt", RetentionTime.next(after: .now()))
                writer.key("items")
                writer.beginArray()
                for task in shown { task.write(to: &writer) }
                writer.endArray()
                writer.nullable("nextCursor", tasks.count > paging.limit ? shown.last?.cursor : nil)
            }
        )
    }

    private static func json(_ settings: [JobType: Int?]) -> JSON {
        let members = settings.map { ($0.key.rawValue, $0.value.map { JSON.integer(Int64($0)) } ?? .null) }
        return .object(Dictionary(members) { first, _ in first })
    }

    /// Types that are not named stay as they are.
    private func change(_ request: Request) async throws -> Response {
        let body = try request.jsonObject()
        try KnownMembers.check(body, Set(JobType.allCases.map(\.rawValue)))
        var rules: [RetentionRule] = []
        for (name, value) in body.members {
            guard let type = JobType(rawValue: name) else { continue }
            let days = value.integer.map { Int($0) }
            guard value.isNull || days.map(RetentionRule.range.contains) == true else {
                throw Problem([FieldError(pointer: "/\(type.rawValue)", message: RetentionRule.message)])
            }
            rules.append(RetentionRule(type: type, days: days))
        }
        if rules.isEmpty { throw Problem([FieldError(pointer: "", message: "must name a type of job")]) }
        let _: RetentionAccepted = try await self.backend.command(RetentionDefine(keep: rules), request)
        return try await self.show(request)
    }

    /// Lets go now what is past its time, or only counts it.
    private func run(_ request: Request) async throws -> Response {
        let body = try request.jsonObject()
        try KnownMembers.check(body, ["dryRun"])
        var isDry = false
        if let value = body["dryRun"] {
            guard let flag = value.bool else {
                throw Problem([FieldError(pointer: "/dryRun", message: "must be true or false")])
            }
            isDry = flag
        }
        let dryRun = isDry
        return try await self.backend.once(request) { idempotency in
            let accepted: RetentionAccepted = try await self.backend.command(
                RetentionRun(taskId: idempotency.resource, dryRun: dryRun),
                request,
                key: idempotency.commandKey
            )
            return (.accepted, try accepted.jsonBytes(), [:])
        }
    }
}
