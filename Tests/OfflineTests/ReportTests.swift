import Offline
import Testing
import Values

@testable import Offline

@Suite struct ReportComposerTests {
    private static let date = CivilDate(year: 2026, month: 11, day: 21)

    private static func report(_ data: JSON?, error: String? = nil, name: String = "orders") -> Report {
        ReportComposer.compose(
            ReportMaterial(
                name: "Sales",
                prompt: "How is it?",
                date: self.date,
                sources: [.init(name: name, data: data, error: error, isCut: false)]
            )
        )
    }

    @Test("rows become a table, and their numbers figures")
    func rows() throws {
        let report = Self.report([
            ["id": 1, "product": "Bread", "amount": 10], ["id": 2, "product": "Cake", "amount": 30],
        ])
        let section = try #require(report.sections.first)
        #expect(section.heading == "orders")
        let table = try #require(section.table)
        #expect(table.columns == ["product", "amount", "id"])
        #expect(table.rows[0] == ["Bread", "10", "1"])
        #expect(table.rows[2] == ["Sum", "40", ""] && table.rows[3] == ["Mean", "20", ""])
        #expect(table.rows[6] == ["Change, first to last", "+20 (+200 %)", ""])
        #expect(
            section.paragraphs[0].hasPrefix(
                "orders has 2 rows. amount comes to 40 in all, from 10 to 30, 20 on average"
            )
        )
        #expect(report.summary.contains("draws on 1 source. orders has 2 rows. amount comes to 40"))
        #expect(report.label == ReportComposer.label && report.title == "Sales")
    }

    @Test("other data has its forms too")
    func forms() {
        #expect(Self.report([1, 2, 6]).sections[0].table?.rows == [["value", "3", "1", "6", "9", "3", "+5 (+500 %)"]])
        #expect(Self.report(["a", .null, true]).sections[0].table?.rows == [["1", "a"], ["2", ""], ["3", "yes"]])
        #expect(Self.report([]).sections[0].paragraphs == ["It has no rows."])
        #expect(Self.report("One.\n\nTwo.").sections[0].paragraphs == ["One.", "Two."])
        #expect(Self.report(.some(.null)).sections[0].paragraphs == ["It is empty."])
        #expect(Self.report(.number(4.5)).sections[0].paragraphs == ["orders is 4.5."])
        let nested = Self.report(["total": 3, "items": [["a": 1]], "more": ["deep": [["b": "x"]]]])
        #expect(nested.sections.map(\.heading).prefix(3) == ["orders", "orders: items", "orders: more: deep"])
        #expect(nested.sections[0].table?.rows == [["total", "3"]])
    }

    @Test("what gave nothing is named")
    func missing() {
        let report = Self.report(nil, error: "no answer within 5 s")
        #expect(report.sections[0].heading == "What is missing")
        #expect(report.sections[0].paragraphs == ["orders gave nothing: no answer within 5 s."])
        #expect(report.summary.hasSuffix("Nothing came from orders."))
    }

    @Test("the same data gives the same report, and it can be read again")
    func deterministic() throws {
        for seed in 0..<40 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            let data = Self.hostile(&random, depth: 2)
            let report = Self.report(data, name: "n\u{202E}<b>")
            #expect(report == Self.report(data, name: "n\u{202E}<b>"))
            #expect(try Report(json: JSONDocument(report.json.bytes).root) == report)
            let html = report.html(name: "<script>", date: Self.date)
            #expect(!html.contains("<script") && !html.contains("<b>") && !html.contains("<img"))
            #expect(!html.contains("\u{202E}") && !html.contains("\u{7}"))
            #expect(Self.isBalanced(html))
            #expect(html.utf8.count < 4 << 20)
        }
    }

    /// Data as nobody wants it.
    private static func hostile(_ random: inout SeededGenerator, depth: Int) -> JSON {
        let texts = [
            "", "</table><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a\u{202E}b", "\u{7}", "&amp;",
            "\"'",
            String(repeating: "e\u{301}\u{302}", count: 500), String(repeating: "x", count: 5000), "{{secret:a}}",
            "\u{0}",
        ]
        switch Int.random(in: 0..<(depth == 0 ? 5 : 8), using: &random) {
        case 0: return .null
        case 1: return .integer([.max, .min, 0, 7].randomElement(using: &random) ?? 0)
        case 2:
            return .number(
                [1e308, -1e308, .leastNonzeroMagnitude, 0.005, -0.004, 1e15].randomElement(using: &random) ?? 0
            )
        case 3: return .bool(true)
        case 4: return .string(texts.randomElement(using: &random) ?? "")
        case 5:
            return .array(
                (0..<Int.random(in: 0..<8, using: &random)).map { _ in self.hostile(&random, depth: depth - 1) }
            )
        case 6:
            let row = self.object(&random, depth: 0)
            return .array(Array(repeating: row, count: Int.random(in: 0..<30, using: &random)))
        default: return self.object(&random, depth: depth - 1)
        }
    }

    private static func object(_ random: inout SeededGenerator, depth: Int) -> JSON {
        let names = ["id", "a", "<b>", "", "a/b", "\u{202E}", "total", String(repeating: "k", count: 400)]
        var members: [String: JSON] = [:]
        for _ in 0..<Int.random(in: 0..<12, using: &random) {
            members[names.randomElement(using: &random) ?? ""] = self.hostile(&random, depth: depth)
        }
        return .object(members)
    }

    /// Whether every element is closed in its turn.
    private static func isBalanced(_ html: String) -> Bool {
        var open: [Substring] = []
        var rest = html[...]
        while let start = rest.firstIndex(of: "<"), let end = rest[start...].firstIndex(of: ">") {
            let tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("!") || tag.hasSuffix("/") { continue }
            let name = tag.drop { $0 == "/" }.prefix { $0 != " " }
            if tag.hasPrefix("/") {
                guard open.popLast() == name else { return false }
            } else {
                open.append(name)
            }
        }
        return open.isEmpty
    }
}

