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
                let key = run.map { space.root($0.stem) }.joined(separator: " ")
                var candidate = found[key] ?? Candidate()
                candidate.members.insert(index)
                candidate.surfaces[run.map(\.surface).joined(separator: " "), default: 0] += 1
                let content = run.filter { $0.role == .content }
                candidate.stems = content.map(\.stem)
                candidate.weight = content.reduce(0.3) {
                    $0 + 0.3 + ($1.stem == space.dominant ? 0 : space.weight($1.stem))
                }
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
        for start in tokens.indices where self.opens(tokens[start]) {
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

    private static func opens(_ token: KeywordText.Token) -> Bool {
        token.role == .content && !token.isPiece && !["over", "under", "up", "out", "off", "down"].contains(token.key)
    }

    private func score(_ candidate: Candidate) -> Double {
        let share = Double(candidate.members.count) / Double(self.members.count)
        return share * candidate.weight * (self.isCommon(candidate) ? 0.4 : 1)
    }

    /// Whether it is the word of the whole field, which names no cluster among others.
    private func isCommon(_ candidate: Candidate) -> Bool { candidate.stems == [self.space.dominant] }

    private func gain(_ candidate: Candidate, beyond other: Candidate) -> Double {
        Double(candidate.members.subtracting(other.members).count) * candidate.weight
    }

    private func surface(_ candidate: Candidate) -> String {
        let written = candidate.surfaces.sorted { one, other in
            let (a, b) = (one.value + Self.readability(one.key), other.value + Self.readability(other.key))
            return a != b ? a > b : one.key < other.key
        }
        let name = written.first?.key ?? ""
        if self.isCommon(candidate) { return "\(name) Basics" }
        guard candidate.stems.count == 1, let context = self.context(of: candidate) else { return name }
        return "\(context) \(name)"
    }

    /// The plural reads better as a heading, and a noun better than a participle.
    private static func readability(_ name: String) -> Int {
        ["s", "ion", "ing"].contains(where: name.hasSuffix) ? 2 : name.hasSuffix("ed") ? -2 : 0
    }

    /// The word that most of all keywords share, where a member has it right before a name of one word: "coffee grinder"
    /// says more than "grinder".
    private func context(of candidate: Candidate) -> String? {
        for member in self.members {
            for (before, token) in zip(member.tokens, member.tokens.dropFirst()) where [token.stem] == candidate.stems {
                if before.stem == self.space.dominant, Self.opens(before) { return before.surface }
            }
        }
        return nil
    }

    /// For members that share no words: the two shortest.
    private func apart() -> String {
        // A question names nothing.
        let subjects = self.members.compactMap { KeywordPhrase($0.text)?.subject }
        let phrases =
            subjects.isEmpty
            ? self.members.map { member in
                let phrase = Self.trimmed(member.tokens)
                return phrase.isEmpty ? member.text : phrase
            } : subjects
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
