public import Contracts
import Values

// MARK: - What is counted, what it costs, and what to expect

extension Stage {
    /// The names of the figures that the orchestrator counts by itself. Others come from the worker.
    public struct Figures: Codable, Hashable, Sendable {
        /// Items that were done.
        public var processed: String?
        /// Items that were there to be done.
        public var total: String?
        /// Items that came into being, or were brought to their end where none come into being.
        public var created: String?

        public init(processed: String? = nil, total: String? = nil, created: String? = nil) {
            self.processed = processed
            self.total = total
            self.created = created
        }
    }

    /// So many credits for so many of something, rounded up for each batch.
    public struct Price: Codable, Hashable, Sendable {
        public var measure: Measure
        /// How many of them make one charge.
        public var unit: Int
        /// The charge, in thousandths of a credit.
        public var credits: Int
        /// For a figure that the worker states: the least and the most of it per item.
        public var least: Int
        public var most: Int

        public enum Measure: Codable, Hashable, Sendable {
            /// Items that were given out and did not fail.
            case items
            /// Items that came into being.
            case created
            /// A figure of the worker's result.
            case figure(String)
        }

        public init(per unit: Int = 1, _ measure: Measure, credits: Int, least: Int = 0, most: Int = .max) {
            self.measure = measure
            self.unit = unit
            self.credits = credits
            self.least = least
            self.most = most
        }

        /// What so many of the measure cost.
        ///
        /// - Parameter items: The items that they came from.
        func charge(for amount: Int, items: Int) -> Int {
            let low = self.least.multipliedReportingOverflow(by: items)
            let high = self.most.multipliedReportingOverflow(by: items)
            let bounded = min(
                max(amount, low.overflow ? .max : low.partialValue),
                high.overflow ? .max : high.partialValue
            )
            return (bounded + self.unit - 1) / self.unit * self.credits
        }

        public func charge(for answer: BatchCompleted) -> Int {
            let items = answer.items.count { $0.error == nil }
            return switch self.measure {
            case .items: self.charge(for: items, items: items)
            case .created: self.charge(for: answer.created.count, items: items)
            case .figure(let name): self.charge(for: answer.result[name] ?? 0, items: items)
            }
        }
    }

    /// What is expected of a stage before anything is known.
    public struct Forecast: Codable, Hashable, Sendable {
        /// So many items yield ``yield`` new ones, rounded up, for the next stage.
        public var items: Int
        public var yield: Int
        /// The figure that the price goes by, for each item.
        public var figure: Int
        /// A setting of the stage that takes the place of ``figure``, where it is a larger number.
        public var setting: String?

        public init(items: Int = 1, yield: Int = 0, figure: Int = 0, setting: String? = nil) {
            self.items = items
            self.yield = yield
            self.figure = figure
            self.setting = setting
        }

        public func yields(from count: Int) -> Int { (count * self.yield + self.items - 1) / self.items }
    }
}
