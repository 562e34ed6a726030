/// Names and descriptions of the clusters that a batch was sorted into.
extension KeywordSorting {
    func named() -> [KeywordClusters.Cluster] {
        var used = Set(self.request.existing.map { $0.name.lowercased() })
        // The larger ones choose first.
        let chosen = self.groups.indices.sorted {
            let (a, b) = (self.groups[$0].members, self.groups[$1].members)
            return a.count != b.count ? a.count > b.count : (a.min() ?? 0) < (b.min() ?? 0)
        }
        var clusters: [(first: Int, cluster: KeywordClusters.Cluster)] = []
        for index in chosen {
            let group = self.groups[index]
            let places = group.members.map { self.order[$0] }.sorted()
            let texts = group.members.sorted().map { self.texts[$0] }
            let name: String
            if let existing = group.existing {
                name = self.request.existing[existing].name
            } else {
                name = Self.free(group.names ?? ClusterName(texts, in: self.space).names(), &used)
            }
            let keywords = places.map { self.request.keywords[$0] }
            let cluster = KeywordClusters.Cluster(
                name: name,
                description: Self.description(name, keywords.map { KeywordText($0.text).text }),
                keywordIDs: keywords.map(\.id),
                isExisting: group.existing != nil
            )
            clusters.append((places[0], cluster))
        }
        return clusters.sorted { $0.first < $1.first }.map(\.cluster)
    }

    /// The first of the names that no cluster has.
    private static func free(_ names: [String], _ used: inout Set<String>) -> String {
        let first = names.first ?? "Other Keywords"
        let free = (names + ["More on \(first)", "Further \(first)"]).first { !used.contains($0.lowercased()) }
        var name = free ?? first
        var number = 2
        while used.contains(name.lowercased()) {
            name = "\(first) \(number)"
            number += 1
        }
        used.insert(name.lowercased())
        return name
    }

    /// "Searches about cold brew: cold brew ratio, cold brew at home and four more."
    private static func description(_ name: String, _ keywords: [String]) -> String {
        var seen: Set<String> = []
        let distinct = keywords.filter { !$0.isEmpty && seen.insert($0.lowercased()).inserted }
        var shown = distinct.prefix(3).map { String(String.UnicodeScalarView($0.unicodeScalars.prefix(80))) }
        guard !shown.isEmpty else { return "Keywords without words." }
        let rest = distinct.count - shown.count
        if rest > 0 { shown.append("\(DateWords.number(rest)) more") }
        return "Searches about \(Self.inside(name, keywords)): \(Enumeration.joined(shown))."
    }

    /// The name as it stands inside a sentence: small letters, but for words that the keywords have in capitals.
    private static func inside(_ name: String, _ keywords: [String]) -> String {
        let written = Set(keywords.flatMap { $0.split(separator: " ") })
        return name.split(separator: " ").map { word in
            let isName = ProperNames.spelling(of: Word(String(word)), isTitle: false) != nil
            return isName || written.contains(word) ? String(word) : word.lowercased()
        }.joined(separator: " ")
    }
}
