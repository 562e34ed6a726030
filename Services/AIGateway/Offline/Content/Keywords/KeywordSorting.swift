/// One batch on its way into clusters.
struct KeywordSorting {
    struct Group {
        var members: [Int]
        /// The site's cluster that it joins.
        var existing: Int?
        /// What leftovers have in common.
        var names: [String]?
    }

    let request: ClusterRequest
    /// The keywords in an order that does not depend on how they came, with their places in the request.
    let order: [Int]
    let texts: [KeywordText]
    let space: KeywordSpace
    /// Where the members of each existing cluster lie in the space.
    private var ranges: [Range<Int>] = []
    private(set) var groups: [Group] = []

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
        self.consolidate(to: (rest.count + Agglomeration.aim - 1) / Agglomeration.aim)
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
        let isTelling =
            self.space.count < 12 || name.contains { (self.space.frequencies[$0] ?? 0) * 4 < self.space.count }
        return isNamed && isTelling ? max(mean, 0.45) : mean
    }

    /// Puts small new groups together, the most similar first, as long as there are more than aimed at and the two have
    /// something in common: what a cluster costs is charged for each.
    private mutating func consolidate(to target: Int) {
        let kept = self.groups.filter { $0.existing != nil }
        var new = self.groups.filter { $0.existing == nil }
        guard new.count > target else { return }
        // Sums over the pairs of two groups.
        var sums = new.map { one in
            new.map { other in
                one.members.reduce(0.0) { sum, member in
                    other.members.reduce(sum) { $0 + self.space.similarity(member, $1) }
                }
            }
        }
        while new.count > target {
            var best: (one: Int, other: Int, score: Double)?
            for one in new.indices {
                for other in 0..<one {
                    let (a, b) = (new[one].members.count, new[other].members.count)
                    let score = sums[one][other] / Double(a * b)
                    if a + b <= Agglomeration.aim + 2, score > best?.score ?? Self.kinship {
                        best = (one, other, score)
                    }
                }
            }
            guard let (one, other, _) = best else { break }
            let joined = new.remove(at: one)
            new[other].members += joined.members
            if joined.names == nil { new[other].names = nil }
            let row = sums.remove(at: one)
            for index in sums.indices {
                sums[index][other] += row[index < one ? index : index + 1]
                sums[index].remove(at: one)
            }
            for index in sums.indices { sums[other][index] = sums[index][other] }
        }
        self.groups = kept + new
    }

    /// How similar two groups must be to have anything in common.
    private static let kinship = 0.03

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
}
