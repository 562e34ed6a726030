import Threads

/// The measurements of a process, in Prometheus' text format (version 0.0.4).
///
/// A metric is made once and kept; its labels are few and fixed, never an id or a path. Who makes one that is there
/// already gets that one.
public final class Metrics: Sendable {
    private struct Family: Sendable {
        var name: String
        var kind: String
        var help: String
        var series: [any MetricSeries] = []
    }

    private let families = Lock<[Family]>([])

    public init() {}

    /// Something that only grows.
    public func counter(_ name: String, _ help: String, _ labels: [String: String] = [:]) -> Counter {
        self.add(Counter(labels), name, "counter", help)
    }

    /// Something that goes up and down.
    public func gauge(_ name: String, _ help: String, _ labels: [String: String] = [:]) -> Gauge {
        self.add(Gauge(labels), name, "gauge", help)
    }

    /// A value that is looked up when somebody asks.
    public func gauge(
        _ name: String,
        _ help: String,
        _ labels: [String: String] = [:],
        read: @escaping @Sendable () -> Double
    ) {
        self.add(ReadGauge(labels, read), name, "gauge", help).replace(read)
    }

    /// How values are spread, for example durations in seconds.
    public func histogram(
        _ name: String,
        _ help: String,
        _ labels: [String: String] = [:],
        bounds: [Double] = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 300]
    ) -> Histogram {
        self.add(Histogram(labels, bounds), name, "histogram", help)
    }

    private func add<Series: MetricSeries>(_ series: Series, _ name: String, _ kind: String, _ help: String) -> Series {
        self.families.withLock { families in
            guard let index = families.firstIndex(where: { $0.name == name }) else {
                families.append(Family(name: name, kind: kind, help: help, series: [series]))
                return series
            }
            precondition(families[index].kind == kind, "\(name) is a \(families[index].kind) already")
            if let same = families[index].series.first(where: { $0.labels == series.labels }) {
                guard let same = same as? Series else { preconditionFailure("\(name) is of another kind already") }
                return same
            }
            families[index].series.append(series)
            return series
        }
    }

    /// All of them as text.
    public func exposition() -> String {
        let families = self.families.withLock { $0 }
        var text = ""
        for family in families.sorted(by: { $0.name < $1.name }) {
            text += "# HELP \(family.name) \(MetricText.escaped(family.help))\n# TYPE \(family.name) \(family.kind)\n"
            for series in family.series { series.write(family.name, to: &text) }
        }
        return text
    }
}

/// Texts and numbers as the format has them.
enum MetricText {
    /// Scalar by scalar: in Swift CR LF is one character, and no line feed.
    static func escaped(_ text: String, quotes: Bool = false) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped.append(contentsOf: "\\\\".unicodeScalars)
            case "\"" where quotes: escaped.append(contentsOf: "\\\"".unicodeScalars)
            case "\n": escaped.append(contentsOf: "\\n".unicodeScalars)
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }

    static func number(_ number: Double) -> String {
        if number.isNaN { return "NaN" }
        return number.isFinite ? "\(number)" : number < 0 ? "-Inf" : "+Inf"
    }
}

protocol MetricSeries: Sendable {
    var labels: MetricLabels { get }
    func write(_ name: String, to text: inout String)
}

/// A metric's labels as they stand in the text.
struct MetricLabels: Sendable, Hashable {
    private let pairs: [String]

    init(_ labels: [String: String]) {
        self.pairs = labels.sorted { $0.key < $1.key }.map { key, value in
            "\(key)=\"\(MetricText.escaped(value, quotes: true))\""
        }
    }

    func text(adding pair: String? = nil) -> String {
        let all = self.pairs + (pair.map { [$0] } ?? [])
        return all.isEmpty ? "" : "{\(all.joined(separator: ","))}"
    }
}

/// Only grows.
public final class Counter: MetricSeries {
    let labels: MetricLabels
    private let value = Lock(0)

    init(_ labels: [String: String]) { self.labels = MetricLabels(labels) }

    public func add(_ amount: Int = 1) { self.value.withLock { $0 += amount } }
    public var current: Int { self.value.withLock { $0 } }

    func write(_ name: String, to text: inout String) { text += "\(name)\(self.labels.text()) \(self.current)\n" }
}

/// Goes up and down.
public final class Gauge: MetricSeries {
    let labels: MetricLabels
    private let value = Lock(0.0)

    init(_ labels: [String: String]) { self.labels = MetricLabels(labels) }

    public func set(_ value: Double) { self.value.withLock { $0 = value } }

    func write(_ name: String, to text: inout String) {
        text += "\(name)\(self.labels.text()) \(MetricText.number(self.value.withLock { $0 }))\n"
    }
}

private final class ReadGauge: MetricSeries {
    let labels: MetricLabels
    private let read: Lock<@Sendable () -> Double>

    init(_ labels: [String: String], _ read: @escaping @Sendable () -> Double) {
        self.labels = MetricLabels(labels)
        self.read = Lock(read)
    }

    /// Whoever asks to be looked up last, is.
    func replace(_ read: @escaping @Sendable () -> Double) { self.read.withLock { $0 = read } }

    func write(_ name: String, to text: inout String) {
        // Outside the lock: what is asked may take its time, or ask for metrics.
        let read = self.read.withLock { $0 }
        text += "\(name)\(self.labels.text()) \(MetricText.number(read()))\n"
    }
}

/// Counts values by size.
public final class Histogram: MetricSeries {
    private struct State: Sendable {
        var counts: [Int]
        var sum = 0.0
        var count = 0
    }

    let labels: MetricLabels
    private let bounds: [Double]
    private let state: Lock<State>

    init(_ labels: [String: String], _ bounds: [Double]) {
        self.labels = MetricLabels(labels)
        self.bounds = bounds
        self.state = Lock(State(counts: bounds.map { _ in 0 }))
    }

    public func observe(_ value: Double) {
        self.state.withLock { state in
            state.sum += value
            state.count += 1
            if let index = self.bounds.firstIndex(where: { value <= $0 }) { state.counts[index] += 1 }
        }
    }

    public func observe(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self.observe(Double(seconds) + Double(attoseconds) / 1e18)
    }

    func write(_ name: String, to text: inout String) {
        let state = self.state.withLock { $0 }
        var total = 0
        for (bound, count) in zip(self.bounds, state.counts) {
            total += count
            text += "\(name)_bucket\(self.labels.text(adding: "le=\"\(bound)\"")) \(total)\n"
        }
        text += "\(name)_bucket\(self.labels.text(adding: "le=\"+Inf\"")) \(state.count)\n"
        text += "\(name)_sum\(self.labels.text()) \(MetricText.number(state.sum))\n"
        text += "\(name)_count\(self.labels.text()) \(state.count)\n"
    }
}
