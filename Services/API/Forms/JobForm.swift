import Contracts
import HTTP
import Recurrence
import Values

/// A job as clients write it.
enum JobForm {
    private static let members: Set<String> = [
        "name", "type", "schedule", "tasks", "status", "siteId", "pauseAfterFailures",
    ]
    /// What an answer, or a stored document, has besides; a client that sends back what it got is not wrong.
    private static let shown: Set<String> = [
        "_id", "id", "shownStatus", "scheduleText", "timezone", "nextRunAt", "lastRun", "lastSuccessfulRunAt",
        "statistics",
        "version", "revision", "createdAt", "updatedAt",
    ]

    /// Reads a whole definition.
    ///
    /// Members that only answers have are passed over.
    ///
    /// - Parameter version: The latest one that the job has; 1 for one that is new.
    /// - Throws: ``Refusal`` (400) for members that nobody knows; ``Problem`` (422) for what cannot be a job.
    static func definition(_ body: JSONElement, version: Int = 1) throws -> JobDefinition {
        try KnownMembers.check(body, self.members.union(self.shown))
        try self.checkVersion(body, version)
        if let schedule = body["schedule"], schedule.isObject {
            try ScheduleRoutes.checkMembers(schedule, at: "/schedule")
        }
        if body["type"]?.string == JobType.newsletter.rawValue, let tasks = body["tasks"], tasks.isObject {
            try KnownMembers.check(tasks, ["generate", "publish"], at: "/tasks")
            if let generate = tasks["generate"] {
                try KnownMembers.check(generate, ["prompt", "model", "maxItems", "tone"], at: "/tasks/generate")
            }
            if let publish = tasks["publish"] {
                try KnownMembers.check(publish, ["enabled", "audience", "subject"], at: "/tasks/publish")
            }
        }
        return try self.decode(JSON(body))
    }

    /// A definition of a version that is still to come was written for something else.
    ///
    /// - Throws: ``Problem`` (422).
    static func checkVersion(_ body: JSONElement, _ latest: Int) throws(Problem) {
        guard let given = body["version"], !given.isNull else { return }
        guard let version = given.integer, (1...latest).contains(Int(clamping: version)) else {
            let message = "is not a version of this job, of which the latest is \(latest): leave it out"
            throw Problem([FieldError(pointer: "/version", message: message)])
        }
    }

    /// Reads what is to be tried out: a definition of which only the tasks matter.
    static func trial(_ body: JSONElement) throws -> JobDefinition {
        guard case .object(let given) = JSON(body) else { return try self.definition(body) }
        let defaults: [String: JSON] = ["name": "Preview", "type": .string(JobType.newsletter.rawValue)]
        var members = defaults.merging(given) { $1 }
        if case .object(var tasks) = members["tasks"] {
            tasks["publish"] = tasks["publish"] ?? ["enabled": false]
            members["tasks"] = .object(tasks)
        }
        let whole = JSON.object(members)
        return try self.definition(JSONDocument(whole.bytes).root)
    }

    /// Applies a JSON merge patch (RFC 7396) to a definition.
    static func patched(_ job: JobView, _ body: JSONElement) throws -> JobDefinition {
        try KnownMembers.check(body, self.members.union(self.shown))
        try self.checkVersion(body, job.version)
        var patch = JSON(body)
        if case .object(let members) = patch { patch = .object(members.filter { self.members.contains($0.key) }) }
        guard case .object(var current) = job.definition else { return try self.decode(patch) }
        current["status"] = .string(job.status.rawValue)
        let merged = self.merge(.object(current), patch)
        let document = try JSONDocument(merged.bytes)
        return try self.definition(document.root)
    }

    private static func merge(_ target: JSON, _ patch: JSON) -> JSON {
        guard case .object(let changes) = patch else { return patch }
        var members: [String: JSON] = [:]
        if case .object(let current) = target { members = current }
        for (key, value) in changes {
            if value == .null {
                // Not `= nil`, which for a JSON value is its null.
                members.removeValue(forKey: key)
            } else {
                members[key] = self.merge(members[key] ?? .null, value)
            }
        }
        return .object(members)
    }

    private static func decode(_ json: JSON) throws -> JobDefinition {
        var json = json
        if case .object(var members) = json {
            members["status"] = members["status"] ?? .string(JobStatus.draft.rawValue)
            members["tasks"] = members["tasks"] ?? [:]
            // `null` is how a form says that there is no schedule.
            if members["schedule"] == .null { members["schedule"] = nil }
            if members["siteId"] == .null { members["siteId"] = nil }
            if members["pauseAfterFailures"] == .null { members["pauseAfterFailures"] = nil }
            json = .object(members.filter { self.members.contains($0.key) })
        }
        let document = try JSONDocument(json.bytes)
        let definition = try JobDefinition(json: document.root)
        let errors = definition.problems(at: "")
        if !errors.isEmpty { throw Problem(errors) }
        return definition
    }
}

/// The revision that a client has seen, as an entity tag.
enum Revision {
    /// - Throws: Never, for a number.
    static func tag(_ revision: Int) throws -> HeaderValue { try HeaderValue(validating: "\"\(revision)\"") }

    /// What `If-Match` asks for; `nil` when anything is right.
    ///
    /// - Throws: ``Problem`` (412) for a tag that no job has.
    static func expected(_ request: Request) throws(Problem) -> Int? {
        guard let value = request.headers[.ifMatch], value != "*" else { return nil }
        guard value.count > 2, value.hasPrefix("\""), value.hasSuffix("\""),
            let revision = Int(value.dropFirst().dropLast())
        else { throw Problem(.conflict, "If-Match is not the ETag of a job") }
        return revision
    }
}
