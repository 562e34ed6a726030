public import Values

/// A job as its author writes it: what to run, when, and with which settings.
///
/// `schedule` and `tasks` are kept as they were written; what they must contain depends on the type, and is checked by
/// ``problems(at:)`` for the shape and by whoever uses them for what only they know (time zones, models).
public struct JobDefinition: Codable, Hashable, Sendable {
    public var name: String
    public var type: JobType
    public var status: JobStatus
    /// `nil`: never by itself.
    public var schedule: JSON?
    /// The settings of each stage, by the stage's name.
    public var tasks: JSON
    /// The site that a content job belongs to.
    public var siteId: ID?

    public init(
        name: String,
        type: JobType,
        status: JobStatus,
        schedule: JSON? = nil,
        tasks: JSON = [:],
        siteId: ID? = nil
    ) {
        self.name = name
        self.type = type
        self.status = status
        self.schedule = schedule
        self.tasks = tasks
        self.siteId = siteId
    }

    /// - Parameter prefix: The JSON pointer of the definition in the message.
    public func problems(at prefix: String) -> [FieldError] {
        var check = Check()
        check.line(self.name, prefix + "/name")
        switch self.type {
        case .newsletter:
            do throws(FieldError) {
                let tasks = try NewsletterTasks(self.tasks)
                check.add(tasks.problems(at: prefix + "/tasks"))
            } catch {
                check.add([FieldError(pointer: prefix + "/tasks" + error.pointer, message: error.message)])
            }
        case .echo:
            check.require(self.schedule == nil, prefix + "/schedule", "an echo job has none")
        case .content, .report, .custom:
            check.require(false, prefix + "/type", "is not available yet")
        }
        return check.errors
    }
}

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

/// The subject line of a mail, with `{{…}}` for what is known when it is sent.
public enum SubjectTemplate {
    public static let variables = ["date", "job.name", "topic"]

    static func problems(_ template: String, at pointer: String) -> [FieldError] {
        var check = Check()
        for (_, variable) in self.parts(template) {
            if let variable, !self.variables.contains(variable) {
                let known = self.variables.map { "{{\($0)}}" }.joined(separator: ", ")
                check.require(false, pointer, "knows only \(known)")
            }
        }
        return check.errors
    }

    /// Puts the values in. They are not looked at for templates again, and line breaks in them become spaces.
    public static func render(_ template: String, _ values: [String: String]) -> String {
        let text = self.parts(template).map { text, variable in text + (variable.flatMap { values[$0] } ?? "") }
            .joined()
        return String(
            String.UnicodeScalarView(text.unicodeScalars.map { Check.isLine(String($0)) ? $0 : " " })
        )
    }

    /// The template as pieces of text, each with the variable behind it, if there is one.
    private static func parts(_ template: String) -> [(text: String, variable: String?)] {
        var parts: [(String, String?)] = []
        var rest = template[...]
        while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
            let name = rest[open.upperBound..<close.lowerBound].filter { $0 != " " }
            parts.append((String(rest[..<open.lowerBound]), String(name)))
            rest = rest[close.upperBound...]
        }
        parts.append((String(rest), nil))
        return parts
    }
}
