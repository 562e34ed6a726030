import Values

// What workers state is added up by others, whom a number must not bring down.

extension Check {
    mutating func figure(_ figure: Int, _ pointer: String, limit: Int = Limits.figure) {
        self.require((0...limit).contains(figure), pointer, "must be 0 to \(limit)")
    }

    /// Figures of a stage; they may be below zero.
    mutating func figures(_ figures: [String: Int], _ pointer: String) {
        let range = -Limits.figure...Limits.figure
        let isRight = figures.values.allSatisfy { range.contains($0) }
        self.require(isRight, pointer, "must have whole numbers from \(range.lowerBound) to \(range.upperBound)")
    }

    mutating func output(_ output: BatchOutput?, _ pointer: String) {
        guard let output else { return }
        let counts = [
            ("accepted", output.accepted), ("refused", output.refused), ("unconfirmed", output.unconfirmed),
            ("suppressed", output.suppressed),
        ]
        for case (let name, let count?) in counts {
            self.figure(count, "\(pointer)/\(name)", limit: Limits.recipients)
        }
        self.sources(output.sources, pointer + "/sources")
    }

    mutating func usage(_ usage: Usage?, _ pointer: String) {
        guard let usage else { return }
        self.figure(usage.inputTokens, pointer + "/inputTokens")
        self.figure(usage.outputTokens, pointer + "/outputTokens")
        self.figure(usage.costMicros, pointer + "/costMicros")
    }
}
