/// A stage of the content pipeline, as far as more than one service has to know of it.
public struct ContentStage: Hashable, Sendable {
    /// From 1.
    public let number: Int
    public let name: String
    /// What its worker is asked to do; also the member of the job's tasks that has its settings.
    public let function: String
    /// Which items wait for it.
    public let kind: String
    public let status: String
    /// The figures of its result that count items and what came of them.
    public let processed: String
    public let created: String
    /// How many items a batch may have, and has when nothing is said.
    public let batchSizes: ClosedRange<Int>
    public let batchSize: Int
    /// How much is expected to come of its items for the next stage.
    public let yield: Yield
    /// Whether it only counts what a person takes up from there. Such a stage has no settings.
    public let isGate: Bool

    /// So many items become so many new ones.
    public struct Yield: Hashable, Sendable {
        public let items: Int
        public let makes: Int

        /// - Returns: Rounded up.
        public func of(_ count: Int) -> Int { (count * self.makes + self.items - 1) / self.items }
    }

    private init(
        _ number: Int,
        _ name: String,
        _ function: String,
        _ kind: String,
        _ status: String,
        processed: String,
        created: String,
        batch: (size: Int, possible: ClosedRange<Int>) = (1, 1...1),
        yield: (items: Int, makes: Int) = (1, 1),
        isGate: Bool = false
    ) {
        self.number = number
        self.name = name
        self.function = function
        self.kind = kind
        self.status = status
        self.processed = processed
        self.created = created
        self.batchSizes = batch.possible
        self.batchSize = batch.size
        self.yield = Yield(items: yield.items, makes: yield.makes)
        self.isGate = isGate
    }

    /// What a batch size that is not possible is refused with: `must be 1 to 20`.
    public var batchSizeRule: String { ContentStage.rule(self.batchSizes) }

    static func rule(_ range: ClosedRange<Int>) -> String {
        range.count == 1 ? "must be \(range.lowerBound)" : "must be \(range.lowerBound) to \(range.upperBound)"
    }
}

extension ContentStage {
    public static let clusterKeywords = ContentStage(
        1,
        "Keywords → Clusters",
        Functions.clusterKeywords,
        "keyword",
        "new",
        processed: "keywords_processed",
        created: "clusters_created",
        batch: (20, 1...20),
        yield: (6, 1)
    )
    public static let generateIdeas = ContentStage(
        2,
        "Clusters → Ideas",
        Functions.generateIdeas,
        "cluster",
        "new",
        processed: "clusters_processed",
        created: "ideas_created",
        batch: (1, 1...5),
        yield: (1, 7)
    )
    public static let queueTasks = ContentStage(
        3,
        "Ideas → Tasks",
        Functions.queueTasks,
        "idea",
        "new",
        processed: "ideas_processed",
        created: "tasks_created",
        batch: (20, 1...100)
    )
    public static let generateContent = ContentStage(
        4,
        "Tasks → Content",
        Functions.generateContent,
        "task",
        "queued",
        processed: "tasks_processed",
        created: "content_created"
    )
    public static let generateImagePrompts = ContentStage(
        5,
        "Content → Image Prompts",
        Functions.generateImagePrompts,
        "content",
        "draft",
        processed: "content_processed",
        created: "prompts_created",
        yield: (1, 4)
    )
    public static let generateImages = ContentStage(
        6,
        "Image Prompts → Images",
        Functions.generateImages,
        "image",
        "pending",
        processed: "images_processed",
        created: "images_generated",
        // Of its images, not of items that it makes: a content goes on with all of them.
        yield: (4, 1)
    )
    public static let review = ContentStage(
        7,
        "Content → Review",
        Functions.countForReview,
        "content",
        "review",
        processed: "ready_for_review",
        created: "ready_for_review",
        isGate: true
    )

    /// In their order.
    public static let all = [
        clusterKeywords, generateIdeas, queueTasks, generateContent, generateImagePrompts, generateImages, review,
    ]

    /// The stages that have settings.
    public static let configurable = all.filter { !$0.isGate }

    /// - Returns: `nil` for a number that no stage has.
    public static func numbered(_ number: Int) -> ContentStage? {
        self.all.indices.contains(number - 1) ? self.all[number - 1] : nil
    }
}
