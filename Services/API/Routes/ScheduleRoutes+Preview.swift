import Contracts
import HTTP
import Recurrence
import ServiceKit
import Values

extension ScheduleRoutes {
    /// So many fires can be asked for at once.
    private static let counts = 1...10_000
    private static let members: Set<String> = ["schedule", "from", "count", "type"]

    /// The fires of a schedule that nobody has saved yet, the first one at or after `from`; with the rule in words.
    ///
    /// The schedule may also stand alone as the body. With `count` in the query the fires come under the names of
    /// `GET /jobs/{id}/fires` as well.
    func preview(_ request: Request) async throws -> Response {
        let body = try request.jsonObject()
        let form = body["schedule"] ?? body
        if body["schedule"] != nil { try KnownMembers.check(body, Self.members) }
        try Self.checkMembers(form, at: body["schedule"] == nil ? "" : "/schedule")
        let isNamed = try request.query.single("count") != nil
        let timezone = try await self.backend.database.read(for: request.organization) { try JobReader.timezone($0) }
        var errors: [FieldError] = []
        let count = isNamed ? try Self.count(request) : Self.count(body, &errors)
        let from = Self.from(body, &errors)
        let schedule = try ScheduleForm(json: form).validated(
            at: body["schedule"] == nil ? "" : "/schedule",
            rules: ScheduleRules(for: try Self.type(body)),
            defaultZone: try timezone.map { try ZoneDatabase.system.zone($0) },
            errors: &errors
        )
        guard errors.isEmpty, let schedule else { throw Problem(errors) }
        let start = Timestamp(microseconds: from.microseconds - 1)
        let fires = schedule.recurrence.fires(after: start, count: count, in: schedule.zone)
        return .json(
            Answer.object { writer in
                writer.field("text", schedule.recurrence.text())
                writer.field("timezone", schedule.zone.name)
                writer.key("fires")
                writer.fires(fires)
                guard isNamed else { return }
                writer.field("scheduleText", schedule.recurrence.text())
                writer.key("items")
                writer.fires(fires)
                writer.nullable("nextCursor", nil as String?)
            }
        )
    }

    /// Refuses members that a schedule does not have.
    static func checkMembers(_ form: JSONElement, at pointer: String) throws(Refusal) {
        try KnownMembers.check(form, ScheduleForm.members, at: pointer)
        guard let catchUp = form["catchUp"], catchUp.isObject else { return }
        try KnownMembers.check(catchUp, ScheduleForm.catchUpMembers, at: pointer + "/catchUp")
    }

    /// What kind of job it is for, where the schedule stands beside it.
    private static func type(_ body: JSONElement) throws -> JobType? {
        guard body["schedule"] != nil, let given = body["type"] else { return nil }
        guard let type = given.string.flatMap(JobType.init(rawValue:)) else {
            throw Problem([FieldError(pointer: "/type", message: "is not a type of job")])
        }
        return type
    }

    private static func count(_ body: JSONElement, _ errors: inout [FieldError]) -> Int {
        guard body["schedule"] != nil, let value = body["count"], !value.isNull else { return 5 }
        guard let count = value.integer.flatMap({ Int(exactly: $0) }), self.counts.contains(count) else {
            errors.append(FieldError(pointer: "/count", message: "must be a whole number from 1 to 10000"))
            return 1
        }
        return count
    }

    private static func from(_ body: JSONElement, _ errors: inout [FieldError]) -> Timestamp {
        guard body["schedule"] != nil, let value = body["from"], !value.isNull else { return .now() }
        guard let from = value.string.flatMap({ Timestamp($0) }) else {
            errors.append(FieldError(pointer: "/from", message: "must be a time, like 2026-11-23T09:00:00Z"))
            return .now()
        }
        return from
    }
}

extension JSONWriter {
    fileprivate mutating func fires(_ fires: [Fire]) {
        self.beginArray()
        for fire in fires { fire.write(to: &self) }
        self.endArray()
    }
}

extension Fire {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("at", self.at)
        writer.field("local", self.local)
        writer.nullable("reason", self.reason)
        writer.endObject()
    }
}
