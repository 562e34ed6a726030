public import Values

/// Reading JSON: `title`, `introduction` and `sections` (`heading`, `paragraphs`) are required; `introduction` and
/// `conclusion` are lists of paragraphs or a single string; the rest is filled in from what is there. Every text is
/// cleaned, what is empty then is left out, and what stands beside the text (titles and descriptions for machines, the
/// excerpt, keywords, the language) is cut or filled in: nobody writes an article anew for those. Then an article with
/// ``faults()`` is refused with the first of them, as a ``FieldError``.
extension Article {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func line(_ key: CodingKeys) throws -> String? {
            try container.decodeIfPresent(String.self, forKey: key).map(CleanText.line)
        }
        func paragraphs(_ key: CodingKeys) throws -> [String] {
            if let single = try? container.decode(String.self, forKey: key) { return Self.cleaned([single]) }
            return Self.cleaned(try container.decode([String].self, forKey: key))
        }
        /// What is beside the text; a model that overdoes it a little need not write all again.
        func aside(_ key: CodingKeys, _ cut: (String) -> String) throws -> String? {
            try line(key).flatMap { $0.isEmpty ? nil : cut($0) }
        }
        let language = try container.decodeIfPresent(String.self, forKey: .language) ?? "en"
        self.init(
            title: CleanText.line(try container.decode(String.self, forKey: .title)),
            introduction: try paragraphs(.introduction),
            sections: try container.decode([Section].self, forKey: .sections),
            conclusionHeading: try aside(.conclusionHeading) { ShortText.cut($0, limit: Limit.heading) }
                ?? "Conclusion",
            conclusion: container.contains(.conclusion) ? try paragraphs(.conclusion) : [],
            metaTitle: try aside(.metaTitle) { ShortText.title($0, limit: Limit.metaTitle) },
            metaDescription: try aside(.metaDescription) { ShortText.cut($0, limit: Limit.metaDescription) },
            excerpt: try aside(.excerpt) { ShortText.cut($0, limit: Limit.excerpt) },
            primaryKeyword: try aside(.primaryKeyword) { ShortText.cut($0, limit: Limit.keyword) } ?? "",
            secondaryKeywords: Self.cleaned(
                try container.decodeIfPresent([String].self, forKey: .secondaryKeywords) ?? []
            ).prefix(Limit.keywords).map { ShortText.cut($0, limit: Limit.keyword) },
            language: Language.isTag(language) ? language : "en",
            label: try line(.label)
        )
        if let fault = self.faults().first { throw fault }
    }

    /// The texts on a line each, without those that are empty then.
    fileprivate static func cleaned(_ texts: [String]) -> [String] {
        texts.map(CleanText.line).filter { !$0.isEmpty }
    }

    /// Upper limits, in characters unless said otherwise.
    public enum Limit {
        public static let title = 200
        public static let metaTitle = 60
        public static let metaDescription = 160
        public static let excerpt = 600
        public static let heading = 200
        public static let paragraph = 5000
        public static let point = 1000
        public static let keyword = 300
        public static let sections = 30
        /// Per section or subsection.
        public static let paragraphs = 50
        /// Per section.
        public static let subsections = 30
        /// Per list.
        public static let points = 50
        public static let keywords = 50
    }

    /// Everything that keeps this article from being used, each with the member it concerns.
    public func faults() -> [FieldError] {
        var faults = Faults()
        faults.check(self.title, "/title", limit: Limit.title)
        faults.paragraphs(self.introduction, "/introduction", least: 1)
        faults.check(count: self.sections.count, "/sections", least: 1, limit: Limit.sections, of: "sections")
        for (index, section) in self.sections.enumerated() { faults.check(section, "/sections/\(index)") }
        faults.check(self.conclusionHeading, "/conclusion_heading", limit: Limit.heading)
        faults.paragraphs(self.conclusion, "/conclusion", least: 0)
        faults.check(self.metaTitle, "/meta_title", limit: Limit.metaTitle)
        faults.check(self.metaDescription, "/meta_description", limit: Limit.metaDescription)
        faults.check(self.excerpt, "/excerpt", limit: Limit.excerpt)
        faults.check(self.primaryKeyword, "/primary_keyword", limit: Limit.keyword, mayBeEmpty: true)
        faults.check(
            count: self.secondaryKeywords.count,
            "/secondary_keywords",
            limit: Limit.keywords,
            of: "keywords"
        )
        for (index, keyword) in self.secondaryKeywords.enumerated() {
            faults.check(keyword, "/secondary_keywords/\(index)", limit: Limit.keyword)
        }
        if !Language.isTag(self.language) { faults.add("/language", "must be a language tag like en or pt-BR") }
        faults.check(self.label ?? "", "/label", limit: Limit.paragraph, mayBeEmpty: true)
        return faults.found
    }
}

