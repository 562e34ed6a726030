import Contracts
import HTTP
import Postgres
import Recurrence
import ServiceKit
import Values

/// When jobs will run, and what became of the times when they were to.
struct ScheduleRoutes: Sendable {
    private let backend: Backend

    init(_ backend: Backend) { self.backend = backend }

    func add(to router: inout Router) {
        router.get("/jobs/{id}/fires", self.fires)
        router.get("/jobs/{id}/occurrences", self.occurrences)
        router.post("/schedules/preview", self.preview)
    }

    private func fires(_ request: Request) async throws -> Response {
        let count = try Self.count(request)
        let id = try request.id()
        let job = try await self.backend.database.read(for: request.organization) { try JobReader.fetch($0, id) }
        guard let job else { throw Problem(.notFound, "There is no such job") }
        guard let schedule = job.schedule else {
            return Self.answer([], timezone: job.organizationTimezone, text: nil)
        }
        let fires = schedule.recurrence.fires(after: .now(), count: count, in: schedule.zone)
        return Self.answer(fires, timezone: schedule.zone.name, text: schedule.recurrence.text(.hours24))
    }

    /// The next fires of a schedule that nobody has saved yet.
    private func preview(_ request: Request) async throws -> Response {
        let count = try Self.count(request)
        let body = try request.jsonObject()
        let form = body["schedule"] ?? body
        try KnownMembers.check(form, ScheduleForm.members)
        let type = try Self.type(body)
        let timezone = try await self.backend.database.read(for: request.organization) { try JobReader.timezone($0) }
        var errors: [FieldError] = []
        let schedule = try ScheduleForm(json: form).validated(
            at: body["schedule"] == nil ? "" : "/schedule",
            rules: ScheduleRules(for: type),
            defaultZone: try timezone.map { try ZoneDatabase.system.zone($0) },
            errors: &errors
        )
        guard let schedule else { throw Problem(errors) }
        let fires = schedule.recurrence.fires(after: .now(), count: count, in: schedule.zone)
        return Self.answer(fires, timezone: schedule.zone.name, text: schedule.recurrence.text(.hours24))
    }

    /// What kind of job it is for, where the schedule stands beside it.
    private static func type(_ body: JSONElement) throws -> JobType? {
        guard body["schedule"] != nil, let given = body["type"] else { return nil }
        guard let type = given.string.flatMap(JobType.init(rawValue:)) else {
            throw Problem([FieldError(pointer: "/type", message: "is not a type of job")])
        }
        return type
    }

    private static func count(_ request: Request) throws -> Int {
        guard let text = try request.query.single("count") else { return 5 }
        guard let count = Int(text), (1...100).contains(count) else {
            throw Refusal.badParameter("count", "must be 1 to 100")
        }
        return count
    }

    private static func answer(_ fires: [Fire], timezone: String, text: String?) -> Response {
        .json(
            Answer.object { writer in
                writer.field("timezone", timezone)
                writer.nullable("scheduleText", text)
                writer.key("items")
                writer.beginArray()
                for fire in fires {
                    writer.beginObject()
                    writer.field("at", fire.at)
                    writer.field("local", fire.local)
                    writer.nullable("reason", fire.reason)
                    writer.endObject()
                }
                writer.endArray()
                writer.nullable("nextCursor", nil as String?)
            }
        )
    }

    private func occurrences(_ request: Request) async throws -> Response {
        let id = try request.id()
        let limit = try Paging(limitOf: request.query).limit
        var before: Timestamp?
        if let cursor = try request.query.single("cursor") {
            guard let time = Timestamp(cursor) else {
                throw Refusal.badParameter("cursor", "is not one that was given out")
            }
            before = time
        }
        let end = before
        let items = try await self.backend.database.read(for: request.organization) { session in
            try JobReader.occurrences(session, of: id, before: end, limit: limit + 1)
        }
        return Answer.page(items, limit: limit) { $0.write(to: &$1) }
    }
}
