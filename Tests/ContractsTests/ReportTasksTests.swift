import Contracts
import Testing
import Values

@Suite struct ReportTasksTests {
    private static let http: JSON = ["name": "orders", "type": "http", "url": "https://example.org/orders?day=1"]
    private static let sql: JSON = ["name": "shop", "type": "sql", "connection": "shop-db", "query": "select 1"]

    private static func problems(_ sources: [JSON], _ change: (inout JSON) -> Void = { _ in }) -> [String] {
        var tasks: JSON = ["collect": ["sources": .array(sources)], "generate": ["prompt": "How is it?"]]
        change(&tasks)
        let definition = JobDefinition(name: "R", type: .report, status: .active, tasks: tasks)
        return definition.problems(at: "").map(\.pointer)
    }

    private static func problems(_ source: JSON, _ member: String, _ value: JSON) -> [String] {
        var source = source
        source[member] = value
        return self.problems([source])
    }

    @Test("a report with sources of each type")
    func right() throws {
        let inline: JSON = ["name": "notes", "type": "static", "data": ["a": [1, 2]]]
        #expect(Self.problems([Self.http, Self.sql, inline]) == [])
        var whole = Self.http
        whole["method"] = "POST"
        whole["headers"] = ["Authorization": "Bearer {{secret:token}}", "X-A": "b"]
        whole["body"] = ["key": "{{ secret:token }}", "other": "{{secret:token}}"]
        whole["select"] = "/data/0/items"
        whole["timeoutSeconds"] = 120
        whole["retries"] = 0
        #expect(Self.problems([whole]) == [])
        for recipients in ["all", .string("\(ID())"), ["a@example.com", "b@example.com"]] as [JSON] {
            let deliver: JSON = ["enabled": true, "recipients": recipients, "subject": "{{topic}} of {{date}}"]
            #expect(Self.problems([Self.sql]) { $0["deliver"] = deliver } == [])
            let tasks: JSON = [
                "collect": ["sources": [Self.sql]], "generate": ["prompt": "p", "output": "json"], "deliver": deliver,
            ]
            let read = try ReportTasks(tasks)
            #expect(read.deliver?.recipients.json == recipients)
            #expect(try JSON(parsing: read.jsonBytes()) == tasks)
        }
    }

