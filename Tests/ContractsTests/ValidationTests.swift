import Contracts
import Testing
import Values

/// Each rule refuses, and names the member.
@Suite struct ValidationTests {
    private static func refusals(_ path: String, _ change: (inout JSON) -> Void) throws -> [String] {
        let example = try #require(Golden.examples.first { $0.path == path })
        let type = try #require(example.type as? any Payload.Type)
        let root = try example.changed(change).root
        do throws(Problem) {
            _ = try type.init(checking: root)
            return []
        } catch {
            #expect(error.code == .invalidMessage)
            return error.errors.map(\.pointer)
        }
    }

    private static let keyed = Golden.examples.filter { example in
        example.type is any RunCommand.Type || example.type is any JobCommand.Type
            || [RunStart.name, JobDefine.name, OrganizationDefine.name].contains {
                example.path == "commands/\($0).v1"
            }
    }

    @Test("keys that repeats are known by", arguments: keyed)
    func keys(example: Golden.Example) throws {
        for key in ["", "é", "a\u{7F}", "a\nb", "a\u{1}", String(repeating: "k", count: 256)] {
            let refused = try ValidationTests.refusals(example.path) { $0["idempotencyKey"] = .string(key) }
            #expect(Set(refused) == ["/idempotencyKey"], "\(key)")
        }
        for key in [" ", "~", String(repeating: "k", count: 255)] {
            #expect(try ValidationTests.refusals(example.path) { $0["idempotencyKey"] = .string(key) } == [])
        }
    }

    @Test("there are as many commands with keys as are checked") func keyedCommands() {
        #expect(ValidationTests.keyed.count == 11)
    }

    @Test(
        "names of jobs",
        arguments: [
            "", "  \u{A0}", "a\nb", "a\r\nb", "a\u{2028}b", "a\u{202E}b", "\u{7}", String(repeating: "n", count: 201),
        ]
    )
    func names(name: String) throws {
        let refused = try ValidationTests.refusals("commands/job.define.v1") {
            $0["definition"]?["name"] = .string(name)
        }
        #expect(Set(refused) == ["/definition/name"])
        for path in ["commands/lists.define.v1", "commands/organization.define.v1"] {
            #expect(try Set(ValidationTests.refusals(path) { $0["name"] = .string(name) }) == ["/name"])
        }
    }

    @Test(
        "settings of a newsletter",
        arguments: [
            ("generate", "prompt", nil), ("generate", "prompt", " \n"), ("generate", "prompt", "a\u{1}b"),
            ("generate", "prompt", .string(String(repeating: "p", count: 32_769))), ("generate", "prompt", 7),
            ("generate", "model", "a\nb"), ("generate", "model", ""), ("generate", "tone", "a\tb"),
            ("generate", "tone", .string(String(repeating: "t", count: 61))), ("generate", "maxItems", 0),
            ("generate", "maxItems", 51), ("generate", "maxItems", "5"), ("generate", "maxItems", .number(2.5)),
            ("publish", "enabled", nil), ("publish", "enabled", "yes"), ("publish", "audience", "everyone"),
            ("publish", "audience", ""), ("publish", "subject", "a\nb"), ("publish", "subject", "{{name}}"),
            ("publish", "subject", "{{date}} {{ topics }}"),
            ("publish", "subject", .string(String(repeating: "s", count: 251))),
        ] as [(String, String, JSON?)]
    )
    func newsletter(task: String, member: String, value: JSON?) throws {
        let refused = try ValidationTests.refusals("commands/job.define.v1") {
            $0["definition"]?["tasks"]?[task]?[member] = value
        }
        #expect(Set(refused) == ["/definition/tasks/\(task)/\(member)"])
    }

    @Test("what a newsletter may be without")
    func optionalSettings() throws {
        let refused = try ValidationTests.refusals("commands/job.define.v1") { job in
            job["definition"]?["tasks"] = [
                "generate": ["prompt": "Tea", "tone": "", "model": .null],
                "publish": ["enabled": false, "subject": "", "audience": "0199f3a0-0008-7000-8000-000000000008"],
            ]
            job["definition"]?["schedule"] = nil
            job["definition"]?["siteId"] = nil
        }
        #expect(refused == [])
    }

