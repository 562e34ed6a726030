import Values

extension ClusterTask {
    var instructions: Prompt {
        Prompt(
            system: """
                You sort search keywords into clusters by what the searcher wants to know: keywords that one page could \
                answer belong together. You answer with one JSON object and nothing else:
                {"clusters": [{"existing": the number of an existing cluster that these keywords join, or null for a new one,
                 "name": a short name of the new cluster, at most 60 characters; empty for an existing one,
                 "description": what it is about, in one sentence; empty for an existing one,
                 "keywords": [the numbers of its keywords]}]}
                Each keyword stands in exactly one cluster; none is left out. A cluster has about 3 to 10 keywords; a \
                keyword that fits nowhere has one of its own. Use an existing cluster where keywords clearly belong to it. \
                Names and descriptions are plain text in the language of the keywords. \(PromptBlock.rule)
                """,
            user: """
                Sort \(Count.text(self.keywords.count, "keyword")).
                \(PromptBlock.text(self.material))
                """
        )
    }

    private var material: [String] {
        let known = self.known.map { cluster in
            let samples = cluster.keywords.isEmpty ? "" : ", like: \(cluster.keywords.joined(separator: "; "))"
            return "\(cluster.name) (\(Count.text(cluster.size, "keyword"))\(samples))"
        }
        return PromptBlock.part("How it is wanted:", self.wishes)
            + PromptBlock.part("Existing clusters:", PromptBlock.numbered(known))
            + PromptBlock.part("Keywords:", PromptBlock.numbered(self.keywords))
    }

    var schema: OutputSchema? {
        OutputSchema(
            name: "clusters",
            json: """
                {"type":"object","additionalProperties":false,"required":["clusters"],"properties":{"clusters":\
                {"type":"array","items":{"type":"object","additionalProperties":false,\
                "required":["existing","name","description","keywords"],"properties":{\
                "existing":{"type":["integer","null"]},"name":{"type":"string"},"description":{"type":"string"},\
                "keywords":{"type":"array","items":{"type":"integer"}}}}}}}
                """
        )
    }
}
