import Testing

@testable import AIGateway

@Suite struct EventStreamParserTests {
    private static func events(_ pieces: [[UInt8]]) -> [String] {
        var parser = EventStreamParser()
        return pieces.flatMap { parser.take($0) }.map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(
        "events, with every kind of line end",
        arguments: [
            ("data: one\n\ndata: two\n\n", ["one", "two"]), ("data: one\r\n\r\ndata: two\r\n\r\n", ["one", "two"]),
            ("data: one\r\rdata: two\r\r", ["one", "two"]), ("data:one\n\n", ["one"]), ("data:  one\n\n", [" one"]),
            ("data: one\ndata: two\n\n", ["one\ntwo"]), ("data\n\n", [""]), ("data:\n\n", [""]), ("\n\n\n", []),
            (": a comment\n\ndata: one\n\n", ["one"]), ("event: x\nid: 1\nretry: 5\ndata: one\n\n", ["one"]),
            ("database: x\n\n", []), ("data: {\"a\": \"b: c\"}\n\n", ["{\"a\": \"b: c\"}"]),
            ("\u{FEFF}data: one\n\n", ["one"]), ("data: é\u{1F600}\n\n", ["é\u{1F600}"]),
            ("data: one\n\ndata: cut", ["one"]), ("data: one\n", []),
        ]
    )
    func whole(text: String, events: [String]) {
        let bytes = Array(text.utf8)
        #expect(EventStreamParserTests.events([bytes]) == events)
        // And wherever the network cuts it.
        #expect(EventStreamParserTests.events(bytes.map { [$0] }) == events)
        for place in bytes.indices {
            #expect(EventStreamParserTests.events([Array(bytes[..<place]), Array(bytes[place...])]) == events)
        }
    }
}
