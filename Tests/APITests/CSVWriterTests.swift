import Contracts
import Testing

@testable import API

@Suite struct CSVWriterTests {
    private static func written(_ rows: [[String]]) -> [UInt8] {
        var writer = CSVWriter()
        for row in rows { writer.row(row) }
        return writer.bytes
    }

    @Test("only fields that need it are quoted")
    func quoting() {
        let bytes = CSVWriterTests.written([["a", "", "b c"], ["x,y", "say \"hi\"", "1\n2"], ["a;b", "é"]])
        let text = "a,,b c\r\n\"x,y\",\"say \"\"hi\"\"\",\"1\n2\"\r\n\"a;b\",é\r\n"
        #expect(String(decoding: bytes, as: UTF8.self) == text)
    }

    @Test(
        "what a spreadsheet would carry out is marked as text",
        arguments: ["=1+1", "=HYPERLINK(\"http://x\")", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''=1", "'-"]
    )
    func formulas(text: String) throws {
        #expect(CSVWriter.marked(text) == "'" + text)
        #expect(CSVWriter.unmarked("'" + text) == text)
        var reader = CSVReader()
        let rows = try (reader.read(CSVWriterTests.written([["email", text]])) + reader.finish()).map { try $0.get() }
        #expect(rows.first?.fields == ["email", "'" + text])
    }

    @Test(
        "other texts stay as they are",
        arguments: ["", "'", "''", "'a", "a=1", "1-1", " =1", "ada@example.org", "é"]
    )
    func plain(text: String) {
        #expect(CSVWriter.marked(text) == text)
        #expect(CSVWriter.unmarked(text) == text)
    }

    @Test("what is exported can be imported again")
    func roundTrip() throws {
        let people: [[String]] = [
            ["ada@example.org", "Ada, Countess \"of\" Lovelace", "active", "London"],
            ["=cmd@example.org", "=HYPERLINK(\"http://evil\")", "active", "+44 20"],
            ["o'brien@example.org", "O'Brien", "suppressed", "'=x"], ["+1@example.org", "-", "active", "a\r\nb;c\td"],
        ]
        let bytes = CSVWriterTests.written([["email", "name", "status", "@city"]] + people)
        var reader = CSVReader()
        var rows = SubscriberRows()
        let read = try (reader.read(bytes) + reader.finish()).compactMap { try rows.take($0) }
        try rows.finish()
        #expect(rows.rejected == [])
        #expect(read.map(\.email) == people.map { $0[0] })
        #expect(read.map(\.name) == people.map { $0[1] })
        #expect(read.map(\.attributes) == people.map { ["@city": $0[3]] })
    }
}
