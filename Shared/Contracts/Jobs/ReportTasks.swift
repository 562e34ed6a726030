public import Values

/// The settings of a report's stages: what to collect, what to write of it, and who gets it.
public struct ReportTasks: Codable, Hashable, Sendable {
    public var collect: Collect
    public var generate: Generate
    /// `nil`: it is sent to nobody.
    public var deliver: Deliver?

    public struct Collect: Codable, Hashable, Sendable {
        /// 1 to ``ReportTasks/maximumSources``.
        public var sources: [ReportSource]
        /// For one try of the stage. Default 300.
        public var timeoutSeconds: Int?

        public init(sources: [ReportSource], timeoutSeconds: Int? = nil) {
            self.sources = sources
            self.timeoutSeconds = timeoutSeconds
        }
    }

    public struct Generate: Codable, Hashable, Sendable {
        /// What the report is to say, in words for a model.
        public var prompt: String
        /// `nil` and `default`: the default route of the gateway.
        public var model: String?
        /// Default `html`.
        public var output: Output?
        /// For one try of the stage. Default, and most: 300.
        public var timeoutSeconds: Int?

        public init(prompt: String, model: String? = nil, output: Output? = nil, timeoutSeconds: Int? = nil) {
            self.prompt = prompt
            self.model = model
            self.output = output
            self.timeoutSeconds = timeoutSeconds
        }
    }

    /// The form that a report is wanted in.
    public enum Output: String, Codable, Sendable, CaseIterable {
        case html
        case json
    }

    public struct Deliver: Codable, Hashable, Sendable {
        /// Whether it is sent without a person asking. Off: the run ends when the report is written.
        public var enabled: Bool
        public var recipients: Recipients
        /// May contain `{{date}}`, `{{job.name}}` and `{{topic}}`. Default: the report's title.
        public var subject: String?

        public init(enabled: Bool = true, recipients: Recipients, subject: String? = nil) {
            self.enabled = enabled
            self.recipients = recipients
            self.subject = subject
        }
    }

    /// Who gets a report: `"all"`, the id of a list, or a list of addresses.
    public enum Recipients: Codable, Hashable, Sendable {
        /// `all` subscribers, or the id of a list of them.
        case audience(String)
        /// People by their addresses, subscribers or not.
        case named([String])

        /// - Throws: `DecodingError` for anything else.
        public init(from decoder: any Decoder) throws {
            switch try JSON(from: decoder) {
            case .string(let audience):
                self = .audience(audience)
                return
            case .array(let elements):
                let addresses = elements.compactMap(\.string)
                if addresses.count == elements.count {
                    self = .named(addresses)
                    return
                }
            default: break
            }
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "must be \"all\", the id of a list, or a list of addresses"
                )
            )
        }

        public func encode(to encoder: any Encoder) throws { try self.json.encode(to: encoder) }

        public var json: JSON {
            switch self {
            case .audience(let audience): .string(audience)
            case .named(let addresses): .array(addresses.map { .string($0) })
            }
        }
    }

    public static let maximumSources = 20
    public static let maximumRecipients = 100
    /// In bytes.
    public static let longestPrompt = 32_768

    public init(collect: Collect, generate: Generate, deliver: Deliver? = nil) {
        self.collect = collect
        self.generate = generate
        self.deliver = deliver
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
        let sources = self.collect.sources
        let count = ReportTasks.maximumSources
        check.require((1...count).contains(sources.count), prefix + "/collect/sources", "must be 1 to \(count)")
        var names: Set<String> = []
        for (index, source) in sources.prefix(count).enumerated() {
            let pointer = "\(prefix)/collect/sources/\(index)"
            check.add(source.problems(at: pointer))
            check.require(names.insert(source.name).inserted, pointer + "/name", "is the name of an earlier source")
        }
        for (name, seconds) in [
            ("collect", self.collect.timeoutSeconds), ("generate", self.generate.timeoutSeconds),
        ] {
            guard let seconds else { continue }
            check.require((1...300).contains(seconds), "\(prefix)/\(name)/timeoutSeconds", "must be 1 to 300")
        }
        check.text(self.generate.prompt, prefix + "/generate/prompt", limit: ReportTasks.longestPrompt)
        if let model = self.generate.model, !model.isEmpty { check.line(model, prefix + "/generate/model") }
        if let deliver { check.add(deliver.problems(at: prefix + "/deliver")) }
        return check.errors
    }
}

extension ReportTasks.Deliver {
    fileprivate func problems(at prefix: String) -> [FieldError] {
        var check = Check()
        switch self.recipients {
        case .audience(let audience):
            let isKnown = audience == "all" || ID(audience) != nil
            let words = "must be \"all\", the id of a list, or a list of addresses"
            check.require(isKnown, prefix + "/recipients", words)
        case .named(let addresses):
            let most = ReportTasks.maximumRecipients
            check.require((1...most).contains(addresses.count), prefix + "/recipients", "must be 1 to \(most)")
            for (index, address) in addresses.prefix(most).enumerated() {
                let pointer = "\(prefix)/recipients/\(index)"
                check.require(Self.isAddress(address), pointer, "must be an e-mail address")
            }
            let distinct = Set(addresses.map { $0.lowercased() })
            check.require(distinct.count == addresses.count, prefix + "/recipients", "must not name anyone twice")
        }
        if let subject, !subject.isEmpty {
            check.line(subject, prefix + "/subject", limit: 250)
            check.add(SubjectTemplate.problems(subject, at: prefix + "/subject"))
        }
        return check.errors
    }

    /// As far as that is to be seen; whoever sends has the last word.
    private static func isAddress(_ text: String) -> Bool {
        guard (3...254).contains(text.utf8.count), let at = text.lastIndex(of: "@") else { return false }
        let (local, domain) = (text[..<at], text[text.index(after: at)...])
        let isClean = text.unicodeScalars.allSatisfy { scalar in
            !scalar.properties.isWhitespace && scalar.value >= 0x20 && !",;<>\"".unicodeScalars.contains(scalar)
        }
        return isClean && !local.isEmpty && !domain.isEmpty && !local.contains("@")
            && !domain.hasPrefix(".") && !domain.hasSuffix(".")
    }
}
