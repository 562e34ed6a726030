import Values

extension ContentTask {
    var instructions: Prompt {
        Prompt(
            system: """
                You write articles for a website. You answer with one JSON object and nothing else:
                {"title": the title, as it is given,
                 "introduction": [one to three paragraphs],
                 "sections": [{"heading": …, "paragraphs": [paragraphs],
                   "list": {"ordered": true or false, "points": [{"term": a word in bold before it, or null, "text": …}]}, \
                or null,
                   "subsections": [{"heading": …, "paragraphs": […], "list": as above}], which may be empty}],
                 "conclusion_heading": …, "conclusion": [one or two paragraphs],
                 "meta_title": for the head of the page, at most 60 characters,
                 "meta_description": for search results, at most 160 characters,
                 "excerpt": one or two sentences for lists of articles,
                 "primary_keyword": …, "secondary_keywords": […],
                 "language": the language of the text as a tag, like en}
                All texts are plain: no HTML, no Markdown, no links that you do not know to exist. Write in the language of the \
                title. Sections have 120 to 400 words each. Answer what the keywords ask, and use them where they read \
                naturally. State no figure, quotation or event that you are not sure of. \(PromptBlock.rule)
                """,
            user: """
                Write the article for this task, of about \(self.words) words.
                \(PromptBlock.text(self.material))
                """
        )
    }

    private var material: [String] {
        func line(_ name: String, _ text: String) -> [String] { text.isEmpty ? [] : ["\(name): \(text)"] }
        return ["Title: \(self.title)"] + line("Brief", self.description) + line("Topic", self.cluster)
            + line("Kind", self.contentType) + line("Structure", self.structure)
            + PromptBlock.part("Keywords:", self.keywords.map { "- \($0)" })
            + PromptBlock.part("House style:", self.wishes)
            + PromptBlock.part("A reviewer has sent the last version back, and asks for this:", self.note)
    }

    var schema: OutputSchema? {
        let list = """
            {"anyOf":[{"type":"object","additionalProperties":false,"required":["ordered","points"],"properties":{\
            "ordered":{"type":"boolean"},"points":{"type":"array","items":{"type":"object",\
            "additionalProperties":false,"required":["term","text"],"properties":{"term":{"type":["string","null"]},\
            "text":{"type":"string"}}}}}},{"type":"null"}]}
            """
        let texts = #"{"type":"array","items":{"type":"string"}}"#
        return OutputSchema(
            name: "article",
            json: """
                {"type":"object","additionalProperties":false,\
                "required":["title","introduction","sections","conclusion_heading","conclusion","meta_title",\
                "meta_description","excerpt","primary_keyword","secondary_keywords","language"],\
                "properties":{"title":{"type":"string"},"introduction":\(texts),\
                "sections":{"type":"array","items":{"type":"object","additionalProperties":false,\
                "required":["heading","paragraphs","list","subsections"],"properties":{"heading":{"type":"string"},\
                "paragraphs":\(texts),"list":\(list),"subsections":{"type":"array","items":{"type":"object",\
                "additionalProperties":false,"required":["heading","paragraphs","list"],"properties":{\
                "heading":{"type":"string"},"paragraphs":\(texts),"list":\(list)}}}}}},\
                "conclusion_heading":{"type":"string"},"conclusion":\(texts),"meta_title":{"type":"string"},\
                "meta_description":{"type":"string"},"excerpt":{"type":"string"},\
                "primary_keyword":{"type":"string"},"secondary_keywords":\(texts),"language":{"type":"string"}}}
                """
        )
    }
}
