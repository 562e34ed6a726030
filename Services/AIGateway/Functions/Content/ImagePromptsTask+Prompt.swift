import Values

extension ImagePromptsTask {
    var instructions: Prompt {
        Prompt(
            system: """
                You describe the images of an article for a model that makes images. You answer with one JSON object and \
                nothing else:
                {"featured": {"prompt": what the lead image shows, "caption": …, "alt_text": …},
                 "in_article": [{"heading": the number of the heading, "prompt": …, "caption": …, "alt_text": …}]}
                A prompt is one to three sentences: subject, setting, composition, light, manner. The images of an article \
                share one manner. No text, no logos, no recognizable persons in them. Caption and alternative text are one \
                short sentence each, in the language of the title; prompts are in English. There is exactly one image for \
                each heading. \(PromptBlock.rule)
                """,
            user: """
                Describe the lead image and \(Count.text(self.headings.count, "image")) for the headings.
                \(PromptBlock.text(self.material))
                """
        )
    }

    private var material: [String] {
        ["Title: \(self.title)"] + (self.introduction.isEmpty ? [] : ["Introduction: \(self.introduction)"])
            + PromptBlock.part("Headings:", PromptBlock.numbered(self.headings))
            + PromptBlock.part("How it is wanted:", self.wishes)
    }

    var schema: OutputSchema? {
        let texts = #""prompt":{"type":"string"},"caption":{"type":"string"},"alt_text":{"type":"string"}"#
        return OutputSchema(
            name: "image_prompts",
            json: """
                {"type":"object","additionalProperties":false,"required":["featured","in_article"],"properties":{\
                "featured":{"type":"object","additionalProperties":false,"required":["prompt","caption","alt_text"],\
                "properties":{\(texts)}},"in_article":{"type":"array","items":{"type":"object",\
                "additionalProperties":false,"required":["heading","prompt","caption","alt_text"],\
                "properties":{"heading":{"type":"integer"},\(texts)}}}}}
                """
        )
    }
}