extension Article.Section {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            heading: CleanText.line(try container.decode(String.self, forKey: .heading)),
            paragraphs: Article.cleaned(try container.decodeIfPresent([String].self, forKey: .paragraphs) ?? []),
            list: try container.decodeIfPresent(Article.List.self, forKey: .list).flatMap {
                $0.points.isEmpty ? nil : $0
            },
            subsections: try container.decodeIfPresent([Article.Subsection].self, forKey: .subsections) ?? []
        )
    }
}

extension Article.Subsection {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            heading: CleanText.line(try container.decode(String.self, forKey: .heading)),
            paragraphs: Article.cleaned(try container.decodeIfPresent([String].self, forKey: .paragraphs) ?? []),
            list: try container.decodeIfPresent(Article.List.self, forKey: .list).flatMap {
                $0.points.isEmpty ? nil : $0
            }
        )
    }
}

extension Article.List {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            isOrdered: try container.decodeIfPresent(Bool.self, forKey: .isOrdered) ?? false,
            points: try container.decode([Point].self, forKey: .points).filter { !$0.text.isEmpty }
        )
    }
}

extension Article.List.Point {
    /// A point may also be a plain string.
    public init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            self.init(text: CleanText.line(text))
            return
        }
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            term: try container.decodeIfPresent(String.self, forKey: .term).map(CleanText.line),
            text: CleanText.line(try container.decode(String.self, forKey: .text))
        )
    }
}

extension Faults {
    fileprivate mutating func paragraphs(_ texts: [String], _ pointer: String, least: Int) {
        self.check(count: texts.count, pointer, least: least, limit: Article.Limit.paragraphs, of: "paragraphs")
        for (index, text) in texts.enumerated() {
            self.check(text, "\(pointer)/\(index)", limit: Article.Limit.paragraph)
        }
    }

    fileprivate mutating func check(_ section: Article.Section, _ pointer: String) {
        self.check(section.heading, pointer + "/heading", limit: Article.Limit.heading)
        if section.paragraphs.isEmpty, section.list == nil, section.subsections.isEmpty {
            self.add(pointer, "must have a paragraph, a list or a subsection")
        }
        self.paragraphs(section.paragraphs, pointer + "/paragraphs", least: 0)
        self.check(section.list, pointer + "/list")
        let count = section.subsections.count
        self.check(count: count, pointer + "/subsections", limit: Article.Limit.subsections, of: "subsections")
        for (index, part) in section.subsections.enumerated() {
            let inner = "\(pointer)/subsections/\(index)"
            self.check(part.heading, inner + "/heading", limit: Article.Limit.heading)
            if part.paragraphs.isEmpty, part.list == nil { self.add(inner, "must have a paragraph or a list") }
            self.paragraphs(part.paragraphs, inner + "/paragraphs", least: 0)
            self.check(part.list, inner + "/list")
        }
    }

    fileprivate mutating func check(_ list: Article.List?, _ pointer: String) {
        guard let list else { return }
        self.check(count: list.points.count, pointer + "/points", least: 1, limit: Article.Limit.points, of: "points")
        for (index, point) in list.points.enumerated() {
            let inner = "\(pointer)/points/\(index)"
            self.check(point.term ?? "", inner + "/term", limit: Article.Limit.heading, mayBeEmpty: true)
            self.check(point.text, inner + "/text", limit: Article.Limit.point)
        }
    }
}
