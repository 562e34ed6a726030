/// How alike keywords are: the cosine of their weighted words and word pairs, and a share for common letters, which
/// finds compounds ("aeropress", "aero press") and slips of the pen.
///
/// A word counts the more, the fewer keywords have it: in a batch about coffee, "coffee" says next to nothing.
struct KeywordSpace {
    /// Features with their weights, in the order of their numbers, of length 1.
    struct Vector {
        var features: [(index: Int, weight: Double)]
        /// Triples of letters of the rarer words.
        var letters: Set<String>
    }

    private(set) var vectors: [Vector] = []
    /// In how many texts a stem is.
    let frequencies: [String: Int]
    let count: Int
    /// The word that most texts have, where it is so common that it tells none from another: their field.
    let dominant: String?
    private let known: Set<String>

    init(_ texts: [KeywordText]) {
        self.count = texts.count
        var frequencies: [String: Int] = [:]
        for text in texts {
            for stem in Set(text.tokens.map(\.stem)) { frequencies[stem, default: 0] += 1 }
        }
        self.frequencies = frequencies
        self.known = Set(texts.flatMap { $0.content.map(\.stem) })
        let pieces = Set(texts.flatMap { $0.content.filter(\.isPiece).map(\.stem) })
        let common = self.known.filter { !pieces.contains($0) && (frequencies[$0] ?? 0) * 4 >= texts.count }
        let most = common.min { one, other in
            let (a, b) = (frequencies[one] ?? 0, frequencies[other] ?? 0)
            return a != b ? a > b : one < other
        }
        self.dominant = texts.count >= 8 ? most : nil
        var numbers: [String: Int] = [:]
        for text in texts { self.vectors.append(self.vector(text, &numbers)) }
    }

    /// The word that another one here comes from, else the word itself.
    func root(_ stem: String) -> String { Stemmer.roots(of: stem).first(where: self.known.contains) ?? stem }

    /// From 0 to 1.
    func similarity(_ one: Int, _ other: Int) -> Double {
        let (a, b) = (self.vectors[one], self.vectors[other])
        return 0.85 * Self.cosine(a.features, b.features) + 0.15 * Self.overlap(a.letters, b.letters)
    }

    /// What a word says: much when it is rare.
    func weight(_ stem: String) -> Double {
        max(0.25, Self.logarithm(Double(self.count + 1) / Double(max(1, self.frequencies[stem] ?? 1))))
    }

    private func vector(_ text: KeywordText, _ numbers: inout [String: Int]) -> Vector {
        var weights: [Int: Double] = [:]
        func add(_ feature: String, _ weight: Double) {
            let number = numbers[feature] ?? numbers.count
            numbers[feature] = number
            weights[number] = max(weights[number] ?? 0, weight)
        }
        let hasContent = text.tokens.contains { $0.role == .content }
        var before: String?
        for token in text.tokens where token.role != .stop || !hasContent {
            let weight = self.weight(token.stem) * (token.role == .content || !hasContent ? 1 : 0.2)
            add(self.root(token.stem), weight)
            guard token.role == .content else {
                before = nil
                continue
            }
            if let before { add(before + " " + token.stem, 0.35 * (self.weight(before) + weight)) }
            before = token.stem
        }
        if weights.isEmpty { add(text.text.lowercased(), 1) }
        let length = weights.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value * $1.value }.squareRoot()
        let features = weights.sorted { $0.key < $1.key }.map { (index: $0.key, weight: $0.value / length) }
        let rare = text.content.filter { (frequencies[$0.stem] ?? 0) * 3 <= max(self.count, 6) }
        return Vector(features: features, letters: Self.triples(rare.map(\.stem).joined()))
    }

    // MARK: Arithmetic

    private static func cosine(_ a: [(index: Int, weight: Double)], _ b: [(index: Int, weight: Double)]) -> Double {
        var (i, j, sum) = (0, 0, 0.0)
        while i < a.count, j < b.count {
            if a[i].index == b[j].index {
                sum += a[i].weight * b[j].weight
                i += 1
                j += 1
            } else if a[i].index < b[j].index {
                i += 1
            } else {
                j += 1
            }
        }
        return min(sum, 1)
    }

    private static func overlap(_ a: Set<String>, _ b: Set<String>) -> Double {
        guard !a.isEmpty, !b.isEmpty else { return 0 }
        return 2 * Double(a.intersection(b).count) / Double(a.count + b.count)
    }

    private static func triples(_ text: String) -> Set<String> {
        let letters = Array(text.unicodeScalars.prefix(60))
        guard letters.count >= 3 else { return [] }
        return Set((0...(letters.count - 3)).map { "\(letters[$0])\(letters[$0 + 1])\(letters[$0 + 2])" })
    }

    /// About the logarithm to base 2: exact at the powers of 2 and linear between them. The library's differs from one
    /// system to another in its last digit, which could turn a tie around.
    static func logarithm(_ number: Double) -> Double { Double(number.exponent) + number.significand - 1 }
}
