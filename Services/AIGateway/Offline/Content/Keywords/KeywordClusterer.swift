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

/// One batch on its way into clusters.
private struct KeywordSorting {
    private struct Group {
        var members: [Int]
        /// The site's cluster that it joins.
        var existing: Int?
        /// What leftovers have in common.
        var names: [String]?
    }

    private let request: ClusterRequest
    /// The keywords in an order that does not depend on how they came, with their places in the request.
    private let order: [Int]
    private let texts: [KeywordText]
    private let space: KeywordSpace
    /// Where the members of each existing cluster lie in the space.
    private var ranges: [Range<Int>] = []
    private var groups: [Group] = []

    init(_ request: ClusterRequest) {
        let all = request.keywords.map { KeywordText($0.text) }
        let keys = all.map { $0.text.lowercased() }
        self.request = request
        self.order = request.keywords.indices.sorted {
            keys[$0] != keys[$1] ? keys[$0] < keys[$1] : request.keywords[$0].id < request.keywords[$1].id
        }
        self.texts = self.order.map { all[$0] }
        var known = self.texts
        for cluster in request.existing {
            let members = cluster.keywords.prefix(30).map { KeywordText($0) }
            self.ranges.append(known.count..<(known.count + members.count))
            known += members
        }
        self.space = KeywordSpace(known)
    }

    mutating func clusters() -> KeywordClusters {
        self.join()
        let joined = Set(self.groups.flatMap(\.members))
        let rest = self.texts.indices.filter { !joined.contains($0) }
        let found = Agglomeration.groups(count: rest.count) { self.space.similarity(rest[$0], rest[$1]) }
        self.groups += found.filter { $0.count > 1 }.map { Group(members: $0.map { rest[$0] }) }
        self.place(leftovers: found.filter { $0.count == 1 }.map { rest[$0[0]] })
        return KeywordClusters(clusters: self.named())
    }

    // MARK: Existing clusters

    /// Gives keywords to the clusters that exist already, where they fit well.
    private mutating func join() {
        var sizes = self.request.existing.map(\.size)
        let fits = self.texts.indices.flatMap { keyword in
            self.ranges.indices.map { (keyword: keyword, cluster: $0, score: self.fit(keyword, $0)) }
        }.filter { $0.score >= 0.3 }
        var joined: Set<Int> = []
        let sorted = fits.sorted { $0.score != $1.score ? $0.score > $1.score : $0.keyword < $1.keyword }
        for fit in sorted where !joined.contains(fit.keyword) && sizes[fit.cluster] < Agglomeration.limit {
            joined.insert(fit.keyword)
            sizes[fit.cluster] += 1
            self.add(fit.keyword, toExisting: fit.cluster)
        }
    }

    private mutating func add(_ keyword: Int, toExisting cluster: Int) {
        if let index = self.groups.firstIndex(where: { $0.existing == cluster }) {
            self.groups[index].members.append(keyword)
        } else {
            self.groups.append(Group(members: [keyword], existing: cluster))
        }
    }

    /// How well a keyword fits a cluster: the mean over the three members nearest to it, or that it has all words of the
    /// cluster's name.
    private func fit(_ keyword: Int, _ cluster: Int) -> Double {
        let nearest = self.ranges[cluster].map { self.space.similarity(keyword, $0) }.sorted(by: >).prefix(3)
        let mean = nearest.isEmpty ? 0 : nearest.reduce(0, +) / Double(nearest.count)
        let name = KeywordText(self.request.existing[cluster].name).content.map(\.stem)
        let own = Set(self.texts[keyword].tokens.map(\.stem))
        let isNamed = !name.isEmpty && name.allSatisfy(own.contains)
        // A word that a quarter of all keywords have names nothing.
        let isTelling = name.contains { (self.space.frequencies[$0] ?? 0) * 4 < max(self.space.count, 8) }
        return isNamed && isTelling ? max(mean, 0.45) : mean
    }

    // MARK: Leftovers

