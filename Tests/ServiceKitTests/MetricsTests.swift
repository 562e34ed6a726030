import ServiceKit
import Testing

/// Prometheus' text format (version 0.0.4), read as its documentation has it.
@Suite struct MetricsTests {
    /// A line with a value.
    private struct Sample: Hashable {
        var name: String
        var labels: [String: String]
        var value: Double
    }

    private struct Family {
        var kind: String
        var help: String
        var samples: [Sample] = []
    }

    private struct Malformed: Error { let line: String }

    /// Reads all of a text, strictly.
    private static func parse(_ text: String) throws -> [String: Family] {
        #expect(text.isEmpty || text.utf8.last == 0x0A)
        var families: [String: Family] = [:]
        var current = ""
        for bytes in text.utf8.split(separator: 0x0A) {
            let line = String(decoding: bytes, as: UTF8.self)
            let words = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
            if words[0] == "#" {
                guard words.count >= 3 else { throw Malformed(line: line) }
                if words[1] == "HELP" {
                    guard families[words[2]] == nil else { throw Malformed(line: line) }
                    current = words[2]
                    families[current] = Family(kind: "", help: words.count > 3 ? words[3] : "")
                } else {
                    guard words[1] == "TYPE", words[2] == current, families[current]?.kind == "" else {
                        throw Malformed(line: line)
                    }
                    families[current]?.kind = words[3]
                }
                continue
            }
            let sample = try self.sample(line)
            let suffixes = families[current]?.kind == "histogram" ? ["_bucket", "_sum", "_count"] : [""]
            guard suffixes.contains(where: { sample.name == current + $0 }) else { throw Malformed(line: line) }
            let isRepeated = families[current]?.samples.contains {
                $0.name == sample.name && $0.labels == sample.labels
            }
            guard isRepeated == false else { throw Malformed(line: line) }
            families[current]?.samples.append(sample)
        }
        return families
    }

