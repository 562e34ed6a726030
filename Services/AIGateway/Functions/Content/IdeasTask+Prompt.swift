import Offline
import Values

extension IdeasTask {
    /// How many taken titles a model is told; the others are kept out of what it answers.
    private static let toldTitles = 200

    var instructions: Prompt {
        let structures = ContentStructure.allCases.map(\.rawValue).joined(separator: ", ")
        return Prompt(
            system: """
                You plan the articles of a website. For each cluster of search keywords you find ideas for articles that \
                answer what the searchers want to know. You answer with one JSON object and nothing else:
                {"ideas": [{"cluster": the number of its cluster,
                 "idea_title": the article's title, at most 100 characters,
                 "description": a brief of two to four sentences: for whom, and what the article covers,
                 "content_type": post, or page for what is no article,
                 "content_structure": one of \(structures),
                 "target_keywords": [the keywords that it answers, the main one first, as they are written],
                 "estimated_word_count": how many words it needs, \(IdeasTask.leastWords) to \(self.words)}]}
                Every cluster has ideas. No two ideas are about the same thing, and no title is one that is taken. All texts \
                are plain, in the language of the keywords. \(PromptBlock.rule)
                """,
            user: """
                Find \(Count.text(self.ideas, "idea")) for \
                \(self.clusters.count == 1 ? "this cluster" : "each of these \(self.clusters.count) clusters").
                \(PromptBlock.text(self.material))
                """
        )
    }

    private var material: [String] {
        var lines = PromptBlock.part("How it is wanted:", self.wishes)
        for (index, cluster) in self.clusters.enumerated() {
            lines.append("Cluster \(index + 1): \(cluster.name)")
            if !cluster.description.isEmpty { lines.append("Description: \(cluster.description)") }
            lines += PromptBlock.part("Keywords:", cluster.keywords.map { "- \($0)" })
        }
        return lines + PromptBlock.part("Titles that are taken:", self.taken.suffix(Self.toldTitles).map { "- \($0)" })
    }

    var schema: OutputSchema? {
        let structures = ContentStructure.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ",")
        return OutputSchema(
            name: "ideas",
            json: """
                {"type":"object","additionalProperties":false,"required":["ideas"],"properties":{"ideas":\
                {"type":"array","items":{"type":"object","additionalProperties":false,\
                "required":["cluster","idea_title","description","content_type","content_structure","target_keywords",\
                "estimated_word_count"],"properties":{"cluster":{"type":"integer"},"idea_title":{"type":"string"},\
                "description":{"type":"string"},"content_type":{"type":"string","enum":["post","page"]},\
                "content_structure":{"type":"string","enum":[\(structures)]},\
                "target_keywords":{"type":"array","items":{"type":"string"}},\
                "estimated_word_count":{"type":"integer"}}}}}}
                """
        )
    }
}
