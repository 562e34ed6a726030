import Contracts
import Testing

@testable import API

@Suite struct SubscriberRowsTests {
    private static func read(_ text: String) throws -> (rows: [SubscribersImport.Row], rejected: [String]) {
        var reader = CSVReader()
        var rows = SubscriberRows()
        let read = try (reader.read(Array(text.utf8)) + reader.finish()).compactMap { try rows.take($0) }
        try rows.finish()
        return (read, rows.rejected.map { "\($0.line): \($0.reason)" })
    }

    @Test("columns are found in any case and order; the others become attributes")
    func columns() throws {
        let (rows, rejected) = try SubscriberRowsTests.read(
            "City, EMAIL ,Name,status\nLondon, ada@example.org ,Ada,active\n,bob@example.org,,\n"
        )
        #expect(rejected == [])
        #expect(
            rows == [
                .init(line: 2, email: "ada@example.org", name: "Ada", attributes: ["City": "London"]),
                .init(line: 3, email: "bob@example.org", name: nil, attributes: ["City": ""]),
            ]
        )
    }

    @Test("a column of addresses is enough")
    func addressesOnly() throws {
        let (rows, _) = try SubscriberRowsTests.read("email\nada@example.org\n")
        #expect(rows == [.init(line: 2, email: "ada@example.org", name: nil, attributes: nil)])
    }

    @Test(
        "a file that cannot be one of subscribers",
        arguments: [
            ("", "there is no header row"), ("\n\n", "there is no header row"),
            ("name\nAda\n", "the header row has no column email"),
            ("e-mail,name\n", "the header row has no column email"),
            ("email,Email\n", "two columns have the same name"), ("email,a,A\n", "two columns have the same name"),
            ("email,,b\n", "columns must have names of at most 100 bytes, without control characters"),
            ("email,a\u{7}\n", "columns must have names of at most 100 bytes, without control characters"),
            (
                "email,\(String(repeating: "x", count: 101))\n",
                "columns must have names of at most 100 bytes, without control characters"
            ),
            ("email,\((0..<50).map { "c\($0)" }.joined(separator: ","))\n", "there are more than 50 columns"),
            ("\"email\"x\n", "the header row cannot be read: there is something behind a closing quote"),
            ("\"email\n", "the header row cannot be read: a quoted field does not end"),
        ]
    )
    func unreadable(text: String, reason: String) {
        let error = #expect(throws: SubscriberRows.Unreadable.self) { try SubscriberRowsTests.read(text) }
        #expect(error?.reason == reason)
    }

    @Test("rows that cannot be taken are named by their line, with the reason; the others are taken")
    func rejected() throws {
        let long = String(repeating: "x", count: 2001)
        let (rows, rejected) = try SubscriberRowsTests.read(
            """
            email,name,note
            a@example.org,A,1
            b@example.org,B
            c@example.org,C,1,2

            ,D,1
            "e@example.org"x,E,1
            "f
            g@example.org",F,"two
            lines"
            h@example.org,\(long),1
            i@example.org,I,\(long)
            j@example.org,J,a\u{0}b
            k@example.org,K,last
            """
        )
        #expect(rows.map(\.line) == [2, 8, 14])
        #expect(rows.map(\.email) == ["a@example.org", "f\ng@example.org", "k@example.org"])
        #expect(
            rejected == [
                "3: the row has 2 fields, the header 3", "4: the row has 4 fields, the header 3",
                "6: there is no address", "7: there is something behind a closing quote",
                "11: name is longer than 2000 bytes, or contains NUL",
                "12: note is longer than 2000 bytes, or contains NUL",
                "13: note is longer than 2000 bytes, or contains NUL",
            ]
        )
    }
}
