import Contracts
public import Values

/// What a run is expected to cost, in thousandths of a credit.
public struct Estimate: Hashable, Sendable {
    public struct Part: Hashable, Sendable {
        /// The stage's number.
        public var stage: Int
        public var name: String
        /// How many items it will have.
        public var items: Int
        public var credits: Int
    }

    public var parts: [Part]

    public var total: Int { self.parts.reduce(0) { $0 + $1.credits } }

    /// What has to be available before a run starts: a fifth more than expected.
    public var required: Int { Estimate.required(for: self.total) }

    static func required(for total: Int) -> Int { total + (total + 4) / 5 }

    /// Why a run cannot start; `nil`: it can.
    public static func refusal(total: Int, available: Int) -> String? {
        let required = Estimate.required(for: total)
        if available >= required { return nil }
        let (need, have) = (Credits(thousandths: total).text, Credits(thousandths: available).text)
        if available >= total {
            return "Need ~\(need) credits (\(Credits(thousandths: required).text) with reserve), you have \(have)"
        }
        return "Need ~\(need) credits, you have \(have)"
    }
}

extension Pipeline {
    /// Whether anything in it is charged.
    public var isPriced: Bool { self.stages.contains { $0.price != nil } }

    /// What it will cost to go through the pipeline: what waits at each stage now, and what will come of that.
    ///
    /// - Parameters:
    ///   - waiting: The number of items that wait at each stage, in the order of the stages.
    ///   - first: The number of the stage to begin at, from 1. What waits before it is left out.
    ///   - tasks: The settings of the job.
    public func estimate(waiting: [Int], from first: Int = 1, tasks: JSON = [:]) -> Estimate {
        var yielded = 0
        var parts: [Estimate.Part] = []
        for (index, stage) in self.stages.enumerated() {
            guard index + 1 >= first else { continue }
            let items = (waiting.indices.contains(index) ? waiting[index] : 0) + (stage.lists == nil ? yielded : 0)
            yielded = stage.forecast.yields(from: items)
            let credits = stage.expectedCharge(for: items, yielding: yielded, settings: tasks[stage.settings] ?? [:])
            parts.append(.init(stage: index + 1, name: stage.name, items: items, credits: credits))
        }
        return Estimate(parts: parts)
    }
}

extension Stage {
    /// Batch by batch, as it will be charged.
    fileprivate func expectedCharge(for items: Int, yielding yield: Int, settings: JSON) -> Int {
        guard let price = self.price else { return 0 }
        var figure = self.forecast.figure
        if let setting = self.forecast.setting, let wished = settings[setting]?.integer {
            figure = max(figure, Int(clamping: wished))
        }
        func charge(_ count: Int) -> Int {
            switch price.measure {
            case .items: price.charge(for: count, items: count)
            case .created: price.charge(for: self.forecast.yields(from: count), items: count)
            case .figure: price.charge(for: count * figure, items: count)
            }
        }
        let (full, rest) = items.quotientAndRemainder(dividingBy: max(1, self.batch))
        return full * charge(self.batch) + (rest > 0 ? charge(rest) : 0)
    }
}
