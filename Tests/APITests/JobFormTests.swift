import Contracts
import HTTP
import Testing
import Values

@testable import API

@Suite struct JobFormTests {
    private static let form: JSON = [
        "name": "Letter", "type": "newsletter", "status": "active",
        "schedule": ["frequency": "weekly", "time": "09:00", "day": "monday"],
        "tasks": [
            "generate": ["prompt": "Tea", "maxItems": 3, "tone": "friendly"],
            "publish": ["enabled": true, "audience": "all", "subject": "{{topic}}"],
        ],
    ]

    private static func read(_ json: JSON) throws -> JobDefinition {
        try JobForm.definition(JSONDocument(json.bytes).root)
    }

    /// The members that a form is refused for.
    private static func refused(_ body: () throws -> JobDefinition) -> [String] {
        do {
            _ = try body()
            return []
        } catch let problem as Problem {
            #expect(problem.code == .invalidMessage)
            return problem.errors.map(\.pointer)
        } catch let error as FieldError {
            return [error.pointer]
        } catch let refusal as Refusal {
            #expect(refusal.code.rawValue == "unknown_field")
            return ["? " + refusal.detail.prefix { $0 != ":" }]
        } catch {
            return ["\(error)"]
        }
    }

    @Test("a form becomes a definition")
    func whole() throws {
        let definition = try JobFormTests.read(JobFormTests.form)
        #expect(definition.name == "Letter")
        #expect(definition.type == .newsletter)
        #expect(definition.status == .active)
        #expect(definition.schedule == JobFormTests.form["schedule"])
        #expect(definition.tasks == JobFormTests.form["tasks"])
    }

    @Test("what may be left out")
    func defaults() throws {
        var form = JobFormTests.form
        form["status"] = nil
        form["schedule"] = .null
        form["siteId"] = .null
        let definition = try JobFormTests.read(form)
        #expect(definition.status == .draft)
        #expect(definition.schedule == nil)
        #expect(definition.siteId == nil)
    }

    @Test("what an answer has besides may be sent back")
    func sentBack() throws {
        var form = JobFormTests.form
        for name in ["id", "shownStatus", "nextRunAt", "lastRun", "statistics", "revision", "createdAt"] {
            form[name] = ["any": "thing"]
        }
        form["version"] = 1
        #expect(try JobFormTests.read(form) == JobFormTests.read(JobFormTests.form))
    }

    @Test(
        "a version that is still to come is not",
        arguments: [2, 0, -1, .number(1.5), "1", true, ["any": "thing"]] as [JSON]
    )
    func versions(version: JSON) throws {
        var form = JobFormTests.form
        form["version"] = version
        let problem = #expect(throws: Problem.self) { try JobFormTests.read(form) }
        #expect(problem?.errors.map(\.pointer) == ["/version"])
        form["version"] = .null
        #expect(try JobFormTests.read(form) == JobFormTests.read(JobFormTests.form))
    }

    @Test(
        "a member that is wrong is named",
        arguments: [
            (["name"], nil, "/name"), (["name"], "", "/name"), (["name"], 7, "/name"), (["name"], "a\nb", "/name"),
            (["type"], nil, "/type"), (["type"], "podcast", "/type"), (["type"], "report", "/tasks/collect"),
            (["status"], "asleep", "/status"), (["siteId"], "1", "/siteId"), (["tasks"], [], "/tasks"),
            (["tasks"], nil, "/tasks/generate"), (["tasks", "generate"], nil, "/tasks/generate"),
            (["tasks", "generate", "prompt"], nil, "/tasks/generate/prompt"),
            (["tasks", "generate", "prompt"], "  ", "/tasks/generate/prompt"),
            (["tasks", "generate", "maxItems"], 51, "/tasks/generate/maxItems"),
            (["tasks", "generate", "maxItems"], "5", "/tasks/generate/maxItems"),
            (["tasks", "publish", "enabled"], nil, "/tasks/publish/enabled"),
            (["tasks", "publish", "audience"], "friends", "/tasks/publish/audience"),
            (["tasks", "publish", "subject"], "{{sender}}", "/tasks/publish/subject"),
            (["nmae"], "Letter", "? /nmae"), (["schedule", "seconds"], 5, "? /schedule/seconds"),
            (["tasks", "genrate"], [:], "? /tasks/genrate"),
            (["tasks", "generate", "temperature"], 1, "? /tasks/generate/temperature"),
            (["tasks", "publish", "enable"], true, "? /tasks/publish/enable"),
        ] as [([String], JSON?, String)]
    )
    func wrong(path: [String], value: JSON?, named: String) {
        var form = JobFormTests.form
        form.set(path[...], value)
        #expect(JobFormTests.refused { try JobFormTests.read(form) } == [named])
    }

