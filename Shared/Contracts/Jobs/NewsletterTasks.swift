public import Values

/// The settings of a newsletter's two stages.
public struct NewsletterTasks: Codable, Hashable, Sendable {
    public var generate: Generate
    public var publish: Publish

    public struct Generate: Codable, Hashable, Sendable {
        /// What the newsletter is about, or how to write it.
        public var prompt: String
        /// `nil` and `default`: the default route of the gateway.
        public var model: String?
        /// 1 to 50. Default 5.
        public var maxItems: Int?
        public var tone: String?

        public init(prompt: String, model: String? = nil, maxItems: Int? = nil, tone: String? = nil) {
            self.prompt = prompt
            self.model = model
            self.maxItems = maxItems
            self.tone = tone
        }
    }

    public struct Publish: Codable, Hashable, Sendable {
        /// Whether it is sent without a person asking. Off: the run ends when the newsletter is generated.
        public var enabled: Bool
        /// `all`, or the id of a list. Default `all`.
        public var audience: String?
        /// May contain `{{date}}`, `{{job.name}}` and `{{topic}}`.
        public var subject: String?

        public init(enabled: Bool, audience: String? = nil, subject: String? = nil) {
            self.enabled = enabled
            self.audience = audience
            self.subject = subject
        }
    }

    public init(generate: Generate, publish: Publish) {
        self.generate = generate
        self.publish = publish
    }

    /// - Throws: ``FieldError``, its pointer relative to the tasks.
    public init(_ json: JSON) throws(FieldError) {
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(json.bytes)
        } catch {
            throw FieldError(pointer: "", message: error.description)
        }
        try self.init(json: document.root)
    }

    func problems(at prefix: String) -> [FieldError] {
        var check = Check()
        check.text(self.generate.prompt, prefix + "/generate/prompt", limit: 32_768)
        if let model = self.generate.model { check.line(model, prefix + "/generate/model") }
        if let tone = self.generate.tone, !tone.isEmpty { check.line(tone, prefix + "/generate/tone", limit: 60) }
        if let count = self.generate.maxItems {
            check.require((1...50).contains(count), prefix + "/generate/maxItems", "must be 1 to 50")
        }
        if let audience = self.publish.audience {
            let isKnown = audience == "all" || ID(audience) != nil
            check.require(isKnown, prefix + "/publish/audience", "must be \"all\" or the id of a list")
        }
        if let subject = self.publish.subject, !subject.isEmpty {
            check.line(subject, prefix + "/publish/subject", limit: 250)
            check.add(SubjectTemplate.problems(subject, at: prefix + "/publish/subject"))
        }
        return check.errors
    }
}
