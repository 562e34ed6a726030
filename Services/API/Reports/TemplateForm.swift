import Contracts
import HTTP
import Recurrence
import Values

/// A report's template as clients write it: a job of type `report`, with the settings of its stages in one row.
enum TemplateForm {
    private static let members: Set<String> = [
        "name", "prompt", "model", "sources", "output", "schedule", "recipients", "subject", "timeoutSeconds", "status",
    ]
    /// What an answer has besides; a client that sends back what it got is not wrong.
    private static let shown: Set<String> = [
        "_id", "id", "shownStatus", "scheduleText", "timezone", "nextRunAt", "lastRun", "lastSuccessfulRunAt",
        "statistics", "averageExecutionSeconds", "p95ExecutionSeconds", "version", "revision", "createdAt", "updatedAt",
    ]
    private static let source: Set<String> = [
        "name", "type", "timeoutSeconds", "retries", "url", "method", "headers", "body", "select", "connection",
        "query",
        "parameters", "data",
    ]

    /// Reads a whole template.
    ///
    /// - Parameters:
    ///   - status: Where the template says nothing.
    ///   - version: The latest one that it has; 1 for one that is new.
    /// - Throws: ``Refusal`` (400) for members that nobody knows; ``Problem`` (422) for what cannot be a template.
    static func definition(
        _ body: JSONElement,
        status: JobStatus = .draft,
        version: Int = 1
    ) throws -> JobDefinition {
        try KnownMembers.check(body, self.members.union(self.shown))
        try JobForm.checkVersion(body, version)
        if let schedule = body["schedule"], schedule.isObject {
            try KnownMembers.check(schedule, ScheduleForm.members, at: "/schedule")
        }
        for (index, element) in (body["sources"]?.elements ?? []).enumerated() where element.isObject {
            try KnownMembers.check(element, self.source, at: "/sources/\(index)")
        }
        let definition: JobDefinition
        do throws(FieldError) {
            definition = try JobDefinition(json: self.document(self.job(body, status)).root)
        } catch {
            throw Problem([self.renamed(error)])
        }
        let errors = definition.problems(at: "")
        if !errors.isEmpty { throw Problem(errors.map(self.renamed)) }
        return definition
    }

    private static func document(_ json: JSON) throws(FieldError) -> JSONDocument {
        do throws(JSONError) {
            return try JSONDocument(json.bytes)
        } catch {
            throw FieldError(pointer: "", message: error.description)
        }
    }

    private static func job(_ body: JSONElement, _ status: JobStatus) -> JSON {
        func given(_ name: String) -> JSON? {
            guard let value = JSON(body)[name], value != .null else { return nil }
            return value
        }
        var collect: [String: JSON] = [:]
        collect["sources"] = given("sources")
        var generate: [String: JSON] = [:]
        for name in ["prompt", "model", "output", "timeoutSeconds"] { generate[name] = given(name) }
        var tasks: [String: JSON] = ["collect": .object(collect), "generate": .object(generate)]
        if let recipients = given("recipients"), recipients != [] {
            var deliver: [String: JSON] = ["enabled": true, "recipients": recipients]
            deliver["subject"] = given("subject")
            tasks["deliver"] = .object(deliver)
        }
        var job: [String: JSON] = [
            "type": .string(JobType.report.rawValue), "status": given("status") ?? .string(status.rawValue),
            "tasks": .object(tasks),
        ]
        job["name"] = given("name")
        job["schedule"] = given("schedule")
        return .object(job)
    }

    /// An error of the job where the template has the member.
    static func renamed(_ error: FieldError) -> FieldError {
        for stage in ["collect", "generate", "deliver"] {
            let prefix = "/tasks/\(stage)/"
            guard error.pointer.hasPrefix(prefix) else { continue }
            return FieldError(pointer: String(error.pointer.dropFirst(prefix.count - 1)), message: error.message)
        }
        return error
    }
}
