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
    /// - Parameters:
    ///   - title: The attribute that says what an item is called.
    ///   - total: The figure that counts the items that were there to be done.
    ///   - figure: The figure that the price goes by, expected for each item.
    ///   - setting: See ``Forecast/setting``.
    private init(
        _ known: ContentStage,
        title: String,
        worker: String,
        timeout: Duration?,
        yields: Yields = Yields(),
        context: [Lookup] = [],
        derives: Derivation? = nil,
        completes: Completion? = nil,
        total: String? = nil,
        price: Price? = nil,
        figure: Int = 0,
        setting: String? = nil
    ) {
        self.init(
            name: known.name,
            select: .init(kind: known.kind, status: known.status, scope: .site, title: title),
            batch: known.batchSize,
            worker: worker,
            function: known.function,
            settings: known.function,
            timeout: timeout,
            yields: yields,
            context: context,
            derives: derives,
            lists: known.isGate ? known.created : nil,
            completes: completes,
            figures: known.isGate
                ? Figures() : Figures(processed: known.processed, total: total, created: known.created),
            price: price,
            forecast: Forecast(items: known.yield.items, yield: known.yield.makes, figure: figure, setting: setting)
        )
    }

    fileprivate static let clusterKeywords = Stage(
        .clusterKeywords,
        title: "keyword",
        worker: Workers.text,
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
        price: .init(per: 5, .items, credits: 1000)
    )

    fileprivate static let generateIdeas = Stage(
        .generateIdeas,
        title: "name",
        worker: Workers.text,
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
        price: .init(.items, credits: 2000)
    )

    fileprivate static let queueTasks = Stage(
        .queueTasks,
        title: "idea_title",
        worker: Workers.local,
        timeout: nil,
        derives: .init(
            kind: "task",
            status: "queued",
            origin: "queued",
            renames: ["idea_title": "title"],
            inherits: ["name": "cluster"]
        )
    )

    fileprivate static let generateContent = Stage(
        .generateContent,
        title: "title",
        worker: Workers.text,
        timeout: .seconds(1200),
        yields: .init(
            statuses: ["completed"],
            creates: [.init(kind: "content", status: "draft", title: "title", least: 1, most: 1)]
        ),
        completes: .init(kind: "idea", from: "queued", to: "completed", done: "completed"),
        total: "tasks_total",
        price: .init(per: 500, .figure("total_words"), credits: 1000),
        figure: 2500,
        setting: "words"
    )

    fileprivate static let generateImagePrompts = Stage(
        .generateImagePrompts,
        title: "title",
        worker: Workers.text,
        timeout: .seconds(300),
        yields: .init(
            statuses: ["draft"],
            creates: [.init(kind: "image", status: "pending", title: "caption", least: 1, most: 20)]
        ),
        price: .init(.created, credits: 500)
    )

    fileprivate static let generateImages = Stage(
        .generateImages,
        title: "caption",
        worker: Workers.image,
        timeout: .seconds(300),
        yields: .init(statuses: ["generated"]),
        completes: .init(
            kind: "content",
            from: "draft",
            to: "review",
            done: "generated",
            figure: "content_moved_to_review"
        ),
        price: .init(.figure("image_credits"), credits: 1000, least: 1, most: 4),
        figure: 2
    )

    /// Nothing is published here: a person reads on.
    fileprivate static let review = Stage(.review, title: "title", worker: Workers.local, timeout: nil)
}