    @Test("all members that are wrong are named at once")
    func together() {
        var form = JobFormTests.form
        form.set(["name"], "")
        form.set(["tasks", "generate", "maxItems"], 0)
        form.set(["tasks", "publish", "audience"], "friends")
        let named = ["/name", "/tasks/generate/maxItems", "/tasks/publish/audience"]
        #expect(JobFormTests.refused { try JobFormTests.read(form) } == named)
    }

    @Test("what is no object is refused as such", arguments: [[], "x", 1, .null] as [JSON])
    func noObjects(json: JSON) { #expect(JobFormTests.refused { try JobFormTests.read(json) } == [""]) }

    // MARK: - Edits

    private static func patched(_ patch: JSON, status: JobStatus = .active) throws -> JobDefinition {
        var stored = self.form
        stored["status"] = nil
        let job = JobView(
            id: ID(),
            siteID: nil,
            type: "newsletter",
            name: "Letter",
            status: status,
            version: 1,
            revision: 1,
            definition: stored,
            organizationTimezone: "UTC",
            createdAt: .now(),
            updatedAt: .now(),
            lastRun: nil,
            statistics: JobStatistics()
        )
        return try JobForm.patched(job, JSONDocument(patch.bytes).root)
    }

    @Test("an edit changes what it names, down to single members, and keeps the rest (RFC 7396)")
    func merge() throws {
        let same = try JobFormTests.patched([:])
        #expect(same == (try JobFormTests.read(JobFormTests.form)))
        let edited = try JobFormTests.patched([
            "name": "Other", "tasks": ["generate": ["maxItems": 9, "tone": .null], "publish": ["subject": "New"]],
        ])
        #expect(edited.name == "Other")
        #expect(edited.schedule == same.schedule)
        #expect(edited.tasks["generate"] == ["prompt": "Tea", "maxItems": 9])
        #expect(edited.tasks["publish"] == ["enabled": true, "audience": "all", "subject": "New"])
        #expect(try JobFormTests.patched(["schedule": .null]).schedule == nil)
        #expect(
            try JobFormTests.patched(["schedule": ["day": .null, "frequency": "daily"]]).schedule == [
                "frequency": "daily", "time": "09:00",
            ]
        )
        #expect(try JobFormTests.patched(["id": "x", "revision": 7, "name": "Other"]).name == "Other")
    }

    @Test("an edit keeps the job's own status, which its definition may not know of")
    func status() throws {
        #expect(try JobFormTests.patched(["name": "Other"], status: .paused).status == .paused)
        #expect(try JobFormTests.patched(["status": "draft"], status: .paused).status == .draft)
    }

    @Test(
        "an edit that makes a job impossible is refused by the member",
        arguments: [
            (["name": .null], "/name"), (["name": ""], "/name"), (["tasks": ["generate": .null]], "/tasks/generate"),
            (["tasks": ["generate": ["prompt": .null]]], "/tasks/generate/prompt"),
            (["tasks": ["generate": ["maxItems": 99]]], "/tasks/generate/maxItems"), (["type": .null], "/type"),
            (["tsaks": [:]], "? /tsaks"), (["tasks": ["generate": ["heat": 1]]], "? /tasks/generate/heat"),
            (["schedule": ["seconds": "x"]], "? /schedule/seconds"), (["tasks": 5], "/tasks"),
        ] as [(JSON, String)]
    )
    func wrongEdits(patch: JSON, named: String) {
        #expect(JobFormTests.refused { try JobFormTests.patched(patch) } == [named])
    }

    @Test("an edit that is no object is no edit", arguments: [[], "x", 1] as [JSON])
    func noEdits(json: JSON) { #expect(JobFormTests.refused { try JobFormTests.patched(json) } == [""]) }

    @Test("to try tasks out, nothing else is needed")
    func trials() throws {
        let trial: JSON = ["tasks": ["generate": ["prompt": "Tea"]]]
        let definition = try JobForm.trial(JSONDocument(trial.bytes).root)
        #expect(definition.type == .newsletter)
        #expect(definition.tasks["generate"] == ["prompt": "Tea"])
        let wrong: JSON = ["tasks": ["generate": ["prompt": ""]]]
        let refused = JobFormTests.refused { try JobForm.trial(JSONDocument(wrong.bytes).root) }
        #expect(refused == ["/tasks/generate/prompt"])
        #expect(JobFormTests.refused { try JobForm.trial(JSONDocument([0x5B, 0x5D]).root) } == [""])
    }
}

extension JSON {
    /// Sets the member at the end of a path.
    fileprivate mutating func set(_ path: ArraySlice<String>, _ value: JSON?) {
        guard let name = path.first else { return }
        if path.count == 1 {
            self[name] = value
        } else {
            var inner = self[name] ?? [:]
            inner.set(path.dropFirst(), value)
            self[name] = inner
        }
    }
}
