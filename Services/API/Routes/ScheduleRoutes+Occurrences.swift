import Contracts
import HTTP
import Postgres
import ServiceKit
import Values

extension ScheduleRoutes {
    private static let outcomes = ["waiting", "dispatched", "started", "skipped", "coalesced", "missed"]

    /// What became of planned times, the latest first; filtered by `outcome`, and by `from` and before `to`.
    func occurrences(_ request: Request) async throws -> Response {
        let id = try request.id()
        let limit = try Paging(limitOf: request.query).limit
        let outcome = try request.query.word("outcome", of: Self.outcomes)
        let filter = OccurrenceFilter(
            before: try Self.time(request, "cursor", "is not one that was given out"),
            from: try Self.time(request, "from", "must be a time, like 2026-11-23T09:00:00Z"),
            to: try Self.time(request, "to", "must be a time, like 2026-11-23T09:00:00Z"),
            outcome: outcome
        )
        let items = try await self.backend.database.readAll(for: request.organization) { session in
            let items = try JobReader.occurrences(session, of: id, filter, limit: limit + 1)
            // Those of a job that was deleted stay readable.
            if items.isEmpty, try JobReader.fetch(session, id) == nil {
                throw Problem(.notFound, "There is no such job")
            }
            return items
        }
        return Answer.page(items, limit: limit) { $0.write(to: &$1) }
    }

    private static func time(_ request: Request, _ name: String, _ message: String) throws -> Timestamp? {
        guard let text = try request.query.single(name) else { return nil }
        guard let time = Timestamp(text) else { throw Refusal.badParameter(name, message) }
        return time
    }

    /// Leaves one planned time out that has not come yet.
    func skip(_ request: Request) async throws -> Response {
        let id = try request.id()
        let body = try request.jsonObject()
        try KnownMembers.check(body, ["plannedAt"])
        var errors: [FieldError] = []
        let planned = Self.time(body, "plannedAt", &errors)
        guard let planned else { throw Problem(errors) }
        let skipped: OccurrenceSkipped = try await self.backend.command(
            ScheduleSkip(jobId: id, plannedAt: planned),
            request
        )
        return .json(
            Answer.object { writer in
                writer.field("jobId", id)
                writer.field("plannedAt", skipped.plannedAt)
                writer.field("local", skipped.local)
                writer.field("outcome", "skipped")
            }
        )
    }

    /// Runs a job for planned times that are over and have had no run, or only counts them.
    func backfill(_ request: Request) async throws -> Response {
        let id = try request.id()
        let body = try request.jsonObject()
        try KnownMembers.check(body, ["from", "to", "dryRun"])
        var errors: [FieldError] = []
        let from = Self.time(body, "from", &errors)
        let to = Self.time(body, "to", &errors)
        var isDry = false
        if let value = body["dryRun"], !value.isNull {
            if let flag = value.bool {
                isDry = flag
            } else {
                errors.append(FieldError(pointer: "/dryRun", message: "must be true or false"))
            }
        }
        guard errors.isEmpty, let from, let to else { throw Problem(errors) }
        let dryRun = isDry
        return try await self.backend.once(request) { idempotency in
            let accepted: BackfillAccepted = try await self.backend.command(
                ScheduleBackfill(jobId: id, backfillId: idempotency.resource, from: from, to: to, dryRun: dryRun),
                request,
                key: idempotency.commandKey
            )
            let json = Answer.object { writer in
                writer.field("id", accepted.backfillId)
                writer.field("jobId", id)
                writer.field("dryRun", accepted.dryRun)
                writer.field("count", accepted.count)
                writer.field("covered", accepted.covered)
            }
            return (dryRun ? .ok : .accepted, json, [:])
        }
    }

    private static func time(_ body: JSONElement, _ name: StaticString, _ errors: inout [FieldError]) -> Timestamp? {
        guard let time = body[name]?.string.flatMap({ Timestamp($0) }) else {
            errors.append(FieldError(pointer: "/\(name)", message: "must be a time, like 2026-11-23T09:00:00Z"))
            return nil
        }
        return time
    }
}
