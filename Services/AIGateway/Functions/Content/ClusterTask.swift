import Contracts
import Offline
import Values

/// The AI function `auto_cluster`: sorts keywords into clusters, new ones and such as the site has already.
struct ClusterTask: AIFunction, Hashable {
    static let name = Functions.clusterKeywords
    static let promptVersion = "clusters/1"
    static let noun = "a sorting of the keywords"
    static let saving = "Creating clusters"

    /// How many keywords can be sorted at a time. A stage gives out 20 unless it is set otherwise.
    static let limit = 200
    /// How many of the site's clusters are told of.
    private static let knownLimit = 200

    /// A cluster of the site, which keywords may join.
    struct Known: Hashable {
        var id: ID
        var name: String
        var description: String
        /// Some of its keywords.
        var keywords: [String]
        /// How many it has in all.
        var size: Int
    }

    /// Keywords that belong together.
    struct Group: Sendable, Hashable {
        /// The place of the site's cluster that they join; `nil`: a new one.
        var known: Int?
        var name: String
        var description: String
        /// Their places among the keywords.
        var keywords: [Int]
    }

    var model: String?
    /// What the settings say of how to sort.
    var wishes: [String]
    /// As the items have them, in their order.
    var keywords: [String]
    var known: [Known]

    var requestedModel: String? { self.model }

    init(_ work: Work) throws(FieldError) {
        let settings = try Members(settings: work)
        self.model = try settings.model()
        self.wishes = try settings.lines("prompt")
        try work.require(1...ClusterTask.limit, of: "keyword")
        self.keywords = []
        for index in work.items.indices {
            self.keywords.append(try Members(item: index, of: work).someLine("keyword", limit: 300))
        }
        self.known = (work.context["clusters"] ?? []).prefix(ClusterTask.knownLimit).compactMap { item in
            let name = Work.line(item, "name", limit: KeywordClusters.Limit.name)
            guard !name.isEmpty else { return nil }
            let samples = (item.attributes["keywords"]?.array ?? []).prefix(8).compactMap(\.string)
            let keywords = samples.map { Members.line($0, limit: 300) }.filter { !$0.isEmpty }
            let count = item.attributes["keywords_count"]?.integer.flatMap { Int(exactly: $0) } ?? 0
            return Known(
                id: item.id,
                name: name,
                description: Work.line(item, "description"),
                keywords: keywords,
                size: max(count, keywords.count)
            )
        }
    }

    /// Takes nothing but an answer with each keyword once. New clusters of one name are one cluster, and one that has the
    /// name of a cluster of the site is that.
    func parse(_ text: String) throws(OutputFaults) -> [Group] {
        let json = try JSONExtraction.json(in: text)
        var reader = AnswerReader()
        var groups: [Group] = []
        var seen: Set<Int> = []
        for (index, cluster) in reader.list(json["clusters"], "/clusters").enumerated() {
            let pointer = "/clusters/\(index)"
            var keywords: [Int] = []
            for (place, element) in reader.list(cluster["keywords"], pointer + "/keywords").enumerated() {
                let inner = "\(pointer)/keywords/\(place)"
                guard let keyword = reader.place(element, inner, in: self.keywords.count, of: "keywords") else {
                    continue
                }
                if seen.insert(keyword).inserted {
                    keywords.append(keyword)
                } else {
                    reader.add(inner, "keyword \(keyword + 1) stands in a cluster already")
                }
            }
            if keywords.isEmpty { continue }
            var group = self.head(of: cluster, pointer, &reader)
            group.keywords = keywords
            let same = groups.firstIndex { other in
                group.known == nil ? other.known == nil && other.isNamed(group.name) : other.known == group.known
            }
            if let same { groups[same].keywords += keywords } else { groups.append(group) }
        }
        let missing = self.keywords.indices.filter { !seen.contains($0) }
        if !missing.isEmpty {
            let numbers = missing.map { "\($0 + 1)" }.joined(separator: ", ")
            reader.add("/clusters", "must contain every keyword once; missing: \(numbers)")
        }
        return try reader.finish(groups)
    }

    private func head(of cluster: JSONElement, _ pointer: String, _ reader: inout AnswerReader) -> Group {
        if let existing = cluster["existing"], !existing.isNull {
            let place = reader.place(existing, pointer + "/existing", in: self.known.count, of: "existing clusters")
            return Group(known: place, name: "", description: "", keywords: [])
        }
        let name = reader.line(cluster["name"], pointer + "/name", limit: KeywordClusters.Limit.name)
        let limit = KeywordClusters.Limit.description
        return Group(
            known: self.known.firstIndex { $0.name.lowercased() == name.lowercased() },
            name: name,
            description: reader.line(cluster["description"], "", limit: limit, mayBeEmpty: true),
            keywords: []
        )
    }

    func progress(_ text: String) -> WritingProgress? {
        // A number, its comma, and its share of a cluster's name and description.
        let fraction = Double(text.utf8.count) / Double(self.keywords.count * 40)
        return WritingProgress(fraction: min(fraction, 0.95), sentence: "AI analyzing keywords")
    }

    func yield(_ output: [Group], of work: Work) throws(ProviderError) -> BatchYield {
        var yield = BatchYield(sentence: "")
        for (number, group) in output.enumerated() {
            let label = "cluster-\(number + 1)"
            let known = group.known.map { self.known[$0].id }
            for keyword in group.keywords {
                yield.items.append(
                    .init(
                        id: work.items[keyword].id,
                        status: "mapped",
                        parent: known,
                        parentLabel: known == nil ? label : nil
                    )
                )
            }
            if known != nil { continue }
            yield.created.append(
                .init(
                    kind: "cluster",
                    status: "new",
                    parent: nil,
                    attributes: ["name": .string(group.name), "description": .string(group.description)],
                    label: label
                )
            )
        }
        let joined = output.count - yield.created.count
        yield.sentence =
            "\(Count.text(self.keywords.count, "keyword")): \(Count.text(yield.created.count, "cluster")) created"
            + (joined > 0 ? ", \(joined) joined" : "")
        return yield
    }
}

extension ClusterTask.Group {
    fileprivate func isNamed(_ name: String) -> Bool { self.name.lowercased() == name.lowercased() }
}
