import Testing
import Values

@testable import API
@testable import HTTP

@Suite struct PagingTests {
    private static func paging(_ query: String) throws -> Paging { try Paging(Query(Array(query.utf8)[...])) }

    @Test("how many there are on a page")
    func limits() throws {
        for (query, limit) in [
            ("", 50), ("limit=1", 1), ("limit=100", 100), ("limit=101", 100), ("limit=9999999", 100), ("x=1", 50),
        ] {
            #expect(try PagingTests.paging(query).limit == limit)
        }
        #expect(try Paging(Query([]), maximum: 20).limit == 20)
        #expect(try Paging(limitOf: Query(Array("cursor=17".utf8)[...])).after == nil)
    }

    @Test(
        "a parameter that is wrong is named",
        arguments: [
            ("limit=0", "limit"), ("limit=-1", "limit"), ("limit=", "limit"), ("limit=ten", "limit"),
            ("limit=1.5", "limit"),
            ("limit=99999999999999999999", "limit"), ("limit=1&limit=2", "limit"), ("cursor=", "cursor"),
            ("cursor=x", "cursor"), ("cursor=0199f3a0-0001-7000-8000-000000000001", "cursor"),
            ("cursor=1&cursor=2", "cursor"),
        ]
    )
    func wrong(query: String, name: String) {
        let refusal = #expect(throws: Refusal.self) { try PagingTests.paging(query) }
        #expect(refusal?.status == .badRequest)
        #expect(refusal?.detail.contains("parameter \(name) ") == true)
    }

    @Test("a cursor leads back to where it was given out")
    func cursors() throws {
        for id in [ID(), ID(high: 0, low: 0), ID(high: .max, low: .max)] {
            let text = Cursor.text(id)
            #expect(Cursor.id(text) == id)
            #expect(try PagingTests.paging("cursor=\(text)").after == id)
            #expect(text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) })
            for wrong in [text.uppercased(), String(text.dropLast()), text + "0", "d" + text.dropFirst(), " " + text] {
                #expect(Cursor.id(wrong) == nil)
            }
        }
        #expect(Cursor.id("c0199f3a0-001-7000-8000-00000000001") == nil)
        #expect(Cursor.id("c" + String(repeating: "g", count: 32)) == nil)
        #expect(Cursor.id("c" + String(repeating: "é", count: 16)) == nil)
    }

    @Test("a page shows as many as were asked for, and says where the next begins")
    func pages() throws {
        func page(_ count: Int) throws -> JSON {
            let response = Answer.page((0..<count).map { Numbered(number: $0) }, limit: 3) { $1.integer($0.number) }
            guard case .bytes(let bytes) = response.body.content else { throw NotBytes() }
            return try JSON(parsing: Array(bytes))
        }
        #expect(try page(0) == ["items": [], "nextCursor": nil])
        #expect(try page(3) == ["items": [0, 1, 2], "nextCursor": nil])
        #expect(try page(4) == ["items": [0, 1, 2], "nextCursor": "after 2"])
    }

    @Test("pages with numbers")
    func numbered() throws {
        func page(_ query: String) throws -> NumberedPage { try NumberedPage(Query(Array(query.utf8)[...])) }
        #expect(try (page("").number, page("").size, page("").skip) == (1, 20, 0))
        #expect(try (page("page=3&page_size=7").skip, page("page_size=500").size) == (14, 100))
        for query in ["page=0", "page=-1", "page=x", "page_size=0", "page=1&page=2", "page_size="] {
            #expect(throws: Refusal.self) { try page(query) }
        }
    }

    @Test("several words of a parameter")
    func words() throws {
        func words(_ query: String) throws -> [String] { try Query(Array(query.utf8)[...]).words("kind") }
        #expect(try words("a=1") == [])
        #expect(try words("kind=idea,task&kind=image") == ["idea", "task", "image"])
        for query in ["kind=", "kind=a,,b", "kind=a%0Ab", "kind=" + String(repeating: "a,", count: 20) + "a"] {
            #expect(throws: Refusal.self) { try words(query) }
        }
    }

    private struct Numbered: Listed {
        let number: Int
        var cursor: String { "after \(self.number)" }
    }

    private struct NotBytes: Error {}

    @Test("members that nobody knows are named, without what could fool a reader of the answer")
    func knownMembers() throws {
        let root = try JSONDocument(Array(#"{"a":1,"b":2}"#.utf8)).root
        try KnownMembers.check(root, ["a", "b", "c"])
        let refusal = #expect(throws: Refusal.self) { try KnownMembers.check(root, ["b"], at: "/in") }
        #expect(refusal?.detail == "/in/a: there is no such member")
        #expect(refusal?.status == .badRequest)
        let strange = try JSONDocument(Array("{\"\\u001b[2J\\nx\\u202e\(String(repeating: "y", count: 99))\":1}".utf8))
            .root
        let safe = #expect(throws: Refusal.self) { try KnownMembers.check(strange, []) }
        #expect(safe?.detail.unicodeScalars.allSatisfy { (0x20..<0x7F).contains($0.value) } == true)
        #expect((safe?.detail.count ?? 0) < 100)
        try KnownMembers.check(JSONDocument(Array("[1]".utf8)).root, [])
    }
}
