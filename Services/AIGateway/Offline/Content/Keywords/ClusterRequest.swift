/// A keyword as a site has it.
public struct Keyword: Hashable, Sendable, Codable {
    public var id: String
    /// In any language, case and punctuation.
    public var text: String

    public init(id: String, text: String) {
        self.id = id
        self.text = text
    }
}

/// A cluster that the site has already, which new keywords may join.
public struct ExistingCluster: Hashable, Sendable, Codable {
    public var name: String
    /// Some of its keywords; the more, the better what fits is recognized.
    public var keywords: [String]
    /// How many keywords it has in all. Nothing joins one of 12 or more.
    public var size: Int

    /// - Parameter size: `nil`: as many as are given.
    public init(name: String, keywords: [String], size: Int? = nil) {
        self.name = name
        self.keywords = keywords
        self.size = size ?? keywords.count
    }
}

/// A batch of keywords to sort into clusters.
public struct ClusterRequest: Hashable, Sendable {
    /// 0 to 1,000; each id once.
    public var keywords: [Keyword]
    public var existing: [ExistingCluster]

    public init(keywords: [Keyword], existing: [ExistingCluster] = []) {
        self.keywords = keywords
        self.existing = existing
    }
}
