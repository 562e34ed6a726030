import Contracts
import Values

/// An event of a run, as its log tells it.
struct LogEvent: Sendable {
    var sequence: Int
    var at: Timestamp
    /// `batch.completed`
    var name: String
    var stage: Int?
    var attempt: Int
    /// The event's data, as it is stored.
    var data: JSONElement

    /// The name in a type like `stagecoach.batch.completed.v1`.
    static func name(ofType type: String) -> String {
        let parts = type.split(separator: ".")
        return parts.count > 2 ? parts[1..<(parts.count - 1)].joined(separator: ".") : type
    }

    var message: String { LogText.line(self.data["message"]?.string ?? self.name) }

    /// The run's state, in an event that tells of its change.
    var runStatus: RunStatus? {
        self.name.hasPrefix("run.") ? RunStatus(rawValue: String(self.name.dropFirst(4))) : nil
    }

    var stageFacts: StageLine? { self.data["stage"].flatMap { StageLine($0) } }
}

/// A stage as an event carries it.
struct StageLine: Sendable {
    var number: Int
    var status: String
    var total: Int
    var processed: Int
    var failed: Int
    var batches: Int
    var startedAt: Timestamp?
    var completedAt: Timestamp?
    /// In thousandths.
    var credits: Int?
    /// Figures by their names, in the order in which they are written.
    var figures: [(name: String, value: Int)]

    init?(_ element: JSONElement) {
        guard let number = element["number"]?.integer else { return nil }
        func count(_ name: StaticString) -> Int { Int(element[name]?.integer ?? 0) }
        func time(_ name: StaticString) -> Timestamp? { element[name]?.string.flatMap { Timestamp($0) } }
        self.number = Int(number)
        self.status = element["status"]?.string ?? ""
        self.total = count("total")
        self.processed = count("processed")
        self.failed = count("failed")
        self.batches = count("batches")
        self.startedAt = time("startedAt")
        self.completedAt = time("completedAt")
        self.credits = element["credits"]?.integer.map { Int($0) }
        self.figures = (element["result"]?.members ?? []).compactMap { member in
            member.value.integer.map { (LogText.line(member.key), Int($0)) }
        }
    }

    func figure(_ name: String) -> Int? { self.figures.first { $0.name == name }?.value }
}
