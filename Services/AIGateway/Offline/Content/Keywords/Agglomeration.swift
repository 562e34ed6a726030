/// Groups by joining the two most similar groups again and again; how alike two groups are is the mean over their pairs.
///
/// Groups beyond the size aimed at join less and less willingly, and none exceeds the limit.
struct Agglomeration {
    /// About how many a group should have, and how many it may have.
    static let aim = 6
    static let limit = 12
    /// Groups less alike than this are never joined; those more alike than `strong` are, even when there are few already.
    private static let weak = 0.11
    private static let strong = 0.42

    private var groups: [[Int]]
    /// Sums over the pairs of two groups.
    private var sums: [[Double]]
    /// Each group's best partner.
    private var best: [(partner: Int, score: Double)] = []

    /// The groups of `0..<count`, each in ascending order, in the order of their first members.
    static func groups(count: Int, similarity: (Int, Int) -> Double) -> [[Int]] {
        guard count > 1 else { return (0..<count).map { [$0] } }
        var agglomeration = Agglomeration(count: count, similarity: similarity)
        return agglomeration.run().map { $0.sorted() }.sorted { $0[0] < $1[0] }
    }

    private init(count: Int, similarity: (Int, Int) -> Double) {
        self.groups = (0..<count).map { [$0] }
        self.sums = Array(repeating: Array(repeating: 0, count: count), count: count)
        for one in 0..<count {
            for other in 0..<one {
                let value = similarity(one, other)
                self.sums[one][other] = value
                self.sums[other][one] = value
            }
        }
        self.best = (0..<count).map { self.partner(of: $0) }
    }

    private mutating func run() -> [[Int]] {
        let target = (self.groups.count + Self.aim - 1) / Self.aim
        var alive = self.groups.count
        while alive > 1 {
            var one = 0
            for index in self.best.indices where self.best[index].score > self.best[one].score { one = index }
            let (other, score) = self.best[one]
            guard score >= (alive > target ? Self.weak : Self.strong) else { break }
            self.join(min(one, other), max(one, other))
            alive -= 1
        }
        return self.groups.filter { !$0.isEmpty }
    }

    private mutating func join(_ one: Int, _ other: Int) {
        self.groups[one] += self.groups[other]
        self.groups[other] = []
        for index in self.groups.indices where index != one {
            self.sums[one][index] += self.sums[other][index]
            self.sums[index][one] = self.sums[one][index]
        }
        self.best[other] = (other, -1)
        self.best[one] = self.partner(of: one)
        for index in self.groups.indices where index != one && !self.groups[index].isEmpty {
            let partner = self.best[index].partner
            if partner == one || partner == other {
                self.best[index] = self.partner(of: index)
            } else {
                let score = self.score(index, one)
                if score > self.best[index].score { self.best[index] = (one, score) }
            }
        }
    }

    private func partner(of index: Int) -> (partner: Int, score: Double) {
        var best = (partner: index, score: -1.0)
        for other in self.groups.indices where other != index && !self.groups[other].isEmpty {
            let score = self.score(index, other)
            if score > best.score { best = (other, score) }
        }
        return best
    }

    private func score(_ one: Int, _ other: Int) -> Double {
        let (a, b) = (self.groups[one].count, self.groups[other].count)
        guard a + b <= Self.limit else { return -1 }
        let mean = self.sums[one][other] / Double(a * b)
        return a + b <= Self.aim ? mean : mean * Double(Self.aim) / Double(a + b)
    }
}
