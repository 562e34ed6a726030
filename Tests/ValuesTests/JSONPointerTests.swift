import Testing
import Values

@Suite struct JSONPointerTests {
    /// The examples of RFC 6901, section 5.
    private static let document =
        #"{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}"#

    @Test(
        "the examples of the standard",
        arguments: [
            ("", nil), ("/foo", #"["bar","baz"]"#), ("/foo/0", #""bar""#), ("/", "0"), ("/a~1b", "1"), ("/c%d", "2"),
            ("/e^f", "3"), ("/g|h", "4"), ("/i\\j", "5"), ("/k\"l", "6"), ("/ ", "7"), ("/m~0n", "8"),
        ] as [(String, String?)]
    )
    func standard(text: String, expected: String?) throws {
        let root = try JSONDocument(Array(Self.document.utf8)).root
        let pointer = try #require(JSONPointer(text))
        let found = try #require(pointer.find(in: root))
        #expect(String(decoding: found.raw, as: UTF8.self) == expected ?? Self.document)
        #expect(pointer.description == text)
    }

    @Test(
        "what leads nowhere finds nothing",
        arguments: ["/foo/2", "/foo/-", "/foo/00", "/foo/+1", "/bar", "/foo/0/1", "/foo/x"]
    )
    func nothing(text: String) throws {
        let root = try JSONDocument(Array(Self.document.utf8)).root
        #expect(try #require(JSONPointer(text)).find(in: root) == nil)
    }

    @Test("what is no pointer is refused", arguments: ["foo", "#/foo", "/a~", "/a~2", " /a", "/~"])
    func wrong(text: String) { #expect(JSONPointer(text) == nil) }
}