    @Test("what is wrong with the stages is named")
    func stages() {
        let many = (0..<21).map { index -> JSON in ["name": .string("s\(index)"), "type": "static", "data": 1] }
        #expect(Self.problems([]) == ["/tasks/collect/sources"])
        #expect(Self.problems(many) == ["/tasks/collect/sources"])
        #expect(Self.problems([Self.http, Self.http]) == ["/tasks/collect/sources/1/name"])
        #expect(Self.problems([Self.http]) { $0["generate"] = ["prompt": " \n"] } == ["/tasks/generate/prompt"])
        #expect(Self.problems([Self.http]) { $0["generate"] = [:] } == ["/tasks/generate/prompt"])
        #expect(
            Self.problems([Self.http]) { $0["generate"] = ["prompt": "p", "timeoutSeconds": 301] } == [
                "/tasks/generate/timeoutSeconds"
            ]
        )
        #expect(
            Self.problems([Self.http]) { $0["generate"] = ["prompt": "p", "output": "pdf"] } == [
                "/tasks/generate/output"
            ]
        )
        let long = JSON.string(String(repeating: "x", count: ReportTasks.longestPrompt + 1))
        #expect(Self.problems([Self.http]) { $0["generate"] = ["prompt": long] } == ["/tasks/generate/prompt"])
        for (recipients, pointer) in [
            ("some", ""), ([], ""), (["a@b.example", "A@B.example"], ""), (["nobody"], "/0"),
            (["a@b.example", "a b@c"], "/1"),
            (7, ""), (["a@b.example", 7], ""), (["a@b\r\nRCPT TO:<c@d>"], "/0"), (["@b"], "/0"), (["a@"], "/0"),
        ] as [(JSON, String)] {
            let found = Self.problems([Self.http]) { $0["deliver"] = ["enabled": true, "recipients": recipients] }
            #expect(found == ["/tasks/deliver/recipients" + pointer], "\(recipients)")
        }
        #expect(
            Self.problems([Self.http]) { tasks in
                tasks["deliver"] = ["enabled": true, "recipients": "all", "subject": "{{secret:a}}"]
            } == ["/tasks/deliver/subject"]
        )
    }

    @Test(
        "addresses that no report may ask are refused when they can be seen to be such",
        arguments: [
            "", "example.org", "ftp://example.org/", "file:///etc/passwd", "gopher://example.org/", "https://",
            "https:///a", "https://user@example.org/", "https://user:password@example.org/", "https://example.org/#a",
            "https://example.org/a b", "https://example.org/\n", "https://example.org/{{secret:token}}", "javascript:1",
            "https://exämple.org/", "https://example.org/" + String(repeating: "a", count: 2048),
        ]
    )
    func addresses(url: String) {
        #expect(Self.problems(Self.http, "url", .string(url)) == ["/tasks/collect/sources/0/url"])
    }

    @Test("members of a source that are wrong are named")
    func members() {
        let place = "/tasks/collect/sources/0"
        for (member, value) in [
            ("name", "a\nb"), ("timeoutSeconds", 0), ("timeoutSeconds", 121), ("retries", 4), ("retries", -1),
            ("method", "DELETE"), ("select", "data"), ("select", "/a~2"), ("query", "select 1"), ("data", 1),
            ("connection", "shop"), ("parameters", [1]),
        ] as [(String, JSON)] {
            #expect(Self.problems(Self.http, member, value) == ["\(place)/\(member)"], "\(member) \(value)")
        }
        for (name, value, pointer) in [
            ("Authorization", "Bearer abc", "Authorization"), ("cookie", "a=b", "cookie"),
            ("X-Api-Key", "1", "X-Api-Key"),
            ("X-A", "{{secret:a", "X-A"), ("X-A", "{{secret:no name!}}", "X-A"), ("X-A", "{{secret:}}", "X-A"),
            ("X-A", "a\r\nB: c", "X-A"), ("X A", "b", "X A"), ("a/b", "c", "a~1b"), ("Host", "example.com", "Host"),
            ("Content-Length", "1", "Content-Length"),
        ] {
            let found = Self.problems(Self.http, "headers", [name: .string(value)])
            #expect(found == ["\(place)/headers/\(pointer)"], "\(name)")
        }
        #expect(Self.problems(Self.http, "headers", ["A": "1", "a": "2"]) == ["\(place)/headers"])
        #expect(Self.problems(Self.http, "body", ["a": ["{{secret:b"]]) == ["\(place)/body"])
        var bare = Self.http
        bare["method"] = "GET"
        #expect(Self.problems(bare, "body", "x") == ["\(place)/body"])
        for (member, value) in [
            ("connection", "postgres://a:b@c/d"), ("query", "delete from a"), ("query", "-- select\ndrop table a"),
            ("query", "/* select */ update a set b = 1"), ("query", "explain select 1"), ("url", "https://example.org"),
        ] as [(String, JSON)] {
            #expect(Self.problems(Self.sql, member, value) == ["\(place)/\(member)"], "\(value)")
        }
        #expect(Self.problems(Self.sql, "query", " ") == ["\(place)/query", "\(place)/query"])
        #expect(Self.problems(Self.sql, "parameters", [1, "a", .null, true, [1]]) == ["\(place)/parameters/4"])
        for query in ["(select 1)", "-- a\n/* b */ WITH a as (select 1) select * from a", "values (1)", "table a"] {
            #expect(Self.problems(Self.sql, "query", .string(query)) == [], "\(query)")
        }
        #expect(Self.problems([["name": "a", "type": "static"]]) == ["\(place)/data"])
        #expect(Self.problems([["name": "a", "type": "ftp"]]) == ["\(place)/type"])
        let long = JSON.string(String(repeating: "x", count: 131_072))
        #expect(Self.problems([["name": "a", "type": "static", "data": long]]) == ["\(place)/data"])
    }

    @Test("secrets are put in once, and what they hold is no template")
    func secrets() {
        let values = ["a": "{{secret:b}}", "b": "2"]
        #expect(SecretTemplate.names(in: "x {{secret:a}} {{ secret:c }} {{secret: b }}") == ["a", "b"])
        #expect(SecretTemplate.render("x{{secret:a}}y{{secret:b}}{{date}}", values) == "x{{secret:b}}y2{{date}}")
        #expect(SecretTemplate.render("{{secret:c}}", values) == nil)
        #expect(SecretTemplate.render("{{secret:a", values) == nil)
        #expect(SecretTemplate.names(in: "{{secret:a") == [])
    }

    @Test("the end of a statement is taken off, and a comment there has its own line")
    func statement() {
        #expect(ReportQuery.statement("select 1 ; ;\n") == "select 1\n")
        #expect(ReportQuery.statement("select 1 -- all") == "select 1 -- all\n")
    }

    @Test("what sources say of themselves is bounded")
    func facts() {
        let long = String(repeating: "x", count: 2001)
        let source = SourceFacts(name: "a", status: .failed, error: long, bytes: 0, ms: -1, tries: 1)
        let answer = BatchCompleted(
            reference: Samples.reference,
            output: BatchOutput(sources: [source])
        )
        #expect(answer.problems().map(\.pointer) == ["/output/sources/0/error", "/output/sources/0/ms"])
        let one = [
            SourceFacts(name: "a", status: .ok, bytes: 1, ms: 1, tries: 1),
            SourceFacts(name: "b", status: .failed, code: "timeout", error: "no answer", bytes: 0, ms: 1, tries: 4),
        ]
        #expect(one.failureText == "1 of 2 sources failed: b (no answer)")
    }
}
