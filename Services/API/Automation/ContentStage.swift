import Contracts

/// A stage of the content pipeline, as far as the face has words for it.
struct ContentStage: Sendable {
    /// What items are called, one of them and several.
    struct Noun: Sendable {
        let one: String
        let many: String

        /// `1 keyword`, `47 keywords`.
        func count(_ number: Int) -> String { "\(number) \(number == 1 ? self.one : self.many)" }
    }

    /// From 1.
    let number: Int
    let name: String
    /// Who does the work.
    let worker: String
    /// The name of its settings in a job's tasks; the gate has none.
    let function: String?
    let items: Noun
    let products: Noun
    /// The figures of its result that count items and products.
    let processed: String
    let created: String
    /// What waits for it, in words and as items.
    let query: String
    let kind: String
    let status: String
    /// How many items a batch has unless the job says otherwise, and how many it may have.
    let batch: (standard: Int, limits: ClosedRange<Int>)

    static let keywords = Noun(one: "keyword", many: "keywords")
    static let clusters = Noun(one: "cluster", many: "clusters")
    static let ideas = Noun(one: "idea", many: "ideas")
    static let tasks = Noun(one: "task", many: "tasks")
    static let contents = Noun(one: "content piece", many: "content pieces")
    static let prompts = Noun(one: "image prompt", many: "image prompts")
    static let images = Noun(one: "image", many: "images")

    static let all: [ContentStage] = [
        ContentStage(
            number: 1,
            name: "Keywords → Clusters",
            worker: "AI",
            function: Functions.clusterKeywords,
            items: Self.keywords,
            products: Self.clusters,
            processed: "keywords_processed",
            created: "clusters_created",
            query: "keywords with status new, without a cluster, not disabled",
            kind: "keyword",
            status: "new",
            batch: (20, 1...20)
        ),
        ContentStage(
            number: 2,
            name: "Clusters → Ideas",
            worker: "AI",
            function: Functions.generateIdeas,
            items: Self.clusters,
            products: Self.ideas,
            processed: "clusters_processed",
            created: "ideas_created",
            query: "clusters with status new, without ideas, not disabled",
            kind: "cluster",
            status: "new",
            batch: (1, 1...5)
        ),
        ContentStage(
            number: 3,
            name: "Ideas → Tasks",
            worker: "Local",
            function: Functions.queueTasks,
            items: Self.ideas,
            products: Self.tasks,
            processed: "ideas_processed",
            created: "tasks_created",
            query: "ideas with status new, not disabled",
            kind: "idea",
            status: "new",
            batch: (20, 1...100)
        ),
        ContentStage(
            number: 4,
            name: "Tasks → Content",
            worker: "AI",
            function: Functions.generateContent,
            items: Self.tasks,
            products: Self.contents,
            processed: "tasks_processed",
            created: "content_created",
            query: "tasks with status queued, without content, not disabled",
            kind: "task",
            status: "queued",
            batch: (1, 1...1)
        ),
        ContentStage(
            number: 5,
            name: "Content → Image Prompts",
            worker: "AI",
            function: Functions.generateImagePrompts,
            items: Self.contents,
            products: Self.prompts,
            processed: "content_processed",
            created: "prompts_created",
            query: "content with status draft, without images, not disabled",
            kind: "content",
            status: "draft",
            batch: (1, 1...1)
        ),
        ContentStage(
            number: 6,
            name: "Image Prompts → Images",
            worker: "AI",
            function: Functions.generateImages,
            items: Self.images,
            products: Self.images,
            processed: "images_processed",
            created: "images_generated",
            query: "images with status pending, not disabled",
            kind: "image",
            status: "pending",
            batch: (1, 1...1)
        ),
        ContentStage(
            number: 7,
            name: "Content → Review",
            worker: "Manual",
            function: nil,
            items: Self.contents,
            products: Self.contents,
            processed: "ready_for_review",
            created: "ready_for_review",
            query: "content with status review",
            kind: "content",
            status: "review",
            batch: (1, 1...1)
        ),
    ]

    /// `47 pending keywords`
    func pending(_ count: Int) -> String { "\(count) pending \(count == 1 ? self.items.one : self.items.many)" }

    /// The stages that have settings.
    static let configurable = Self.all.filter { $0.function != nil }

    /// - Returns: `nil` for a number that no stage has.
    static func numbered(_ number: Int) -> ContentStage? {
        Self.all.indices.contains(number - 1) ? Self.all[number - 1] : nil
    }

    /// How many items its own items will yield for the next stage: what the estimate of credits reckons with.
    func yield(of count: Int) -> Int {
        switch self.number {
        case 1: (count + 5) / 6
        case 2: count * 7
        case 5: count * 4
        case 6: (count + 3) / 4
        default: count
        }
    }
}
