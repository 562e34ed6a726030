/// Finds the words for a group of keywords in what its members share.
struct ClusterName {
    private struct Candidate {
        var members: Set<Int> = []
        var surfaces: [String: Int] = [:]
        var weight = 0.0
        var stems: [String] = []
    }

    private let members: [KeywordText]
    private let space: KeywordSpace
    private var candidates: [Candidate] = []

    init(_ members: [KeywordText], in space: KeywordSpace) {
        self.members = members
        self.space = space
        var found: [String: Candidate] = [:]
        for (index, member) in members.enumerated() {
            for run in Self.runs(member.tokens) {
                let key = run.map(\.stem).joined(separator: " ")
                var candidate = found[key] ?? Candidate()
                candidate.members.insert(index)
                candidate.surfaces[run.map(\.surface).joined(separator: " "), default: 0] += 1
                let content = run.filter { $0.role == .content }
                candidate.stems = content.map(\.stem)
                candidate.weight = content.reduce(0.3 * Double(content.count)) { $0 + space.weight($1.stem) }
                found[key] = candidate
            }
        }
        let shared = found.filter { $0.value.members.count > 1 || members.count == 1 }
        self.candidates = shared.sorted { one, other in
            let (a, b) = (self.score(one.value), self.score(other.value))
            return a != b ? a > b : one.key < other.key
        }.map(\.value)
    }

    /// Names from the best to the least fitting, at least one.
    func names() -> [String] {
        var names: [String] = []
        for candidate in self.candidates.prefix(6) {
            let name = self.surface(candidate)
            if candidate.members.count * 5 >= self.members.count * 3 {
                names.append(name)
                continue
            }
            // It leaves many out: a second one for those.
            let rest = self.candidates.filter { Set($0.stems).isDisjoint(with: candidate.stems) }.max { one, other in
                self.gain(one, beyond: candidate) < self.gain(other, beyond: candidate)
            }
            if let rest, rest.members.subtracting(candidate.members).count > 1 {
                names.append("\(name) and \(self.surface(rest))")
            }
            names.append(name)
        }
        if names.isEmpty { names.append(self.apart()) }
        var seen: Set<String> = []
        return names.map { Self.bounded(TitleCase.applied(to: $0)) }.filter { seen.insert($0.lowercased()).inserted }
    }

    // MARK: Candidates

    /// Up to three words in a row that could be a name: content at both ends, nothing about intent between.
    private static func runs(_ tokens: [KeywordText.Token]) -> [[KeywordText.Token]] {
        var runs: [[KeywordText.Token]] = []
        for start in tokens.indices where tokens[start].role == .content && !tokens[start].isPiece {
            for length in 1...4 where start + length <= tokens.count {
                let run = Array(tokens[start..<(start + length)])
                guard run[length - 1].role == .content, !run[length - 1].isPiece else { continue }
                guard !run.contains(where: { $0.role == .intent }), run.count(where: { $0.role == .content }) <= 3
                else { continue }
                runs.append(run)
            }
        }
        return runs
    }

    private func score(_ candidate: Candidate) -> Double {
        let share = Double(candidate.members.count) / Double(self.members.count)
        return share * candidate.weight
    }

    private func gain(_ candidate: Candidate, beyond other: Candidate) -> Double {
        Double(candidate.members.subtracting(other.members).count) * candidate.weight
    }

    private func surface(_ candidate: Candidate) -> String {
        let written = candidate.surfaces.sorted { one, other in
            // The plural reads better as a heading.
            let (a, b) = (one.value + (one.key.hasSuffix("s") ? 1 : 0), other.value + (other.key.hasSuffix("s") ? 1 : 0))
            return a != b ? a > b : one.key < other.key
        }
        let name = written.first?.key ?? ""
        guard candidate.stems.count == 1, let context = self.context(of: candidate) else { return name }
        return "\(context) \(name)"
    }

    /// The word that most of all keywords share, where a member has it right before a name of one word: "coffee grinder"
    /// says more than "grinder".
    private func context(of candidate: Candidate) -> String? {
        for member in self.members {
            for (before, token) in zip(member.tokens, member.tokens.dropFirst()) where [token.stem] == candidate.stems {
                let frequency = self.space.frequencies[before.stem] ?? 0
                if before.role == .content, !before.isPiece, frequency * 4 >= self.space.count, frequency > 2 {
                    return before.surface
                }
            }
        }
        return nil
    }

    /// For members that share no words: the two shortest.
    private func apart() -> String {
        let phrases = self.members.map { member in
            let phrase = Self.trimmed(member.tokens)
            return phrase.isEmpty ? member.text : phrase
        }
        let sorted = phrases.filter { $0.contains { $0.isLetter || $0.isNumber } }.sorted {
            $0.count != $1.count ? $0.count < $1.count : $0 < $1
        }
        guard let first = sorted.first else { return "Other Keywords" }
        guard let second = sorted.dropFirst().first(where: { $0.lowercased() != first.lowercased() }),
            first.count + second.count <= 48
        else { return first }
        return "\(first) and \(second)"
    }

    /// The words of a keyword without what is said about intent at its ends.
    private static func trimmed(_ tokens: [KeywordText.Token]) -> String {
        var rest = tokens[...]
        while let first = rest.first, first.role != .content { rest = rest.dropFirst() }
        while let last = rest.last, last.role != .content { rest = rest.dropLast() }
        if rest.contains(where: \.isPiece) { return "" }
        return rest.prefix(6).map(\.surface).joined(separator: " ")
    }

    static func bounded(_ name: String) -> String {
        guard name.count > 60 || name.utf8.count > 240 else { return name }
        var bounded = ""
        for word in name.split(separator: " ") where bounded.count + word.count < 60 {
            bounded += bounded.isEmpty ? String(word) : " " + word
        }
        return bounded.isEmpty ? String(String.UnicodeScalarView(name.unicodeScalars.prefix(50))) + "…" : bounded
    }
}
