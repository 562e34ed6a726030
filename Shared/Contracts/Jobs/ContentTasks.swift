import Values

/// The settings of the content pipeline's stages, by the names of their functions. Each may be left out.
public enum ContentTasks {
    /// A stage that has settings.
    public struct Stage: Hashable, Sendable {
        /// From 1.
        public var number: Int
        /// The member of the job's `tasks`.
        public var name: String
        /// How many items a batch may have, and has when nothing is said.
        public var batchSizes: ClosedRange<Int>
        public var batchSize: Int
    }

    public static let stages = [
        Stage(number: 1, name: Functions.clusterKeywords, batchSizes: 1...20, batchSize: 20),
        Stage(number: 2, name: Functions.generateIdeas, batchSizes: 1...5, batchSize: 1),
        Stage(number: 3, name: Functions.queueTasks, batchSizes: 1...100, batchSize: 20),
        Stage(number: 4, name: Functions.generateContent, batchSizes: 1...1, batchSize: 1),
        Stage(number: 5, name: Functions.generateImagePrompts, batchSizes: 1...1, batchSize: 1),
        Stage(number: 6, name: Functions.generateImages, batchSizes: 1...1, batchSize: 1),
    ]

    /// Numbers that stages can be told, with what they may be.
    private static let numbers: [String: [String: ClosedRange<Int>]] = [
        Functions.generateIdeas: ["ideas": 1...20, "words": 500...10_000],
        Functions.generateContent: ["words": 500...10_000],
        Functions.generateImagePrompts: ["images": 1...10],
    ]

    /// - Parameter prefix: The JSON pointer of the tasks in the message.
    static func problems(_ tasks: JSON, at prefix: String) -> [FieldError] {
        var check = Check()
        guard case .object(let members) = tasks else {
            check.require(false, prefix, "must be an object")
            return check.errors
        }
        for (name, settings) in members.sorted(by: { $0.key < $1.key }) {
            let pointer = "\(prefix)/\(name)"
            guard let stage = self.stages.first(where: { $0.name == name }) else {
                check.require(false, pointer, "is not a stage of the content pipeline that has settings")
                continue
            }
            guard case .object(let values) = settings else {
                check.require(false, pointer, "must be an object")
                continue
            }
            for (member, value) in values.sorted(by: { $0.key < $1.key }) {
                self.check(member, value, of: stage, "\(pointer)/\(member)", &check)
            }
        }
        return check.errors
    }

    private static func check(_ name: String, _ value: JSON, of stage: Stage, _ pointer: String, _ check: inout Check) {
        if value == .null { return }
        let range =
            switch name {
            case "batchSize": stage.batchSizes
            // How long one try may take.
            case "timeoutSeconds": 1...3600
            default: self.numbers[stage.name]?[name]
            }
        if let range {
            let isInside = value.integer.map { range.contains(Int(clamping: $0)) } ?? false
            let words =
                range.count == 1 ? "must be \(range.lowerBound)" : "must be \(range.lowerBound) to \(range.upperBound)"
            check.require(isInside, pointer, words)
            return
        }
        switch name {
        case "size":
            let sides = value.string?.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) } ?? []
            let isSize = sides.count == 2 && sides.allSatisfy { $0.map { (64...4096).contains($0) } ?? false }
            check.require(isSize, pointer, "must be width and height in pixels, like 1024x768")
        case "model", "style":
            guard let text = value.string else { return check.require(false, pointer, "must be a text") }
            if !text.isEmpty { check.line(text, pointer) }
        case "prompt":
            guard let text = value.string else { return check.require(false, pointer, "must be a text") }
            if !text.isEmpty { check.text(text, pointer, limit: 32_768) }
        // What workers know and we do not.
        default: break
        }
    }
}
