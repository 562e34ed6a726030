import Contracts

/// A stage in the words of the face.
extension ContentStage {
    /// What items are called, one of them and several.
    struct Noun: Sendable {
        let one: String
        let many: String

        /// `1 keyword`, `47 keywords`.
        func count(_ number: Int) -> String { "\(number) \(number == 1 ? self.one : self.many)" }

        static let keywords = Noun(one: "keyword", many: "keywords")
        static let clusters = Noun(one: "cluster", many: "clusters")
        static let ideas = Noun(one: "idea", many: "ideas")
        static let tasks = Noun(one: "task", many: "tasks")
        static let contents = Noun(one: "content piece", many: "content pieces")
        static let prompts = Noun(one: "image prompt", many: "image prompts")
        static let images = Noun(one: "image", many: "images")
    }

    struct Words: Sendable {
        /// Who does the work.
        let worker: String
        let items: Noun
        let products: Noun
        /// What waits for it.
        let query: String
    }

    var worker: String { self.words.worker }
    var items: Noun { self.words.items }
    var products: Noun { self.words.products }
    var query: String { self.words.query }

    /// `47 pending keywords`
    func pending(_ count: Int) -> String { "\(count) pending \(count == 1 ? self.items.one : self.items.many)" }

    private var words: Words { ContentStage.words[self.number - 1] }

    /// Of all seven, in their order.
    private static let words = [
        Words(
            worker: "AI",
            items: Noun.keywords,
            products: Noun.clusters,
            query: "keywords with status new, without a cluster, not disabled"
        ),
        Words(
            worker: "AI",
            items: Noun.clusters,
            products: Noun.ideas,
            query: "clusters with status new, without ideas, not disabled"
        ),
        Words(
            worker: "Local",
            items: Noun.ideas,
            products: Noun.tasks,
            query: "ideas with status new, not disabled"
        ),
        Words(
            worker: "AI",
            items: Noun.tasks,
            products: Noun.contents,
            query: "tasks with status queued, without content, not disabled"
        ),
        Words(
            worker: "AI",
            items: Noun.contents,
            products: Noun.prompts,
            query: "content with status draft, without images, not disabled"
        ),
        Words(
            worker: "AI",
            items: Noun.images,
            products: Noun.images,
            query: "images with status pending, not disabled"
        ),
        Words(
            worker: "Manual",
            items: Noun.contents,
            products: Noun.contents,
            query: "content with status review"
        ),
    ]
}
