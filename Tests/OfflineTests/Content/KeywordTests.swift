import Testing
import Values

@testable import Offline

@Suite(.timeLimit(.minutes(5))) struct KeywordTests {
    private static func check(_ request: ClusterRequest, _ clusters: KeywordClusters) {
        #expect(clusters.faults(for: request) == [])
        // Every keyword in exactly one, the members in the order in which they came.
        let ids = clusters.clusters.flatMap(\.keywordIDs)
        #expect(ids.count == request.keywords.count)
        #expect(Set(ids) == Set(request.keywords.map(\.id)))
        let places = Dictionary(uniqueKeysWithValues: request.keywords.enumerated().map { ($1.id, $0) })
        let known = Dictionary(request.existing.map { ($0.name, $0.size) }) { first, _ in first }
        for cluster in clusters.clusters {
            let members = cluster.keywordIDs.compactMap { places[$0] }
            #expect(members == members.sorted())
            #expect(cluster.isExisting == (known[cluster.name] != nil))
            let total = members.count + (known[cluster.name] ?? 0)
            #expect(total <= 12, "\(cluster.name)")
            if request.keywords.count > 1, !cluster.isExisting, request.existing.isEmpty {
                #expect(members.count >= 2, "\(cluster.name)")
            }
            #expect(!cluster.name.contains("  ") && cluster.name.count <= 100)
        }
    }

    private static func cluster(_ texts: [String], existing: [ExistingCluster] = []) throws -> KeywordClusters {
        let request = ClusterRequest(keywords: KeywordSamples.keywords(texts), existing: existing)
        let clusters = try KeywordClusterer.cluster(request)
        self.check(request, clusters)
        return clusters
    }

    /// The texts of each cluster, by its name.
    private static func read(_ clusters: KeywordClusters, _ texts: [String]) -> [String: [String]] {
        let byID = Dictionary(uniqueKeysWithValues: KeywordSamples.keywords(texts).map { ($0.id, $0.text) })
        return Dictionary(
            uniqueKeysWithValues: clusters.clusters.map { ($0.name, $0.keywordIDs.compactMap { byID[$0] }) }
        )
    }

    @Test("120 keywords of a field become clusters that a reader would make")
    func coffee() throws {
        #expect(KeywordSamples.coffee.count == 120)
        let clusters = try Self.cluster(KeywordSamples.coffee)
        #expect((15...28).contains(clusters.clusters.count))
        let read = Self.read(clusters, KeywordSamples.coffee)
        // The obvious subjects are there, and what obviously belongs to them is.
        for (name, sign, least) in [
            ("French Press", "french press", 9), ("Cold Brew", "cold brew", 8), ("Moka Pot", "moka pot", 5),
            ("Espresso Machine", "espresso machine", 5), ("Coffee Grinder", "grinder", 5), ("Coffee Beans", "bean", 5),
        ] {
            let found = read.first { $0.key.hasPrefix(name) }
            #expect((found?.value.filter { $0.contains(sign) }.count ?? 0) >= least, "\(name): \(read.keys.sorted())")
        }
        // Nearly every member shares a word with another member of its cluster.
        var alone = 0
        for members in read.values {
            let stems = members.map { Set(KeywordText($0).content.map(\.stem)).subtracting(["coffe", "coffee"]) }
            for index in stems.indices {
                let others = stems.indices.filter { $0 != index }
                if !others.contains(where: { !stems[$0].isDisjoint(with: stems[index]) }) { alone += 1 }
            }
        }
        #expect(alone * 7 <= KeywordSamples.coffee.count, "\(alone) strangers")
        // A name is of words that a member has, in title case.
        for (name, members) in read {
            let words = Set(members.flatMap { KeywordText($0).tokens.map(\.key) })
            let first = name.split(separator: " ").first.map { String($0) } ?? ""
            #expect(words.contains(first.lowercased()), "\(name): \(members)")
            #expect(first.first?.isLowercase != true, "\(name)")
        }
    }

    @Test("the order in which keywords come changes nothing, and hash tables change nothing")
    func order() throws {
        func sets(_ texts: [String]) throws -> Set<Set<String>> {
            Set(Self.read(try Self.cluster(texts), texts).values.map { Set($0) })
        }
        var random = SeededGenerator("order")
        let once = try sets(KeywordSamples.coffee)
        for _ in 0..<3 { #expect(try sets(random.shuffle(KeywordSamples.coffee)) == once) }
        let clusters = try Self.cluster(KeywordSamples.garden)
        #expect(try Self.cluster(KeywordSamples.garden).jsonBytes() == clusters.jsonBytes())
    }

    @Test("batches of 20 join the clusters of the batches before", arguments: ["one", "two", "three"])
    func batches(seed: String) throws {
        var random = SeededGenerator(seed)
        let order = random.shuffle(KeywordSamples.keywords(KeywordSamples.coffee))
        let texts = Dictionary(uniqueKeysWithValues: order.map { ($0.id, $0.text) })
        var existing: [ExistingCluster] = []
        var joined = 0
        for start in stride(from: 0, to: order.count, by: 20) {
            let batch = Array(order[start..<min(start + 20, order.count)])
            let request = ClusterRequest(keywords: batch, existing: existing)
            let clusters = try KeywordClusterer.cluster(request)
            Self.check(request, clusters)
            for cluster in clusters.clusters {
                let members = cluster.keywordIDs.compactMap { texts[$0] }
                if let index = existing.firstIndex(where: { $0.name == cluster.name }) {
                    joined += members.count
                    existing[index].keywords += members
                    existing[index].size += members.count
                } else {
                    existing.append(ExistingCluster(name: cluster.name, keywords: members))
                }
            }
        }
        #expect(existing.reduce(0) { $0 + $1.size } == order.count)
        #expect((12...32).contains(existing.count), "\(existing.map(\.name))")
        #expect(joined >= 15)
        #expect(Set(existing.map { $0.name.lowercased() }).count == existing.count)
    }

    @Test("a keyword that fits an existing cluster well joins it, and a full one takes nobody")
    func existing() throws {
        let press = ExistingCluster(
            name: "French Press",
            keywords: ["french press ratio", "how to use a french press"]
        )
        let clusters = try Self.cluster(
            ["best french press", "oat milk latte", "latte art", "French-Press cleaning"],
            existing: [press]
        )
        #expect(clusters.clusters.first { $0.name == "French Press" }?.keywordIDs == ["k0", "k3"])
        var full = press
        full.size = 12
        let others = try Self.cluster(["best french press", "french press cleaning"], existing: [full])
        #expect(others.clusters.allSatisfy { !$0.isExisting && $0.name != "French Press" })
    }

    @Test("other spellings of the same words come together")
    func spellings() throws {
        let texts = [
            "Pour-Over Coffee", "POUR OVER COFFEE!", "pour over coffees", "tax software", "Tax Software 2026",
            "software for taxes",
        ]
        let read = Self.read(try Self.cluster(texts), texts)
        #expect(Set(read.values.map { Set($0) }) == [Set(texts.prefix(3)), Set(texts.suffix(3))])
    }

    @Test("other languages and scripts are sorted as well")
    func languages() throws {
        let texts = [
            "手冲咖啡比例", "手冲咖啡水温", "手冲咖啡壶", "Kaffeemühle reinigen", "Kaffeemühle kaufen", "кофе в турке",
            "рецепт кофе в турке",
        ]
        let read = Self.read(try Self.cluster(texts), texts)
        #expect(read.values.contains { Set($0) == Set(texts.prefix(3)) })
        #expect(read.values.contains { $0.contains(texts[3]) && $0.contains(texts[4]) })
    }

    @Test("hostile and odd keywords are sorted like any others")
    func hostile() throws {
        let clusters = try Self.cluster(KeywordSamples.hostile)
        for cluster in clusters.clusters {
            for scalar in (cluster.name + cluster.description).unicodeScalars {
                #expect(scalar.value >= 0x20 && scalar.value != 0x202E && scalar.value != 0x7F)
            }
        }
        #expect(try Self.cluster([]).clusters.isEmpty)
        #expect(try Self.cluster(["tea"]).clusters.map(\.name) == ["Tea"])
        #expect(try Self.cluster([""]).clusters.map(\.name) == ["Other Keywords"])
        let same = try Self.cluster(Array(repeating: "green tea", count: 40))
        #expect(Set(same.clusters.map(\.name)).count == same.clusters.count)
    }

    @Test("every number of keywords up to 60 works out")
    func counts() throws {
        for count in 1...60 { _ = try Self.cluster(Array(KeywordSamples.coffee.prefix(count))) }
    }

    @Test("a thousand keywords without much in common are sorted")
    func many() throws {
        var random = SeededGenerator("many")
        let words = (0..<600).map { "w\($0)x\(random.next(below: 1000))" }
        let texts = (0..<1000).map { "\(words[$0 % 600]) \(words[random.next(below: 600)])" }
        #expect(try Self.cluster(texts).clusters.count < 500)
    }

    @Test("what cannot be sorted is refused, with the member at fault")
    func refusals() {
        func pointer(_ keywords: [Keyword]) -> String? {
            do {
                _ = try KeywordClusterer.cluster(ClusterRequest(keywords: keywords))
                return nil
            } catch { return error.pointer }
        }
        #expect(pointer(KeywordSamples.keywords(Array(repeating: "x", count: 1001))) == "/keywords")
        #expect(pointer([Keyword(id: "a", text: "x"), Keyword(id: "a", text: "y")]) == "/keywords/1/id")
        #expect(pointer([Keyword(id: "", text: "x")]) == "/keywords/0/id")
    }

    @Test(
        "words of one family have one stem",
        arguments: [
            ["grind", "grinds", "grinding"], ["bake", "baking", "bakes"], ["story", "stories"], ["box", "boxes"],
            ["shop", "shopping", "shopped"], ["roast", "roasted", "roasting", "roasts"], ["knife", "knives"],
            ["press", "pressing"], ["brew", "brewing", "brewed"],
        ]
    )
    func stems(family: [String]) { #expect(Set(family.map(Stemmer.stem)).count == 1, "\(family.map(Stemmer.stem))") }

    @Test("words of different families keep their stems")
    func differentStems() {
        let words = ["spring", "string", "thing", "ring", "bed", "seed", "need", "bus", "gas", "class", "water"]
        #expect(Set(words.map(Stemmer.stem)).count == words.count)
    }
}