    /// `name{label="value",…} 1.5`
    private static func sample(_ line: String) throws -> Sample {
        var rest = Array(line.unicodeScalars)[...]
        let name = rest.prefix { $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_" || $0 == ":" }
        rest = rest.dropFirst(name.count)
        var labels: [String: String] = [:]
        if rest.first == "{" {
            rest = rest.dropFirst()
            while rest.first != "}" {
                let key = rest.prefix { $0.properties.isAlphabetic || $0 == "_" }
                rest = rest.dropFirst(key.count)
                guard !key.isEmpty, rest.starts(with: "=\"".unicodeScalars) else { throw Malformed(line: line) }
                rest = rest.dropFirst(2)
                var value = String.UnicodeScalarView()
                while let scalar = rest.popFirst(), scalar != "\"" {
                    guard scalar == "\\" else {
                        value.append(scalar)
                        continue
                    }
                    switch rest.popFirst() {
                    case "n": value.append("\n")
                    case "\\": value.append("\\")
                    case "\"": value.append("\"")
                    default: throw Malformed(line: line)
                    }
                }
                labels[String(String.UnicodeScalarView(key))] = String(value)
                if rest.first == "," {
                    rest = rest.dropFirst()
                } else if rest.first != "}" {
                    throw Malformed(line: line)
                }
            }
            rest = rest.dropFirst()
        }
        guard !name.isEmpty, rest.popFirst() == " " else { throw Malformed(line: line) }
        let text = String(String.UnicodeScalarView(rest))
        let special: [String: Double] = ["+Inf": .infinity, "-Inf": -.infinity, "NaN": .nan]
        guard let value = special[text] ?? (text.contains("n") ? nil : Double(text)) else {
            throw Malformed(line: line)
        }
        return Sample(name: String(String.UnicodeScalarView(name)), labels: labels, value: value)
    }

    private static func families(_ metrics: Metrics) throws -> [String: Family] { try self.parse(metrics.exposition()) }

    @Test("counters and gauges, each family once with all its series")
    func plain() throws {
        let metrics = Metrics()
        #expect(metrics.exposition() == "")
        let sent = metrics.counter("mails_total", "Mails by outcome", ["outcome": "sent"])
        let level = metrics.gauge("level", "How high it stands")
        let refused = metrics.counter("mails_total", "Mails by outcome", ["outcome": "refused"])
        metrics.gauge("asked", "Looked up") { 42.5 }
        sent.add()
        sent.add(4)
        level.set(-0.25)
        #expect(sent.current == 5 && refused.current == 0)
        let families = try MetricsTests.families(metrics)
        #expect(families.mapValues(\.kind) == ["mails_total": "counter", "level": "gauge", "asked": "gauge"])
        #expect(families["mails_total"]?.help == "Mails by outcome")
        let mails = families["mails_total"]?.samples.map { "\($0.labels["outcome"] ?? "") \($0.value)" }
        #expect(mails == ["sent 5.0", "refused 0.0"])
        #expect(families["level"]?.samples.map(\.value) == [-0.25])
        #expect(families["asked"]?.samples.map(\.value) == [42.5])
    }

    @Test(
        "values of labels may hold anything",
        arguments: ["\"", "\\", "\n", "\r\n", "a\\nb", "}", ",", "é", "", "\\\""]
    )
    func labels(value: String) throws {
        let metrics = Metrics()
        metrics.counter("a_total", "a", ["x": value, "a": "first"]).add()
        let labels = try MetricsTests.families(metrics)["a_total"]?.samples.first?.labels
        #expect(labels.map { Array(($0["x"] ?? "?").utf8) } == Array(value.utf8))
        #expect(labels?["a"] == "first")
    }

    @Test("a help of several lines stays one")
    func help() throws {
        let metrics = Metrics()
        _ = metrics.gauge("a", "one\ntwo\r\n\\three")
        #expect(try MetricsTests.families(metrics)["a"]?.help == "one\\ntwo\r\\n\\\\three")
    }

    @Test("numbers that are none are written as the format has them")
    func strangeNumbers() throws {
        let metrics = Metrics()
        for (name, value) in [("a", Double.infinity), ("b", -.infinity), ("c", .nan), ("d", 1e300), ("e", 1e-9)] {
            metrics.gauge(name, "x") { value }
        }
        let text = metrics.exposition()
        for line in ["a +Inf\n", "b -Inf\n", "c NaN\n", "d 1e+300\n", "e 1e-09\n"] { #expect(text.contains(line)) }
        _ = try MetricsTests.parse(text)
    }

    @Test("buckets count up to their bounds, and the last holds all")
    func histograms() throws {
        let metrics = Metrics()
        let histogram = metrics.histogram("seconds", "Durations", ["kind": "x"], bounds: [0.1, 1, 10])
        for value in [0.05, 0.1, 0.100001, 1, 5, 100] { histogram.observe(value) }
        histogram.observe(.milliseconds(2500))
        let samples = try #require(try MetricsTests.families(metrics)["seconds"]).samples
        let buckets = samples.filter { $0.name == "seconds_bucket" }
        #expect(buckets.map { $0.labels["le"] } == ["0.1", "1.0", "10.0", "+Inf"])
        #expect(buckets.map(\.value) == [2, 4, 6, 7])
        #expect(samples.allSatisfy { $0.labels["kind"] == "x" })
        #expect(samples.first { $0.name == "seconds_count" }?.value == 7)
        let sum = try #require(samples.first { $0.name == "seconds_sum" }?.value)
        #expect(abs(sum - 108.750001) < 1e-9)
    }

    @Test("the same series, asked for again, is the same one: no text has it twice")
    func again() throws {
        let metrics = Metrics()
        metrics.counter("a_total", "a", ["x": "1"]).add()
        metrics.counter("a_total", "a", ["x": "1"]).add()
        metrics.gauge("b", "b") { 1 }
        metrics.gauge("b", "b") { 2 }
        metrics.gauge("c", "c").set(1)
        metrics.gauge("c", "c").set(3)
        metrics.histogram("d", "d").observe(1.0)
        metrics.histogram("d", "d").observe(1.0)
        let families = try MetricsTests.families(metrics)
        #expect(families["a_total"]?.samples.map(\.value) == [2])
        #expect(families["b"]?.samples.map(\.value) == [2])
        #expect(families["c"]?.samples.map(\.value) == [3])
        #expect(families["d"]?.samples.first { $0.name == "d_count" }?.value == 2)
    }
}