    /// Finds places for keywords that are like no other: what a few of them share, else the nearest cluster.
    private mutating func place(leftovers: [Int]) {
        var rest: [Int] = []
        for keyword in leftovers where !self.attach(keyword, least: 0.14) { rest.append(keyword) }
        while let (stem, members) = self.shared(rest) {
            rest.removeAll { members.contains($0) }
            guard stem == self.space.dominant else {
                self.groups += Self.parts(members).map { Group(members: $0) }
                continue
            }
            let word = self.word(stem, members)
            let names = ["Basics", "Essentials", "Know-How", "Notes"].map { "\(word) \($0)" } + ["More on \(word)"]
            for part in Self.parts(self.joinNamed(names, members)) {
                self.groups.append(Group(members: part, names: names))
            }
        }
        // What is like nothing is least out of place among leftovers.
        if let mixed = self.groups.indices.last(where: { index in
            self.groups[index].names != nil && self.groups[index].members.count + rest.count <= Agglomeration.limit
        }) {
            self.groups[mixed].members += rest
            return
        }
        if rest.count > 2 {
            let names = self.commonNames
            for part in Self.parts(names.isEmpty ? rest : self.joinNamed(names, rest)) {
                self.groups.append(Group(members: part, names: names.isEmpty ? nil : names))
            }
            return
        }
        var alone: [Int] = []
        for keyword in rest where !self.attach(keyword, least: -1) { alone.append(keyword) }
        if !alone.isEmpty { self.groups.append(Group(members: alone)) }
    }

    /// Puts a keyword into the cluster nearest to it, if one has room.
    private mutating func attach(_ keyword: Int, least: Double) -> Bool {
        var best: (group: Int, score: Double)?
        for (index, group) in self.groups.enumerated()
        where group.existing == nil && group.members.count < Agglomeration.limit {
            let sum = group.members.reduce(0) { $0 + self.space.similarity(keyword, $1) }
            let score = sum / Double(group.members.count)
            if score > best?.score ?? least { best = (index, score) }
        }
        guard let best else { return false }
        self.groups[best.group].members.append(keyword)
        return true
    }

    /// The word that says most about most of these keywords, if two have it.
    private func shared(_ keywords: [Int]) -> (stem: String, members: [Int])? {
        var members: [String: [Int]] = [:]
        for keyword in keywords {
            for stem in Set(self.texts[keyword].content.filter { !$0.isPiece }.map(\.stem)) {
                members[stem, default: []].append(keyword)
            }
        }
        let best = members.filter { $0.value.count > 1 }.min { one, other in
            let a = Double(one.value.count) * self.space.weight(one.key)
            let b = Double(other.value.count) * self.space.weight(other.key)
            return a != b ? a > b : one.key < other.key
        }
        return best.map { ($0.key, $0.value) }
    }

    /// Names for what has only the field in common with the others: "Coffee Topics". None when no word stands out.
    private var commonNames: [String] {
        guard let stem = self.space.dominant else { return [] }
        let word = self.word(stem, Array(self.texts.indices))
        return ["\(word) Topics", "More on \(word)", "Further \(word) Topics"]
    }

    private func word(_ stem: String, _ members: [Int]) -> String {
        let surfaces = members.flatMap { self.texts[$0].content.filter { $0.stem == stem }.map(\.surface) }
        let counts = Dictionary(surfaces.map { ($0, 1) }, uniquingKeysWith: +)
        let best = counts.min { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
        return TitleCase.applied(to: best?.key ?? Casing.capitalized(stem))
    }

    /// Leftovers of an earlier batch made a cluster of the same kind: these join it while it has room.
    ///
    /// - Returns: Those for which there was none.
    private mutating func joinNamed(_ names: [String], _ members: [Int]) -> [Int] {
        let wanted = Set(names.map { $0.lowercased() })
        var rest = members[...]
        for (index, cluster) in self.request.existing.enumerated() where wanted.contains(cluster.name.lowercased()) {
            let taken = self.groups.first { $0.existing == index }?.members.count ?? 0
            let room = max(0, Agglomeration.limit - cluster.size - taken)
            for keyword in rest.prefix(room) { self.add(keyword, toExisting: index) }
            rest = rest.dropFirst(room)
        }
        return Array(rest)
    }

    /// Parts of about equal size, none above the limit.
    private static func parts(_ members: [Int]) -> [[Int]] {
        guard !members.isEmpty else { return [] }
        let count = (members.count + Agglomeration.limit - 1) / Agglomeration.limit
        return (0..<count).map { part in
            Array(members[(members.count * part / count)..<(members.count * (part + 1) / count)])
        }
    }

    // MARK: Names

    private func named() -> [KeywordClusters.Cluster] {
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