@Suite struct ReportReadingTests {
    private static func faults(_ text: String) throws -> [String] {
        let root = try JSONDocument(Array(text.utf8)).root
        do throws(Report.Faults) {
            _ = try Report(json: root)
            return []
        } catch {
            return error.faults.map(\.pointer)
        }
    }

    @Test("what a model writes is read with some patience")
    func patience() throws {
        let text = """
            {"title":"T\\u202E","summary":"S","sections":[{"heading":"H","paragraphs":["a","",7],\
            "table":{"columns":["x","y"],"rows":[["1"],[1.5,null,"cut off"],[[],{}]]}}]}
            """
        let report = try Report(json: JSONDocument(Array(text.utf8)).root)
        #expect(report.title == "T" && report.sections[0].paragraphs == ["a"])
        #expect(report.sections[0].table?.rows == [["1", ""], ["1.5", ""], ["", ""]])
    }

    @Test("what is no report is named")
    func wrong() throws {
        #expect(try Self.faults("{}") == ["/title", "/summary", "/sections", "/sections"])
        #expect(try Self.faults(#"{"title":" ","summary":"s","sections":[]}"#) == ["/title", "/sections"])
        #expect(
            try Self.faults(#"{"title":"t","summary":"s","sections":[{"heading":"h","paragraphs":[],"table":null}]}"#)
                == ["/sections/0"]
        )
        #expect(
            try Self.faults(#"{"title":"t","summary":"s","sections":[{"heading":"h","paragraphs":["p"],"table":{}}]}"#)
                == ["/sections/0/table/columns", "/sections/0/table/columns", "/sections/0/table/rows"]
        )
    }
}

@Suite struct FiguresTests {
    @Test(
        "numbers for people",
        arguments: [
            (0, "0"), (1, "1"), (-1, "-1"), (1234.5, "1,234.5"), (-1_234_567.891, "-1,234,567.89"), (0.1, "0.1"),
            (0.05, "0.05"),
            (999.999, "1,000"), (1e15, "1,000,000,000,000,000"), (1e16, "1e+16"), (0.001, "0.001"), (-0.004, "-0.004"),
            (100, "100"),
        ] as [(Double, String)]
    )
    func numbers(number: Double, text: String) { #expect(NumberText.text(number) == text) }

    @Test("what numbers come to")
    func figures() throws {
        #expect(Figures([]) == nil)
        let one = try #require(Figures([4]))
        #expect(one.change == nil && one.mean == 4 && one.changeText == "–")
        let some = try #require(Figures([4, -2, 7]))
        #expect((some.least, some.most, some.sum, some.mean) == (-2, 7, 9, 3))
        #expect(some.changeText == "+3 (+75 %)")
        #expect(try #require(Figures([0, 5])).changeText == "+5")
        #expect(try #require(Figures([-4, -2])).changeText == "+2 (+50 %)")
        #expect(try #require(Figures([3, 1, 3])).changeText == "none")
    }
}
