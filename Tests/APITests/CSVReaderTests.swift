import Testing

@testable import API

@Suite struct CSVReaderTests {
    /// What came out, as text: `1: a|b` for a row, `1! why` for a fault.
    private static func words(_ results: [Result<CSVReader.Row, CSVReader.Fault>]) -> [String] {
        results.map { result in
            switch result {
            case .success(let row): "\(row.line): " + row.fields.joined(separator: "|")
            case .failure(let fault): "\(fault.line)! \(fault.reason)"
            }
        }
    }

    private static func read(_ chunks: [[UInt8]]) -> [String] {
        var reader = CSVReader()
        var results: [Result<CSVReader.Row, CSVReader.Fault>] = []
        for chunk in chunks { results += reader.read(chunk) }
        return self.words(results + reader.finish())
    }

    private static func read(_ text: String) -> [String] { self.read([Array(text.utf8)]) }

    static let files: [(text: String, rows: [String])] = [
        ("", []), ("\n\r\n\n", []), ("a", ["1: a"]), ("a,b", ["1: a|b"]), ("a,b\n", ["1: a|b"]),
        ("a,b\r\n1,2\r\n", ["1: a|b", "2: 1|2"]), ("a,b\n\n1,2", ["1: a|b", "3: 1|2"]),
        ("a,b\n,\n1,\n,2\n", ["1: a|b", "3: 1|", "4: |2"]), ("\u{FEFF}a,b\n", ["1: a|b"]),
        ("\u{FEFF}\"a\",b\n", ["1: a|b"]), ("a,\u{FEFF}b\n", ["1: a|\u{FEFF}b"]),
        ("\"a,\"\"b\"\"\",c\r\n", ["1: a,\"b\"|c"]), ("\"\",\"\"\nx,\"\"\n", ["2: x|"]),
        ("\"a\r\nb\",c\nd,e\n", ["1: a\r\nb|c", "3: d|e"]), ("a\"b,c\"\n", ["1: a\"b|c\""]),
        (" \"a\",b\n", ["1:  \"a\"|b"]), ("\"a\"", ["1: a"]), ("\"a\"\r\n", ["1: a"]), ("\"a\"\r", ["1: a"]),
        ("\"a\r\"\nb\n", ["1: a\r", "2: b"]), ("a\r\n\"b\r\"\r\n", ["1: a", "2: b\r"]), ("a\rb\n", ["1: a\rb"]),
        ("a;b\n1;2,3\n", ["1: a|b", "2: 1|2,3"]), ("a\tb\n1\t2;3\n", ["1: a|b", "2: 1|2;3"]),
        ("\"a,b,c\";d\n1;2\n", ["1: a,b,c|d", "2: 1|2"]), ("\"a\nb\";c\n1;2\n", ["1: a\nb|c", "3: 1|2"]),
        ("é,😀\nü,e\u{301}\n", ["1: é|😀", "2: ü|e\u{301}"]),
        // Faults; reading goes on behind them.
        ("a,b\n\"1\"x,2\n3,4\n", ["1: a|b", "2! there is something behind a closing quote", "3: 3|4"]),
        ("a,b\n\"1\" ,2\n3,4\n", ["1: a|b", "2! there is something behind a closing quote", "3: 3|4"]),
        ("a,b\n\"1\"\r\"2\",2\n3,4\n", ["1: a|b", "2! there is something behind a closing quote", "3: 3|4"]),
        ("a,b\n1,\"2\n3,4\n", ["1: a|b", "2! a quoted field does not end"]),
        ("a,\"", ["1! a quoted field does not end"]),
        (
            "a,b\n\(String(repeating: "x", count: 65_536)),2\n3,4",
            ["1: a|b", "2! the row is longer than 65536 bytes", "3: 3|4"]
        ),
    ]

    @Test("files and their rows", arguments: files)
    func rows(text: String, rows: [String]) { #expect(CSVReaderTests.read(text) == rows) }

    @Test("it does not matter where the file is cut", arguments: files)
    func chunks(text: String, rows: [String]) {
        let bytes = Array(text.utf8)
        #expect(CSVReaderTests.read(bytes.map { [$0] }) == rows)
        for border in 0...min(bytes.count, 60) {
            #expect(CSVReaderTests.read([Array(bytes[..<border]), [], Array(bytes[border...])]) == rows, "\(border)")
        }
    }

    @Test("bytes that are not UTF-8 spoil their own row, and no other")
    func encoding() {
        let bytes = Array("a,b\n".utf8) + [0xFF, 0x2C, 0x31, 0x0A] + Array("3,4\n".utf8) + [0xC3]
        let rows = ["1: a|b", "2! the row is not UTF-8", "3: 3|4", "4! the row is not UTF-8"]
        #expect(CSVReaderTests.read([bytes]) == rows)
        #expect(CSVReaderTests.read(bytes.map { [$0] }) == rows)
    }

    @Test("a row may be as long as the limit, and a quote that never ends takes up no more than that")
    func lengths() throws {
        let field = String(repeating: "x", count: 65_533)
        #expect(CSVReaderTests.read("a\n\(field),1\n").last == "2: \(field)|1")
        #expect(CSVReaderTests.read("a\n\(field),12\n").last == "2! the row is longer than 65536 bytes")
        var reader = CSVReader()
        var faults: [CSVReader.Fault] = []
        _ = reader.read(Array("a\n\"".utf8))
        for _ in 0..<100 {
            for case .failure(let fault) in reader.read([UInt8](repeating: 0x78, count: 65_536)) {
                faults.append(fault)
            }
        }
        for case .failure(let fault) in reader.read(Array("\n".utf8)) { faults.append(fault) }
        #expect(faults == [.init(line: 2, reason: "the row is longer than 65536 bytes")])
        #expect(CSVReaderTests.words(reader.read(Array("b\n".utf8))) == ["3: b"])
    }

    @Test("a first line without end is a fault, and the lines behind it are read")
    func longHead() {
        let head = String(repeating: "h,", count: 40_000)
        let rows = ["1! the row is longer than 65536 bytes", "2: 1|2"]
        #expect(CSVReaderTests.read("\(head)\n1,2\n") == rows)
        #expect(CSVReaderTests.read(Array("\(head)\n1,2\n".utf8).map { [$0] }) == rows)
    }
}
