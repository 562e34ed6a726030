import Threads

/// The measurements of a process, in Prometheus' text format (version 0.0.4).
///
/// A metric is made once and kept; its labels are few and fixed, never an id or a path.
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
        _ = self.add(ReadGauge(labels, read), name, "gauge", help)
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
            if let index = families.firstIndex(where: { $0.name == name }) {
                families[index].series.append(series)
            } else {
                families.append(Family(name: name, kind: kind, help: help, series: [series]))
            }
        }
        return series
    }

    /// All of them as text.
    public func exposition() -> String {
        let families = self.families.withLock { $0 }
        var text = ""
        for family in families.sorted(by: { $0.name < $1.name }) {
            text += "# HELP \(family.name) \(family.help)\n# TYPE \(family.name) \(family.kind)\n"
            for series in family.series { series.write(family.name, to: &text) }
        }
        return text
    }
}

protocol MetricSeries: Sendable {
    func write(_ name: String, to text: inout String)
}

/// A metric's labels as they stand in the text.
struct MetricLabels: Sendable {
    private let pairs: [String]

    init(_ labels: [String: String]) {
        self.pairs = labels.sorted { $0.key < $1.key }.map { key, value in
            let escaped = value.reduce(into: "") { escaped, character in
                switch character {
                case "\\": escaped += "\\\\"
                case "\"": escaped += "\\\""
                case "\n": escaped += "\\n"
                default: escaped.append(character)
                }
            }
            return "\(key)=\"\(escaped)\""
        }
    }

    func text(adding pair: String? = nil) -> String {
        let all = self.pairs + (pair.map { [$0] } ?? [])
        return all.isEmpty ? "" : "{\(all.joined(separator: ","))}"
    }
}

/// Only grows.
public final class Counter: MetricSeries {
    private let labels: MetricLabels
    private let value = Lock(0)

    init(_ labels: [String: String]) { self.labels = MetricLabels(labels) }

    public func add(_ amount: Int = 1) { self.value.withLock { $0 += amount } }
    public var current: Int { self.value.withLock { $0 } }

    func write(_ name: String, to text: inout String) { text += "\(name)\(self.labels.text()) \(self.current)\n" }
}

/// Goes up and down.
public final class Gauge: MetricSeries {
    private let labels: MetricLabels
    private let value = Lock(0.0)

    init(_ labels: [String: String]) { self.labels = MetricLabels(labels) }

    public func set(_ value: Double) { self.value.withLock { $0 = value } }

    func write(_ name: String, to text: inout String) {
        text += "\(name)\(self.labels.text()) \(self.value.withLock { $0 })\n"
    }
}

private final class ReadGauge: MetricSeries {
    private let labels: MetricLabels
    private let read: @Sendable () -> Double

    init(_ labels: [String: String], _ read: @escaping @Sendable () -> Double) {
        self.labels = MetricLabels(labels)
        self.read = read
    }

    func write(_ name: String, to text: inout String) { text += "\(name)\(self.labels.text()) \(self.read())\n" }
}

/// Counts values by size.
public final class Histogram: MetricSeries {
    private struct State: Sendable {
        var counts: [Int]
        var sum = 0.0
        var count = 0
    }

    private let labels: MetricLabels
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
        text += "\(name)_sum\(self.labels.text()) \(state.sum)\n"
        text += "\(name)_count\(self.labels.text()) \(state.count)\n"
    }
}
