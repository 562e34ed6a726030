import Contracts
import HTTP
import Postgres
import Recurrence
import ServiceKit
import Values

/// When jobs will run, and what became of the times when they were to.
struct ScheduleRoutes: Sendable {
    let backend: Backend

    init(_ backend: Backend) { self.backend = backend }

    func add(to router: inout Router) {
        router.get("/jobs/{id}/fires", self.fires)
        router.get("/jobs/{id}/occurrences", self.occurrences)
        router.post("/jobs/{id}/occurrences/skip", self.skip)
        router.post("/jobs/{id}/backfill", self.backfill)
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

    static func count(_ request: Request) throws -> Int {
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
                for fire in fires { fire.write(to: &writer) }
                writer.endArray()
                writer.nullable("nextCursor", nil as String?)
            }
        )
    }
}
