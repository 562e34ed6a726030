public import Values

/// Sorts keywords into clusters by the similarity of their words, without a model.
///
/// A cluster has about 6 keywords, at most 12, and at least 2 as long as there are two to put together. The order in
/// which the keywords come makes no difference to what is put together.
public enum KeywordClusterer {
    /// How many keywords one batch may have.
    public static let limit = 1000

    /// - Throws: ``FieldError`` for more than ``limit`` keywords, and for an id that is empty or comes twice.
    public static func cluster(_ request: ClusterRequest) throws(FieldError) -> KeywordClusters {
        guard request.keywords.count <= self.limit else {
            throw FieldError(pointer: "/keywords", message: "must have at most \(self.limit) keywords")
        }
        var ids: Set<String> = []
        for (index, keyword) in request.keywords.enumerated() {
            if keyword.id.isEmpty {
                throw FieldError(pointer: "/keywords/\(index)/id", message: "must not be empty")
            }
            if !ids.insert(keyword.id).inserted {
                throw FieldError(pointer: "/keywords/\(index)/id", message: "must differ from the others")
            }
        }
        var sorting = KeywordSorting(request)
        return sorting.clusters()
    }
}
