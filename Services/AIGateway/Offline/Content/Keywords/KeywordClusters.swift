public import Values

/// The clusters that a batch of keywords was sorted into, by the offline clusterer or by a model whose JSON was read.
///
/// JSON: `{"clusters":[{"name","description","keyword_ids":[…],"existing"}]}`; `description` and `existing` may be
/// missing. Reading cleans every text and refuses what has ``faults()``, as a ``FieldError``.
public struct KeywordClusters: Hashable, Sendable, Codable {
    /// A group of keywords about one subject.
    public struct Cluster: Hashable, Sendable, Codable {
        public var name: String
        /// What the group is about, in a sentence; may be empty.
        public var description: String
        /// The members, by the ids that they came with.
        public var keywordIDs: [String]
        /// Whether the site had a cluster of this name before, which these keywords join.
        public var isExisting: Bool

        enum CodingKeys: String, CodingKey {
            case name
            case description
            case keywordIDs = "keyword_ids"
            case isExisting = "existing"
        }

        public init(name: String, description: String = "", keywordIDs: [String], isExisting: Bool = false) {
            self.name = name
            self.description = description
            self.keywordIDs = keywordIDs
            self.isExisting = isExisting
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            self.name = CleanText.line(try container.decode(String.self, forKey: .name))
            self.description = CleanText.line(
                try container.decodeIfPresent(String.self, forKey: .description) ?? ""
            )
            self.keywordIDs = try container.decode([String].self, forKey: .keywordIDs)
            self.isExisting = try container.decodeIfPresent(Bool.self, forKey: .isExisting) ?? false
        }
    }

    /// Upper limits, in characters unless said otherwise.
    public enum Limit {
        public static let name = 100
        public static let description = 1000
        /// Clusters of one batch.
        public static let clusters = 500
    }

    public var clusters: [Cluster]

    public init(clusters: [Cluster]) { self.clusters = clusters }

    public init(from decoder: any Decoder) throws {
        enum Keys: String, CodingKey { case clusters }
        let container = try decoder.container(keyedBy: Keys.self)
        self.clusters = try container.decode([Cluster].self, forKey: .clusters)
        if let fault = self.faults().first { throw fault }
    }

    /// What is wrong with it whatever the keywords were: texts too long, empty clusters, a name or an id twice.
    public func faults() -> [FieldError] {
        var faults = Faults()
        var names: Set<String> = []
        var ids: Set<String> = []
        faults.check(count: self.clusters.count, "/clusters", limit: Limit.clusters, of: "clusters")
        for (index, cluster) in self.clusters.enumerated() {
            let pointer = "/clusters/\(index)"
            faults.check(cluster.name, pointer + "/name", limit: Limit.name)
            faults.check(cluster.description, pointer + "/description", limit: Limit.description, mayBeEmpty: true)
            if cluster.keywordIDs.isEmpty { faults.add(pointer + "/keyword_ids", "must have at least one keyword") }
            if !names.insert(cluster.name.lowercased()).inserted {
                faults.add(pointer + "/name", "must differ from the other clusters' names")
            }
            for (place, id) in cluster.keywordIDs.enumerated() where !ids.insert(id).inserted {
                faults.add("\(pointer)/keyword_ids/\(place)", "stands in a cluster already")
            }
        }
        return faults.found
    }

    /// What is wrong with it as the answer for these keywords: besides ``faults()``, ids that nobody gave, and keywords
    /// that are in no cluster.
    public func faults(for request: ClusterRequest) -> [FieldError] {
        var faults = Faults()
        let known = Set(request.keywords.map(\.id))
        for (index, cluster) in self.clusters.enumerated() {
            for (place, id) in cluster.keywordIDs.enumerated() where !known.contains(id) {
                faults.add("/clusters/\(index)/keyword_ids/\(place)", "is none of the keywords")
            }
        }
        let missing = known.subtracting(self.clusters.flatMap(\.keywordIDs)).count
        if missing > 0 { faults.add("/clusters", "must contain every keyword; \(missing) are missing") }
        return self.faults() + faults.found
    }
}
