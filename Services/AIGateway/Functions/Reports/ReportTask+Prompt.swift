import Contracts
import Offline
import Values

extension ReportTask {
    /// For the data of all sources, in bytes.
    private static let dataLimit = 120_000

    var instructions: Prompt {
        Prompt(
            system: """
                You write reports from data. You answer with one JSON object and nothing else:
                {"title": of the report, "summary": two to five sentences with what matters most,
                 "sections": [{"heading": …, "paragraphs": [one to four paragraphs],
                 "table": {"columns": [names], "rows": [[texts, one for each column]]}, or null}]}
                All texts are plain: no HTML, no Markdown. Every figure comes from the data, or is computed from it; \
                state nothing else as a fact. Say which sources gave nothing. Write in the language of the request. \
                \(PromptBlock.rule)
                """,
            user: """
                Write the report "\(Members.line(self.jobName, limit: 200))" of \(self.date.text). What is asked for:
                \(PromptBlock.text(CleanText.lines(self.prompt)))
                The data, one source after the other:
                \(PromptBlock.text(self.data))
                """
        )
    }

    /// Two lines for each source. What it holds stands on one line, as JSON, and can pass no fence.
    private var data: [String] {
        let share = ReportTask.dataLimit / max(self.entries.count, 1)
        return self.entries.flatMap { entry -> [String] in
            let name = Members.line(entry.facts.name, limit: 100)
            guard let data = entry.data else { return ["Source \(name): nothing came (\(entry.facts.error ?? ""))"] }
            guard let document = try? JSONDocument(data.bytes, maximumDepth: CollectedInput.depth) else { return [] }
            var cut = SourceCut(limit: share, Redactor([]))
            let kept = String(decoding: cut.cut(document.root).bytes, as: UTF8.self)
            let isCut = cut.isCut || entry.facts.truncated
            return ["Source \(name)\(isCut ? ", the beginning of it" : ""):", CleanText.line(kept)]
        }
    }

    var schema: OutputSchema? {
        OutputSchema(
            name: "report",
            json: """
                {"type":"object","additionalProperties":false,"required":["title","summary","sections"],"properties":{\
                "title":{"type":"string"},"summary":{"type":"string"},"sections":{"type":"array","items":{\
                "type":"object","additionalProperties":false,"required":["heading","paragraphs","table"],"properties":{\
                "heading":{"type":"string"},"paragraphs":{"type":"array","items":{"type":"string"}},\
                "table":{"anyOf":[{"type":"object","additionalProperties":false,"required":["columns","rows"],\
                "properties":{"columns":{"type":"array","items":{"type":"string"}},"rows":{"type":"array",\
                "items":{"type":"array","items":{"type":"string"}}}}},{"type":"null"}]}}}}}}
                """
        )
    }
}
