import Testing

@testable import HTTP

/// What a target is taken apart into. What is refused stands in ``GuardTests``.
@Suite struct TargetTests {
    private func target(_ text: String) throws -> RequestTarget { try RequestTarget(Array(text.utf8)[...]) }

    @Test("segments are decoded after they were separated")
    func segments() throws {
        #expect(try self.target("/").segments == [])
        #expect(try self.target("/a").segments == ["a"])
        #expect(try self.target("/a/").segments == ["a", ""])
        #expect(try self.target("/a%20b/%C3%A9/c+d").segments == ["a b", "é", "c+d"])
        #expect(try self.target("/a%20b?c").path == "/a%20b")
    }

    @Test("queries keep order and repetition")
    func query() throws {
        let query = try self.target("/a?status=new&status=done&q=a+b%2Bc&empty=&flag&%C3%A9=%26").query
        #expect(query.items.map(\.name) == ["status", "status", "q", "empty", "flag", "é"])
        #expect(query["status"] == "new")
        #expect(query.values("status") == ["new", "done"])
        #expect(query["q"] == "a b+c")
        #expect(query["empty"] == "")
        #expect(query["flag"] == "")
        #expect(query["é"] == "&")
        #expect(query["none"] == nil)
        #expect(try query.single("q") == "a b+c")
        #expect(try query.single("none") == nil)
        #expect(throws: Refusal.self) { try query.single("status") }
        #expect(try self.target("/a?").query.items.isEmpty)
    }
}
