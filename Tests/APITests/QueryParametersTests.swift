import HTTP
import Testing

@testable import API

@Suite struct QueryParametersTests {
    @Test(
        "what a route knows is taken",
        arguments: [
            (Method.get, "/jobs", ["limit", "cursor", "type", "status"]), (.head, "/jobs", ["limit"]),
            (.get, "/automation/history/", ["site_id", "page", "page_size"]), (.put, "/automation/config", ["site_id"]),
            (.get, "/jobs/{id}", []), (.post, "/hooks/{triggerId}", ["anything"]),
        ]
    )
    func known(_ method: Method, _ pattern: String, _ names: [String]) throws {
        try QueryParameters.check(names, method, pattern)
    }

    @Test(
        "what it does not know is named",
        arguments: [
            (Method.get, "/jobs", "sort"), (.get, "/jobs", "Limit"), (.get, "/jobs", ""), (.post, "/jobs", "limit"),
            (.get, "/jobs/{id}", "limit"), (.get, "/nothing", "a"), (.get, "/users", "status"),
        ]
    )
    func unknown(_ method: Method, _ pattern: String, _ name: String) throws {
        let refusal = #expect(throws: Refusal.self) { try QueryParameters.check([name], method, pattern) }
        #expect(refusal?.code.rawValue == "invalid_parameter")
        #expect(refusal?.detail.hasPrefix("The parameter \(name) is not known") ?? false)
    }

    @Test("a name is shown as far as it can be shown anywhere")
    func shown() throws {
        let name = "a\u{1B}[31m\u{202E}" + String(repeating: "b", count: 500)
        let refusal = #expect(throws: Refusal.self) { try QueryParameters.check([name], .get, "/jobs") }
        let detail = try #require(refusal?.detail)
        #expect(detail.utf8.allSatisfy { (0x20..<0x7F).contains($0) } && detail.count < 200)
    }

    @Test("each route of the table is there")
    func table() {
        for entry in QueryParameters.entries { #expect(AccessTable.entries.contains(entry), "\(entry)") }
    }
}
