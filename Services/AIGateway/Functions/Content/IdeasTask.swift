import Contracts
import Offline
import Values

/// The AI function `generate_ideas`: finds things to write about for clusters of keywords.
struct IdeasTask: AIFunction, Hashable {
    static let name = Functions.generateIdeas
    static let promptVersion = "ideas/1"
    static let noun = "a list of ideas"
    static let saving = "Storing the ideas"

    /// How many clusters can be worked on at a time. A stage gives out 1 unless it is set otherwise.
    static let limit = 5
    /// What an article has at least.
    static let leastWords = 500

    struct Cluster: Hashable {
        var name: String
        var description: String
        var keywords: [String]
    }

    /// An idea, and the place of its cluster.
    struct Found: Sendable, Hashable {
        var cluster: Int
        var idea: Idea
    }

    var model: String?
    /// What the settings say of the house's style.
    var wishes: [String]
    /// For each cluster, at most.
    var ideas: Int
    /// Of the longest articles.
    var words: Int
    var clusters: [Cluster]
    /// Titles that the site has.
    var taken: [String]

    var requestedModel: String? { self.model }

    init(_ work: Work) throws(FieldError) {
        let settings = try Members(settings: work)
        self.model = try settings.model()
        self.wishes = try settings.lines("prompt")
        self.ideas = try settings.integer("ideas", in: 1...20) ?? 7
        self.words = max(try settings.integer("words", in: IdeaSet.Limit.words) ?? 2500, IdeasTask.leastWords)
        try work.require(1...IdeasTask.limit, of: "cluster")
        let keywords = Dictionary(grouping: work.context["keywords"] ?? [], by: \.parent)
        self.clusters = []
        for (index, item) in work.items.enumerated() {
            let members = try Members(item: index, of: work)
            let own = (keywords[item.id] ?? []).prefix(100).map { Work.line($0, "keyword") }
            self.clusters.append(
                Cluster(
                    name: try members.someLine("name", limit: 200),
                    description: try members.line("description", limit: 1000),
                    keywords: own.filter { !$0.isEmpty }
                )
            )
        }
        self.taken = (work.context["ideas"] ?? []).map { Work.line($0, "idea_title") }.filter { !$0.isEmpty }
    }

    /// Takes at most as many ideas as are wanted, at least one for each cluster. What the site has already, or what comes
    /// twice, is left out: as long as there are others, nothing is lost.
    func parse(_ text: String) throws(OutputFaults) -> [Found] {
        let json = try JSONExtraction.json(in: text)
        var reader = AnswerReader()
        var titles = Set(self.taken.map(IdeaSet.key))
        var found: [Found] = []
        var refused: [Int: String] = [:]
        for (index, element) in reader.list(json["ideas"], "/ideas").enumerated() {
            let pointer = "/ideas/\(index)"
            let place = reader.place(element["cluster"], pointer + "/cluster", in: self.clusters.count, of: "clusters")
            guard let place, found.count(where: { $0.cluster == place }) < self.ideas else { continue }
            let idea = self.idea(element, pointer, &reader)
            if titles.insert(IdeaSet.key(idea.title)).inserted {
                found.append(Found(cluster: place, idea: idea))
            } else {
                refused[place] = idea.title
            }
        }
        for place in self.clusters.indices where !found.contains(where: { $0.cluster == place }) {
            let why = refused[place].map { "; the site has \($0) already" } ?? ""
            reader.add("/ideas", "must have ideas for cluster \(place + 1), each with a title of its own\(why)")
        }
        return try reader.finish(found.sorted { $0.cluster < $1.cluster })
    }

    private func idea(_ element: JSONElement, _ pointer: String, _ reader: inout AnswerReader) -> Idea {
        let word = IdeaSet.Limit.word
        let type = reader.line(element["content_type"], "", limit: word, mayBeEmpty: true)
        let structure = reader.line(element["content_structure"], "", limit: word, mayBeEmpty: true)
        let keywords = (element["target_keywords"]?.elements ?? []).prefix(20).compactMap(\.string)
        let words = AnswerReader.number(element["estimated_word_count"]) ?? self.words
        return Idea(
            title: reader.line(element["idea_title"], pointer + "/idea_title", limit: IdeaSet.Limit.title),
            description: reader.line(
                element["description"],
                pointer + "/description",
                limit: IdeaSet.Limit.description
            ),
            contentType: type.isEmpty ? "post" : type,
            contentStructure: ContentStructure(word: structure).rawValue,
            keywords: keywords.map { Members.line($0, limit: IdeaSet.Limit.keyword) }.filter { !$0.isEmpty },
            estimatedWords: min(max(words, IdeasTask.leastWords), self.words)
        )
    }

    func progress(_ text: String) -> WritingProgress? {
        let wanted = self.ideas * self.clusters.count
        let ideas = min(text.ranges(of: #""idea_title""#).count, wanted)
        let fraction = max(Double(ideas) - 0.5, 0) / Double(wanted)
        return WritingProgress(fraction: fraction, sentence: "Generating ideas")
    }

    func yield(_ output: [Found], of work: Work) throws(ProviderError) -> BatchYield {
        let names = self.clusters.count == 1 ? "Cluster '\(self.clusters[0].name)'" : "\(self.clusters.count) clusters"
        return BatchYield(
            items: work.items.map { .init(id: $0.id, status: "mapped") },
            created: output.map { found in
                .init(
                    kind: "idea",
                    status: "new",
                    parent: work.items[found.cluster].id,
                    attributes: [
                        "idea_title": .string(found.idea.title), "description": .string(found.idea.description),
                        "content_type": .string(found.idea.contentType),
                        "content_structure": .string(found.idea.contentStructure),
                        "target_keywords": .array(found.idea.keywords.map { .string($0) }),
                        "estimated_word_count": .integer(Int64(found.idea.estimatedWords)),
                    ]
                )
            },
            sentence: "\(names) complete: \(Count.text(output.count, "idea")) created"
        )
    }
}
