import Testing
import Values

@testable import AIGateway

@Suite struct JSONExtractionTests {
    @Test(
        "JSON is found wherever models put it",
        arguments: [
            #"{"a":1}"#, "  {\"a\":1}\n", "```json\n{\"a\":1}\n```", "```\n{\"a\":1}\n```\nThat is all.",
            "Sure! Here it is: {\"a\":1}", "{\"a\":1} Let me know!", "<think>maybe {\"b\":2,\"c\":3}</think>{\"a\":1}",
            "In [brackets] and {braces}: {\"a\":1}", "An example is {} but here: {\"a\":1}", "\u{FEFF}{\"a\":1}",
            "She said \"{\" and then {\"a\":1}",
        ]
    )
    func found(text: String) throws {
        #expect(try JSON(JSONExtraction.json(in: text)) == ["a": 1])
    }

    @Test("strings may hold brackets, quotes and fences")
    func strings() throws {
        let value: JSON = ["a": "} ] \" \\ ``` {", "b": ["[", "{"]]
        let text = String(decoding: value.bytes, as: UTF8.self)
        #expect(try JSON(JSONExtraction.json(in: "Here:\n```json\n\(text)\n```")) == value)
    }

    @Test(
        "what is wrong is said when there is none",
        arguments: [
            ("", "the answer is empty"), ("   \n", "the answer is empty"), ("Sorry, no.", "not valid JSON"),
            ("{\"a\":", "the text is cut off"), ("```json\n{\"a\": [1, 2\n```", "not valid JSON"),
            ("{\"a\":1,\"a\":2}", "same key twice"), ("{\"a\":1,}", "after: {\"a\":1,"),
        ]
    )
    func none(text: String, words: String) {
        let faults = #expect(throws: OutputFaults.self) { try JSONExtraction.json(in: text) }
        #expect(faults?.faults.first?.message.contains(words) == true, "\(faults?.faults.first?.message ?? "-")")
    }

    @Test("a text of nothing but brackets costs little")
    func brackets() {
        let text = String(repeating: "[{", count: 100_000)
        #expect(throws: OutputFaults.self) { try JSONExtraction.json(in: text) }
    }
}
