import Contracts
import Values

/// What a task of retention lets go. Pure.
enum RetentionPlan {
    /// A run that is past its time, with what it brings along.
    struct Candidate: Equatable {
        var run: ID
        /// Those that belong to no site.
        var items: Int
    }

    /// How many runs, or runs and items, go in one transaction.
    static let limit = 1000

    /// By type of job, what ended before it goes. Types that are kept forever are not there.
    ///
    /// - Parameter settings: What was decided; `nil` for a type: forever.
    static func before(_ settings: [JobType: Int?], at now: Timestamp) -> [JobType: Timestamp] {
        var before: [JobType: Timestamp] = [:]
        for type in JobType.allCases {
            let days = settings[type] ?? .some(RetentionRule.standardDays)
            if let days { before[type] = now - .seconds(days * 86_400) }
        }
        return before
    }

    /// The first candidates, as many as fit into a transaction; one always does.
    static func fitting(_ candidates: [Candidate]) -> [ID] {
        var runs: [ID] = []
        var rows = 0
        for candidate in candidates {
            rows += 1 + candidate.items
            if !runs.isEmpty, rows > self.limit { break }
            runs.append(candidate.run)
        }
        return runs
    }

    /// How long to wait before something is told again, for the first time and so on; the last holds from then on.
    static let pauses: [Duration] = (0...6).map { .seconds(60 << $0) }

    /// Who has something by age (step 0), and who has something of runs.
    static func owners(ofStep step: Int) -> [String] {
        step == 0 ? ["scheduler", "mailer", "history-writer"] : ["ai-gateway", "mailer", "history-writer"]
    }

    /// What a task has come to, in words.
    static func summary(_ runs: Int, isDry: Bool) -> String {
        let noun = runs == 1 ? "1 run" : "\(runs) runs"
        return isDry ? "\(noun) would be erased" : "\(noun) \(runs == 1 ? "was" : "were") erased"
    }
}