    @Test("everything that is wrong is said at once")
    func together() throws {
        let refused = try ValidationTests.refusals("commands/job.define.v1") { job in
            job["idempotencyKey"] = ""
            job["definition"]?["name"] = ""
            job["definition"]?["tasks"]?["generate"]?["maxItems"] = 99
            job["definition"]?["tasks"]?["publish"]?["audience"] = "x"
        }
        #expect(
            refused == [
                "/idempotencyKey", "/definition/name", "/definition/tasks/generate/maxItems",
                "/definition/tasks/publish/audience",
            ]
        )
    }

    @Test("types of jobs")
    func types() throws {
        for (type, pointers) in [
            ("content", ["/definition/tasks/generate", "/definition/tasks/publish"]),
            ("report", ["/definition/tasks/collect"]),
            ("custom", ["/definition/type"]), ("podcast", ["/definition/type"]), ("echo", ["/definition/schedule"]),
        ] {
            let refused = try ValidationTests.refusals("commands/job.define.v1") {
                $0["definition"]?["type"] = .string(type)
            }
            #expect(refused == pointers, "\(type)")
        }
        let isEcho = try ValidationTests.refusals("commands/job.define.v1") { job in
            job["definition"]?["type"] = "echo"
            job["definition"]?["schedule"] = nil
        }
        #expect(isEcho == [])
    }

    @Test(
        "parts of a journal",
        arguments: [
            (0, 5, ["/from"]), (7, 6, ["/to"]), (1, 100_001, ["/to"]), (-1, 0, ["/from"]),
            (.min, .max, ["/from", "/to"]),
            (.max, .min, ["/to", "/to"]), (1, 1, []), (1, 100_000, []),
        ] as [(Int, Int, [String])]
    )
    func journals(from: Int, to: Int, pointers: [String]) throws {
        let refused = try ValidationTests.refusals("commands/journal.resend.v1") { request in
            request["from"] = .integer(Int64(from))
            request["to"] = .integer(Int64(to))
        }
        #expect(refused == pointers)
    }

    @Test("imports and test mails")
    func mail() throws {
        let row: JSON = ["line": 1, "email": "a@example.org"]
        for (count, pointers) in [(5000, []), (5001, ["/rows"])] {
            let refused = try ValidationTests.refusals("commands/subscribers.import.v1") {
                $0["rows"] = .array(Array(repeating: row, count: count))
            }
            #expect(refused == pointers)
        }
        for subject in ["", "a\r\nBcc: b@example.org", String(repeating: "s", count: 501)] {
            let refused = try ValidationTests.refusals("commands/mail.test.v1") { $0["subject"] = .string(subject) }
            #expect(Set(refused) == ["/subject"])
        }
    }

    @Test("figures of workers stay such that they can be added up")
    func figures() throws {
        for (member, within) in [
            ("usage", "inputTokens"), ("usage", "outputTokens"), ("usage", "costMicros"), ("output", "accepted"),
            ("output", "refused"), ("output", "unconfirmed"), ("output", "suppressed"),
        ] {
            for value in [-1, .max, .min] as [Int64] {
                for path in ["results/batch.completed.v1", "results/batch.failed.v1"] {
                    let refused = try ValidationTests.refusals(path) { $0[member]?[within] = .integer(value) }
                    #expect(refused == ["/\(member)/\(within)"])
                }
            }
        }
        for value in [.max, .min] as [Int64] {
            let refused = try ValidationTests.refusals("results/batch.completed.v1") {
                $0["result"]?["total_words"] = .integer(value)
            }
            #expect(refused == ["/result"])
        }
        let pause = try ValidationTests.refusals("results/batch.failed.v1") { $0["error"]?["retryAfterMs"] = -1 }
        #expect(pause == ["/error/retryAfterMs"])
        for path in ["results/batch.suspended.v1", "results/batch.progress.v1"] {
            #expect(try ValidationTests.refusals(path) { $0["output"]?["accepted"] = -1 } == ["/output/accepted"])
        }
        for percent in [-1, 101] as [Int64] {
            let refused = try ValidationTests.refusals("results/batch.progress.v1") {
                $0["percent"] = .integer(percent)
            }
            #expect(refused == ["/percent"])
        }
    }

    @Test("how long runs are kept", arguments: [0, -1, 3651, Int64.max])
    func days(days: Int64) throws {
        let refused = try ValidationTests.refusals("commands/retention.define.v1") {
            $0["keep"] = [["type": "newsletter", "days": .integer(days)]]
        }
        #expect(refused == ["/keep/0/days"])
    }

    @Test("rules of retention: some, each type once, and forever")
    func rules() throws {
        func refusals(_ keep: JSON) throws -> [String] {
            try ValidationTests.refusals("commands/retention.define.v1") { $0["keep"] = keep }
        }
        #expect(try refusals([]) == ["/keep"])
        #expect(try refusals([["type": "echo", "days": 1], ["type": "echo", "days": .null]]) == ["/keep/1/type"])
        #expect(try refusals([["type": "echo", "days": 1], ["type": "report", "days": .null]]) == [])
    }

    @Test("what a service reports to have deleted")
    func reports() throws {
        func refusals(_ change: (inout JSON) -> Void) throws -> [String] {
            try ValidationTests.refusals("commands/retention.report.v1", change)
        }
        #expect(try refusals { $0["step"] = -1 } == ["/step"])
        #expect(try refusals { $0["service"] = "acme" } == ["/service"])
        #expect(try refusals { $0["counts"] = ["runs": -1] } == ["/counts"])
        #expect(try refusals { $0["counts"] = ["runs": .integer(.max)] } == ["/counts"])
        #expect(try refusals { $0["counts"] = [:] } == [])
    }
}
