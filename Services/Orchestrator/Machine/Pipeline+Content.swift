import Contracts
import Values

extension Pipeline {
    /// From keywords to drafts with images that wait for a review, in seven stages, one after the other.
    static let content = Pipeline(stages: [
        .clusterKeywords, .generateIdeas, .queueTasks, .generateContent, .generateImagePrompts, .generateImages,
        .review,
    ])
}

extension Stage {
    fileprivate static let clusterKeywords = Stage(
        name: "Keywords → Clusters",
        select: .init(kind: "keyword", status: "new", scope: .site, title: "keyword"),
        batch: 20,
        worker: Workers.text,
        function: Functions.clusterKeywords,
        settings: Functions.clusterKeywords,
        timeout: .seconds(300),
        yields: .init(
            statuses: ["mapped"],
            creates: [.init(kind: "cluster", status: "new", title: "name")],
            needsParent: true
        ),
        // New keywords may join clusters that nothing has been made from yet.
        context: [
            .init(
                name: "clusters",
                kind: "cluster",
                statuses: ["new"],
                source: .unused,
                fields: ["name", "description"],
                limit: 200,
                sample: .init(name: "keywords", kind: "keyword", field: "keyword", limit: 8)
            )
        ],
        figures: .init(processed: "keywords_processed", created: "clusters_created"),
        price: .init(per: 5, .items, credits: 1000),
        forecast: .init(items: 6, yield: 1)
    )

    fileprivate static let generateIdeas = Stage(
        name: "Clusters → Ideas",
        select: .init(kind: "cluster", status: "new", scope: .site, title: "name"),
        worker: Workers.text,
        function: Functions.generateIdeas,
        settings: Functions.generateIdeas,
        timeout: .seconds(300),
        yields: .init(
            statuses: ["mapped"],
            creates: [.init(kind: "idea", status: "new", title: "idea_title", least: 1, most: 50)]
        ),
        context: [
            .init(
                name: "keywords",
                kind: "keyword",
                statuses: ["mapped"],
                source: .children,
                fields: ["keyword"],
                limit: 50
            ),
            .init(
                name: "ideas",
                kind: "idea",
                statuses: ["new", "queued", "completed"],
                source: .site,
                fields: ["idea_title"],
                limit: 200
            ),
        ],
        figures: .init(processed: "clusters_processed", created: "ideas_created"),
        price: .init(.items, credits: 2000),
        forecast: .init(yield: 7)
    )

    fileprivate static let queueTasks = Stage(
        name: "Ideas → Tasks",
        select: .init(kind: "idea", status: "new", scope: .site, title: "idea_title"),
        batch: 20,
        worker: Workers.local,
        function: Functions.queueTasks,
        settings: Functions.queueTasks,
        timeout: nil,
        derives: .init(
            kind: "task",
            status: "queued",
            origin: "queued",
            renames: ["idea_title": "title"],
            inherits: ["name": "cluster"]
        ),
        figures: .init(processed: "ideas_processed", created: "tasks_created"),
        forecast: .init(yield: 1)
    )

    fileprivate static let generateContent = Stage(
        name: "Tasks → Content",
        select: .init(kind: "task", status: "queued", scope: .site, title: "title"),
        worker: Workers.text,
        function: Functions.generateContent,
        settings: Functions.generateContent,
        timeout: .seconds(1200),
        yields: .init(
            statuses: ["completed"],
            creates: [.init(kind: "content", status: "draft", title: "title", least: 1, most: 1)]
        ),
        completes: .init(kind: "idea", from: "queued", to: "completed", done: "completed"),
        figures: .init(processed: "tasks_processed", total: "tasks_total", created: "content_created"),
        price: .init(per: 500, .figure("total_words"), credits: 1000),
        forecast: .init(yield: 1, figure: 2500, setting: "words")
    )

    fileprivate static let generateImagePrompts = Stage(
        name: "Content → Image Prompts",
        select: .init(kind: "content", status: "draft", scope: .site, title: "title"),
        worker: Workers.text,
        function: Functions.generateImagePrompts,
        settings: Functions.generateImagePrompts,
        timeout: .seconds(300),
        yields: .init(
            statuses: ["draft"],
            creates: [.init(kind: "image", status: "pending", title: "caption", least: 1, most: 20)]
        ),
        figures: .init(processed: "content_processed", created: "prompts_created"),
        price: .init(.created, credits: 500),
        forecast: .init(yield: 4)
    )

    fileprivate static let generateImages = Stage(
        name: "Image Prompts → Images",
        select: .init(kind: "image", status: "pending", scope: .site, title: "caption"),
        worker: Workers.image,
        function: Functions.generateImages,
        settings: Functions.generateImages,
        timeout: .seconds(300),
        yields: .init(statuses: ["generated"]),
        completes: .init(
            kind: "content",
            from: "draft",
            to: "review",
            done: "generated",
            figure: "content_moved_to_review"
        ),
        figures: .init(processed: "images_processed", created: "images_generated"),
        price: .init(.figure("image_credits"), credits: 1000, least: 1, most: 4),
        forecast: .init(figure: 2)
    )

    /// Nothing is published here: a person reads on.
    fileprivate static let review = Stage(
        name: "Content → Review",
        select: .init(kind: "content", status: "review", scope: .site, title: "title"),
        worker: Workers.local,
        function: Functions.countForReview,
        settings: Functions.countForReview,
        timeout: nil,
        lists: "ready_for_review"
    )
}
